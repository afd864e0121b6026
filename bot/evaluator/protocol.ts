import type { Bom } from "../../core/bom/bom.ts";
import type { BomChunk } from "../../core/bom/judge-lines.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import type { LawDate } from "../../core/dates.ts";
import type { SourceText } from "../../core/item/document.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { Adjudication } from "../../core/adjudication/adjudicate.ts";
import type { EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";
import type { Extraction } from "../../core/ports/model.ts";

/** What the main thread asks the worker. `set` names an edition set that was loaded before. */
export type ToWorker = { readonly id: number } & (
  | { readonly ask: "load"; readonly set: Json }
  | { readonly ask: "propose"; readonly set: Hash; readonly input: EvaluationInput }
  | { readonly ask: "read-list"; readonly source: SourceText }
  | { readonly ask: "judge-lines"; readonly set: Hash; readonly chunk: BomChunk; readonly asOf: LawDate }
  | {
      readonly ask: "list-contents";
      readonly set: Hash;
      readonly bom: Bom;
      readonly verdicts: readonly LineVerdict[];
      readonly asOf: LawDate;
    }
  | {
      readonly ask: "brief";
      readonly set: Hash;
      readonly proposal: Proposal;
      readonly extraction: Extraction | null;
    }
  | {
      readonly ask: "conclude";
      readonly set: Hash;
      readonly proposal: Proposal;
      readonly adjudication: Adjudication | null;
    }
);
export type Question = ToWorker extends infer One
  ? One extends { readonly id: number }
    ? Omit<One, "id">
    : never
  : never;
export type FromWorker = { readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly name: string }
);
