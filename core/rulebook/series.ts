import type { FactName } from "../item/fact.ts";
import type { Vocabulary } from "./condition.ts";

/** The 600 series and 9x515 (15 CFR 772.1): `9A610`, `3A611`, `9A515`. */
export const isSeries = (eccn: string): boolean => /^\d[A-E](6\d\d|515)$/.test(eccn);

/** True when the first question of a series ("made for a military use?") is among what is missing. */
export const opensSeries = (missing: readonly FactName[], { definitions }: Pick<Vocabulary, "definitions">): boolean =>
  missing.some((name) => definitions.get(name)?.["opens-series"] === true);
