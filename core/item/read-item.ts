import type { ItemInput, ItemKind } from "../classification/classification.ts";
import type { Finding } from "../finding.ts";
import type { Vocabulary } from "../rulebook/condition.ts";
import { UNCLEAR, showValue } from "../rulebook/tested.ts";
import { calledMilitary } from "./called-military.ts";
import { deriveFacts } from "./derive-facts.ts";
import { besideOtherConverter } from "./both-converters.ts";
import type { Fact, FactName } from "./fact.ts";
import type { DroppedFact } from "./found-fact.ts";
import { formOfSubstance } from "./form-of-substance.ts";
import { imply } from "./imply.ts";
import { interleave } from "./interleave.ts";
import { kindByFigures } from "./kind-by-figures.ts";
import { lowestVoiceRate } from "./lowest-voice-rate.ts";
import { markOf } from "./number-marks.ts";
import { pageOf, pagesOf, passagesOf, spanHolds } from "./passages.ts";
import type { Page } from "./passages.ts";
import { isAboutAnother, readKinds, readSubjects } from "./read-kind.ts";
import { readPatterns } from "./read-patterns.ts";
import { readPhrases } from "./read-phrases.ts";
import { readProcessing } from "./read-processing.ts";
import { readNamedEntries } from "./read-named-entries.ts";
import { readLists } from "./read-lists.ts";
import { kindsOfNames, readNames } from "./read-names.ts";
import { readQuantities } from "./read-quantities.ts";
import { withoutRepeatedName } from "./repeated-name.ts";
import { keyOf } from "./same-value.ts";
import type { ReadingContext } from "./reading-context.ts";
import { saidOfOthers } from "./said-of-others.ts";
import { sharesOfElements } from "./share-of-element.ts";
import { sharesOfNamed } from "./share-of-named.ts";
import { specificFigures } from "./specific-figures.ts";
import { readStated } from "./stated-facts.ts";

export type ReadItem = {
  readonly facts: readonly Fact[];
  readonly notKnown: ReadonlySet<FactName>;
  readonly dropped: readonly DroppedFact[];
  /** A person's statement against the text: the statement is used, both are shown, a person looks. */
  readonly contradictions: readonly Finding[];
  /** What the text says where a statement contradicts it. */
  readonly contradicted: readonly Fact[];
};

const KIND_OF: Readonly<Record<Exclude<ItemKind, "commodity">, string>> = {
  software: "software",
  "source-code": "source-code",
  technology: "technology",
  service: "service",
};

/**
 * Reads the facts of an item from its name, description and sources. Text yields facts only, never decisions: an
 * instruction in it is words like any others. Never sees a destination or a party. Same facts from any order of
 * sentences. A fact whose quote is not at its place in the source is dropped.
 */
export function readItem(input: ItemInput, words: Vocabulary): ReadItem {
  const pages = pagesOf({ name: input.name, description: input.description }, input.sources);
  const stated = readStated(input.facts ?? [], words);
  const names = readNames(pages, words);
  const readKind = formOfSubstance(kindByFigures(readKinds(pages, words), pages), names, { pages, words });
  const kindFacts = kindsOf(input, stated.facts, readKind.length > 0 ? readKind : kindsOfNames(names, words));
  const kinds = namesOf(kindFacts);
  const said = stated.facts.filter(({ name }) => name === "subject");
  const subjects = said.length > 0 ? said : readSubjects(pages, kinds, words);
  const context: ReadingContext = {
    words,
    // Figures beside software and technology are those of the thing they are about.
    kinds: [...kinds, ...namesOf(subjects)],
    subjects: namesOf(subjects),
    markOf: createMarks(pages),
    everything: pages.map(({ plain }) => plain).join("\n"),
  };
  const figures = withoutRepeatedName(pages);
  const grammar = [
    ...[...kindFacts, ...subjects].filter(({ by }) => by === "grammar"),
    ...calledMilitary(kindFacts, pages),
    ...readQuantities(figures, context),
    ...readPatterns(figures, context),
    ...readProcessing(figures, context),
    ...readPhrases(figures, context),
    ...readLists(figures, context),
    ...names,
    ...(isAboutAnother(kinds, words) ? readNamedEntries(pages) : []),
    ...(input.modelFacts ?? []).filter(({ by }) => by === "model"),
  ];
  const inPlace = grammar.filter(({ span }) => span !== undefined && spanHolds(span, pages));
  const otherWay = kinds.includes("dac") ? [] : besideOtherConverter(inPlace, pages);
  const ofOthers = inPlace.filter(
    (fact) => otherWay.includes(fact) || (typeof fact.value === "object" && isOfAnother(fact, pages)),
  );
  const own = lowestVoiceRate(
    inPlace.filter((fact) => !ofOthers.includes(fact)),
    pages,
  );
  const held = sharesOfElements(sharesOfNamed(own, pages), pages);
  const read = unique(
    interleave(held, (fact) => clauseOfFact(fact, pages)),
    words,
  );
  const statements = [
    ...stated.facts,
    ...kindFacts.filter(({ by, name }) => by === "stated" && !stated.facts.some((fact) => fact.name === name)),
  ];
  const { facts, contradictions, contradicted } = prefer(statements, read, words);
  const left = [
    ...grammar.filter((fact) => !inPlace.includes(fact)).map((fact) => ({ fact, code: "quote-not-in-source" })),
    ...ofOthers.map((fact) => ({ fact, code: "figure-of-another" })),
  ];
  return {
    facts: deriveFacts(unique(imply(fallBack(specificFigures(facts, words.units), words), words), words), words),
    notKnown: stated.notKnown,
    dropped: [
      ...stated.dropped,
      ...left.map(({ fact: { name, value }, code }) => ({
        fact: name,
        value: showValue(value),
        because: { code, params: { fact: name } },
      })),
    ],
    contradictions,
    contradicted,
  };
}

