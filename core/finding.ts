import type { JsonObject } from "./json.ts";

/** Where a legal value stands: `text` = imported official text with edition and hash; `summary` = ours, source named. */
export type Basis = "text" | "summary";

/**
 * One reason, as a code with parameters; never a sentence. Words makes the sentence when a card, a line or a
 * report is rendered. The codes of each domain, with their params, are listed in that domain's `findings.ts`.
 */
export type Finding<Code extends string = string, Params extends JsonObject = JsonObject> = {
  readonly code: Code;
  readonly params: Params;
  /** Legal citation, e.g. `15 CFR 774 Supp. 1, 3A001.a.5.a.4`. */
  readonly cite?: string;
  readonly basis?: Basis;
  /** Id of the rule datum, e.g. `us-ear/ccl/3A001.a.5.a.4`. */
  readonly rule?: string;
};
