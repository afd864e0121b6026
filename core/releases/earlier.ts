import type { MissingFact } from "../classification/classification.ts";
import type { Party } from "../licensing/determination.ts";
import type { FactOnFile } from "../register/filed.ts";
import { toRegisterFinding } from "../register/findings.ts";
import type { ItemIdentity } from "../register/identity.ts";

/** The fact that says which earlier case a request means; its value is the case's number, or `OTHER_CASE`. */
export const SAME_AS = "same-as";
export const OTHER_CASE = "other";

/** An earlier case of the requester's, as far as a new request can refer to it. */
export type EarlierCase = {
  /** `ED-1042`. */
  readonly case: string;
  readonly item: {
    readonly name: string | null;
    readonly identity: ItemIdentity | null;
    readonly facts: readonly FactOnFile[];
  };
  readonly destination: string | null;
  readonly parties: readonly Party[];
};

/** What "last time" was found to mean, handed to the evaluation. */
export type Earlier =
  | { readonly state: "found"; readonly takes: "last-time" | "deal"; readonly from: EarlierCase }
  | { readonly state: "which"; readonly choices: readonly EarlierCase[] }
  | { readonly state: "none" };

/** What of it stands in the transaction: the case, and what was taken from it. */
export type TakenEarlier =
  | { readonly state: "found"; readonly case: string; readonly took: readonly ("item" | "customer" | "destination")[] }
  | {
      readonly state: "which";
      readonly choices: readonly { readonly case: string; readonly item: string; readonly deal: string }[];
    }
  | { readonly state: "none" };

const itemText = ({ item }: EarlierCase): string => item.name ?? item.identity?.partNumber ?? "";
const dealText = ({ parties, destination }: EarlierCase): string =>
  [...parties.map(({ name }) => name), ...(destination ? [destination] : [])].join(", ");

/** The part of `earlier` that the transaction keeps. `said`: what the request says itself, which always goes first. */
export function takenFrom(
  earlier: Earlier,
  said: { readonly destination: string | null; readonly parties: readonly Party[] },
): TakenEarlier {
  switch (earlier.state) {
    case "none":
      return { state: "none" };
    case "which":
      return {
        state: "which",
        choices: earlier.choices.map((one) => ({ case: one.case, item: itemText(one), deal: dealText(one) })),
      };
    case "found": {
      const { from, takes } = earlier;
      return {
        state: "found",
        case: from.case,
        took: [
          ...(takes === "last-time" ? (["item"] as const) : []),
          ...(said.parties.length === 0 && from.parties.length > 0 ? (["customer"] as const) : []),
          ...(said.destination === null && from.destination !== null ? (["destination"] as const) : []),
        ],
      };
    }
  }
}

/** The question which earlier case is meant; null: it is clear, or there is none. */
export function whichEarlier(taken: TakenEarlier | undefined): MissingFact | null {
  if (taken?.state !== "which") return null;
  return {
    fact: SAME_AS,
    question: "Which of these do you mean?",
    choices: [
      ...taken.choices.map(({ case: number, item, deal }) => ({
        value: number,
        label: [number, item, deal].filter((text) => text !== "").join(" · "),
      })),
      { value: OTHER_CASE, label: "Something else" },
    ],
    unit: null,
    because: [toRegisterFinding("same-as-which", { cases: taken.choices.length })],
  };
}
