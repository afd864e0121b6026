import type { ItemKind } from "../classification/classification.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import type { Act, Movement } from "./determination.ts";
import type { Destination } from "./destination.ts";
import type { OrderValue } from "./order-value.ts";
import type { LicensingRules } from "./rules-at.ts";

/** What the license exceptions are asked about: one paragraph at one destination. */
export type ExceptionQuestion = {
  readonly rulebook: Rulebook;
  readonly rules: LicensingRules;
  readonly destination: Destination;
  readonly eccn: string;
  readonly paragraph: string;
  readonly entry: LicensedEntry | undefined;
  readonly facts: FactReadings;
  readonly kind: ItemKind;
  readonly act: Act | undefined;
  readonly movement: Movement | undefined;
  readonly order: OrderValue;
  /** Reasons that need a license at this destination. */
  readonly required: readonly string[];
  /** Reasons that apply to the item at all, and those a fact still decides. */
  readonly applying: readonly string[];
  readonly undecided: readonly string[];
  /** A hit or a written scope leaves only these; null: no such limit. */
  readonly only: readonly string[] | null;
  readonly barredByParty: boolean;
};
