import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, toCopyId, type CaseId, type CopyId, type PlaceId } from "../../core/ids.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { MessageCopy, NewWork } from "../../core/ports/ledger.ts";

/** Copies stand in the case's own place, or in a place of the policy. */
export const ORIGIN = "origin";

const PERSON_WAITS = 0;
const CARDS = 3;

export const evaluateWork = (id: CaseId, version: number): NewWork => ({
  kind: "evaluate",
  lane: caseStream(id),
  priority: PERSON_WAITS,
  dedup: `${id}:${version}`,
  ref: { case: id },
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

/** Every copy is rendered again; those who now have the ball are mentioned once. */
export function cardEffects(state: CaseState, copies: readonly MessageCopy[], before: CaseState): readonly NewWork[] {
  // A note in the thread changes only by what is said about it.
  const same = new Set((state.unclear ?? []).filter((one) => before.unclear?.includes(one)).map((one) => one.copy));
  const live = copies.filter((copy) => copy.state !== "gone" && !same.has(copy.id));
  const passed = before.stage !== state.stage;
  const toRequester = passed && (state.stage === "asking" || state.stage === "decided");
  const toReviewers = passed && state.stage === "in-review";
  const mentioned = live.filter((copy) =>
    copy.card === "request"
      ? toRequester
      : toReviewers && (state.review?.places ?? []).some((place) => place === copy.place),
  );
  return [
    ...live.map((copy) => cardWork(state.id, copy.id)),
    ...mentioned.map((copy) => mentionWork(state.id, copy.id, state.version)),
  ];
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
