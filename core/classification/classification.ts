import type { Basis, Finding } from "../finding.ts";
import type { Fact, FactName, StatedFact } from "../item/fact.ts";
import type { SourceText } from "../item/document.ts";

export type Jurisdiction = "EAR" | "ITAR" | "NRC" | "DOE" | "other-agency" | "not-subject" | "undetermined";
export type Disposition = "auto-clear" | "review" | "hold";
export type ItemKind = "commodity" | "software" | "source-code" | "technology" | "service";
export type Advise = "none" | "CCATS" | "CJ" | "counsel";
/** Five characters, `EAR99`, or for the USML the category (`USML XI`). */
export type EccnCode = string;
export type ParagraphId = string;

/** What is asked about. Never holds a destination or a party: classification does not see them. */
export type ItemInput = {
  readonly name?: string;
  readonly manufacturer?: string;
  readonly partNumber?: string;
  readonly revision?: string;
  readonly kind?: ItemKind;
  readonly description?: string;
  /** Facts stated by a person or on the command line; they win over the grammar's, a contradiction is a conflict finding. */
  readonly facts?: readonly StatedFact[];
  /** Facts that a model read, grounded in the sources (core/adjudication): text like the rest, they never win over it. */
  readonly modelFacts?: readonly Fact[];
  readonly sources: readonly SourceText[];
};

export type Candidate = {
  readonly eccn: EccnCode;
  readonly paragraph: ParagraphId | null;
  readonly jurisdiction: Jurisdiction;
  readonly status: "met" | "not-met" | "unknown";
  /** 0 to 1, rank only. */
  readonly score: number;
  /** How far the item is from the deciding limit, e.g. `3 GSPS against 250 MSPS`: the nearest failed or met test. */
  readonly margin: {
    readonly fact: FactName;
    readonly value: string;
    readonly limit: string;
    readonly ratio: number;
  } | null;
  readonly because: readonly Finding[];
};

/** One open question. `choices` in the order to show; `unit` is the default unit. Words makes the sentence from `fact`. */
export type MissingFact = {
  readonly fact: FactName;
  /** The rulebook's question in a salesperson's words (rules/facts.yaml). */
  readonly question: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly unit: string | null;
  /** What each answer would do, and the limit it is compared with. */
  readonly because: readonly Finding[];
};

export type ReasonForControl = {
  /** NS, MT, NP, CB, CC, RS, FC, AT, EI … */
  readonly reason: string;
  /** Chart column (`NS Column 2`) or null where the row is prose. */
  readonly column: string | null;
  /** `entire entry`, or the scope as the entry words it. */
  readonly scope: string;
  readonly cite: string;
  /** `applies` on this paragraph and these facts, `not` or `unknown` (a fact decides it). */
  readonly status: "applies" | "not" | "unknown";
  readonly because: readonly Finding[];
  /** `text`: the row stands in the imported official text; left out: in our summary. */
  readonly basis?: Basis;
};

export type Classification = {
  readonly outcome: "classified" | "needs-facts" | "conflict" | "other-agency" | "not-subject" | "not-covered";
  readonly jurisdiction: Jurisdiction;
  readonly eccn: EccnCode | null;
  readonly paragraph: ParagraphId | null;
  /** Best first; always present, also with needs-facts; EAR99 stands among them when it is possible. */
  readonly candidates: readonly Candidate[];
  /** Companions: firmware, software, technology. */
  readonly also: readonly {
    readonly what: string;
    readonly eccn: EccnCode;
    readonly paragraph: ParagraphId | null;
    readonly because: readonly Finding[];
  }[];
  readonly missing: readonly MissingFact[];
  readonly advise: Advise;
  readonly reasonsForControl: readonly ReasonForControl[];
  readonly significantMilitaryEquipment: boolean | null;
  readonly basis: Basis;
  readonly disposition: Disposition;
  /** Facts used, with spans; and what was read but dropped, with the reason. */
  readonly facts: readonly Fact[];
  readonly dropped: readonly { readonly fact: FactName; readonly value: string; readonly because: Finding }[];
  /** The order of review, step by step, and why headings closed (the trace). */
  readonly trace: readonly { readonly step: string; readonly because: readonly Finding[] }[];
  /** What would change the answer: the nearest limits. */
  readonly counterfactual: readonly Finding[];
};
