import type { BomContents } from "../bom/contents.ts";
import type { EgressDecision } from "../adjudication/egress.ts";
import type { Citation } from "./parts.ts";
import type { Condition, DeterminationSummary, ReviewNeed } from "./parts.ts";
import type { LawDate } from "../dates.ts";
import type { CaseId, CopyId, Hash, PersonId, PlaceId, RoleId, Seq } from "../ids.ts";
import type { Fact } from "../item/fact.ts";
import type { Outcome } from "../licensing/determination.ts";
import type { ModelResult, ModelTask, ModelUsage } from "../ports/model.ts";
import type { StatedDeal } from "../releases/stated-deal.ts";
import type { ExceptionKind } from "../releases/transaction.ts";
import type { Change, Purpose } from "../ports/writeback.ts";
import type { PlaceRef } from "../ports/inbound.ts";

/** Events of a case. What is not here did not happen. Only grows; each has a version `v` in the entry. */
export type CaseEvent =
  | {
      readonly type: "case-opened";
      readonly number: number;
      readonly requestKey: string;
      readonly place: PlaceRef;
      readonly requester: PersonId;
      readonly text: Hash;
      /** Address of the message it is about, where that is not the request itself. */
      readonly messageUrl?: string;
    }
  | {
      readonly type: "source-added";
      readonly blob: Hash;
      readonly kind: "message" | "file" | "edit" | "removal";
      readonly name: string | null;
      readonly fault: string | null;
    }
  | { readonly type: "facts-found"; readonly facts: readonly Fact[]; readonly dropped: number }
  | {
      /** A bill of material, worked out line by line: the lines are one blob. */
      readonly type: "bom-rolled-up";
      /** Blob of the file, and of its lines with what each came to. */
      readonly source: Hash;
      readonly lines: Hash;
      readonly file: string;
      /** Edition set it was worked out under. */
      readonly editions: Hash;
      readonly contents: BomContents;
    }
  | { readonly type: "transaction-stated"; readonly stated: StatedDeal }
  /** When somebody needs the answer: it sorts the work, it never decides. */
  | { readonly type: "needed-by"; readonly date: LawDate | null }
  | {
      readonly type: "question-asked";
      readonly question: string;
      readonly fact: string;
      readonly to: PersonId;
      readonly pausesSla: boolean;
    }
  | {
      readonly type: "question-answered";
      readonly question: string;
      readonly fact: string;
      readonly answer: Fact | "unknown";
    }
  | {
      /** Committed before the first byte leaves. */
      readonly type: "model-call-authorised";
      readonly call: string;
      readonly task: ModelTask;
      /** SHA-256 of what is asked, of whom and how: the same question is not sent twice. */
      readonly identity: Hash;
      readonly model: string;
      readonly egress: EgressDecision;
      readonly prompt: { readonly id: string; readonly hash: Hash; readonly schema: Hash };
      readonly request: Hash;
    }
  | {
      /** Committed before the result is used. */
      readonly type: "model-call-finished";
      readonly call: string;
      readonly result: ModelResult;
      /** What came back; null: nothing did. */
      readonly response: Hash | null;
      readonly served: string | null;
      readonly usage: ModelUsage;
      readonly latencyMs: number;
      readonly attempts: number;
    }
  | {
      readonly type: "determined";
      readonly determination: Hash;
      readonly summary: DeterminationSummary;
      readonly asOf: LawDate;
    }
  | {
      readonly type: "review-opened";
      readonly kinds: readonly ExceptionKind[];
      readonly rule: string;
      readonly needs: readonly ReviewNeed[];
      readonly places: readonly PlaceId[];
      readonly due: number;
    }
  | {
      readonly type: "rerouted";
      readonly how: "reassign" | "delegate" | "escalate";
      readonly to: RoleId;
      readonly why: string | null;
      /** Where the role that joins reads its cards; absent: no place more. */
      readonly places?: readonly PlaceId[];
      /** Who takes it over, of the role `to`. */
      readonly person?: PersonId;
    }
  /** The requester says that they have read that a release was taken back. */
  | { readonly type: "retraction-read" }
  | {
      readonly type: "approval-given";
      readonly as: RoleId;
      readonly grant: Seq;
      readonly cardSeen: Hash | null;
      readonly ticked: readonly string[];
      readonly conditions: readonly Condition[];
      /** Hashes of the write-back previews on the card that was clicked: exactly these are approved. Absent: none. */
      readonly writeBacks?: readonly Hash[];
    }
  | {
      readonly type: "override-proposed";
      readonly reading: string;
      readonly reason: string;
      readonly text: string;
      readonly cite: Citation | null;
      readonly as: RoleId;
      readonly grant: Seq;
      readonly cardSeen: Hash | null;
    }
  | {
      readonly type: "hit-judged";
      readonly hit: string;
      readonly judgement: "same" | "different" | "unsure";
      readonly reason: string | null;
      readonly until: LawDate | null;
    }
  | {
      readonly type: "decided";
      readonly decision: Decision;
      readonly outcome: Outcome;
      readonly released: boolean;
      readonly by: readonly PersonId[];
      readonly reading: string | null;
      readonly reason: string | null;
      readonly validUntil: LawDate | null;
    }
  /** Another case that came out of this one, or that this one came out of. */
  | {
      readonly type: "linked";
      readonly other: CaseId;
      readonly number: number;
      readonly why: "same-item" | "same-deal" | "shipment-of";
    }
  /** Words addressed to the desk that it could not place: the person says what they are. `copy`: the card that asks. */
  | { readonly type: "reply-unclear"; readonly copy: CopyId; readonly text: Hash; readonly messageKey: string }
  | { readonly type: "reply-settled"; readonly copy: CopyId; readonly as: ReplyUse }
  | { readonly type: "release-ended"; readonly because: "expired" | "list" | "rule" | "facts" | "retracted" }
  | { readonly type: "commented"; readonly text: string; readonly privileged: boolean }
  | { readonly type: "reopened"; readonly because: "person" | "list" | "rule" | "retraction"; readonly ref: Seq | null }
  | {
      /** One record of one target. The diff's hash is what an approval names; the key makes the effect one. */
      readonly type: "write-back";
      readonly target: string;
      readonly record: string;
      readonly purpose: Purpose;
      readonly step: WriteBackStep;
      readonly diff: Hash | null;
      readonly key: string;
      /** With the before-image: what stood there when it was read. */
      readonly changes: readonly Change[];
      /** Why: a short code, and who holds the record where the target says so. */
      readonly code: string | null;
      readonly holder: string | null;
    }
  | { readonly type: "shredded"; readonly under: string };

/** `asked`: a person wants it looked at anew. `conflicted`: a person decides. `failed`: a dead letter, replayable. */
export type WriteBackStep = "asked" | "previewed" | "approved" | "sent" | "confirmed" | "conflicted" | "failed";
export type ReplyUse = "fact" | "request" | "nothing";

export type Decision =
  | "approved"
  | "approved-with-conditions"
  | "overridden"
  | "auto-cleared"
  | "rejected"
  | "withdrawn"
  | "expired"
  | "no-answer";

/** Written without compare-and-set; they leave version, revision and state alone. */
export type Observation =
  | {
      readonly type: "click-refused";
      readonly code: string;
      readonly verb: string;
      readonly by: PersonId | null;
      readonly platformUser: string;
      /** The words that came too late to count. */
      readonly text?: Hash;
    }
  | { readonly type: "shown"; readonly place: string; readonly detail: string; readonly card: Hash }
  /** `to`: a role, or the requester. `by`: null: by itself. */
  | { readonly type: "reminded"; readonly to: string; readonly by: PersonId | null }
  | { readonly type: "copy-lost"; readonly copy: string; readonly code: string }
  | { readonly type: "late-duplicate"; readonly requestKey: string };
