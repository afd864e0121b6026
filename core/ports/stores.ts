import type { CaseId, CopyId, Hash, TenantId } from "../ids.ts";
import type { WriteBackStep } from "../cases/events.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Blobs } from "./blobs.ts";
import type { ButtonKeys } from "./button-keys.ts";
import type { DigestRows } from "./digest.ts";
import type { Directory } from "./directory.ts";
import type { EvidenceSource } from "./evidence-source.ts";
import type { Platform } from "./inbox.ts";
import type { Items } from "./items.ts";
import type { Actor, Ledger, MessageCopy } from "./ledger.ts";
import type { UsageLog } from "./usage.ts";

/** A row of case_projection, for lists and cards. `json` is the folded CaseState. */
export type CaseRow = {
  readonly caseId: CaseId;
  /** Shown as ED-1042. */
  readonly number: number;
  readonly version: number;
  readonly revision: number;
  readonly state: string;
  readonly ball: string;
  readonly requester: string;
  readonly disposition: string | null;
  readonly decision: string | null;
  readonly openedAt: number;
  readonly decidedAt: number | null;
  readonly json: Json;
};

export interface Cases {
  /** The next case number of the tenant; a number may be skipped, never reused. */
  takeNumber(): Promise<number>;
  byId(id: CaseId): Promise<CaseRow | null>;
  byNumber(number: number): Promise<CaseRow | null>;
  byRequestKey(key: string): Promise<CaseRow | null>;
  /** How many lines of its bill of material are worked out, while they are; null: none is on its way. */
  listProgress(id: CaseId): Promise<{ readonly done: number; readonly total: number } | null>;
  /** Newest first. All filters are exact but `words` (FTS, every word quoted). */
  list(filter: {
    readonly state?: string;
    readonly requester?: string;
    readonly party?: string;
    readonly country?: string;
    readonly ref?: string;
    readonly words?: string;
    /** Cases with a write-back at one of these steps. */
    readonly writeBack?: readonly WriteBackStep[];
    readonly from?: number;
    readonly to?: number;
    readonly limit?: number;
  }): Promise<readonly CaseRow[]>;
}

export interface Copies {
  byId(id: CopyId): Promise<MessageCopy | null>;
  ofCase(id: CaseId): Promise<readonly MessageCopy[]>;
  /**
   * The copy that a platform's message is, by the id the platform gave it and its channel. Null: no copy is. Throws
   * AdapterFault("card-on-its-way") while a card goes to that channel whose id is not recorded yet: ask again.
   */
  byRemote(message: { readonly channel: string; readonly id: string }): Promise<MessageCopy | null>;
  /** After a send: what the platform answered. */
  posted(id: CopyId, remote: Json, shownRevision: number, shown: Hash | null): Promise<void>;
  state(id: CopyId, state: MessageCopy["state"]): Promise<void>;
}

/** The edition set a tenant works with (engineering-decisions §11). */
export interface Editions {
  active(): Promise<{ readonly set: Hash; readonly json: Json } | null>;
  /**
   * Stores the set as a blob and records the activation; one entry on stream `rulebook`. The active set again does
   * nothing. `actor` absent: the system's sync. Throws Refusal("invalid") unless `set` is SHA-256 of the canonical text.
   */
  activate(set: Hash, json: Json, actor?: Actor): Promise<void>;
  /** Puts on record that someone imported a part of the rulebook: one entry `edition-imported` on stream `rulebook`. */
  noteImport(part: JsonObject, actor: Actor): Promise<void>;
  /** How many activations lie in [from, to) (ms). */
  activationsIn(from: number, to: number): Promise<number>;
  /** A set that is or was active here; null for any other. */
  byHash(set: Hash): Promise<Json | null>;
}

/** Everything of one tenant. Handed out per tenant; there is no query without it. */
export type TenantStores = {
  readonly tenant: TenantId;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly cases: Cases;
  readonly copies: Copies;
  readonly items: Items;
  readonly directory: Directory;
  readonly evidence: EvidenceSource;
  readonly editions: Editions;
  readonly buttons: ButtonKeys;
  readonly digest: DigestRows;
  readonly usage: UsageLog;
};

export interface Stores {
  for(tenant: TenantId): TenantStores;
  tenants(): Promise<readonly TenantId[]>;
  /** The tenant of a known installation, or null: unknown installations are refused. */
  tenantOf(platform: Platform, installation: string): Promise<TenantId | null>;
}
