import type { Clock, Ids } from "../../core/ports/clock.ts";
import type { ItemProjector } from "../../core/ports/items.ts";
import type { Projector } from "../../core/ports/ledger.ts";
import type { TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { PriceTable } from "../../core/usage/price.ts";
import type { Database } from "../connect.ts";
import type { Keys } from "./keys.ts";

export type StoreDeps = {
  /** 32 bytes; wraps every other key. */
  readonly rootKey: Uint8Array;
  readonly projector: Projector;
  /** Rows of the item register; absent: item streams have no rows. */
  readonly items?: ItemProjector;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Folder of the encrypted blobs, `<home>/blobs`. */
  readonly blobsFolder: string;
  /** Folder of rulebook and list editions; default `editions` beside `blobsFolder`. */
  readonly editionsFolder?: string;
  /**
   * Upcasts a body to its newest `v`. Throws Refusal("invalid") for an unknown type or a newer `v`: such a stream is
   * read-only, never skipped. Types that this folder writes itself (`OWN_TYPES`) do not come here.
   */
  readonly schemaOfTypes?: (type: string, v: number, payload: JsonObject) => JsonObject;
  /** What a tenant's tokens cost now; null or absent: counted, not priced. */
  readonly prices?: (tenant: TenantId) => PriceTable | null;
  /** Told when work beside a finished commit failed (the checkpoint after it): the commit stands. */
  readonly onFault?: (code: string, error: unknown) => void;
};

/** Everything the stores of one tenant share. */
export type Scope = {
  readonly tenant: TenantId;
  readonly database: Database;
  readonly deps: StoreDeps;
  readonly keys: Keys;
};

/** Entry types that are no case's, each with its only version 1. */
export const OWN_TYPES: ReadonlySet<string> = new Set([
  "person-changed",
  "identity-linked",
  "role-granted",
  "role-ended",
  "place-changed",
  "installation-changed",
  "set-activated",
  "edition-imported",
  "key-rotated",
  "target-disabled",
  "target-enabled",
]);
