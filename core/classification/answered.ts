import type { FactName, FactValue } from "../item/fact.ts";
import { whatFollows } from "../item/imply.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FactReadings } from "../rulebook/tested.ts";

/** An answer with what follows from it by the rulebook, as the next reading of the item would have it. */
export function answered(
  said: { readonly name: FactName; readonly value: FactValue },
  facts: FactReadings,
  { vocabulary }: Rulebook,
): FactReadings {
  const following = whatFollows(said, new Set(facts.keys()), vocabulary);
  return new Map([said, ...following].map(({ name, value }) => [name, [value]]));
}
