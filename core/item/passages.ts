import type { Hash } from "../ids.ts";
import type { SourceText } from "./document.ts";
import type { Span } from "./fact.ts";

/** One page of one source, ready to be read: `plain` has the same length as `text`, so that offsets agree. */
export type Page = {
  readonly source: string;
  readonly blob?: Hash;
  readonly page?: number;
  readonly text: string;
  /** Lower case, one kind of minus, of apostrophe and of space. */
  readonly plain: string;
  /** Said about the item itself (its name, the request), not in a file. */
  readonly own: boolean;
};
/** A sentence, a clause list or a table row. */
export type Passage = { readonly page: Page; readonly from: number; readonly to: number; readonly plain: string };

const SPACES = /[\u00A0\u2007\u2009\u202F]/g;

/** Lower case, minus signs and spaces made one, without changing any offset. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\p{Lu}/gu, (letter) => {
      const lower = letter.toLowerCase();
      return lower.length === letter.length ? lower : letter;
    })
    .replaceAll("’", "'")
    .replaceAll(SPACES, " ")
    .replaceAll(/[\u2212\u2010\u2011]/g, "-");

export type OwnWords = { readonly name?: string | undefined; readonly description?: string | undefined };

/** The pages to read: the item's name and description first, then each file page by page. */
export function pagesOf(own: OwnWords, sources: readonly SourceText[]): readonly Page[] {
  const said = Object.entries({ name: own.name, description: own.description }).flatMap(([source, text]) =>
    text ? [{ source, text, plain: plainText(text), own: true }] : [],
  );
  const read = sources.flatMap((source) =>
    source.pages.map(({ page, text }) => ({
      source: source.name,
      ...(source.blob === undefined ? {} : { blob: source.blob }),
      page,
      text,
      plain: plainText(text),
      own: source.kind === "message",
    })),
  );
  return [...said, ...read];
}

const divided = new WeakMap<Page, readonly Passage[]>();

/** Sentences, rows and items of a bulleted list with their offsets. A decimal point, a version number or "e.g." does not end one. */
export function passagesOf(page: Page): readonly Passage[] {
  const known = divided.get(page) ?? divide(page);
  divided.set(page, known);
  return known;
}

/** A point behind one of these ends no sentence while it goes on with a figure or a small letter: "max. 300 MPa". */
const SHORT =
  /(?<![\p{L}.])(?:max|min|approx|ca|dia|diam|incl|excl|inkl|zzgl|no|nr|nom|typ|cal|temp|cap|vol|diff|resp|abs|rel|acc|freq|ext|int|std|eff|wt|qty|vs|subsp|ssp|spp|pv|bzw|e\.g|i\.e|z\.b|p\.a|a\.r|r\.g)$|\d ?(?:in|ft|lbs?|oz|gal)$/u;
/** "E. coli", "C. botulinum": the first letter of a genus. */
const GENUS = /(?<![\p{L}\d])\p{Lu}$/u;
const goesOn = (page: Page, end: RegExpExecArray): boolean =>
  end[0] === "." &&
  ((SHORT.test(page.plain.slice(Math.max(0, end.index - 8), end.index)) &&
    /^\s+(?:[<>≤≥±~+øØ⌀-]?\s?\d|\p{Ll})/u.test(page.text.slice(end.index + 1, end.index + 8))) ||
    (GENUS.test(page.text.slice(Math.max(0, end.index - 2), end.index)) &&
      /^ \p{Ll}{4}/u.test(page.text.slice(end.index + 1, end.index + 6))));

function divide(page: Page): readonly Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (const end of page.plain.matchAll(/\n+|[.!?;](?=\s+\S)|(?<=\s)[•▪■●►✓✔❖](?=\s)|$/g)) {
    if (goesOn(page, end)) continue;
    const to = end.index + (/^[.!?;]/.test(end[0]) ? end[0].length : 0);
    if (page.plain.slice(from, to).trim() !== "") passages.push({ page, from, to, plain: page.plain.slice(from, to) });
    from = end.index + end[0].length;
  }
  return passages;
}

/** The page a span is on. */
export const pageOf = (span: Pick<Span, "source" | "page"> | undefined, pages: readonly Page[]): Page | undefined =>
  span && pages.find(({ source, page }) => source === span.source && page === span.page);

/** The span of a match inside a passage; the quote is the source's own words. */
export function spanIn(passage: Passage, from: number, to: number): Span {
  const { page } = passage;
  const start = passage.from + from;
  const stop = passage.from + to;
  return {
    source: page.source,
    ...(page.blob === undefined ? {} : { blob: page.blob }),
    ...(page.page === undefined ? {} : { page: page.page }),
    from: start,
    to: stop,
    quote: page.text.slice(start, stop),
  };
}

/** True when the quote stands at its offsets in the source it names: a fact without that is dropped. */
export const spanHolds = (span: Span, pages: readonly Page[]): boolean =>
  span.quote !== "" &&
  pages.some(
    (page) =>
      page.source === span.source && page.page === span.page && page.text.slice(span.from, span.to) === span.quote,
  );

const WORD = /[\p{L}\p{N}]/u;

/** True when the word begins in the text as a word: "core" in "cores", never "alu" in "evaluation". */
export function hasWord(plain: string, word: string): boolean {
  if (word.length <= 4) return findWords(plain, word).length > 0;
  for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1))
    if (!WORD.test(plain[at - 1] ?? " ")) return true;
  return false;
}

/** Offsets of `phrase` in `plain` where it stands as words of its own (a plural "s" may follow). */
export function findWords(plain: string, phrase: string): readonly (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = plain.indexOf(phrase); at !== -1; at = plain.indexOf(phrase, at + 1)) {
    const before = plain[at - 1] ?? " ";
    let to = at + phrase.length;
    if (plain[to] === "s" && !WORD.test(plain[to + 1] ?? " ")) to += 1;
    if (!WORD.test(before) && !WORD.test(plain[to] ?? " ")) found.push([at, to]);
  }
  return found;
}
