import { toLawDate } from "../../core/dates.ts";
import { buildIndex, type ScreeningIndex } from "../../core/screening/build-index.ts";
import { screen } from "../../core/screening/screen.ts";
import { militaryIntelligenceEdition, starterEdition } from "../../rules/starter-lists/read-starter-list.ts";
import { DAMAGES, ordinaryCompany, seeded } from "../core/screening/damage.ts";
import { DATA, openRealLists, rules, tongue } from "../core/screening/real-lists.ts";
import { timed, type Figure, type Row } from "./figure.ts";

const QUERIES = 400;
const WARM = 50;
const AS_OF = toLawDate("2026-08-05");

/** Half ordinary companies, half listed names with a typing mistake. */
function names(index: ScreeningIndex): readonly string[] {
  const chance = seeded(7);
  const listed = index.editions.flatMap(({ entries }) => entries.filter(({ type }) => type !== "address"));
  return Array.from({ length: QUERIES + WARM }, (_, n) => {
    const entry = listed[Math.floor(chance() * listed.length)];
    if (n % 2 === 0 || !entry) return ordinaryCompany(chance);
    return DAMAGES["one typo"]?.(entry.name, chance) ?? entry.name;
  });
}

function rowsOf(what: string, index: ScreeningIndex, buildMs: number): readonly Row[] {
  const entries = index.editions.reduce((sum, edition) => sum + edition.entries.length, 0);
  const ms = timed(names(index), (name) => screen({ name, country: "DE" }, index, AS_OF)).slice(WARM);
  return [
    { what: `index of ${what}`, ms: [buildMs], more: `${entries} entries` },
    { what: `query on ${what}`, ms },
  ];
}

export const screening: Figure = {
  name: "screen",
  what: `${QUERIES} screenings by name, half ordinary companies, half listed names mistyped once`,
  async run() {
    const before = performance.now();
    const starter = buildIndex([starterEdition(), militaryIntelligenceEdition()], tongue, rules);
    const rows = rowsOf("the lists that ship", starter, performance.now() - before);
    if (!DATA) return [...rows, { what: "query on the real lists", more: "not measured: set DESK_TEST_DATA" }];
    const real = await openRealLists();
    return [...rows, ...rowsOf("the real lists", real.index, real.buildMs)];
  },
};
