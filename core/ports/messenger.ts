import type { Json } from "../json.ts";
import type { Card } from "./card.ts";
import type { InboundFile, PlaceRef } from "./inbound.ts";

/** How a lost answer of this platform is settled (engineering-decisions §9). */
export type Settle = "keyed" | "readable" | "blind";

/** A platform refused or failed. `terminal`: the copy is gone (`message_not_found`); else retry at `retryAfterMs`. */
export class AdapterFault extends Error {
  readonly code: string;
  readonly terminal: boolean;
  readonly retryAfterMs: number | null;
  constructor(code: string, terminal: boolean, retryAfterMs: number | null = null) {
    super(code);
    this.name = "AdapterFault";
    this.code = code;
    this.terminal = terminal;
    this.retryAfterMs = retryAfterMs;
  }
}

export type GivenFile = { readonly name: string; readonly bytes: Uint8Array; readonly says: string };

/** Posts and updates on one platform. Throws AdapterFault; never swallows. */
export interface Messenger {
  settleOf(place: PlaceRef): Settle;
  /** Posts a card with our delivery key. Returns the platform's reference (plain JSON). */
  post(place: PlaceRef, card: Card, deliveryKey: string): Promise<Json>;
  /** Looks for a message that carries the delivery key (readable places only). Null: not there. */
  find(place: PlaceRef, deliveryKey: string): Promise<Json | null>;
  /** Replaces a posted card in place. An edit notifies nobody. */
  update(place: PlaceRef, remote: Json, card: Card): Promise<void>;
  /** One new thread message that mentions the user who now has the ball. Returns its reference. */
  mention(place: PlaceRef, user: string | null, text: string, deliveryKey: string): Promise<Json>;
  /** Said to one user only; never holds another's content. */
  tell(place: PlaceRef, user: string, text: string): Promise<void>;
  /** Gives a file to one person, in their own conversation. Absent: this platform cannot be given files. */
  giveFile?(place: PlaceRef, user: string, file: GivenFile): Promise<void>;
  /** Downloads a file the user shared. Throws AdapterFault("too-large" | "not-a-file" | …). At most `limit` bytes. */
  fetchFile(place: PlaceRef, file: InboundFile, limit: number): Promise<Uint8Array>;
}
