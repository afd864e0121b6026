import type { Hash } from "../ids.ts";

/** What a model is asked: to find facts in a text, or to say which of the named candidates a thing is. Nothing else. */
export type ModelTask = "extract" | "adjudicate";

/** How a call ended. Everything but `ok` yields nothing: the case goes on by the rules. */
export const MODEL_RESULTS = [
  "ok",
  "refused",
  "truncated",
  "invalid-output",
  "timeout",
  "rate-limited",
  "unavailable",
  "misconfigured",
] as const;
export type ModelResult = (typeof MODEL_RESULTS)[number];

/** One fact the model may name, in the words of the rulebook. */
export type FactBrief = {
  readonly name: string;
  readonly title: string;
  /** `yes-or-no`, `figure with unit …`, `one of …`, `kind of thing`. */
  readonly form: string;
};
export type TextBrief = { readonly source: string; readonly page: number; readonly text: string };
export type ExtractRequest = { readonly facts: readonly FactBrief[]; readonly texts: readonly TextBrief[] };

export type CandidateBrief = {
  /** The paragraph, or the ECCN where there is none. The only names the answer may use. */
  readonly candidate: string;
  readonly title: string;
  /** The rulebook's tests of it, as data. */
  readonly tests: readonly string[];
  readonly cite: string;
};
export type AdjudicateRequest = {
  readonly candidates: readonly CandidateBrief[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
};

/** What the model says it read. Untrusted: core/adjudication grounds each one. */
export type Extraction = {
  readonly facts: readonly {
    readonly name: string;
    /** As written: `3 GSPS`, `yes`, a choice. */
    readonly value: string;
    /** Verbatim from the text. */
    readonly quote: string;
    readonly source: string;
    readonly page: number | null;
  }[];
};
/** What the model makes of the candidates. Untrusted: core/adjudication checks names and citations. */
export type Opinion = {
  readonly choice: string | null;
  readonly findings: readonly {
    readonly candidate: string;
    readonly verdict: "met" | "not-met" | "unknown";
    readonly citations: readonly string[];
  }[];
};

/** Tokens as the server counts them; null: it did not say. */
export type ModelUsage = {
  readonly input: number | null;
  readonly cachedInput: number | null;
  readonly output: number | null;
};
/** What is recorded of a call, however it ended. */
export type ModelTrail = {
  /** The model asked for, and the one that answered; null: nothing answered. */
  readonly requested: string;
  readonly served: string | null;
  readonly usage: ModelUsage;
  readonly latencyMs: number;
  /** Requests that were answered with something: 2 when the first output did not fit the schema. */
  readonly attempts: number;
  readonly prompt: Hash;
  readonly schema: Hash;
  /** The answers as they came, the last one last. */
  readonly texts: readonly string[];
};
export type ModelAnswer<Value> = ModelTrail &
  (
    | { readonly result: "ok"; readonly value: Value }
    | { readonly result: Exclude<ModelResult, "ok">; readonly value: null }
  );

/** A versioned instruction: what is sent beside the request, word for word. */
export type PromptAbout = {
  readonly id: string;
  /** SHA-256 of the instructions and the repair sentence. */
  readonly hash: Hash;
  readonly text: string;
  /** SHA-256 of the JSON schema the answer must have. */
  readonly schema: Hash;
};

/**
 * A language model behind an OpenAI-compatible endpoint. Neither verb throws for anything the server does: each
 * failure is a named result. Nothing is stored at the server on our wish (`store: false`). Calling twice sends twice:
 * the caller records the call before it and reuses a finished one.
 */
export interface Model {
  readonly requested: string;
  /** Where the bytes go: host and port. `hosted`: the vendor's own endpoint, not one the operator named. */
  readonly destination: { readonly host: string; readonly hosted: boolean };
  readonly prompts: Readonly<Record<ModelTask, PromptAbout>>;
  extract(request: ExtractRequest): Promise<ModelAnswer<Extraction>>;
  adjudicate(request: AdjudicateRequest): Promise<ModelAnswer<Opinion>>;
}
