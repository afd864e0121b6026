import type { Classification, Jurisdiction } from "../classification/classification.ts";
import type { Claim } from "./claim.ts";

/** What a line came to. The whole classification is not kept: a list has thousands of lines. */
export type LineVerdict = {
  readonly line: string;
  readonly outcome: Classification["outcome"];
  readonly jurisdiction: Jurisdiction;
  readonly eccn: string | null;
  readonly paragraph: string | null;
  /** Where it comes from: on file for the very part, or the tests alone. */
  readonly source: "register" | "rules";
  /** The record on file, as it is named: `ED-1042`. */
  readonly filed: string | null;
  readonly claim: {
    readonly text: string;
    readonly read: Claim | null;
    /** `untested`: the tests have no answer to hold it against. */
    readonly says: "same" | "differs" | "untested" | "unreadable";
  } | null;
  /** The fact that would decide first, and the question for it. */
  readonly asks: { readonly fact: string; readonly question: string } | null;
  /** Paragraphs and categories that are met or open, nearest first. */
  readonly open: readonly string[];
  /** Kinds of thing it was read as. Empty: not known what it is. */
  readonly is: readonly string[];
};

/** The result in a word. */
export const resultOfLine = ({
  paragraph,
  eccn,
  outcome,
}: Pick<LineVerdict, "paragraph" | "eccn" | "outcome">): string => paragraph ?? eccn ?? outcome;

/** `3A090.a.1` lies under `3A090`, `3A090.a` and itself; `XI(c)` under `USML XI`. */
export function isUnder(paragraph: string, of: string): boolean {
  const plain = of.replace(/^USML /u, "");
  return paragraph === of || paragraph.startsWith(`${of}.`) || paragraph === plain || paragraph.startsWith(`${plain}(`);
}
