import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import type { Policy } from "../../core/routing/policy.ts";
import { placesOf } from "../../core/routing/route.ts";
import type { LawDate } from "../../core/dates.ts";
import { caseStream, toCopyId, type CaseId, type CopyId, type Hash, type PlaceId } from "../../core/ids.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { MessageCopy, NewWork } from "../../core/ports/ledger.ts";

/** Copies stand in the case's own place, or in a place of the policy. */
export const ORIGIN = "origin";

const PERSON_WAITS = 0;
const CARDS = 3;
const BULK = 7;

export const evaluateWork = (id: CaseId, version: number): NewWork => ({
  kind: "evaluate",
  lane: caseStream(id),
  priority: PERSON_WAITS,
  dedup: `${id}:${version}`,
  ref: { case: id },
});

/** How far a list is: `parts` names the blobs of what is done, in their order. */
export type BomRef = {
  readonly source: Hash;
  readonly at: number;
  readonly total: number;
  readonly asOf: LawDate;
  readonly editions: Hash;
  readonly parts: string;
};
/** The next lines of a case's list; one row a case, in its lane, so that an evaluation and the list never run at once. */
export const bomWork = (id: CaseId, ref: BomRef): NewWork => ({
  kind: "bom",
  lane: caseStream(id),
  priority: BULK,
  dedup: id,
  ref: { case: id, ...ref },
});

/** Renders one copy again from the present projection; ready rows of the same copy fall together. */
export const cardWork = (id: CaseId, copy: CopyId): NewWork => ({
  kind: "card",
  lane: `copy:${copy}`,
  priority: CARDS,
  dedup: copy,
  ref: { case: id, copy },
});

/** One mention for the one who now has the ball, in the thread of that copy; once per version that passed the ball. */
export const mentionWork = (id: CaseId, copy: CopyId, version: number): NewWork => ({
  kind: "post",
  lane: `copy:${copy}`,
  priority: CARDS + 1,
  dedup: `${copy}:${version}`,
  ref: { case: id, copy, version },
});

export function newCopy(
  ids: Ids,
  caseId: CaseId,
  card: MessageCopy["card"],
  place: PlaceId | typeof ORIGIN,
): MessageCopy {
  const id = toCopyId(ids.next());
  return {
    id,
    caseId,
    card,
    place,
    settle: "keyed",
    state: "intended",
    shownRevision: -1,
    deliveryKey: id,
    remote: null,
    shown: null,
  };
}

/** Copies that a review needs and that do not exist yet. */
export function missingCopies(
  ids: Ids,
  caseId: CaseId,
  places: readonly PlaceId[],
  existing: readonly MessageCopy[],
): readonly MessageCopy[] {
  const there = new Set(
    existing.filter((copy) => copy.card === "review" && copy.state !== "gone").map((copy) => copy.place),
  );
  return places.filter((place) => !there.has(place)).map((place) => newCopy(ids, caseId, "review", place));
}

/**
 * The copies in whose threads the one who has the ball is told: the requester's own, or those where a role that is
 * still missing reads. A place that several roles share stands for each of them.
 */
export function ballCopies(state: CaseState, copies: readonly MessageCopy[], policy: Policy): readonly MessageCopy[] {
  const live = copies.filter((copy) => copy.state !== "gone");
  if (state.stage !== "in-review") return live.filter((copy) => copy.card === "request");
  const open = new Set(openNeeds(state).flatMap((need): readonly string[] => placesOf(need.role, policy)));
  const places = (state.review?.places ?? []).filter((place) => open.has(place));
  const told = new Set<string>(places.length > 0 ? places : (state.review?.places ?? []));
  return live.filter((copy) => copy.card === "review" && told.has(copy.place));
}

/** Every copy is rendered again; those who now have the ball are mentioned once. */
export function cardEffects(
  state: CaseState,
  copies: readonly MessageCopy[],
  how: { readonly before: CaseState; readonly policy: Policy },
): readonly NewWork[] {
  const { before, policy } = how;
  // A note in the thread changes only by what is said about it.
  const same = new Set((state.unclear ?? []).filter((one) => before.unclear?.includes(one)).map((one) => one.copy));
  const live = copies.filter((copy) => copy.state !== "gone" && !same.has(copy.id));
  const passed = before.stage !== state.stage;
  const takenBack = state.retracted && !before.retracted;
  const toRequester = (passed && (state.stage === "asking" || state.stage === "decided")) || takenBack;
  // In review already: only the role that joined, or the colleague who took over, hears of it.
  const moved = !passed && state.stage === "in-review" ? joined(before, state, policy) : null;
  const holders = new Set(ballCopies(state, copies, policy).map((copy) => copy.id));
  const mentioned = live.filter((copy) => {
    if (copy.card === "request") return toRequester;
    if (moved) return moved.has(copy.place);
    return passed && state.stage === "in-review" && holders.has(copy.id);
  });
  return [
    ...live.map((copy) => cardWork(state.id, copy.id)),
    ...mentioned.map((copy) => mentionWork(state.id, copy.id, state.version)),
  ];
}

/** Places where somebody new has the ball since `before`. */
function joined(before: CaseState, after: CaseState, policy: Policy): ReadonlySet<string> {
  const had = new Set(before.review?.needs.map((need) => need.role));
  const roles = (after.review?.needs ?? []).map((need) => need.role).filter((role) => !had.has(role));
  const handed = (after.review?.delegates ?? []).filter((one) => !before.review?.delegates?.includes(one));
  return new Set(
    [...roles, ...handed.map((one) => one.role)].flatMap((role): readonly string[] => placesOf(role, policy)),
  );
}

const DAY_MS = 86_400_000;

/** The end of a release is a row like any other, written with the decision that made it (LAW §6). */
export function releaseEndWork(state: CaseState): readonly NewWork[] {
  const until = state.decided?.released ? state.decided.validUntil : null;
  if (until === null) return [];
  return [
    {
      kind: "timer",
      lane: `timer:${state.id}`,
      priority: CARDS,
      dedup: `${state.id}:release-end`,
      ref: { case: state.id, until },
      runAt: Date.parse(`${until}T00:00:00Z`) + DAY_MS,
    },
  ];
}
