import type { FactValue } from "../../core/item/fact.ts";
import { readStated } from "../../core/item/stated-facts.ts";
import { resolveCountry } from "../../core/licensing/countries.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/**
 * Reads what a person typed as the value of a fact, in the form the rulebook declares for it ("3 GSPS", "yes", a
 * choice). A destination is one place of the rulebook's table, by its name there; other facts of the deal (an end use)
 * are words. Null: it is no value of that fact, or more than one.
 */
export function createReadValue(rulebook: Rulebook): (fact: string, text: string) => FactValue | null {
  return (fact, text) => {
    if (fact === "destination") return asPlace(text, rulebook);
    if (!rulebook.vocabulary.definitions.has(fact)) return asWords(text);
    return readStated([{ name: fact, value: text }], rulebook.vocabulary).facts[0]?.value ?? null;
  };
}

function asWords(text: string): FactValue {
  if (/^(yes|true)$/i.test(text)) return true;
  if (/^(no|false)$/i.test(text)) return false;
  return text;
}

function asPlace(text: string, rulebook: Rulebook): string | null {
  const found = resolveCountry(text, rulebook);
  if (found.state !== "resolved") return null;
  const named = resolveCountry(found.name, rulebook);
  return named.state === "resolved" && named.code === found.code ? found.name : found.code;
}
