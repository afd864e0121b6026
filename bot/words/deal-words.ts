import { resolveCountry } from "../../core/licensing/countries.ts";
import { placeNames } from "../../core/licensing/place-names.ts";
import { readRequest } from "../../core/releases/read-request.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/** What the desk reads of a deal before a case stands: the places it knows, and the one that a text names. */
export type DealWords = {
  /** Every place of the rulebook's table by its name, in alphabetical order. `code`: ISO 3166-1 alpha-2 or a region. */
  readonly destinations: readonly { readonly code: string; readonly name: string }[];
  /** Code of the one place a text says it goes to; null: none, or more than one. */
  readonly destinationIn: (text: string) => string | null;
};

export function createDealWords(rulebook: Rulebook): DealWords {
  const destinations = [...placeNames(rulebook).names]
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return {
    destinations,
    destinationIn: (text) => {
      const said = readRequest(text, rulebook).destination;
      const found = said === null ? null : resolveCountry(said, rulebook);
      return found?.state === "resolved" ? found.code : null;
    },
  };
}
