import type { TenantId, WorkId } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Lease } from "./ledger.ts";

export type Platform = "slack" | "teams" | "console";

/** One delivery of a platform, verified, as it came. */
export type Delivery = {
  readonly platform: Platform;
  /** Workspace, Teams tenant or `local`: maps to a tenant; unknown is refused before this port. */
  readonly installation: string;
  readonly tenant: TenantId;
  /** Dedup key of engineering-decisions §5. */
  readonly deliveryKey: string;
  readonly kind: string;
  readonly mode: "now" | "later";
  readonly via: "http" | "socket" | "edge";
  readonly raw: Uint8Array;
  /** Verified claims (no token), headers that matter. */
  readonly claims: Json;
};
export type Inserted =
  /** New: its work item exists; with mode `now` it comes leased to the request. */
  | { readonly state: "new"; readonly inboxId: string; readonly work: WorkId; readonly lease: Lease | null }
  /** Seen before: the kept answer, if one was given. */
  | { readonly state: "duplicate"; readonly inboxId: string; readonly answer: Json | null };

export interface Inbox {
  /** One transaction: the encrypted raw body under its dedup key, and its work item (kind `inbound`, ref {inbox: id}). */
  insert(delivery: Delivery, lane: string): Promise<Inserted>;
  /** The stored delivery of a work item. */
  open(inboxId: string): Promise<Delivery>;
  /** Keeps the answer of a `now` delivery, so that a redelivery gets the same bytes. */
  keepAnswer(inboxId: string, answer: Json): Promise<void>;
  /** Erases the raw body of a delivery that addressed nobody. */
  erase(inboxId: string): Promise<void>;
}
