import type { Bom } from "../bom/bom.ts";
import type { BomContents } from "../bom/contents.ts";
import type { BomChunk } from "../bom/judge-lines.ts";
import type { ReadBom } from "../bom/read-bom.ts";
import type { LineVerdict } from "../bom/verdict.ts";
import type { Adjudication } from "../adjudication/adjudicate.ts";
import type { ModelBrief } from "../adjudication/brief.ts";
import type { LawDate } from "../dates.ts";
import type { SourceText } from "../item/document.ts";
import type { StatedFact } from "../item/fact.ts";
import type { Jurisdiction } from "../classification/classification.ts";
import type { Cite, FactOnFile } from "../register/filed.ts";
import type { ItemIdentity } from "../register/identity.ts";
import type { RegisterRecord } from "../register/lookup.ts";
import type { EditionPart, Pins } from "../rulebook/pins.ts";
import type { Act, Outcome } from "../licensing/determination.ts";
import type { Extraction } from "./model.ts";
import type { StatedDeal } from "../releases/stated-deal.ts";
import type { Earlier } from "../releases/earlier.ts";
import type { SameWords } from "../releases/read-same.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";

/** What the words of a request say, read by grammar: facts of the deal, never decisions. */
export type ReadRequest = {
  readonly item: string | null;
  readonly act: Act | null;
  readonly destination: string | null;
  readonly parties: TransactionInput["parties"];
  readonly endUse: string | null;
  readonly quantity: string | null;
  /** An earlier case of the requester that the words refer to. */
  readonly same: SameWords | null;
};

export type Proposal = {
  readonly read: ReadRequest;
  readonly input: TransactionInput;
  readonly result: TransactionResult;
  readonly asOf: LawDate;
};
/** A result that may be put on file for a line, with the provisions it rests on. */
export type Fileable = {
  readonly line: string;
  readonly item: ItemIdentity;
  readonly jurisdiction: Jurisdiction;
  readonly eccn: string;
  readonly paragraph: string | null;
  readonly cites: readonly Cite[];
  readonly facts: readonly FactOnFile[];
  /** Proposed, or a reading that the rulebook leaves open. */
  readonly as: "proposed" | "reading";
};
/** The whole determination: canonical JSON, stored as a blob; replay must reproduce it byte for byte. */
export type Determination = {
  readonly pins: Pins;
  readonly asOf: LawDate;
  readonly editions: readonly EditionPart[];
  /** Environment `training`: the demonstration list counted as complete and fresh. */
  readonly training: boolean;
  readonly input: TransactionInput;
  readonly result: TransactionResult;
  /** What the rulebook leaves open on the first line: a reviewer may choose among these (LAW §7), nothing else. */
  readonly readings: readonly Reading[];
  /** What a decision on this case can put on file in the item register; absent in older records. */
  readonly fileable?: readonly Fileable[];
  /** What a model said and the calls it came from; absent: the rules alone. */
  readonly model?: Adjudication;
};
/** An open reading of the item, with the outcome it would have. */
export type Reading = {
  readonly eccn: string;
  readonly paragraph: string | null;
  readonly outcome: Outcome;
  /** Moves a step towards free against the proposal: needs a second person of another role. */
  readonly looser: boolean;
};

/** Everything a case knows, for one evaluation. */
export type EvaluationInput = {
  readonly asOf: LawDate;
  readonly text: string;
  readonly sources: readonly SourceText[];
  /** Answers and stated facts of people; a null value is "I don't know". */
  readonly stated: readonly StatedFact[];
  /** What people said of the deal explicitly (a form, an answer); wins over the words. */
  readonly transaction: StatedDeal;
  /** Hits that were judged to be somebody else, by `hitId`. */
  readonly judgedDifferent?: readonly string[];
  /** What "last time" was found to mean, where the words refer to it. */
  readonly earlier?: Earlier;
  /** What the item register holds of the item, and of what is near it. */
  readonly register?: readonly RegisterRecord[];
  /** What of a bill of material the item can turn on. */
  readonly contents?: BomContents;
};

export type ListAt = { readonly asOf: LawDate; readonly pins: Pins };

/** Rulebook, lists and all evaluation behind one port (a worker thread in the server, in process on the command line). */
export interface Evaluator {
  propose(input: EvaluationInput, pins: Pins): Promise<Proposal>;
  /** What a model may be asked about the proposal: before extraction (`null`), or with what it found. */
  brief(proposal: Proposal, extraction: Extraction | null, pins: Pins): Promise<ModelBrief>;
  /** Reads a bill of material from the text of a table. */
  readList(source: SourceText): Promise<ReadBom>;
  /** Classifies lines of a list, each by itself. */
  judgeLines(chunk: BomChunk, at: ListAt): Promise<readonly LineVerdict[]>;
  /** What of a list, all of whose lines were judged, its assembly can turn on. */
  listContents(bom: Bom, verdicts: readonly LineVerdict[], at: ListAt): Promise<BomContents>;
  /** With `null` (no model) the proposal is concluded as it stands; with a model's answers nothing gets looser. */
  conclude(proposal: Proposal, adjudication: Adjudication | null, pins: Pins): Promise<Determination>;
}
