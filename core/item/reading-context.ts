import type { Vocabulary } from "../rulebook/condition.ts";
import type { DecimalMark } from "./number-marks.ts";
import type { Page } from "./passages.ts";

export type ReadingContext = {
  readonly words: Vocabulary;
  /** Kinds the thing may be; empty when nothing says. */
  readonly kinds: readonly string[];
  /** What software or technology is about; empty for anything else. */
  readonly subjects: readonly string[];
  readonly markOf: (page: Page) => DecimalMark;
  /** All the plain text, for words that change how a figure is read. */
  readonly everything: string;
};
/** A fact that only some kinds have is read when the thing may be one of them. */
export const isForKind = (only: readonly string[] | undefined, { kinds, words }: ReadingContext): boolean =>
  only === undefined ||
  kinds.length === 0 ||
  kinds.some((kind) => only.some((wanted) => words.classes.isA(kind, wanted) !== "not-met"));
