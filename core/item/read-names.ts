import { NOT_LISTED, isCasNumber } from "../rulebook/names.ts";
import type { Names } from "../rulebook/names.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { showValue } from "../rulebook/tested.ts";
import type { Fact } from "./fact.ts";
import { findWords, passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";
import { indexPhrases } from "./phrase-index.ts";
import type { PhraseIndex } from "./phrase-index.ts";

type Place = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly cas: boolean;
  readonly longer: boolean;
};

const CAS = /(?<![\d.-])(\d{2,7}-\d{2}-\d)(?![\d-]|\.\d)/g;
/** `2026-11-2` is a date unless somebody says that it is a CAS number. */
const DATE = /^(?:19|20)\d\d-(?:0\d|1[0-2])-/;
/** Behind a name these make another compound of it: a salt, an ester, a polymer. Hydrates do not. */
const ANOTHER =
  /^[\s-]*(?:mono|di|tri|hemi)?-?(?:hydrochloride|hydrobromide|hydroiodide|sul(?:f|ph)ate|bisul(?:f|ph)ate|nitrate|phosphate|acetate|citrate|tartrate|oxalate|maleate|stearate|oleate|lauryl|laurate|dodecyl\w*|tosylate|borate|adduct|complex|polymer|copolymer|resin|ester|ether|salts?|salz|sel)(?![\p{L}])/u;

/** "Sarin precursor", "VX simulant": what is made into a substance, or looks like it, is another one. */
const LEADS_TO = /^[\s-](?:precursors?|simulants?|surrogates?|antidotes?)(?!\p{L})/u;

/** Listed names and CAS numbers in a text, each once; `not-listed` for a number that no table has. */
export const namesIn = (plain: string, names: Names): readonly string[] => [
  ...new Set(placesOf(plain, names).map(({ name }) => name)),
];

const indexes = new WeakMap<Names, PhraseIndex<Names["written"][number]>>();

function writtenIn(plain: string, names: Names): Names["written"] {
  const index = indexes.get(names) ?? indexPhrases(names.written, ([written]) => written);
  indexes.set(names, index);
  return index(plain);
}

function placesOf(plain: string, names: Names): readonly Place[] {
  const found: Place[] = [];
  for (const match of plain.matchAll(CAS)) {
    const [, number = ""] = match;
    const said = /\b(?:cas|c\.a\.s\.)[^\p{L}\d]*(?:no\.?|number|nr\.?|#|rn)?[^\p{L}\d]*$/u.test(
      plain.slice(Math.max(0, match.index - 16), match.index),
    );
    if (!isCasNumber(number) || (DATE.test(number) && !said)) continue;
    const name = names.ofCas(number) ?? NOT_LISTED;
    found.push({ name, from: match.index, to: match.index + number.length, cas: true, longer: false });
  }
  const taken: (readonly [number, number])[] = [];
  for (const [written, name] of writtenIn(plain, names)) {
    for (const [from, to] of findWords(plain, written)) {
      if (taken.some(([start, end]) => from < end && to > start)) continue;
      taken.push([from, to]);
      if (LEADS_TO.test(plain.slice(to))) continue;
      const before = plain.slice(0, from);
      const longer =
        /[\p{L}\d]-$/u.test(before) || /^-[\p{L}\d]/u.test(plain.slice(to)) || ANOTHER.test(plain.slice(to));
      found.push({ name, from, to, cas: false, longer });
    }
  }
  return found;
}

/**
 * Substances and agents that a text names, by any written name or CAS number of rules/us-ear/names. Where a name is a
 * part of a longer one (a salt, an ester, a polymer) that is said too: whether it is the listed compound stays open.
 */
export function readNames(pages: readonly Page[], { names }: Vocabulary): readonly Fact[] {
  return pages.flatMap((page) =>
    passagesOf(page).flatMap((passage) => {
      const places = placesOf(passage.plain, names);
      return places.flatMap((place): readonly Fact[] => {
        // A number without a name beside a listed name is that name's other number.
        if (place.name === NOT_LISTED && places.some(({ name }) => name !== NOT_LISTED)) return [];
        const span = spanIn(passage, place.from, place.to);
        const fact: Fact = { name: "substance", value: place.name, by: "grammar", span };
        return place.longer ? [fact, { name: "name-in-longer", value: true, by: "grammar", span }] : [fact];
      });
    }),
  );
}

/** The kind of thing a text is about when only a listed CAS number says so. */
export function kindsOfNames(facts: readonly Fact[], { names }: Vocabulary): readonly Fact[] {
  const [first] = facts.flatMap((fact): readonly Fact[] => {
    const kind =
      fact.name === "substance" && /\d$/.test(fact.span?.quote ?? "") ? names.kindOf(showValue(fact.value)) : undefined;
    return kind !== undefined && fact.span ? [{ name: "is", value: kind, by: "grammar", span: fact.span }] : [];
  });
  return first ? [first] : [];
}
