import { createOpenAI } from "@ai-sdk/openai";
import {
  extractJsonMiddleware,
  generateText,
  NoObjectGeneratedError,
  Output,
  wrapLanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
} from "ai";
import type { z } from "zod";
import { canonicalText } from "../../core/evidence/canonical.ts";
import type { JsonObject } from "../../core/json.ts";
import type {
  AdjudicateRequest,
  ExtractRequest,
  Model,
  ModelAnswer,
  ModelTask,
  ModelUsage,
} from "../../core/ports/model.ts";
import { createGuardedFetch } from "./guarded-fetch.ts";
import { nameFailure } from "./name-failure.ts";
import { PROMPTS, REPAIR } from "./prompts.ts";
import { extractionSchema, opinionSchema } from "./schemas.ts";

export type ModelSettings = {
  readonly apiKey: string;
  /** Null: the vendor's own endpoint. */
  readonly baseUrl: string | null;
  readonly model: string;
  readonly mode: "chat" | "responses";
  /** For the whole call: retries, waiting and the repair. Three tries need more than 6 s. */
  readonly totalMs?: number;
  readonly maxRetries?: number;
};

const VENDOR = "https://api.openai.com/v1";
const TOTAL_MS = 20_000;
const MAX_RETRIES = 2;

/**
 * The Model port over `ai` and an OpenAI-compatible endpoint. Only a model object is ever handed to the SDK: a bare
 * name would go to its vendor's gateway. One repair try when an output does not fit. Throws a TypeError for a base URL
 * that is none.
 */
export function createModel(settings: ModelSettings): Model {
  // The SDK writes its warnings to stderr; ours is a log of codes.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const baseURL = settings.baseUrl ?? VENDOR;
  const provider = createOpenAI({ apiKey: settings.apiKey, baseURL, fetch: createGuardedFetch(baseURL) });
  const bare = settings.mode === "chat" ? provider.chat(settings.model) : provider.responses(settings.model);
  const model = wrapLanguageModel({ model: bare, middleware: extractJsonMiddleware() });
  const run = createRun({ ...settings, languageModel: model });
  return {
    requested: settings.model,
    destination: { host: new URL(baseURL).host, hosted: settings.baseUrl === null },
    prompts: PROMPTS,
    extract: (request: ExtractRequest) => run("extract", toJson(request), extractionSchema),
    adjudicate: (request: AdjudicateRequest) => run("adjudicate", toJson(request), opinionSchema),
  };
}

const toJson = (request: ExtractRequest | AdjudicateRequest): JsonObject =>
  JSON.parse(JSON.stringify(request)) as JsonObject;

type Runner = ModelSettings & { readonly languageModel: ReturnType<typeof wrapLanguageModel> };
type Said<Value> = Pick<ModelAnswer<Value>, "result" | "value" | "served" | "usage"> & { readonly text: string | null };
const NO_USAGE: ModelUsage = { input: null, cachedInput: null, output: null };

function createRun(runner: Runner) {
  return async <Value>(task: ModelTask, request: JsonObject, schema: z.ZodType<Value>): Promise<ModelAnswer<Value>> => {
    const begun = performance.now();
    const left = (): number => Math.max(1, (runner.totalMs ?? TOTAL_MS) - (performance.now() - begun));
    const asked: ModelMessage[] = [{ role: "user", content: canonicalText(request) }];
    const said: Said<Value>[] = [await ask(runner, { task, messages: asked, schema, totalMs: left() })];
    if (said[0]?.result === "invalid-output" && left() > 1) {
      const again: ModelMessage[] = [...asked, { role: "user", content: REPAIR }];
      said.push(await ask(runner, { task, messages: again, schema, totalMs: left() }));
    }
    return toAnswer(said, { task, requested: runner.model, latencyMs: Math.round(performance.now() - begun) });
  };
}

type Asked<Value> = {
  readonly task: ModelTask;
  readonly messages: ModelMessage[];
  readonly schema: z.ZodType<Value>;
  readonly totalMs: number;
};

async function ask<Value>(runner: Runner, { task, messages, schema, totalMs }: Asked<Value>): Promise<Said<Value>> {
  try {
    const answer = await generateText({
      model: runner.languageModel,
      instructions: PROMPTS[task].text,
      messages,
      output: Output.object({ schema }),
      temperature: 0,
      maxRetries: runner.maxRetries ?? MAX_RETRIES,
      timeout: { totalMs: Math.ceil(totalMs) },
      telemetry: { functionId: task, recordInputs: false, recordOutputs: false },
      providerOptions: { openai: { store: false } },
    });
    // Read here: an answer without an output throws only now.
    const value = answer.output;
    return { result: "ok", value, served: answer.response.modelId, usage: usageOf(answer.usage), text: answer.text };
  } catch (error) {
    const known = NoObjectGeneratedError.isInstance(error) ? error : null;
    return {
      result: nameFailure(error),
      value: null,
      served: known?.response?.modelId ?? null,
      usage: usageOf(known?.usage),
      text: known?.text ?? null,
    };
  }
}

const usageOf = (usage: LanguageModelUsage | undefined): ModelUsage =>
  usage
    ? {
        input: usage.inputTokens ?? null,
        cachedInput: usage.inputTokenDetails.cacheReadTokens ?? null,
        output: usage.outputTokens ?? null,
      }
    : NO_USAGE;

function toAnswer<Value>(
  said: readonly Said<Value>[],
  about: { readonly task: ModelTask; readonly requested: string; readonly latencyMs: number },
): ModelAnswer<Value> {
  const last = said.at(-1);
  const trail = {
    requested: about.requested,
    served: said.findLast((one) => one.served !== null)?.served ?? null,
    usage: said.map(({ usage }) => usage).reduce(sum, NO_USAGE),
    latencyMs: about.latencyMs,
    attempts: said.length,
    prompt: PROMPTS[about.task].hash,
    schema: PROMPTS[about.task].schema,
    texts: said.flatMap(({ text }) => (text === null || text === "" ? [] : [text])),
  };
  if (last?.result === "ok" && last.value !== null) return { ...trail, result: "ok", value: last.value };
  return { ...trail, result: last && last.result !== "ok" ? last.result : "unavailable", value: null };
}

const sum = (a: ModelUsage, b: ModelUsage): ModelUsage => ({
  input: add(a.input, b.input),
  cachedInput: add(a.cachedInput, b.cachedInput),
  output: add(a.output, b.output),
});
const add = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);
