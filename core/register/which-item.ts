import { filedParams, toRegisterFinding } from "./findings.ts";
import { nameOfItem } from "./identity.ts";
import type { Lookup, Similar } from "./lookup.ts";
import type { MissingFact } from "../classification/classification.ts";

/** The fact that says which record of the register the item is; its value is the record's id, or `OTHER_ITEM`. */
export const SAME_ITEM = "same-item";
export const OTHER_ITEM = "other";

/**
 * The question which of the records it is, where maker or revision were not said and nothing that was said differs. A
 * record that differs in anything said is no choice. Null: there is none, or the very item was found.
 */
export function whichItem({ same, similar }: Lookup): MissingFact | null {
  const possible = same === null ? similar.filter(isOpen) : [];
  if (possible.length === 0) return null;
  return {
    fact: SAME_ITEM,
    question: "Which of these is it?",
    choices: [
      ...possible.map(({ record, standing }) => {
        const filed = standing.code ?? standing.jurisdiction?.from;
        const known = filed ? ` · ${filedParams(filed).result}, ${filedParams(filed).source}` : "";
        return { value: record.id, label: `${nameOfItem(record.identity)}${known}` };
      }),
      { value: OTHER_ITEM, label: "None of these" },
    ],
    unit: null,
    because: [toRegisterFinding("register-which", { items: possible.length })],
  };
}

const isOpen = ({ differences }: Similar): boolean =>
  differences.every(({ what, asked }) => what !== "part-number" && asked === null);
