import type { BomContents } from "../bom/contents.ts";
import type { RollUp } from "../bom/roll-up.ts";
import type { Classification, Disposition, ItemInput, ItemKind } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { StatedFact } from "../item/fact.ts";
import type {
  Act,
  LicenceDetermination,
  Movement,
  Obligation,
  Outcome,
  Party,
  PartyRole,
  Permission,
  Stage,
} from "../licensing/determination.ts";
import type { JsonObject } from "../json.ts";
import type { TakenEarlier } from "./earlier.ts";
import type { Money, Quantity } from "../quantity.ts";
import type { RegisterRecord } from "../register/lookup.ts";
import type { Screening } from "../screening/screening.ts";

export type TransactionLine = {
  readonly id: string;
  /** What to classify, or a given classification (`eccn`). */
  readonly item:
    | ItemInput
    | {
        readonly eccn: string;
        readonly paragraph?: string;
        readonly kind?: ItemKind;
        readonly facts: readonly StatedFact[];
      };
  readonly quantity?: Quantity;
  readonly unitValue?: Money;
  readonly value?: Money;
  readonly htsCode?: string;
};

/** The joined question of DESIGN §1: may we talk, show, ship? Absent keys are unknown, never "no". */
export type TransactionInput = {
  readonly stage?: Stage;
  readonly act?: Act;
  readonly movement?: Movement;
  readonly origin?: string;
  /** Null: not said yet (a chat request may lack it); the answer then asks. */
  readonly destination: string | null;
  readonly transit?: readonly string[];
  readonly lines: readonly TransactionLine[];
  readonly parties: readonly Party[];
  readonly endUse?: {
    readonly statement?: string;
    readonly answers?: Readonly<Record<string, string | boolean>>;
    readonly site?: string;
  };
  /** The request's own words, where they are not among the sources of a line: read for signs, never for decisions. */
  readonly words?: string;
  /** Hits (by `hitId`) that a person in the role for it judged to be somebody else. */
  readonly judgedDifferent?: readonly string[];
  /** What the item register holds of the lines' items and of what is near them, as it stood then. */
  readonly register?: readonly RegisterRecord[];
  /** What of a bill of material the first line's item can turn on. */
  readonly contents?: BomContents;
  /** The earlier case that the request refers to, and what was taken from it. */
  readonly earlier?: TakenEarlier;
  readonly deal?: string;
  readonly neededBy?: string;
};

export type TransactionResult = {
  readonly lines: readonly {
    readonly id: string;
    readonly classification: Classification | null;
    readonly licence: LicenceDetermination | null;
  }[];
  readonly screening: readonly {
    readonly role: PartyRole;
    readonly name: string;
    readonly country: string | null;
    readonly result: Screening;
  }[];
  readonly outcome: Outcome;
  readonly talk: Permission;
  readonly show: Permission;
  readonly ship: Permission;
  readonly disposition: Disposition;
  /** Why it goes to people: exception kinds, worst first (core/routing decides the roles). */
  readonly exceptions: readonly ExceptionKind[];
  readonly route: JsonObject;
  readonly shipping: JsonObject | null;
  readonly obligations: readonly Obligation[];
  readonly validUntil: LawDate | null;
  /** Open questions over all lines, the deciding one first. `line` null: of the transaction itself. */
  readonly missing: readonly {
    readonly line: string | null;
    readonly fact: string;
    readonly question: string;
    readonly choices: readonly { readonly value: string; readonly label: string }[];
    readonly unit: string | null;
    readonly because: readonly Finding[];
  }[];
  readonly because: readonly Finding[];
  /** The item by the lines of its list; absent: there is none. */
  readonly rolledUp?: RollUp;
};

/** Kinds of exception that a review policy routes (rules/policy), worst first: the order in which a case is named. */
export const EXCEPTION_KINDS = [
  "possible-violation",
  "prohibited",
  "itar",
  "boycott-language",
  "party-hit",
  "red-flag",
  "licence-required",
  "technology-release",
  "not-covered",
  "other-agency",
  "conflict",
  "unreadable",
  "unanswered",
  "exception-use",
  "encryption",
  "new-classification",
  "earlier-decision",
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];
