import type { Fact } from "./fact.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import { isHead } from "./mentions.ts";
import { findWords, passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { indexPhrases } from "./phrase-index.ts";
import type { PhraseIndex } from "./phrase-index.ts";
import { clauseOf, findTogether, isDenied, spokenGroups } from "./spoken-words.ts";
import type { Place } from "./spoken-words.ts";
import { saidOfIt } from "./read-quantities.ts";
import { isForKind } from "./reading-context.ts";
import type { ReadingContext } from "./reading-context.ts";

type Definitions = ReadingContext["words"]["definitions"];
type Saying = NonNullable<FactDefinition["says"]>[number];

/** "Cannot change the encryption" denies the change, not the encryption: such verbs end the reach of a "not". */
const OTHER_VERB = String.raw`(?!(?:chang|modif|alter|disabl|turn|switch|replac|remov|touch|access|bypass|break|weaken|circumvent|exchang|swap|adjust|configur|select|see|know)\w*\b)`;
/** Small words do not end the reach of a "not": "not packaged as a medical product", "not a weight or collimator". */
const SMALL = String.raw`(?:(?:a|an|the|any|as|for|of|in|or|nor|to|by)\s+)*`;
const BEFORE = new RegExp(
  String.raw`\b(?:(?:no|not|neither|nor|w\/o|without|non|never|lacks|lacking|excludes|excluding|free of|does not (?:have|include|use|support|offer)|has no|kein\w*|ohne|nicht|sans)[\s-]+(?:${SMALL}${OTHER_VERB}[\w-]+[\s/-]+){0,2}${SMALL}|(?:cannot|can not|can't|unable to)\s+(?:(?:use|do|perform|support|provide|offer|be (?:fitted|equipped|retrofitted|upgraded|used|supplied|converted) (?:with|to|for|as))\s+)?(?:any\s+)?)$`,
);
/** "Not for spacecraft, aircraft or missiles" denies each of them. */
const IN_DENIED_LIST =
  /(?<!\p{L})(?:not (?:\p{L}+ )?for|no use (?:in|on|for)|not (?:for )?used? (?:in|on)|neither for|nicht für|pas pour) (?:[\p{L}-]+ ){0,2}[\p{L}-]+(?:, (?:[\p{L}-]+ ){0,2}[\p{L}-]+)*(?:,? (or|nor|oder|ou) (?:[\p{L}-]+ ){0,2}|, (?:[\p{L}-]+ ){0,2})$/u;
const NOT_A_NEGATION = /\b(not only|no longer|not just|no doubt)\b[^,.;]*$/;
const AFTER =
  /^s?\s*(:|-|–|=|\t|\()?\s*(none|no|not (supported|available|included|present|fitted|installed|provided|implemented|equipped|offered)|n\/a)\b/;

/** Flags and choices stated by phrases of rules/facts.yaml. A negated phrase never counts as the phrase. */
export function readPhrases(pages: readonly Page[], context: ReadingContext): readonly Fact[] {
  const definitions = [...context.words.definitions.values()].filter(({ says }) => says !== undefined);
  const passages = pages.flatMap((page) => passagesOf(page));
  // Most phrases stand nowhere in a text: one look at the whole spares one per sentence.
  const present = phrasesIn(context);
  const spoken = (whole: Saying): Saying => {
    const { together, ...saying } = whole;
    const groups = together ? spokenGroups(context.everything, together) : null;
    return {
      ...saying,
      words: [...(present.get(whole) ?? [])],
      ...(groups ? { together: groups.map((group) => [...group]) } : {}),
    };
  };
  return definitions
    .filter(({ reads }) => isForKind(reads?.only, context))
    .flatMap((definition) => {
      const sayings = (definition.says ?? [])
        .filter((saying) => saying.together !== undefined || present.has(saying))
        .filter(({ only, except }) => isCertainly(only, context) && !isOneOf(except, context))
        .filter(({ unless = [] }) => !unless.some((word) => saidOfIt(context.everything, word)))
        .map(spoken)
        .filter(({ words, together }) => (words ?? []).length > 0 || together !== undefined);
      if (sayings.length === 0) return [];
      const places = passages.flatMap((passage) =>
        sayings.flatMap((saying) => [
          ...factsOf(definition, saying, passage)
            .filter(({ span }) => saying.head !== true || isHeadAt(passage, span, context))
            .map((fact) => ({ fact, passage, head: saying.head === true, hint: saying.hint === true })),
          ...factsTogether(definition, saying, passage).map((fact) => ({
            fact,
            passage,
            head: false,
            hint: saying.hint === true,
          })),
        ]),
      );
      const plain = places.some(({ hint }) => !hint) ? places.filter(({ hint }) => !hint) : places;
      return withFirstHead(plain).map(({ fact }) => fact);
    })
    .filter(
      (fact, index, all) => all.findIndex((other) => other.name === fact.name && other.value === fact.value) === index,
    );
}

type PlacedFact = { readonly fact: Fact; readonly passage: Passage; readonly head: boolean; readonly hint: boolean };

/** "Coil sensor; 10-pin connector; cable 10 m": a thing is what it is called first; what stands apart behind it comes with it. */
function withFirstHead(places: readonly PlacedFact[]): readonly PlacedFact[] {
  const heads = places.filter(({ head, fact }) => head && fact.span !== undefined);
  const [{ passage }] = heads.length > 0 ? heads : [{ passage: undefined }];
  const inFirst = heads.filter((one) => one.passage === passage);
  const at = ({ fact }: PlacedFact): number => fact.span?.from ?? 0;
  const [first] = inFirst.toSorted((a, b) => at(a) - at(b));
  if (passage === undefined || first === undefined) return places;
  const isApart = (one: PlacedFact): boolean =>
    one.passage !== passage || /[,;]/.test(passage.plain.slice(at(first) - passage.from, at(one) - passage.from));
  return places.filter((one) => !one.head || one.fact.value === first.fact.value || !isApart(one));
}

type Spoken = { readonly saying: Saying; readonly phrase: string };
const indexes = new WeakMap<Definitions, PhraseIndex<Spoken>>();

/** The phrases of each saying that stand somewhere in the text. */
function phrasesIn({ words: { definitions }, everything }: ReadingContext): ReadonlyMap<Saying, readonly string[]> {
  const index = indexes.get(definitions) ?? indexPhrases(phrasesOf(definitions), ({ phrase }) => phrase);
  indexes.set(definitions, index);
  const found = Map.groupBy(index(everything), ({ saying }) => saying);
  return new Map([...found].map(([saying, rows]) => [saying, rows.map(({ phrase }) => phrase)]));
}

const phrasesOf = (definitions: Definitions): readonly Spoken[] =>
  [...definitions.values()].flatMap(({ says = [] }) =>
    says.flatMap((saying) => (saying.words ?? []).map((phrase) => ({ saying, phrase }))),
  );

const isHeadAt = (passage: Passage, span: Fact["span"], { words }: ReadingContext): boolean =>
  span !== undefined && isHead(passage.plain, { from: span.from - passage.from, to: span.to - passage.from }, words);

/** What lies in the nature of a kind is taken for that kind only, never while the kind is open. */
function isCertainly(only: readonly string[] | undefined, { kinds, subjects, words }: ReadingContext): boolean {
  const allAre = (those: readonly string[]): boolean =>
    those.length > 0 && those.every((kind) => only?.some((wanted) => words.classes.isA(kind, wanted) === "met"));
  return only === undefined || allAre(subjects) || allAre(kinds.filter((kind) => !subjects.includes(kind)));
}

const isOneOf = (those: readonly string[] = [], { kinds, words }: ReadingContext): boolean =>
  kinds.some((kind) => those.some((one) => words.classes.isA(kind, one) === "met"));

function factsTogether(definition: FactDefinition, saying: Saying, passage: Passage): readonly Fact[] {
  // "Can it be sold in shops?" asks; what lies in the nature of a thing is so in a question too.
  if (!saying.together || (saying.only === undefined && /\?\s*$/.test(passage.plain))) return [];
  return findTogether(passage.plain, saying.together).flatMap((place): readonly Fact[] => {
    if (isElsewhere(saying, passage.plain, place)) return [];
    const denied = isDenied(passage.plain, place);
    const value = saying.denied === true ? (denied ? saying.value : undefined) : denied ? saying.negated : saying.value;
    if (value === undefined) return [];
    return [{ name: definition.name, value, by: "grammar", span: spanIn(passage, place.from, place.to) }];
  });
}

/** The clause has a word that makes it about something else: "sold in shops to professionals only". */
function isElsewhere(saying: Saying, plain: string, place: Place): boolean {
  if (!saying.not) return false;
  const clause = clauseOf(plain, place);
  const about = plain.slice(clause.from, clause.to);
  return saying.not.some((word) => about.includes(word));
}

function factsOf(definition: FactDefinition, saying: Saying, passage: Passage): readonly Fact[] {
  return (saying.words ?? []).flatMap((phrase): readonly Fact[] =>
    findWords(passage.plain, phrase).flatMap(([from, to]) => {
      const negated = isNegated(passage.plain, from, to);
      const value = negated ? saying.negated : saying.value;
      if (value === undefined || isElsewhere(saying, passage.plain, { from, to })) return [];
      if (isInsideLonger(definition, phrase, { plain: passage.plain, from })) return [];
      return [
        {
          name: definition.name,
          value,
          by: "grammar" as const,
          span: spanIn(passage, negated ? startOfNegation(passage.plain, from) : from, to),
        },
      ];
    }),
  );
}

/** "no encryption", "without any encryption", "encryption: none". */
export function isNegated(plain: string, from: number, to: number): boolean {
  const before = plain.slice(Math.max(0, from - 60), from);
  const clause = before.slice(
    Math.max(before.lastIndexOf(","), before.lastIndexOf(";"), before.lastIndexOf(" but ")) + 1,
  );
  if (BEFORE.test(clause) && !NOT_A_NEGATION.test(clause)) return true;
  const list = IN_DENIED_LIST.exec(plain.slice(Math.max(0, from - 90), from));
  if (list && (list[1] !== undefined || /^[^.;:()]{0,60}?(?<!\p{L})(?:or|nor|oder|ou)\s/u.test(plain.slice(to))))
    return true;
  return AFTER.test(plain.slice(to, to + 30));
}

function startOfNegation(plain: string, from: number): number {
  const before = plain.slice(Math.max(0, from - 60), from);
  const match = BEFORE.exec(before);
  return match ? Math.max(0, from - 60) + match.index : from;
}

/** "encryption" inside "encryption cannot be changed" of the same fact: the longer phrase is the one that was said. */
function isInsideLonger(
  definition: FactDefinition,
  phrase: string,
  { plain, from }: { readonly plain: string; readonly from: number },
): boolean {
  return (definition.says ?? []).some(({ words }) =>
    (words ?? []).some((longer) => {
      if (longer.length <= phrase.length || !longer.includes(phrase)) return false;
      const at = from - longer.indexOf(phrase);
      return at >= 0 && plain.startsWith(longer, at) && findWords(plain, longer).some(([start]) => start === at);
    }),
  );
}
