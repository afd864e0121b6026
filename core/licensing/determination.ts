import type { Disposition, EccnCode, ItemKind, ParagraphId } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Basis, Finding } from "../finding.ts";
import type { ReportRow } from "../rulebook/schema.ts";
import type { Fact, StatedFact } from "../item/fact.ts";
import type { JsonObject } from "../json.ts";
import type { Money, Quantity } from "../quantity.ts";

/** Outcomes of LAW §3, in the order of precedence (first that occurs decides). */
export const OUTCOMES = [
  "prohibited",
  "licence-required",
  "not-covered",
  "other-agency",
  "review",
  "needs-facts",
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Agency = "BIS" | "DDTC" | "OFAC" | "NRC" | "DOE";
export type ReviewPolicy = "approval" | "case-by-case" | "presumption-of-denial" | "denial";
export type Stage = "enquiry" | "quote" | "order" | "shipment" | "after-shipment";
export type Act = "quote" | "share-data" | "demo" | "sample" | "ship" | "hand-carry" | "remote-access" | "service";
export type Movement =
  | "export"
  | "reexport"
  | "transfer"
  | "deemed-export"
  | "deemed-reexport"
  | "temporary-export"
  | "return";
export type PartyRole =
  | "purchaser"
  | "intermediate-consignee"
  | "ultimate-consignee"
  | "end-user"
  | "forwarder"
  | "carrier"
  | "bank"
  | "broker"
  | "employee";

export type Owner = {
  readonly name: string;
  /** Percent, 0 to 100. */
  readonly share?: number;
  readonly country?: string;
  readonly owners?: readonly Owner[];
};
export type Party = {
  readonly role: PartyRole;
  readonly name: string;
  readonly country?: string;
  readonly address?: string;
  readonly headquarters?: string;
  readonly ultimateParent?: string;
  readonly owners?: readonly Owner[];
  readonly ids?: Readonly<Record<string, string | readonly string[]>>;
};

export type LicenceInput = {
  readonly eccn: EccnCode;
  readonly paragraph?: ParagraphId;
  readonly kind?: ItemKind;
  readonly facts: readonly StatedFact[];
  /** Facts of the classification with their spans, where there was one. */
  readonly itemFacts?: readonly Fact[];
  readonly description?: string;
  readonly origin?: string;
  readonly destination: string;
  readonly transit?: readonly string[];
  readonly movement?: Movement;
  readonly parties?: readonly Party[];
  /** A statement in free words, or answers by question id. */
  readonly endUse?: string | Readonly<Record<string, string | boolean>>;
  /** The statement beside answers by id (transaction). */
  readonly endUseStatement?: string;
  readonly endUser?: string;
  readonly quantity?: Quantity;
  readonly unitValue?: Money;
  readonly value?: Money;
  readonly htsCode?: string;
  readonly stage?: Stage;
  /** What is done, where it is known (transaction). */
  readonly act?: Act;
  readonly content?: readonly { readonly eccn: string; readonly value: Money; readonly origin?: string }[];
};

export type Requirement = {
  readonly reason: string;
  readonly column: string | null;
  readonly scope: string;
  readonly cite: string;
  /** `required`: this reason needs a licence there; `none`: no mark; `unknown`: a fact decides; `review`: prose a person must read. */
  readonly status: "required" | "none" | "unknown" | "review";
  readonly because: readonly Finding[];
  /** `text`: the row it was read from stands in the imported official text; left out: in our summary. */
  readonly basis?: Basis;
};
export type ExceptionOutcome = {
  readonly symbol: string;
  readonly outcome: "available" | "open" | "barred" | "not-evaluated";
  readonly conditions: readonly {
    readonly text: string;
    readonly status: "met" | "failed" | "open";
    readonly basis: Basis;
    readonly cite?: string;
  }[];
  readonly because: readonly Finding[];
};
export type CheckPoint = {
  readonly what: string;
  readonly date?: string;
  readonly why?: string;
  /** `text`: what was looked at is the imported official text; left out: our summary, or no rule at all. */
  readonly basis?: Basis;
};
export type LicenceMissing = {
  readonly fact: string;
  readonly question: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly unit: string | null;
  readonly because: readonly Finding[];
};
export type Obligation = {
  readonly what: string;
  readonly owner: string;
  readonly due: LawDate | "at-once" | null;
  readonly cite: string;
  /** Of a report: what makes it bind, as far as the entry says it. Left out: it binds as it stands. */
  readonly binds?: {
    readonly when: ReportRow["when"];
    /** Exceptions that can be used here, where it binds exports under one. */
    readonly exceptions: readonly string[];
    readonly paragraphs: readonly string[];
    readonly groups: readonly string[];
  };
  /** Edition of the text that it was read from. */
  readonly edition?: string;
  readonly basis?: Basis;
};
export type Permission = { readonly answer: "yes" | "no" | "ask"; readonly because: readonly Finding[] };

export type LicenceDetermination = {
  readonly outcome: Outcome;
  readonly agency: Agency | null;
  readonly reviewPolicy: ReviewPolicy | null;
  readonly reasons: readonly Requirement[];
  readonly exceptions: readonly ExceptionOutcome[];
  /** An authorisation on file that covers this, or null. */
  readonly authorisation: JsonObject | null;
  readonly checked: readonly CheckPoint[];
  readonly notChecked: readonly CheckPoint[];
  readonly missing: readonly LicenceMissing[];
  readonly obligations: readonly Obligation[];
  /** LAW §11: per line; null where it cannot be said yet. */
  readonly shipping: JsonObject | null;
  readonly flags: readonly Finding[];
  readonly disposition: Disposition;
  readonly talk: Permission;
  readonly show: Permission;
  readonly ship: Permission;
  readonly validUntil: LawDate | null;
  readonly because: readonly Finding[];
};
