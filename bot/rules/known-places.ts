import type { KnownPlaces } from "../../adapters/ecfr/country-places.ts";
import { placeOf } from "../../core/licensing/place-names.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

const newest = <File extends { readonly data: { readonly from: string } }>(
  files: readonly File[],
): File["data"] | undefined =>
  files
    .map(({ data }) => data)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);

/** The places, columns and groups of the rulebook in use: what an imported chart is held against. */
export function knownPlaces(rulebook: Rulebook): KnownPlaces {
  const chart = newest(rulebook.sections.countryChart);
  const groups = newest(rulebook.sections.countryGroups);
  return {
    codeOf: (name) => placeOf(name, rulebook),
    charted: chart?.rows.map(({ of }) => of) ?? [],
    marked: (chart?.columns ?? []).filter((column) => chart?.rows.some(({ marks }) => marks.includes(column))),
    grouped: [...new Set(groups?.groups.flatMap(({ members }) => members) ?? [])],
    groups: groups?.groups.map(({ group }) => group) ?? [],
  };
}
