import type { LawDate } from "../dates.ts";
import type { Rulebook } from "./rulebook.ts";

/**
 * What `make` reads from a rulebook at a date, made once for the date that was asked last: a classification asks the
 * same of the same day for every answer it tries. Nothing is kept longer than its rulebook.
 */
export function onDate<T>(make: (rulebook: Rulebook, asOf: LawDate) => T): (rulebook: Rulebook, asOf: LawDate) => T {
  const last = new WeakMap<Rulebook, { readonly asOf: LawDate; readonly made: T }>();
  return (rulebook, asOf) => {
    const known = last.get(rulebook);
    if (known?.asOf === asOf) return known.made;
    const made = make(rulebook, asOf);
    last.set(rulebook, { asOf, made });
    return made;
  };
}
