import type { Hash } from "../ids.ts";
import type { LawDate } from "../dates.ts";

/** What a determination rests on: replay needs exactly this. `editions` = hash of the activated edition set. */
export type Pins = { readonly engine: number; readonly editions: Hash };

/** One part of the set, with its date, printed on every answer. */
export type EditionPart = {
  /** `us-ear/ccl`, `us-ear/country-chart`, `list/csl`, `policy` … */
  readonly part: string;
  readonly date: LawDate | null;
  readonly hash: Hash;
  readonly basis: "text" | "summary";
  readonly note?: string;
};
