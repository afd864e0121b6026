import { evolve } from "./evolve.ts";
import { parseCaseEvent } from "./parse-event.ts";
import { weightOf } from "./revises.ts";
import { ballOf, type CaseState } from "./state.ts";
import { instantMillis } from "../dates.ts";
import { caseOf } from "../ids.ts";
import type { Json } from "../json.ts";
import type { OpenedEntry, Projection, Projector } from "../ports/ledger.ts";

/** Moves when `evolve` or a row's meaning changes: stored projections of another number are folded again. */
const FOLD = 4;

const parseState = (json: Json | null): CaseState | null => json as unknown as CaseState | null;
const toJson = (state: CaseState): Json => state as unknown as Json;

/** Folds entries onto a state; observations and shredded bodies leave it as it is. */
export function foldCase(before: CaseState | null, entries: readonly OpenedEntry[]): CaseState | null {
  return entries.reduce<CaseState | null>((state, entry) => {
    const id = caseOf(entry.stream);
    if (id === null || entry.payload === null || weightOf(entry.type) === "observation") return state;
    const person = "person" in entry.actor ? entry.actor.person : null;
    const via = "via" in entry.actor ? entry.actor.via : entry.actor.system;
    return evolve(state, parseCaseEvent(entry.type, entry.v, entry.payload), {
      id,
      at: entry.at,
      version: entry.version,
      revision: entry.revision,
      person,
      via,
    });
  }, before);
}

/** A stored projection, as the state it was folded to. */
export const toCaseState = (json: Json): CaseState => json as unknown as CaseState;

/** Case entries as rows for lists and cards; other streams have no projection. */
export const caseProjector: Projector = {
  fold: FOLD,
  weight: weightOf,
  project(stream, before, entries) {
    if (caseOf(stream) === null) return null;
    const state = foldCase(parseState(before), entries);
    return (
      state && { json: toJson(state), row: rowOf(state), parties: partiesOf(state), refs: [], search: searchOf(state) }
    );
  },
};

const rowOf = (state: CaseState): Projection["row"] => ({
  requestKey: state.requestKey,
  state: state.stage,
  requester: state.requester,
  ball: ballOf(state),
  disposition: state.determination?.summary.disposition ?? null,
  decision: state.decided?.decision ?? null,
  validUntil: state.decided?.validUntil ?? null,
  dueAt: state.review?.due ?? null,
  openedAt: instantMillis(state.openedAt),
  decidedAt: state.decided ? instantMillis(state.decided.at) : null,
});

const partiesOf = (state: CaseState): Projection["parties"] =>
  (state.transaction.parties ?? []).map((party) => ({
    key: party.name.toLowerCase(),
    country: party.country ?? null,
    role: party.role,
  }));

/** The words a person would look for: item, ECCN, destination, parties. */
const searchOf = (state: CaseState): string =>
  [
    state.determination?.summary.item,
    state.determination?.summary.eccn,
    state.determination?.summary.paragraph,
    state.determination?.summary.destination,
    ...(state.determination?.summary.parties ?? []).map((party) => party.name),
    ...state.sources.map((source) => source.name),
  ]
    .filter((word) => typeof word === "string")
    .join(" ");
