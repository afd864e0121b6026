import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { printOf } from "../../core/rulebook/editions/text-prints.ts";
import { structureAgainst } from "../../core/rulebook/second-source/structure-against.ts";
import { rulebook } from "../rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"];
const FILE = `${DATA}/rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml`;

describe.skipIf(!DATA)("our tests against the official text (not run without reference data)", () => {
  const entries = DATA ? importCcl(readFileSync(FILE, "utf8")) : [];
  const { compared, untested } = structureAgainst(entries, rulebook);

  it("no test joins by another operator than the text, and nothing contradictory is left unsettled", () => {
    const off = compared.filter(({ verdict }) => verdict === "differ" || verdict === "unclear");
    expect(off.map(({ eccn, path, verdict }) => `${eccn}.${path} ${verdict}`)).toEqual([]);
    expect(compared.length).toBeGreaterThan(1190);
  });

  it("every paragraph that no test reads is named by the rulebook", () => {
    const named = rulebook.sections.textStructure[0]?.data.untested ?? {};
    const silent = Object.entries(untested).flatMap(([eccn, paths]) =>
      paths.filter((path) => named[eccn]?.includes(path) !== true).map((path) => `${eccn}.${path}`),
    );
    // A paragraph that got a test may stay named until the list is written anew (bot/rules/write-second-source.ts).
    expect(silent).toEqual([]);
  });

  it("no joiner can be lost unseen: each stands in the print of its entry", () => {
    for (const entry of entries) {
      const [before] = printOf(entry);
      const joined = entry.items.flatMap(({ joins }, index) => (joins === null ? [] : [index]));
      // One of each entry: a print costs a hash.
      for (const at of joined.slice(0, 1)) {
        const items = entry.items.map((line, index) =>
          index === at ? { ...line, text: line.text.replace(/\b(?:and|or)\s*[;.]?$/i, "") } : line,
        );
        expect([entry.eccn, printOf({ ...entry, items })[0] === before]).toEqual([entry.eccn, false]);
      }
    }
  });
});
