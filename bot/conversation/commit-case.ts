import { cardEffects, evaluateWork, missingCopies, releaseEndWork } from "./effects.ts";
import { waitingEffects } from "./waiting-effects.ts";
import type { Desk } from "./deps.ts";
import type { ItemPart } from "../register/decision-parts.ts";
import { writeBackEffects } from "./write-back-effects.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { evolve } from "../../core/cases/evolve.ts";
import { toPayload } from "../../core/cases/parse-event.ts";
import { weightOf } from "../../core/cases/revises.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, type Seq, type TenantId } from "../../core/ids.ts";
import type { Actor, BlobRef, Lease, MessageCopy, NewWork } from "../../core/ports/ledger.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

export type CaseCommit = {
  readonly tenant: TenantId;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly actor: Actor;
  readonly cause: string;
  /** Blobs by the hash an event names them by. */
  readonly blobs?: ReadonlyMap<string, BlobRef>;
  readonly pins?: Pins;
  readonly done?: Lease;
  /** Parts of other streams in the same commit: the item register, a case that came out of this one. */
  readonly beside?: readonly ItemPart[];
  /** Entries of other streams that the events rest on. */
  readonly refs?: readonly Seq[];
  /** Work beside what follows from the events. */
  readonly also?: readonly NewWork[];
  /** Cards that come with the commit, beside those of a review. */
  readonly copies?: readonly MessageCopy[];
};

/**
 * Commits events of an existing case with everything that follows from them: the evaluation when the case looks
 * again, every copy's card, one mention when the ball changed hands. Throws Refusal("stale") when the case moved.
 */
export async function commitCase(desk: Desk, commit: CaseCommit): Promise<CaseState> {
  const { tenant, state, events } = commit;
  const stores = desk.stores.for(tenant);
  const after = foldAhead(state, commit, desk.clock.instant());
  const existing = await stores.copies.ofCase(state.id);
  const fresh =
    after.stage === "in-review" ? missingCopies(desk.ids, state.id, after.review?.places ?? [], existing) : [];
  const more = commit.copies ?? [];
  const effects = [
    ...(after.stage === "looking" ? [evaluateWork(state.id, after.version)] : []),
    ...cardEffects(after, [...existing, ...fresh, ...more.filter((copy) => copy.caseId === state.id)], {
      before: state,
      policy: desk.policyOf(tenant),
    }),
    ...waitingEffects(state, after, desk.clock.now()),
    ...(state.decided === after.decided ? [] : releaseEndWork(after)),
    ...writeBackEffects(desk.writeBack?.of(tenant) ?? [], state, after),
    ...(commit.also ?? []),
  ];
  const entries = events.map((event) => ({
    ...toPayload(event),
    actor: commit.actor,
    cause: commit.cause,
    ...(commit.pins ? { pins: commit.pins } : {}),
    ...(commit.refs && event.type === "determined" ? { refs: commit.refs } : {}),
    blobs: blobsOf(event, commit.blobs),
  }));
  const own = { stream: caseStream(state.id), expected: state.version, events: entries };
  await stores.ledger.commit([own, ...(commit.beside ?? [])], effects, {
    copies: [...fresh, ...more],
    ...(commit.done ? { done: commit.done } : {}),
  });
  desk.kick();
  return after;
}

/** The state the commit will lead to: the same fold the projection makes. */
function foldAhead(state: CaseState, commit: CaseCommit, at: CaseState["openedAt"]): CaseState {
  const person = "person" in commit.actor ? commit.actor.person : null;
  const via = "via" in commit.actor ? commit.actor.via : commit.actor.system;
  return commit.events.reduce((before, event) => {
    const revision = before.revision + (weightOf(event.type) === "revises" ? 1 : 0);
    return evolve(before, event, { id: state.id, at, version: before.version + 1, revision, person, via });
  }, state);
}

/** The blobs an event rests on, committed to in its leaf. */
export function blobsOf(event: CaseEvent, blobs: ReadonlyMap<string, BlobRef> | undefined): readonly BlobRef[] {
  const named =
    event.type === "case-opened"
      ? [event.text]
      : event.type === "source-added"
        ? [event.blob]
        : event.type === "determined"
          ? [event.determination]
          : event.type === "bom-rolled-up"
            ? [event.lines]
            : event.type === "reply-unclear"
              ? [event.text]
              : [];
  return named.flatMap((hash) => blobs?.get(hash) ?? []);
}
