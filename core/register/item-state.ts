import { parseItemEvent, type ItemEvent } from "./events.ts";
import type { FiledDetermination } from "./filed.ts";
import { isSameKey, keyOf, type ItemIdentity, type ItemKey } from "./identity.ts";
import { standingOf } from "./precedence.ts";
import { itemOf, type ItemId, type Seq } from "../ids.ts";
import type { Json } from "../json.ts";
import type { OpenedEntry } from "../ports/ledger.ts";
import type { ItemProjection, ItemProjector } from "../ports/items.ts";
import { Refusal } from "../refusal.ts";

/** An item of the register, folded from its entries and nothing else. */
export type ItemState = {
  readonly id: ItemId;
  readonly identity: ItemIdentity;
  readonly aliases: readonly ItemIdentity[];
  readonly determinations: readonly FiledDetermination[];
};

/** Moves when the fold or a row's meaning changes: stored rows of another number are folded again. */
const FOLD = 1;

/** Folds one event. Throws Refusal("invalid") for an event before the first filing. */
export function evolveItem(
  state: ItemState | null,
  event: ItemEvent,
  entry: { readonly id: ItemId; readonly seq: Seq },
): ItemState {
  if (event.type === "determination-filed") {
    const filed: FiledDetermination = { ...event.filing, seq: entry.seq, due: null };
    const { identity, aliases, determinations } = state ?? {
      identity: event.item,
      aliases: [],
      determinations: [],
    };
    const named = [event.item, ...event.aliases].filter((one) => !isSameKey(keyOf(one), keyOf(identity)));
    return {
      id: entry.id,
      identity,
      aliases: unique([...aliases, ...named]),
      determinations: [...determinations, filed],
    };
  }
  if (state === null) throw new Refusal("invalid", { what: "item stream", type: event.type });
  const { because, provisions, since } = event;
  const named = new Set<number>(event.determinations);
  return {
    ...state,
    determinations: state.determinations.map((one) =>
      named.has(one.seq) ? { ...one, due: { because, provisions, since } } : one,
    ),
  };
}

function unique(names: readonly ItemIdentity[]): readonly ItemIdentity[] {
  return names.filter((name, index) => names.findIndex((other) => isSameKey(keyOf(other), keyOf(name))) === index);
}

/** Folds entries onto a state; shredded bodies leave it as it is. */
export function foldItem(before: ItemState | null, entries: readonly OpenedEntry[]): ItemState | null {
  return entries.reduce<ItemState | null>((state, entry) => {
    const id = itemOf(entry.stream);
    if (id === null || entry.payload === null) return state;
    return evolveItem(state, parseItemEvent(entry.type, entry.v, entry.payload), { id, seq: entry.seq });
  }, before);
}

/** A stored row, as the state it was folded to. */
export const toItemState = (json: Json): ItemState => json as unknown as ItemState;
const toJson = (state: ItemState): Json => JSON.parse(JSON.stringify(state)) as Json;

/** Item entries as rows of the register. */
export const itemProjector: ItemProjector = {
  fold: FOLD,
  project(before, entries) {
    const state = foldItem(before === null ? null : toItemState(before), entries);
    return state && { json: toJson(state), row: rowOf(state), names: namesOf(state), words: wordsOf(state) };
  },
};

function rowOf(state: ItemState): ItemProjection["row"] {
  const standing = standingOf(state.determinations);
  const counted = [standing?.code, standing?.jurisdiction?.from].flatMap((one) => (one ? [one] : []));
  const due = counted.flatMap(({ due: at }) => (at ? [at.since] : [])).toSorted()[0];
  const dates = counted.flatMap(({ reviewBy }) => (reviewBy ? [reviewBy] : [])).toSorted()[0];
  return {
    eccn: standing?.code?.eccn ?? null,
    paragraph: standing?.code?.paragraph ?? null,
    jurisdiction: standing?.jurisdiction?.is ?? null,
    kind: standing?.code?.kind ?? standing?.jurisdiction?.from.kind ?? null,
    editions: standing?.code?.editions ?? null,
    reReviewAt: due ?? dates ?? null,
    seq: state.determinations.at(-1)?.seq ?? 0,
  };
}

const namesOf = (state: ItemState): readonly ItemKey[] => [state.identity, ...state.aliases].map(keyOf);

/** Words a person would look for, in lower case: part number, maker, revision, codes, references, notes. */
function wordsOf(state: ItemState): readonly string[] {
  const named = [state.identity, ...state.aliases].flatMap((one) => [
    one.partNumber,
    keyOf(one).part,
    one.maker ?? "",
    one.revision ?? "",
  ]);
  const filed = state.determinations.flatMap((one) => [
    one.eccn ?? "",
    one.paragraph ?? "",
    one.reference ?? "",
    one.notes ?? "",
    one.case ? `ED-${one.case.number}` : "",
  ]);
  return searchWords([...named, ...filed].join(" "));
}

/** Whole codes (`ad-7`) and their parts (`ad`, `7`), lower case, each once. */
export function searchWords(text: string): readonly string[] {
  const whole = text
    .toLowerCase()
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set([...whole, ...parts])].filter((word) => word !== "").map((word) => word.slice(0, 80));
}
