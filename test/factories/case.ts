import type { CaseEvent } from "../../core/cases/events.ts";
import { evolve } from "../../core/cases/evolve.ts";
import type { DeterminationSummary } from "../../core/cases/parts.ts";
import { weightOf } from "../../core/cases/revises.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toInstant, toLawDate } from "../../core/dates.ts";
import { toCaseId, toHash, toPersonId, toPlaceId, toRoleId, toSeq, type PersonId } from "../../core/ids.ts";
import type { RoleGrant } from "../../core/ports/directory.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";

export const REQUESTER = toPersonId("sales-engineer");
export const LEGAL = toPersonId("legal-reviewer");
export const TRADE = toPersonId("trade-compliance-reviewer");
export const NOW = toInstant("2026-11-24T10:00:00.000Z");
export const CASE = toCaseId("01920000-0000-7000-8000-000000000001");

export const aPlace = (over: Partial<PlaceRef> = {}): PlaceRef => ({
  platform: "console",
  installation: "local",
  channel: "sales",
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
  ...over,
});

export const aSummary = (over: Partial<DeterminationSummary> = {}): DeterminationSummary => ({
  outcome: "exception-available",
  disposition: "review",
  eccn: "3A001",
  paragraph: "3A001.a.5.a.4",
  destination: "IL",
  item: "AD-7",
  exceptions: ["exception-use", "new-classification"],
  openQuestions: [],
  hits: 0,
  ticks: [{ id: "t1", code: "open-condition", params: {} }],
  blocks: [],
  validUntil: toLawDate("2026-12-24"),
  ...over,
});

export const aGrant = (person: PersonId, role: string, over: Partial<RoleGrant> = {}): RoleGrant => ({
  person,
  role: toRoleId(role),
  validFrom: toInstant("2026-01-01T00:00:00.000Z"),
  validTo: null,
  seq: toSeq(3),
  ...over,
});

export const opened: CaseEvent = {
  type: "case-opened",
  number: 1042,
  requestKey: "k1",
  place: aPlace(),
  requester: REQUESTER,
  text: toHash("a".repeat(64)),
};
export const determined = (over: Partial<DeterminationSummary> = {}): CaseEvent => ({
  type: "determined",
  determination: toHash("b".repeat(64)),
  summary: aSummary(over),
  asOf: toLawDate("2026-11-24"),
});
export const inReview: CaseEvent = {
  type: "review-opened",
  kinds: ["exception-use", "new-classification"],
  rule: "R-06 v1",
  needs: [
    { role: toRoleId("legal"), count: 1 },
    { role: toRoleId("trade-compliance"), count: 1 },
  ],
  places: [toPlaceId("reviewers-legal"), toPlaceId("reviewers-trade-compliance")],
  due: 0,
};

/** Folds events as the ledger would count them. */
export function aCase(events: readonly CaseEvent[], by: PersonId | null = null): CaseState {
  const state = events.reduce<CaseState | null>(
    (before, event) =>
      evolve(before, event, {
        id: CASE,
        at: NOW,
        version: (before?.version ?? 0) + 1,
        revision: (before?.revision ?? 0) + (weightOf(event.type) === "revises" ? 1 : 0),
        person: by,
        via: "console",
      }),
    null,
  );
  if (!state) throw new Error("no events");
  return state;
}
