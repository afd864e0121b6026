import type { EditionSources } from "./load.ts";
import type { EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";

/** What the main thread asks the worker. */
export type ToWorker = { readonly id: number } & (
  | { readonly ask: "propose"; readonly input: EvaluationInput }
  | { readonly ask: "conclude"; readonly proposal: Proposal }
  | { readonly ask: "editions" }
  | { readonly ask: "reload"; readonly sources: EditionSources }
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
