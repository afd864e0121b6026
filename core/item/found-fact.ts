import type { Finding } from "../finding.ts";
import type { Fact, FactName } from "./fact.ts";

/** What reading a text yields: facts with spans, and what was seen but not taken, with the reason. */
export type Found = {
  readonly facts: readonly Fact[];
  readonly dropped: readonly DroppedFact[];
};
export type DroppedFact = { readonly fact: FactName; readonly value: string; readonly because: Finding };
