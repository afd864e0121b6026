import type { TenantId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import type { OpenedEntry } from "../../core/ports/ledger.ts";
import type { Desk } from "./desk.ts";
import type { DeskPerson, Pane } from "./desk-model.ts";
import type { GateOptions } from "./gate.ts";

/** A request that the page offers to send, with the files the project ships. */
export type Sample = {
  readonly id: string;
  readonly title: string;
  /** One quiet line: what comes of it is for the desk to say. */
  readonly hint: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

/** What the desk said inside the request. `tell` is a refusal or an explanation for the one who acted. */
export type DeskAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "tell"; readonly text: string }
  | { readonly kind: "card" }
  /** A card for the one who clicked, shown beside the channels: the Adaptive Card, as every card of the page. */
  | { readonly kind: "panel"; readonly card: Json }
  | { readonly kind: "dialog"; readonly title: string; readonly card: Json };

export type ConsoleDeps = GateOptions & {
  readonly tenant: TenantId;
  readonly desk: Desk;
  readonly ids: Pick<Ids, "next">;
  readonly panes: () => readonly Pane[];
  readonly people: () => Promise<readonly DeskPerson[]>;
  readonly samples: () => readonly Sample[];
  /** What stands in the page's head: environment, rulebook edition, lists. */
  readonly about: () => Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** Stores the delivery before it resolves; runs `now` deliveries and answers them. Throws when it is not stored. */
  readonly submit: (delivery: Delivery) => Promise<DeskAnswer>;
  /**
   * A case's entries for a person who may see it, or null. Person null: the desk counts its own steps, nothing is
   * shown. Authorised and logged by whoever wires it.
   */
  readonly entries: (caseNumber: string, person: string | null) => Promise<readonly OpenedEntry[] | null>;
  /** The evidence package of a case for a person who may see it, or null. */
  readonly exportPackage: (
    caseNumber: string,
    person: string,
  ) => Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** The record of a case on paper (PDF) for a person who may see it, or null. */
  readonly exportRecord: ConsoleDeps["exportPackage"];
  /** The lines of a case's bill of material (XLSX) for a person who may see it, or null: also where it has none. */
  readonly exportList: ConsoleDeps["exportPackage"];
  /** Runs the standalone verifier over the bytes: its exit code (CONTRACT) and the lines it wrote. */
  readonly verify: (bytes: Uint8Array) => Promise<{ readonly exit: number; readonly lines: readonly string[] }>;
};
