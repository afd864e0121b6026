import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRuleFile } from "../../adapters/ecfr/read-rule-file.ts";
import { printsOfUsml, USML_PART } from "../../core/rulebook/editions/usml-prints.ts";

/**
 * `node bot/rules/write-usml-prints.ts FILE.xml DATE`: writes rules/us-itar/text-prints.yaml, hashes of what each paragraph
 * of the Munitions List says, from official eCFR XML of 22 CFR part 121. To be run when the tests were compared with it.
 */
const [file, date] = process.argv.slice(2);
if (file === undefined || date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  console.error("usage: node bot/rules/write-usml-prints.ts FILE.xml YYYY-MM-DD");
  process.exit(2);
}
const list = readRuleFile(readFileSync(file, "utf8")).find(({ part }) => part === USML_PART);
if (!list || !("provisions" in list)) throw new Error(`${file} does not hold 22 CFR part 121`);
const prints = printsOfUsml(list.provisions);
const lines = [
  "# Hashes of what each paragraph of the Munitions List said, with its notes, when its test was written. Written by",
  "# bot/rules/write-usml-prints.ts; no word of the text is here.",
  "id: us-itar/text-prints",
  `from: "${date}"`,
  `source: { cite: 22 CFR 121.1, title: United States Munitions List, edition: "${date}" }`,
  "basis: summary",
  "checked: none",
  "prints:",
  ...Object.entries(prints).map(([key, print]) => `  "${key}": "${print}"`),
];
writeFileSync(fileURLToPath(new URL("../../rules/us-itar/text-prints.yaml", import.meta.url)), `${lines.join("\n")}\n`);
console.log(`${Object.keys(prints).length} paragraphs`);
