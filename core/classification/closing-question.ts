import type { LawDate } from "../dates.ts";
import type { FactName } from "../item/fact.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import { answered } from "./answered.ts";
import { decideAgain } from "./decide.ts";
import type { Decided } from "./decide.ts";

/** The fact that closes every heading which takes only what is made for a military, space or nuclear purpose. */
export const CLOSING = "ordinary-commercial";

/** True while nobody has said whether it is an ordinary product: one question in the place of one for each purpose. */
export const canClose = ({ facts, notKnown }: Pick<Known, "facts" | "notKnown">): boolean =>
  !facts.has(CLOSING) && !notKnown.has(CLOSING);

type Known = {
  readonly rulebook: Rulebook;
  readonly facts: FactReadings;
  readonly asOf: LawDate;
  readonly notKnown: ReadonlySet<FactName>;
};

/**
 * The one answer that stands between an item and the closed world of EAR99, when there is one: with "yes" every heading
 * is closed. Null where something is met, something else is open too, or it was asked and is not known.
 */
export function closingQuestion(decided: Decided, { rulebook, facts, asOf, notKnown }: Known): FactName | null {
  const settled =
    decided.ear99 ||
    decided.elsewhere !== null ||
    decided.munition !== null ||
    decided.usml.met.length + decided.usml.looks.length > 0;
  const met = decided.contenders.some(({ answer }) => answer === "met");
  if (settled || met || !canClose({ facts, notKnown }) || !facts.has("is")) return null;
  const more = answered({ name: CLOSING, value: true }, facts, rulebook);
  return decideAgain(decided, more, { rulebook, facts, asOf }).ear99 ? CLOSING : null;
}
