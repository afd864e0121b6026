import { createHash } from "node:crypto";
import type { Desk } from "../conversation/deps.ts";
import type { EgressDecision } from "../../core/adjudication/egress.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { evolve } from "../../core/cases/evolve.ts";
import { toPayload } from "../../core/cases/parse-event.ts";
import type { CaseState, ModelCall } from "../../core/cases/state.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { caseStream, toHash, type TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { BlobRef } from "../../core/ports/ledger.ts";
import type { Model, ModelAnswer, ModelResult, ModelTask } from "../../core/ports/model.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

export type CallSite = {
  readonly desk: Desk;
  readonly tenant: TenantId;
  /** The work item. */
  readonly cause: string;
  readonly pins: Pins;
  readonly model: Model;
};
export type Question<Request, Value> = {
  readonly task: ModelTask;
  readonly request: Request;
  readonly egress: EgressDecision;
  readonly ask: (request: Request) => Promise<ModelAnswer<Value>>;
  readonly parse: (stored: unknown) => Value;
};
export type Called<Value> = {
  readonly call: string;
  readonly result: ModelResult;
  readonly value: Value | null;
  /** The case after the two entries. */
  readonly state: CaseState;
};

/** A finished call says the same again; one that failed for the moment only while nothing else changed. */
const LASTING: ReadonlySet<ModelResult> = new Set(["ok", "refused", "truncated", "invalid-output"]);

/**
 * One question to a model as two entries on the case (engineering-decisions §7): `model-call-authorised` is committed
 * before the first byte leaves, `model-call-finished` before the result is used. The same question, once finished, is
 * not sent again. Throws Refusal("stale") when the case moved meanwhile: the answer is recorded, and the next run uses it.
 */
export async function callModel<Request extends object, Value>(
  site: CallSite,
  state: CaseState,
  question: Question<Request, Value>,
): Promise<Called<Value>> {
  const { model, desk } = site;
  const prompt = model.prompts[question.task];
  const sent = toJson({
    model: model.requested,
    host: model.destination.host,
    instructions: prompt.text,
    prompt: prompt.hash,
    schema: prompt.schema,
    message: question.request,
  });
  const identity = toHash(createHash("sha256").update(canonicalBytes(sent)).digest("hex"));
  const known = (state.modelCalls ?? []).findLast((call) => call.identity === identity && mayReuse(call, state));
  if (known) return reuse(site, state, { known, parse: question.parse });
  const stores = desk.stores.for(site.tenant);
  const request = await stores.blobs.put(caseStream(state.id), canonicalBytes(sent), "application/json");
  const call = desk.ids.next();
  const { id, hash, schema } = prompt;
  const { task, egress } = question;
  const authorised = await append(site, state, {
    event: {
      type: "model-call-authorised",
      call,
      task,
      identity,
      model: model.requested,
      egress,
      prompt: { id, hash, schema },
      request: request.hash,
    },
    blobs: [request],
  });
  const answer = await question.ask(question.request);
  desk.log.info("model-call", { kind: task, code: answer.result, ms: answer.latencyMs, attempt: answer.attempts });
  const finished = await finish(site, authorised, { call, answer });
  return { call, result: answer.result, value: answer.value, state: finished };
}

const mayReuse = (call: ModelCall, state: CaseState): boolean =>
  call.result !== null && (LASTING.has(call.result) || call.revision === state.revision);

async function reuse<Value>(
  site: CallSite,
  state: CaseState,
  what: { readonly known: ModelCall; readonly parse: (stored: unknown) => Value },
): Promise<Called<Value>> {
  const { call, result, response } = what.known;
  if (result !== "ok" || response === null) return { call, result: result ?? "unavailable", value: null, state };
  const { bytes } = await site.desk.stores.for(site.tenant).blobs.get(response);
  return { call, result, value: what.parse(parseStored(bytes).value), state };
}

const parseStored = (bytes: Uint8Array): { readonly value: unknown } =>
  JSON.parse(Buffer.from(bytes).toString("utf8")) as { readonly value: unknown };
const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value).toWellFormed()) as JsonObject;

/** The answer stands on record even when the case moved while it came; then the run starts anew and finds it. */
async function finish<Value>(
  site: CallSite,
  state: CaseState,
  what: { readonly call: string; readonly answer: ModelAnswer<Value> },
): Promise<CaseState> {
  const { call, answer } = what;
  const { result, value, texts, served, usage, latencyMs, attempts } = answer;
  const stores = site.desk.stores.for(site.tenant);
  const response =
    texts.length === 0 && value === null
      ? null
      : await stores.blobs.put(
          caseStream(state.id),
          canonicalBytes(toJson({ result, value, texts })),
          "application/json",
        );
  const event: CaseEvent = {
    type: "model-call-finished",
    call,
    result,
    response: response?.hash ?? null,
    served: served?.slice(0, 200) ?? null,
    usage,
    latencyMs,
    attempts,
  };
  const entry = { event, blobs: response ? [response] : [] };
  const after = await appendUnlessMoved(site, state, entry);
  if (after) return after;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const moved = await stores.cases.byId(state.id);
    if (!moved || (await appendUnlessMoved(site, { ...state, version: moved.version }, entry))) break;
  }
  throw new Refusal("stale", { what: "the case moved while a model was asked" });
}

const MOST_TRIES = 8;

async function appendUnlessMoved(site: CallSite, state: CaseState, entry: Entry): Promise<CaseState | null> {
  try {
    return await append(site, state, entry);
  } catch (error) {
    if (error instanceof Refusal && error.code === "stale") return null;
    throw error;
  }
}

type Entry = { readonly event: CaseEvent; readonly blobs: readonly BlobRef[] };

/** One event of the desk itself, without effects: no card changes because a model was asked. */
async function append({ desk, tenant, cause, pins }: CallSite, state: CaseState, entry: Entry): Promise<CaseState> {
  const actor = { system: "dispatcher" } as const;
  const stream = caseStream(state.id);
  const events = [{ ...toPayload(entry.event), actor, cause, pins, blobs: entry.blobs }];
  await desk.stores.for(tenant).ledger.commit([{ stream, expected: state.version, events }], []);
  return evolve(state, entry.event, {
    id: state.id,
    at: desk.clock.instant(),
    version: state.version + 1,
    revision: state.revision,
    person: null,
    via: actor.system,
  });
}
