import type { JsonObject } from "../json.ts";
import type { OpenedEntry } from "../ports/ledger.ts";

export const USAGE_KINDS = [
  "case-closed",
  "party-screened",
  "model-input",
  "model-cached-input",
  "model-output",
  "write-back",
  "storage",
] as const;
/** `case-closed`, `party-screened`, `write-back` count acts; `model-…` count tokens; `storage` counts bytes added. */
export type UsageKind = (typeof USAGE_KINDS)[number];

export type Usage = {
  readonly kind: UsageKind;
  readonly amount: number;
  /** The model that answered, where tokens are counted. */
  readonly model: string | null;
  readonly failed: boolean;
};

/** Nothing answered, or its server did not say what it is. */
const UNNAMED = "unnamed";

const act = (kind: UsageKind, amount: number): readonly Usage[] =>
  amount > 0 ? [{ kind, amount, model: null, failed: false }] : [];
const numberAt = (from: unknown, key: string): number => {
  const value: unknown = typeof from === "object" && from !== null ? Reflect.get(from, key) : 0;
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.round(value) : 0;
};

/**
 * What an entry used, by its type alone: the rows are written in the entry's own transaction, so what is in the log is
 * counted once and nothing else is. Tokens are counted as the model's server says them, of failed calls too; of the
 * input, the part that came from the server's cache is counted apart.
 */
export function usageOf({ type, payload }: Pick<OpenedEntry, "type" | "payload">): readonly Usage[] {
  if (payload === null) return [];
  switch (type) {
    case "decided":
      return act("case-closed", 1);
    case "determined":
      return act("party-screened", partiesOf(payload));
    case "model-call-finished":
      return tokensOf(payload);
    case "write-back":
      return payload["step"] === "confirmed" ? act("write-back", 1) : [];
    default:
      return [];
  }
}

function partiesOf(payload: JsonObject): number {
  const summary = payload["summary"];
  const parties: unknown = typeof summary === "object" && summary !== null ? Reflect.get(summary, "parties") : null;
  return Array.isArray(parties) ? parties.length : 0;
}

function tokensOf(payload: JsonObject): readonly Usage[] {
  const { usage, served, result } = payload;
  const model = typeof served === "string" && served !== "" ? served : UNNAMED;
  const failed = result !== "ok";
  const cached = Math.min(numberAt(usage, "cachedInput"), numberAt(usage, "input"));
  const counts: readonly (readonly [UsageKind, number])[] = [
    ["model-input", numberAt(usage, "input") - cached],
    ["model-cached-input", cached],
    ["model-output", numberAt(usage, "output")],
  ];
  return counts.flatMap(([kind, amount]) => (amount > 0 ? [{ kind, amount, model, failed }] : []));
}
