import type { LawDate } from "../dates.ts";
import type { UsmlCategory } from "./catalogue-schema.ts";
import { inForceOn } from "./in-force.ts";
import { onDate } from "./on-date.ts";
import type { Rulebook } from "./rulebook.ts";

/** The categories of 22 CFR 121.1 in their order. */
const ORDER = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(" ");
const placeOf = (code: string): number => ORDER.indexOf(code.replace("USML ", ""));

/** The categories of the Munitions List as they stood on `asOf`, in the order of the list. */
export const usmlOn = onDate((rulebook: Rulebook, asOf: LawDate): readonly UsmlCategory[] => {
  const editions = Map.groupBy(
    rulebook.sections.usml.map(({ data }) => data),
    ({ code }) => code,
  );
  return [...editions.values()]
    .flatMap((history) => inForceOn(history, asOf) ?? [])
    .toSorted((a, b) => placeOf(a.code) - placeOf(b.code));
});
