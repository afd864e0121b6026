import { CCL, CHART, GROUPS } from "../../core/rulebook/editions/rule-part.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

type Dated = { readonly data: { readonly basis: "text" | "summary"; readonly from: string } };

/** The date of the text that our own rules were written from, by the part that would replace it. */
export function rulesDates({ sections }: Rulebook): Readonly<Record<string, string>> {
  const ours: Readonly<Record<string, readonly Dated[]>> = {
    [CCL]: sections.licenceTables,
    [CHART]: sections.countryChart,
    [GROUPS]: sections.countryGroups,
  };
  return Object.fromEntries(
    Object.entries(ours).flatMap(([part, files]) => {
      const newest = files
        .filter(({ data }) => data.basis === "summary")
        .map(({ data }) => data.from)
        .toSorted()
        .at(-1);
      return newest === undefined ? [] : [[part, newest]];
    }),
  );
}
