import type { Finding } from "../finding.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import type { JsonObject } from "../json.ts";

export type Answer = "met" | "not-met" | "unknown";
export type Tested = {
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  /** Facts that would decide what is unknown. */
  readonly missing: readonly FactName[];
};
/** Beside several values of a fact with several values at once: the text does not say which of them it is. */
export const UNCLEAR = "unclear";
/** All values read for each fact. Several values must all agree before anything is met or not met. */
export type FactReadings = ReadonlyMap<FactName, readonly FactValue[]>;

/** An open leaf: the finding and the fact that would close it. */
export const unknown = (code: string, fact: FactName, params: JsonObject): Tested => ({
  answer: "unknown",
  findings: [{ code, params: { fact, ...params } }],
  missing: [fact],
});

/** `3 GSPS`, `10 to 20 MSPS`, `true`, `router`. */
export function showValue(value: FactValue): string {
  if (typeof value !== "object") return String(value);
  const unit = value.unit === "count" ? "" : ` ${value.unit}`;
  if ("value" in value) return `${value.value}${unit}`;
  if (value.from === null) return `${value.beyond ? "under" : "up to"} ${value.to ?? ""}${unit}`;
  return value.to === null
    ? `${value.beyond ? "over" : "from"} ${value.from}${unit}`
    : `${value.from} to ${value.to}${unit}`;
}
