import type { BomContents } from "../bom/contents.ts";
import type { Condition, DeterminationSummary, ReviewNeed } from "./parts.ts";
import type { Decision, ReplyUse, WriteBackStep } from "./events.ts";
import type { Instant, LawDate } from "../dates.ts";
import type { CaseId, CopyId, Hash, PersonId, PlaceId, RoleId } from "../ids.ts";
import type { StatedFact } from "../item/fact.ts";
import type { Outcome } from "../licensing/determination.ts";
import type { PlaceRef } from "../ports/inbound.ts";
import type { ModelResult, ModelTask } from "../ports/model.ts";
import type { StatedDeal } from "../releases/stated-deal.ts";
import type { ExceptionKind } from "../releases/transaction.ts";
import type { Change, Purpose } from "../ports/writeback.ts";

export type Source = {
  readonly blob: Hash;
  readonly kind: "message" | "file" | "edit" | "removal";
  readonly name: string | null;
  readonly fault: string | null;
};
export type AskedQuestion = {
  readonly id: string;
  readonly fact: string;
  readonly to: PersonId;
  readonly at: Instant;
  readonly state: "open" | "answered" | "unknown";
};
export type Approval = {
  readonly by: PersonId;
  readonly as: RoleId;
  readonly at: Instant;
  readonly via: string;
  readonly ticked: readonly string[];
  readonly conditions: readonly Condition[];
  readonly writeBacks?: readonly Hash[];
};
export type Review = {
  readonly kinds: readonly ExceptionKind[];
  /** Policy rule and version that brought it here: shown as "came to you because". */
  readonly rule: string;
  readonly needs: readonly ReviewNeed[];
  readonly places: readonly PlaceId[];
  readonly due: number;
  /** When it came to the reviewers. */
  readonly since?: Instant;
  /** Who took it over from their colleagues, per role. Absent: nobody. */
  readonly delegates?: readonly { readonly role: RoleId; readonly to: PersonId }[];
};
export type ProposedOverride = {
  readonly by: PersonId;
  readonly as: RoleId;
  readonly at: Instant;
  readonly reading: string;
  readonly reason: string;
  readonly text: string;
};
export type Decided = {
  readonly decision: Decision;
  readonly outcome: Outcome;
  readonly released: boolean;
  readonly by: readonly PersonId[];
  readonly via: string;
  readonly at: Instant;
  readonly reading: string | null;
  readonly reason: string | null;
  readonly validUntil: LawDate | null;
};

export type Retraction = {
  readonly by: PersonId | null;
  readonly at: Instant;
  /** When the requester had been told that it was released. */
  readonly toldAt: Instant;
  readonly read: Instant | null;
};
export type CaseLink = { readonly other: CaseId; readonly number: number; readonly why: string };
export type UnclearReply = {
  readonly copy: CopyId;
  readonly text: Hash;
  readonly messageKey: string;
  readonly by: PersonId | null;
  readonly at: Instant;
  /** What the person said it is; null: not said yet. */
  readonly became: ReplyUse | null;
};

/** A bill of material as it was worked out: of which file, under which edition set. */
export type RolledBom = {
  readonly source: Hash;
  readonly lines: Hash;
  readonly file: string;
  readonly editions: Hash;
  readonly contents: BomContents;
};

/** A question put to a model. `result` null: authorised, and its answer never recorded. */
export type ModelCall = {
  readonly call: string;
  readonly task: ModelTask;
  readonly identity: Hash;
  readonly revision: number;
  readonly result: ModelResult | null;
  readonly response: Hash | null;
};

/** One record of one target, as its last event left it. */
export type WriteBack = {
  readonly target: string;
  readonly record: string;
  readonly purpose: Purpose;
  readonly step: WriteBackStep;
  readonly diff: Hash | null;
  readonly key: string;
  readonly changes: readonly Change[];
  readonly code: string | null;
  readonly holder: string | null;
  readonly at: Instant;
};

/** Folded from the case's entries and nothing else. `stage` says whose move it is. */
export type CaseState = {
  readonly id: CaseId;
  readonly number: number;
  readonly version: number;
  readonly revision: number;
  readonly openedAt: Instant;
  readonly requestKey: string;
  readonly place: PlaceRef;
  readonly requester: PersonId;
  readonly text: Hash;
  /** Address of the message it is about; absent: the request itself stands in its place. */
  readonly messageUrl?: string;
  readonly sources: readonly Source[];
  readonly stated: readonly StatedFact[];
  readonly transaction: StatedDeal;
  /** Absent: nobody said. */
  readonly neededBy?: LawDate | null;
  readonly questions: readonly AskedQuestion[];
  /** Rounds of questions put so far. */
  readonly rounds: number;
  readonly determination: {
    readonly hash: Hash;
    readonly summary: DeterminationSummary;
    readonly asOf: LawDate;
  } | null;
  readonly review: Review | null;
  readonly approvals: readonly Approval[];
  readonly override: ProposedOverride | null;
  readonly judgements: readonly { readonly hit: string; readonly judgement: "same" | "different" | "unsure" }[];
  readonly decided: Decided | null;
  /** What was left of the time to decide (ms) when a reviewer asked: the clock goes on from there. */
  readonly clockLeft?: number | null;
  /** A release that was taken back, until it is decided anew. */
  readonly retracted?: Retraction | null;
  /** Cases that came out of this one, or that this one came out of. Absent: none. */
  readonly links?: readonly CaseLink[];
  /** Replies that were not understood. Absent: none. */
  readonly unclear?: readonly UnclearReply[];
  readonly comments: readonly { readonly by: PersonId; readonly at: Instant; readonly text: string }[];
  /** The latest list that was worked out. Absent: none was. */
  readonly bom?: RolledBom;
  /** Absent: no model was ever asked. */
  readonly modelCalls?: readonly ModelCall[];
  /** Absent: nothing was ever to be written to a system of record. */
  readonly writeBacks?: readonly WriteBack[];
  readonly stage: "looking" | "asking" | "in-review" | "decided" | "shredded";
};

/** Who has the ball: the desk, the requester, or the roles whose approval is missing. */
export function ballOf(state: CaseState): string {
  switch (state.stage) {
    case "looking":
      return "desk";
    case "asking":
      return "requester";
    case "in-review":
      return openNeeds(state)
        .map((need) => need.role)
        .join("+");
    case "decided":
    case "shredded":
      return "nobody";
  }
}

/** Approvals still missing, per role. One person counts once, whatever roles they hold. */
export function openNeeds(state: CaseState): readonly ReviewNeed[] {
  const needs = state.review?.needs ?? [];
  return needs
    .map((need) => ({ ...need, count: need.count - state.approvals.filter((a) => a.as === need.role).length }))
    .filter((need) => need.count > 0);
}
