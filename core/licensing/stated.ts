import type { StatedFact } from "../item/fact.ts";
import { readStated } from "../item/stated-facts.ts";
import type { Vocabulary } from "../rulebook/condition.ts";

/** The words of a stated fact; null when it was not stated, or asked and not known, or is not words. */
export function statedText(facts: readonly StatedFact[], name: string): string | null {
  const value = facts.find((fact) => fact.name === name)?.value;
  return typeof value === "string" ? value : null;
}

/** Asked, and the person does not know: not asked again, never taken for "no". */
export const isUnanswered = (facts: readonly StatedFact[], name: string): boolean =>
  facts.some((fact) => fact.name === name && fact.value === null);

/**
 * Facts in the form that the rulebook declares for them: `-40 °C` written as words is a temperature. What does not fit
 * stays as it was stated; the conditions then call it unknown.
 */
export const factsAsDeclared = (facts: readonly StatedFact[], words: Vocabulary): readonly StatedFact[] =>
  facts.map((fact) => ({ ...fact, value: readStated([fact], words).facts[0]?.value ?? fact.value }));
