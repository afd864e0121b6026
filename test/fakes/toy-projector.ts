import type { Json } from "../../core/json.ts";
import type { OpenedEntry, Projector } from "../../core/ports/ledger.ts";

/** A case that only counts: enough to see what the ledger does with a fold, and nothing of the domain. */
export type ToyState = {
  readonly number: number;
  readonly requestKey: string;
  readonly requester: string;
  readonly party: string;
  readonly total: number;
  readonly words: readonly string[];
};

const WEIGHTS: Readonly<Record<string, "revises" | "event" | "observation">> = {
  "toy-opened": "revises",
  "toy-counted": "revises",
  "toy-noted": "event",
  "toy-seen": "observation",
};

const text = (json: Json | undefined): string => (typeof json === "string" ? json : "");

export function foldToy(before: ToyState | null, entries: readonly OpenedEntry[]): ToyState | null {
  return entries.reduce<ToyState | null>((state, { type, payload }) => {
    if (payload === null) return state;
    if (type === "toy-opened") {
      const [requestKey, requester] = [text(payload["requestKey"]), text(payload["requester"])];
      const party = text(payload["party"]);
      return { number: Number(payload["number"]), requestKey, requester, party, total: 0, words: [] };
    }
    if (!state) return null;
    if (type === "toy-counted") return { ...state, total: state.total + Number(payload["by"]) };
    if (type === "toy-noted") return { ...state, words: [...state.words, text(payload["word"])] };
    return state;
  }, before);
}

/** `fold` moves in tests of an upgrade. */
export function createToyProjector(fold = 1): Projector {
  return {
    fold,
    weight: (type) => WEIGHTS[type] ?? "event",
    project(_stream, before, entries) {
      const state = foldToy(before as ToyState | null, entries);
      if (!state) return null;
      return {
        json: { ...state, words: [...state.words] },
        row: {
          requestKey: state.requestKey,
          state: state.total > 10 ? "done" : "open",
          requester: state.requester,
          ball: "desk",
          disposition: null,
          decision: null,
          validUntil: null,
          dueAt: null,
          openedAt: state.number,
          decidedAt: null,
        },
        parties: state.party === "" ? [] : [{ key: state.party, country: "DE", role: "end-user" }],
        refs: [{ kind: "order", number: `PO-${state.number}` }],
        search: state.words.join(" "),
      };
    },
  };
}
