import type { Instant } from "../dates.ts";
import type { CaseId, CopyId, Hash, PersonId, Seq, Stream, TenantId, WorkId } from "../ids.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Pins } from "../rulebook/pins.ts";

export type Via = "slack" | "teams" | "console" | "playground" | "cli" | "api";
export type Actor =
  | { readonly person: PersonId; readonly via: Via }
  | { readonly system: "dispatcher" | "timer" | "sync" };

/** A content-addressed, encrypted object: `hash` of the ciphertext, salted `commitment` to the plaintext. */
export type BlobRef = { readonly hash: Hash; readonly key: string; readonly commitment: Hash };
export type KeyPurpose = "case" | "privileged" | "officer";

/** An event or an observation to be written. The body is `{type, v, ...payload}`: canonical JSON, encrypted. */
export type NewEntry = {
  readonly type: string;
  readonly v: number;
  readonly payload: JsonObject;
  readonly actor: Actor;
  /** The work item, request or entry that caused it: an opaque id. */
  readonly cause?: string;
  readonly pins?: Pins;
  readonly blobs?: readonly BlobRef[];
  readonly refs?: readonly Seq[];
  readonly purpose?: KeyPurpose;
};

/** An entry as read back: decrypted and upcast. */
export type OpenedEntry = {
  readonly seq: Seq;
  readonly id: string;
  readonly at: Instant;
  readonly stream: Stream;
  readonly pos: number;
  readonly version: number;
  readonly revision: number;
  readonly type: string;
  readonly v: number;
  readonly actor: Actor;
  readonly cause: string | null;
  readonly pins: Pins | null;
  /** Null where the body was shredded or the reader may not open it. */
  readonly payload: JsonObject | null;
  readonly blobs: readonly BlobRef[];
  readonly refs: readonly Seq[];
};

export type WorkKind = "inbound" | "evaluate" | "card" | "post" | "write-back" | "timer" | "rescreen" | "bom";
/** Durable work to insert with the same transaction. `ref` holds ids only. `lane`: at most one leased row per lane. */
export type NewWork = {
  readonly kind: WorkKind;
  readonly lane: string;
  /** 0 a person waits, 3 cards, 7 bulk. */
  readonly priority: number;
  /** Unique per (tenant, kind) among ready rows; a second insert is dropped. */
  readonly dedup: string;
  readonly ref: Readonly<Record<string, string | number>>;
  /** Milliseconds since the epoch; absent: now. */
  readonly runAt?: number;
};

/** Proof that this worker holds the work item; a commit that finishes it is fenced by the token. */
export type Lease = { readonly work: WorkId; readonly token: string; readonly until: number };

export type Committed = {
  readonly entries: readonly {
    readonly seq: Seq;
    readonly stream: Stream;
    readonly pos: number;
    readonly version: number;
    readonly revision: number;
  }[];
};

export type MessageCopy = {
  readonly id: CopyId;
  readonly caseId: CaseId;
  readonly card: "request" | "review" | "notice";
  readonly place: string;
  readonly settle: "keyed" | "readable" | "blind";
  readonly state: "intended" | "posted" | "unknown" | "gone";
  readonly shownRevision: number;
  readonly deliveryKey: string;
  /** The platform's reference once posted, else null. */
  readonly remote: Json | null;
  /** Hash of the last rendered card (a blob), else null. */
  readonly shown: Hash | null;
};

/** What a delivery made of a copy: it stands under the platform's reference, or it is gone for good. */
export type CopyChange = { readonly id: CopyId } & (
  | { readonly state: "posted"; readonly remote: Json; readonly shownRevision: number; readonly shown: Hash | null }
  | { readonly state: "gone" }
);

/**
 * The only writer of evidence, projections and work, for one tenant. One transaction: all or nothing.
 * If the entry cannot be written the action does not happen (fail closed).
 */
export interface Ledger {
  readonly tenant: TenantId;
  /**
   * Appends each part's events after checking that the stream's `version` equals `expected`, writes projections and
   * work, records new message copies, and finishes the causing work item when `done` is given.
   * Throws Refusal("stale") when a version moved or the lease is lost; nothing is written then.
   * At most 2,000 rows; blobs named by the events must be stored already.
   */
  commit(
    parts: readonly { readonly stream: Stream; readonly expected: number; readonly events: readonly NewEntry[] }[],
    effects: readonly NewWork[],
    options?: { readonly done?: Lease; readonly copies?: readonly MessageCopy[] },
  ): Promise<Committed>;
  /**
   * Appends observations: they leave version, revision and state alone and take no compare-and-set. `copy`: what the
   * observed delivery did to a message copy, written in the same transaction: a card that stands is on record, and once.
   */
  observe(stream: Stream, entries: readonly NewEntry[], copy?: CopyChange): Promise<void>;
  /**
   * All entries of a stream in pos order; an unknown type or a newer `v` throws, never skips. Bodies under a key whose
   * purpose is not asked for have payload null. Absent: `case` alone, which is what a projection is folded from.
   */
  read(stream: Stream, purposes?: readonly KeyPurpose[]): Promise<readonly OpenedEntry[]>;
}

/** Says what a stream's events mean for the queryable tables; called inside the commit transaction. Pure. */
export interface Projector {
  /** Moves when `evolve` changes meaning: rows of another number are folded again. */
  readonly fold: number;
  project(stream: Stream, before: Json | null, entries: readonly OpenedEntry[]): Projection | null;
  /** Whether a type revises what a person decides on, or is an observation (core/cases/revises.ts). */
  weight(type: string): "revises" | "event" | "observation";
}
export type Projection = {
  readonly json: Json;
  readonly row: {
    /** The case's number; absent: `number` of the folded `json`. */
    readonly number?: number;
    readonly requestKey: string;
    readonly state: string;
    readonly requester: string;
    readonly ball: string;
    readonly disposition: string | null;
    readonly decision: string | null;
    readonly validUntil: string | null;
    readonly dueAt: number | null;
    readonly openedAt: number;
    readonly decidedAt: number | null;
  };
  readonly parties: readonly { readonly key: string; readonly country: string | null; readonly role: string }[];
  readonly refs: readonly { readonly kind: string; readonly number: string }[];
  readonly search: string;
};