const namesOf = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(({ value }) => (typeof value === "string" ? [value] : []));

/** A stated kind wins; software, source code, technology or service is what `kind` says it is, whatever it is for. */
function kindsOf(input: ItemInput, stated: readonly Fact[], read: readonly Fact[]): readonly Fact[] {
  const said = stated.find(({ name }) => name === "is");
  if (said) return [said, ...read];
  if (input.kind && input.kind !== "commodity") return [{ name: "is", value: KIND_OF[input.kind], by: "stated" }];
  return read;
}

function createMarks(pages: readonly Page[]): ReadingContext["markOf"] {
  const sources = Map.groupBy(pages, (page) => (page.own ? "own words" : page.source));
  const marks = new Map([...sources].map(([key, of]) => [key, markOf(of.map(({ text }) => text).join("\n"))]));
  return (page) => marks.get(page.own ? "own words" : page.source) ?? "unknown";
}

function unique(facts: readonly Fact[], words: Vocabulary): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ name, value }) => {
    const key = `${name} ${keyOf(value, words)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What a person states is used; a different value in the text is a contradiction, unless it is only less precise. */
function prefer(stated: readonly Fact[], read: readonly Fact[], words: Vocabulary) {
  const names = new Set(stated.map(({ name }) => name));
  const against = read.filter((fact) => stated.some((said) => said.name === fact.name && disagree(said, fact, words)));
  return {
    facts: [...stated, ...read.filter(({ name }) => !names.has(name))],
    contradicted: against,
    contradictions: against.map((fact): Finding => {
      const said = stated.find(({ name }) => name === fact.name);
      return {
        code: "statement-against-text",
        params: {
          fact: fact.name,
          stated: said ? showValue(said.value) : "",
          read: showValue(fact.value),
          source: fact.span?.source ?? "",
        },
      };
    }),
  };
}

function disagree(said: Fact, read: Fact, words: Vocabulary): boolean {
  if (said.name === "is" && typeof said.value === "string" && typeof read.value === "string")
    return (
      words.classes.isA(said.value, read.value) === "not-met" && words.classes.isA(read.value, said.value) === "not-met"
    );
  return keyOf(said.value, words) !== keyOf(read.value, words);
}

/** Where nothing is said of a fact itself, what is said of the fact it falls back to counts. */
function fallBack(facts: readonly Fact[], words: Vocabulary): readonly Fact[] {
  const said = new Set(facts.map(({ name }) => name));
  const taken = [...words.definitions.values()].flatMap((definition): readonly Fact[] => {
    const other = definition["falls-back-to"];
    if (other === undefined || said.has(definition.name)) return [];
    const values = facts.filter(({ name }) => name === other);
    const [first] = values;
    if (!first) return [];
    const several = values.map((fact) => ({ ...fact, name: definition.name }));
    // Of several materials of construction nobody says which one is touched: all of them stay, and it stays open.
    return values.every(({ value }) => value === first.value)
      ? [{ ...first, name: definition.name }]
      : [...several, { ...first, name: definition.name, value: UNCLEAR }];
  });
  return [...facts, ...taken];
}

/** A figure in words about what the item replaces or is compared with. */
function isOfAnother(fact: Fact, pages: readonly Page[]): boolean {
  const page = pageOf(fact.span, pages);
  const { span } = fact;
  if (!page || !span) return false;
  const passage = passagesOf(page).find(({ from, to }) => from <= span.from && to >= span.to);
  return (
    passage !== undefined &&
    saidOfOthers(passage.plain).some(({ from, to }) => passage.from + from <= span.from && passage.from + to >= span.to)
  );
}

/** The clause a figure stands in; a row of a table is one. */
function clauseOfFact(fact: Fact, pages: readonly Page[]): string {
  const page = pageOf(fact.span, pages);
  const { span } = fact;
  if (!page || !span) return "";
  const from = page.plain.lastIndexOf("\n", span.from) + 1;
  const end = page.plain.indexOf("\n", span.to);
  const line = page.plain.slice(from, end === -1 ? undefined : end);
  if (line.includes("\t")) return line;
  const before = /[^,;:(]*$/.exec(line.slice(0, span.from - from))?.[0] ?? "";
  const after = /^[^,;:)]*/.exec(line.slice(span.to - from))?.[0] ?? "";
  return `${before}${span.quote}${after}`;
}
