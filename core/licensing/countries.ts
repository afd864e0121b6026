import type { Rulebook } from "../rulebook/rulebook.ts";
import { foldPlace, placeNames } from "./place-names.ts";
import type { PlaceNames } from "./place-names.ts";

export type CountryChoice = { readonly code: string; readonly name: string };
export type ResolvedCountry =
  /** `code`: ISO 3166-1 alpha-2, or a region with rules of its own (`UA-CRIMEA`). */
  | { readonly state: "resolved"; readonly code: string; readonly name: string }
  | { readonly state: "ambiguous"; readonly choices: readonly CountryChoice[] }
  /** Never guessed: `nearest` are offered to a person. */
  | { readonly state: "unknown"; readonly nearest: readonly CountryChoice[] };

/**
 * A destination as typed: a name, an ISO code, one of the spellings of rules/us-ear/countries.yaml, or "city, country".
 * A word that means two places asks; a misspelling is not guessed. Throws nothing.
 */
export function resolveCountry(text: string, rulebook: Rulebook): ResolvedCountry {
  const table = placeNames(rulebook);
  const whole = lookUp(text, table);
  if (whole.length > 0) return toResult(whole, table);
  const parts = text
    .split(/[,;/]|\s+\bin\b\s+/)
    .filter((part) => !isStateLike(part))
    .map((part) => lookUp(part, table))
    .filter((codes) => codes.length > 0);
  const codes = narrow(parts, table);
  if (codes.length > 0) return toResult(codes, table);
  return { state: "unknown", nearest: nearestTo(text, table) };
}

const lookUp = (text: string, table: PlaceNames): readonly string[] => {
  const key = foldPlace(text);
  return table.codes.get(key) ?? table.codes.get(key.replace(/^the /, "")) ?? [];
};

/** "Chicago, IL" is not Israel: in an address two letters are no country, but for UK and US. */
const isStateLike = (part: string): boolean => /^[a-z]{2}$/.test(foldPlace(part)) && !/^(uk|us)$/.test(foldPlace(part));

/** "Donetsk, Ukraine" is the region; "Tbilisi, Georgia" settles which Georgia; "Seoul, Japan" names two places. */
function narrow(parts: readonly (readonly string[])[], table: PlaceNames): readonly string[] {
  const [first, ...others] = parts;
  if (!first) return [];
  const within = (code: string, other: string): boolean => code === other || table.parents.get(code) === other;
  return others.reduce<readonly string[]>((held, codes) => {
    const both = [...held, ...codes].filter((code) =>
      [held, codes].every((side) => side.some((other) => within(code, other))),
    );
    return [...new Set(both.length > 0 ? both : [...held, ...codes])];
  }, first);
}

function toResult(codes: readonly string[], table: PlaceNames): ResolvedCountry {
  const choices = codes.map((code) => ({ code, name: table.names.get(code) ?? code }));
  const [only, ...others] = choices;
  if (only && others.length === 0) return { state: "resolved", ...only };
  return { state: "ambiguous", choices };
}

function pairsOf(text: string): readonly string[] {
  const letters = foldPlace(text).replaceAll(" ", "");
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

/** The three names with most letter pairs in common, if half of them are. */
function nearestTo(text: string, table: PlaceNames): readonly CountryChoice[] {
  const wanted = new Set(pairsOf(text.slice(0, 60)));
  const likeness = (name: string): number => {
    const pairs = pairsOf(name);
    const shared = pairs.filter((pair) => wanted.has(pair)).length;
    return pairs.length + wanted.size === 0 ? 0 : (2 * shared) / (pairs.length + wanted.size);
  };
  return [...table.names]
    .map(([code, name]) => ({ code, name, like: likeness(name) }))
    .filter(({ like }) => like >= 0.5)
    .toSorted((a, b) => b.like - a.like || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code, name }) => ({ code, name }));
}
