import type { CaseId, TenantId, WorkId } from "../ids.ts";

/** What is measured as it runs: each is a span `exportdesk.<stage>` and a duration in seconds. */
export const STAGES = ["ingress", "inbox", "work", "evaluation", "model", "commit", "send"] as const;
export type Stage = (typeof STAGES)[number];

/** The only things a span or a metric may say: ids, codes, names of ours. Never content, names, addresses or secrets. */
export type Measured = {
  /** Leaves hashed. */
  readonly tenant?: TenantId;
  readonly platform?: string;
  readonly kind?: string;
  readonly route?: string;
  readonly status?: number;
  readonly attempts?: number;
  /** `ok`, or why not. */
  readonly code?: string;
  /** Policy rule that a review was opened by. */
  readonly rule?: string;
  /** On spans alone: an id a metric would have too many of. */
  readonly case?: CaseId;
  readonly work?: WorkId;
};
export const COUNTERS = ["audit.append_failure", "reviews"] as const;
export type Counter = (typeof COUNTERS)[number];

/** One question to a model (OpenTelemetry GenAI conventions, as of semantic conventions v1.41). Never its words. */
export type ModelMeasure = {
  readonly task: string;
  readonly requested: string;
  readonly served: string | null;
  readonly code: string;
  readonly seconds: number;
  readonly input: number | null;
  readonly output: number | null;
};

/** Measures; never changes, delays or fails what it measures. */
export interface Telemetry {
  /** Runs `work` inside a span below the one that runs; what it throws is named by its class and code, and thrown on. */
  during<T>(stage: Stage, about: Measured, work: (note: (more: Measured) => void) => Promise<T>): Promise<T>;
  count(counter: Counter, about: Measured, by?: number): void;
  model(call: ModelMeasure): void;
}
