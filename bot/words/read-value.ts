import type { FactValue } from "../../core/item/fact.ts";
import { readStated } from "../../core/item/stated-facts.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/**
 * Reads what a person typed as the value of a fact, in the form the rulebook declares for it ("3 GSPS", "yes", a
 * choice). Facts of the deal (a destination, an end use) are words. Null: it is no value of that fact.
 */
export function createReadValue(rulebook: Rulebook): (fact: string, text: string) => FactValue | null {
  return (fact, text) => {
    if (!rulebook.vocabulary.definitions.has(fact)) return asWords(text);
    return readStated([{ name: fact, value: text }], rulebook.vocabulary).facts[0]?.value ?? null;
  };
}

function asWords(text: string): FactValue {
  if (/^(yes|true)$/i.test(text)) return true;
  if (/^(no|false)$/i.test(text)) return false;
  return text;
}
