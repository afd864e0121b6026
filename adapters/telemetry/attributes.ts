import type { Attributes } from "@opentelemetry/api";

/**
 * Every attribute that may leave, on spans and metrics alike. What is not here is dropped before it is sent, whoever
 * set it: `gen_ai.input.messages`, `gen_ai.output.messages`, `gen_ai.system_instructions` and tool calls carry content.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  "exportdesk.tenant",
  "exportdesk.platform",
  "exportdesk.kind",
  "exportdesk.route",
  "exportdesk.attempts",
  "exportdesk.code",
  "exportdesk.rule",
  "exportdesk.case",
  "exportdesk.work",
  "exportdesk.task",
  "http.response.status_code",
  "error.type",
  "gen_ai.operation.name",
  "gen_ai.provider.name",
  "gen_ai.request.model",
  "gen_ai.response.model",
  "gen_ai.usage.input_tokens",
  "gen_ai.usage.output_tokens",
  "gen_ai.token.type",
]);
/** Names and codes of ours: short, without spaces. A sentence is not a code. */
const WORD = /^[\w.:/+*-]{1,96}$/;

const isSafe = (value: unknown): boolean =>
  typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && WORD.test(value));

/** The attributes that may leave. */
export const allowed = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name, value]) => ALLOWED.has(name) && isSafe(value)));

/** A name of a span or a metric: ours, or the conventions'. */
export const isOwnName = (name: string): boolean => WORD.test(name.replace(" ", ":"));
