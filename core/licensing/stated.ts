import type { StatedFact } from "../item/fact.ts";

/** The words of a stated fact; null when it was not stated, or asked and not known, or is not words. */
export function statedText(facts: readonly StatedFact[], name: string): string | null {
  const value = facts.find((fact) => fact.name === name)?.value;
  return typeof value === "string" ? value : null;
}

/** Asked, and the person does not know: not asked again, never taken for "no". */
export const isUnanswered = (facts: readonly StatedFact[], name: string): boolean =>
  facts.some((fact) => fact.name === name && fact.value === null);
