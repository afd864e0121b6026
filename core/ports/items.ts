import type { Hash, ItemId } from "../ids.ts";
import type { Json } from "../json.ts";
import type { ItemKey } from "../register/identity.ts";
import type { OpenedEntry } from "./ledger.ts";

/** A row of the register. `json` is the folded ItemState. */
export type ItemRow = {
  readonly id: ItemId;
  /** Of its stream: what a commit on it has to expect. */
  readonly version: number;
  /** The day it has, or had, to be looked at again; null: no day is set. */
  readonly reReviewAt: string | null;
  readonly json: Json;
};

/** The item register of one tenant, folded from the streams of its items. Nothing is written here. */
export interface Items {
  byId(id: ItemId): Promise<ItemRow | null>;
  /** Items that have this very key, as their own name or as another name for them. */
  byKey(key: ItemKey): Promise<readonly ItemRow[]>;
  /** Items that have one of these part numbers (keys), as their own or another name, whatever maker and revision. */
  byParts(parts: readonly string[]): Promise<readonly ItemRow[]>;
  /** Items whose part number begins as this one does, nearest first; at most `limit`. */
  near(key: ItemKey, limit: number): Promise<readonly ItemRow[]>;
  /** Items that have every word, as the beginning of one of theirs; by part number. At most `limit`, 200 at most. */
  find(words: readonly string[], limit: number): Promise<readonly ItemRow[]>;
  /** Items that were found due, and those whose day has come by `day`; the oldest first. */
  due(day: string, limit: number): Promise<readonly ItemRow[]>;
  /** All items in the order of their ids, from behind `after`: to walk through the register. */
  page(after: ItemId | null, limit: number): Promise<readonly ItemRow[]>;
}

/** What an item's events mean for the register's rows; called inside the commit transaction. Pure. */
export interface ItemProjector {
  readonly fold: number;
  project(before: Json | null, entries: readonly OpenedEntry[]): ItemProjection | null;
}
export type ItemProjection = {
  readonly json: Json;
  readonly row: {
    readonly eccn: string | null;
    readonly paragraph: string | null;
    readonly jurisdiction: string | null;
    readonly kind: string | null;
    readonly editions: Hash | null;
    readonly reReviewAt: string | null;
    /** The entry of the newest determination. */
    readonly seq: number;
  };
  /** Its own key first, then its other names. */
  readonly names: readonly ItemKey[];
  readonly words: readonly string[];
};
