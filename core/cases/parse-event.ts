import { z } from "zod";
import type { CaseEvent } from "./events.ts";
import type { JsonObject } from "../json.ts";
import { MODEL_RESULTS } from "../ports/model.ts";
import { WRITTEN_FIELDS } from "../ports/writeback.ts";
import { Refusal } from "../refusal.ts";

// The outer shape of every event of every version; parts that other rooms own are checked where they are made.
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const person = z.string().min(1);
const object = z.record(z.string(), z.unknown());
const text = z.string();
const maybe = text.nullable();

const V1: Readonly<Record<CaseEvent["type"], z.ZodType>> = {
  "case-opened": z.strictObject({
    number: z.int(),
    requestKey: text,
    place: object,
    requester: person,
    text: hash,
    messageUrl: text.optional(),
  }),
  "source-added": z.strictObject({
    blob: hash,
    kind: z.enum(["message", "file", "edit", "removal"]),
    name: maybe,
    fault: maybe,
  }),
  "facts-found": z.strictObject({ facts: z.array(object), dropped: z.int() }),
  "bom-rolled-up": z.strictObject({ source: hash, lines: hash, file: text, editions: hash, contents: object }),
  "transaction-stated": z.strictObject({ stated: object }),
  "needed-by": z.strictObject({ date: maybe }),
  "question-asked": z.strictObject({ question: text, fact: text, to: person, pausesSla: z.boolean() }),
  "question-answered": z.strictObject({ question: text, fact: text, answer: z.union([object, z.literal("unknown")]) }),
  "model-call-authorised": z.strictObject({
    call: z.string().min(1),
    task: z.enum(["extract", "adjudicate"]),
    identity: hash,
    model: text,
    egress: object,
    prompt: z.strictObject({ id: text, hash, schema: hash }),
    request: hash,
  }),
  "model-call-finished": z.strictObject({
    call: z.string().min(1),
    result: z.enum(MODEL_RESULTS),
    response: hash.nullable(),
    served: maybe,
    usage: z.strictObject({
      input: z.number().nullable(),
      cachedInput: z.number().nullable(),
      output: z.number().nullable(),
    }),
    latencyMs: z.number(),
    attempts: z.int(),
  }),
  determined: z.strictObject({ determination: hash, summary: object, asOf: text }),
  "review-opened": z.strictObject({
    kinds: z.array(text),
    rule: text,
    needs: z.array(object),
    places: z.array(text),
    due: z.number(),
  }),
  rerouted: z.strictObject({
    how: z.enum(["reassign", "delegate", "escalate"]),
    to: text,
    why: maybe,
    places: z.array(text).optional(),
    person: person.optional(),
  }),
  "retraction-read": z.strictObject({}),
  "approval-given": z.strictObject({
    as: text,
    grant: z.int(),
    cardSeen: hash.nullable(),
    ticked: z.array(text),
    conditions: z.array(object),
    writeBacks: z.array(hash).optional(),
  }),
  "override-proposed": z.strictObject({
    reading: text,
    reason: text,
    text,
    cite: maybe,
    as: text,
    grant: z.int(),
    cardSeen: hash.nullable(),
  }),
  "hit-judged": z.strictObject({
    hit: text,
    judgement: z.enum(["same", "different", "unsure"]),
    reason: maybe,
    until: maybe,
  }),
  decided: z.strictObject({
    decision: z.enum([
      "approved",
      "approved-with-conditions",
      "overridden",
      "auto-cleared",
      "rejected",
      "withdrawn",
      "expired",
      "no-answer",
    ]),
    outcome: text,
    released: z.boolean(),
    by: z.array(person),
    reading: maybe,
    reason: maybe,
    validUntil: maybe,
  }),
  linked: z.strictObject({ other: text, number: z.int(), why: z.enum(["same-item", "same-deal", "shipment-of"]) }),
  "reply-unclear": z.strictObject({ copy: text, text: hash, messageKey: text }),
  "reply-settled": z.strictObject({ copy: text, as: z.enum(["fact", "request", "nothing"]) }),
  "release-ended": z.strictObject({ because: z.enum(["expired", "list", "rule", "facts", "retracted"]) }),
  commented: z.strictObject({ text, privileged: z.boolean() }),
  reopened: z.strictObject({ because: z.enum(["person", "list", "rule", "retraction"]), ref: z.int().nullable() }),
  "write-back": z.strictObject({
    target: z.string().min(1),
    record: text,
    purpose: z.enum(["outcome", "hold", "hold-release", "restore"]),
    step: z.enum(["asked", "previewed", "approved", "sent", "confirmed", "conflicted", "failed"]),
    diff: hash.nullable(),
    key: text,
    changes: z.array(z.strictObject({ field: z.enum(WRITTEN_FIELDS), from: maybe, to: maybe })),
    code: maybe,
    holder: maybe,
  }),
  shredded: z.strictObject({ under: text }),
};
const TYPES: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(V1));

/** The version written now. A newer one in the log makes the stream read-only, never skipped. */
export const CASE_EVENT_V = 1;

/** Opens an event's body. Throws Refusal("invalid") for an unknown type or a newer `v`: such a stream is read-only. */
export function parseCaseEvent(type: string, v: number, payload: JsonObject): CaseEvent {
  const schema = TYPES.get(type);
  if (!schema || v !== CASE_EVENT_V) throw new Refusal("invalid", { what: "event", type, v });
  const checked = schema.safeParse(payload);
  if (!checked.success)
    throw new Refusal("invalid", { what: "event body", type, at: checked.error.issues[0]?.path.join(".") ?? "" });
  return { type, ...payload } as unknown as CaseEvent;
}

/** An event as an entry's type, version and payload: plain JSON, `undefined` members left out. */
export function toPayload(event: CaseEvent): {
  readonly type: CaseEvent["type"];
  readonly v: number;
  readonly payload: JsonObject;
} {
  const { type, ...rest } = event;
  return { type, v: CASE_EVENT_V, payload: JSON.parse(JSON.stringify(rest)) as JsonObject };
}
