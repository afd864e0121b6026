import { toFinding } from "../classification/findings.ts";
import type { SourceText } from "../item/document.ts";
import type { Fact, FactValue, Span } from "../item/fact.ts";
import { figuresIn } from "../item/figures.ts";
import type { DroppedFact, Found } from "../item/found-fact.ts";
import { decimalMarkOf, readingsOfFigure } from "../item/number-marks.ts";
import type { DecimalMark } from "../item/number-marks.ts";
import { findWords, plainText } from "../item/passages.ts";
import { namesIn } from "../item/read-names.ts";
import { keyOf } from "../item/same-value.ts";
import { readStated } from "../item/stated-facts.ts";
import type { Extraction } from "../ports/model.ts";
import type { Vocabulary } from "../rulebook/condition.ts";

type Claim = Extraction["facts"][number];
const MOST_FACTS = 60;
const LONGEST_QUOTE = 400;
/** Of a yes or no the words cannot be checked for the value: at least a phrase has to stand there. */
const SHORTEST_PHRASE = 8;

/**
 * What a model says it read, held to the sources: the name is one of the rulebook's, the value has the form of that
 * fact, the quote stands verbatim in the text it names, and the quote says the value. Everything else is dropped and
 * named. `text-N` is the N-th source.
 */
export function groundFacts(extraction: Extraction, sources: readonly SourceText[], words: Vocabulary): Found {
  const facts = new Map<string, Fact>();
  const dropped: DroppedFact[] = [];
  for (const claim of extraction.facts.slice(0, MOST_FACTS)) {
    const grounded = ground(claim, sources, words);
    if ("because" in grounded) dropped.push(grounded);
    else facts.set(`${grounded.name} ${keyOf(grounded.value, words)}`, grounded);
  }
  return { facts: [...facts.values()], dropped };
}

function ground(claim: Claim, sources: readonly SourceText[], words: Vocabulary): Fact | DroppedFact {
  const fact = claim.name.slice(0, 80);
  const drop = (because: DroppedFact["because"]): DroppedFact => ({ fact, value: claim.value.slice(0, 80), because });
  const stated = readStated([{ name: claim.name, value: claim.value }], words);
  const [read] = stated.facts;
  if (!read)
    return stated.dropped[0] ? drop(stated.dropped[0].because) : drop(toFinding("fact-does-not-fit", { fact }));
  const place = locate(claim, sources);
  if (!place) return drop(toFinding("quote-not-in-source", { fact }));
  const mark = decimalMarkOf(place.source.pages.map(({ text }) => text).join("\n"));
  if (!says(claim.quote, read.value, { words, mark, name: read.name }))
    return drop(toFinding("value-not-in-quote", { fact }));
  return { name: read.name, value: read.value, by: "model", span: place.span };
}

/** Where the quote stands, letter by letter; the page that was named first. */
function locate(
  claim: Claim,
  sources: readonly SourceText[],
): { readonly source: SourceText; readonly span: Span } | null {
  const { quote } = claim;
  if (quote.trim().length < 2 || quote.length > LONGEST_QUOTE) return null;
  const number = /^text-(\d{1,3})$/.exec(claim.source)?.[1];
  const source = number === undefined ? undefined : sources[Number(number) - 1];
  const pages = source?.pages.toSorted((a, b) => Number(b.page === claim.page) - Number(a.page === claim.page));
  const page = pages?.find(({ text }) => text.includes(quote));
  if (!source || !page) return null;
  const from = page.text.indexOf(quote);
  return {
    source,
    span: {
      source: source.name,
      ...(source.blob === undefined ? {} : { blob: source.blob }),
      page: page.page,
      from,
      to: from + quote.length,
      quote,
    },
  };
}

type Saying = { readonly words: Vocabulary; readonly mark: DecimalMark; readonly name: string };

/** Whether the words say the value. A figure that reads two ways says neither. */
function says(quote: string, value: FactValue, { words, mark, name }: Saying): boolean {
  if (typeof value === "object") return saysFigure(quote, value, { words, mark, name });
  if (words.definitions.get(name)?.type === "name")
    return namesIn(plainText(quote), words.names).includes(String(value));
  if (words.definitions.get(name)?.type !== "class") return quote.trim().length >= SHORTEST_PHRASE;
  const plain = plainText(quote);
  const kind = String(value);
  const phrases = [...(words.classes.find(kind)?.words ?? []), kind.replaceAll("-", " "), kind];
  return phrases.some((phrase) => findWords(plain, phrase).length > 0);
}

function saysFigure(quote: string, value: Exclude<FactValue, string | boolean>, { words, mark }: Saying): boolean {
  if (!("value" in value)) return false;
  const wanted = keyOf(value, words);
  const page = { source: "", text: quote, plain: plainText(quote), own: false };
  const figures = figuresIn({ page, from: 0, to: quote.length, plain: page.plain }, words.units, mark);
  const readings = figures.filter((figure) => figure.readings.length === 1).flatMap((figure) => figure.readings);
  if (readings.some((reading) => keyOf(reading, words) === wanted)) return true;
  if (String(value.unit) !== "count") return false;
  return [...quote.matchAll(/(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)/g)].some(([written]) => {
    const [only, second] = readingsOfFigure(written, mark);
    return second === undefined && only === String(value.value);
  });
}
