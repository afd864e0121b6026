import type { LawDate } from "../dates.ts";
import type { SourceText } from "../item/document.ts";
import type { Fact } from "../item/fact.ts";
import type { EditionPart, Pins } from "../rulebook/pins.ts";
import type { Act } from "../licensing/determination.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";

/** What the words of a request say, read by grammar: facts of the deal, never decisions. */
export type ReadRequest = {
  readonly item: string | null;
  readonly act: Act | null;
  readonly destination: string | null;
  readonly parties: TransactionInput["parties"];
  readonly endUse: string | null;
  readonly quantity: string | null;
  readonly sameAsLast: boolean;
};

export type Proposal = {
  readonly read: ReadRequest;
  readonly input: TransactionInput;
  readonly result: TransactionResult;
  readonly asOf: LawDate;
};
/** The whole determination: canonical JSON, stored as a blob; replay must reproduce it byte for byte. */
export type Determination = {
  readonly pins: Pins;
  readonly asOf: LawDate;
  readonly editions: readonly EditionPart[];
  readonly input: TransactionInput;
  readonly result: TransactionResult;
};

/** Everything a case knows, for one evaluation. */
export type EvaluationInput = {
  readonly asOf: LawDate;
  readonly text: string;
  readonly sources: readonly SourceText[];
  /** Answers and stated facts of people, later ones first. */
  readonly stated: readonly Fact[];
  /** What people said of the deal explicitly (a form, an answer); wins over the words. */
  readonly transaction: Partial<TransactionInput>;
  /** "I don't know" answers by fact name. */
  readonly unknown: readonly string[];
};

/** Rulebook, lists and all evaluation behind one port (a worker thread in the server, in process on the command line). */
export interface Evaluator {
  propose(input: EvaluationInput, pins: Pins): Promise<Proposal>;
  /** With `null` (no model) the proposal is concluded as it stands. */
  conclude(proposal: Proposal, adjudication: null, pins: Pins): Promise<Determination>;
  /** The edition set now active and its parts. */
  editions(): Promise<{ readonly pins: Pins; readonly parts: readonly EditionPart[] }>;
}
