import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { structureAgainst } from "../../core/rulebook/second-source/structure-against.ts";
import { openBuiltInRulebook } from "../rulebook-source.ts";

/**
 * `node bot/rules/write-second-source.ts FILE.xml`: compares the official text with the tests of this rulebook and writes
 * what of it no test reads to rules/us-ear/text-structure.yaml. Codes only, no word of the text; what people settled stays.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node bot/rules/write-second-source.ts FILE.xml");
  process.exit(2);
}
const HEAD = [
  "# Operators of the official text against our tests (15 CFR 774 Supp. 1): `settled` by hand where the words do not settle",
  "# it, `untested` written by bot/rules/write-second-source.ts. `desk rules check FILE.xml` prints the comparison.",
];
const rulebook = openBuiltInRulebook();
const { untested } = structureAgainst(importCcl(readFileSync(file, "utf8")), rulebook);
const path = fileURLToPath(new URL("../../rules/us-ear/text-structure.yaml", import.meta.url));
const [own] = rulebook.sections.textStructure;
if (!own) throw new Error("rules/us-ear/text-structure.yaml is missing");
const { untested: _before, settled, from, ...rest } = own.data;
const lines = Object.entries(untested).map(
  ([eccn, paths]) => `  "${eccn}": [${paths.map((one) => JSON.stringify(one)).join(", ")}]`,
);
const hand = settled.map(
  ({ paragraph, reads, why }) => `  - { paragraph: ${paragraph}, reads: ${reads}, why: ${JSON.stringify(why)} }`,
);
const head = stringify({ id: rest.id, from, source: rest.source, basis: rest.basis, checked: rest.checked }).trimEnd();
writeFileSync(path, `${[...HEAD, head, "settled:", ...hand, "untested:", ...lines].join("\n")}\n`);
console.log(`${Object.values(untested).flat().length} paragraphs that no test reads`);
