import { caseNumber, type CardDraft } from "./view.ts";
import { ballWords } from "../words/ball.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";

export type CaseList = {
  readonly cases: readonly CaseState[];
  /** How many more there are that are not shown. */
  readonly more: number;
  readonly reader: PersonId;
  /** The place may be read by nobody from outside: items are named. */
  readonly safe: boolean;
  readonly nowMs: number;
};

/** The asker's open cases and who has the ball. */
export const statusCard = (list: CaseList): CardDraft =>
  listCard(list, {
    headline: countOf(list, "open case of yours", "open cases of yours"),
    empty: "You have no open case.",
    fallback: "Not released · your open cases",
  });

/** What a search found among the cases the asker may see. */
export const foundCard = (list: CaseList, words: string): CardDraft =>
  listCard(list, {
    headline: `${countOf(list, "case", "cases")} for “${words.length > 60 ? `${words.slice(0, 59)}…` : words}”`,
    empty: `I find no case for “${words.length > 60 ? `${words.slice(0, 59)}…` : words}” that you may see.`,
    fallback: "Not released · search result",
  });

const countOf = ({ cases, more }: CaseList, one: string, many: string): string =>
  cases.length + more === 1 ? `1 ${one}` : `${cases.length + more} ${many}`;

function listCard(
  list: CaseList,
  words: { readonly headline: string; readonly empty: string; readonly fallback: string },
): CardDraft {
  const { cases, more, safe } = list;
  const lines = cases.map((state) => lineOf(state, list));
  return {
    kind: "notice",
    status: "Not released · a list, not a decision",
    tone: "neutral",
    headline: cases.length === 0 ? words.empty : words.headline,
    blocks: [
      ...(lines.length > 0 ? [{ block: "list" as const, items: lines }] : []),
      ...(more > 0
        ? [{ block: "text" as const, text: `… and ${more} more: narrow the words.`, weight: "quiet" as const }]
        : []),
      ...(safe || cases.length === 0
        ? []
        : [
            {
              block: "text" as const,
              text: "People from outside the company may be here, so items and places are left out. Ask me in a direct message to see them.",
              weight: "quiet" as const,
            },
          ]),
    ],
    actions: [],
    footer: [],
    fallback: words.fallback,
  };
}

function lineOf(state: CaseState, list: CaseList): string {
  const summary = state.determination?.summary;
  const what = summary
    ? [summary.item, summary.destination].filter((word) => word !== null && word !== "").join(", ")
    : "";
  const named = list.safe && what !== "" ? ` · ${what}` : "";
  return `${caseNumber(state)}${named} · ${ballWords(state, list.reader, list.nowMs)}`;
}
