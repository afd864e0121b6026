import type { Rulebook } from "../rulebook/rulebook.ts";

/** One spelling of a place and the codes it may mean. */
export type PlaceNames = {
  /** Folded spelling → codes; several codes = ambiguous. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** Code → the name shown. */
  readonly names: ReadonlyMap<string, string>;
  /** Code → the country it belongs to: Hong Kong → CN, a region → its country. */
  readonly parents: ReadonlyMap<string, string>;
};

/** Case, accents, dots, apostrophes and punctuation apart: `Türkiye`, `turkiye`; `U.K.`, `UK`. */
export const foldPlace = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/ı/g, "i")
    .replace(/['’‘`.]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const cache = new WeakMap<Rulebook, PlaceNames>();

/** Every spelling of the rulebook's table, folded. Built once per rulebook. */
export function placeNames(rulebook: Rulebook): PlaceNames {
  const known = cache.get(rulebook);
  if (known) return known;
  const codes = new Map<string, readonly string[]>();
  const names = new Map<string, string>();
  const parents = new Map<string, string>();
  const add = (text: string, code: string): void => {
    const key = foldPlace(text);
    const held = codes.get(key) ?? [];
    if (!held.includes(code)) codes.set(key, [...held, code]);
  };
  for (const { data } of rulebook.sections.countries) {
    for (const { code, iso3, name, row, also } of data.destinations) {
      names.set(code, name);
      if (row !== undefined && row !== "none") parents.set(code, row);
      for (const text of [code, iso3, name, ...(also ?? [])]) add(text, code);
    }
    for (const { code, of, name, also } of data.regions) {
      names.set(code, name);
      parents.set(code, of);
      for (const text of [code, name, ...also]) add(text, code);
    }
    for (const { of, names: cities } of data.places) for (const city of cities) add(city, of);
    for (const { text, choices } of data.ambiguous) codes.set(foldPlace(text), choices);
  }
  const made = { codes, names, parents };
  cache.set(rulebook, made);
  return made;
}

/** A name as the chart and the groups print it: Georgia is the country there, and no name is guessed from a part of it. */
export function placeOf(name: string, rulebook: Rulebook): string | null {
  const { codes } = placeNames(rulebook);
  const key = foldPlace(name);
  const found = codes.get(key) ?? codes.get(key.replace(/^the /, "")) ?? [];
  const [code, ...others] = found.length > 1 ? found.filter((one) => one !== "US") : found;
  return code === undefined || others.length > 0 || code.includes("-") ? null : code;
}
