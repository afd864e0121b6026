import type { Json } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";

/** A channel of the web desk. People ask in `sales`; `review` panes show cards and their threads. */
export type Pane = { readonly id: string; readonly title: string; readonly kind: "sales" | "review" };

export type DeskPerson = {
  readonly id: string;
  readonly display: string;
  /** Role names for people to read; empty: asks, never decides. */
  readonly roles: readonly string[];
  /** The pane whose cards this person decides, or null. */
  readonly pane: string | null;
};

export type SharedFile = { readonly id: string; readonly name: string; readonly size: number };

/** One message of a pane. `changed` is the desk's version when it last changed: the page asks for what is newer. */
export type DeskMessage = {
  readonly id: string;
  readonly pane: string;
  readonly thread: string | null;
  readonly at: number;
  readonly changed: number;
  /** A person's id, or null for the desk. */
  readonly from: string | null;
  /** Shown to this person only, or null: to everyone in the pane. */
  readonly only: string | null;
  readonly mention: string | null;
  readonly text: string | null;
  readonly files: readonly SharedFile[];
  /** The Adaptive Card that Teams gets, or null. */
  readonly card: Json;
  readonly kind: Card["kind"] | null;
  readonly tone: Card["tone"] | null;
  /** The card's words for a screen reader. */
  readonly spoken: string | null;
  /** `ED-1042` when the card names one. */
  readonly caseNumber: string | null;
};
export type NewMessage = Omit<DeskMessage, "at" | "changed">;

/** The five steps of a first visit, each ticked by what really happened. */
export const STEPS = ["ask", "change", "refused", "decide", "prove"] as const;
export type Step = (typeof STEPS)[number];

/** Where the desk keeps its furniture: named byte blobs. The owner decides where they lie and how they are sealed. */
export type Shelf = {
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
};
