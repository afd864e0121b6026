import { followsOnly, hitsIn, wordsIn } from "./head-noun.ts";
import type { Hit, KindWords } from "./head-noun.ts";
import { isMaterial, isMinor, kindsOfPhrase } from "./kinds-of-phrase.ts";
import { phrasesOf } from "./noun-phrases.ts";
import type { Phrase } from "./noun-phrases.ts";
import { findWords, passagesOf, plainText } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { withoutProductNames } from "./product-names.ts";

export type Mention = {
  readonly kind: string;
  readonly strong: boolean;
  /** What a passage begins with, whatever stands behind it: "patch cable cat 6 copper". */
  readonly first: boolean;
  /** Figures stand behind it: what else stands there describes it. */
  readonly described: boolean;
  /** The rest of its phrase. */
  readonly behind: string;
  /** One of several things that the text lists one by one. */
  readonly separate: boolean;
  readonly passage: Passage;
  readonly from: number;
  readonly to: number;
};

const SERVES = /(?<!\p{L})(?:for|of|to fit|fits|propelling|powering|für|pour)\s*$/u;
/** "Built to propel unmanned aircraft". */
const MOVES = /^\s*(?:propel|power|drive|fit|equip|calibrate|align)(?!\p{L})/u;
/** "50 kV, 1.2 A HV DC supply": the figures in front of it are no names. */
const ONLY_FIGURES =
  /^(?:\s*[<>≤≥±~+-]?\d{1,6}(?:[.,]\d{1,6})?\s?(?:[kmgµ]?(?:v|vdc|vac|a|w|hz|va|wh|ah|f|h|j|sps|m)|°c|bits?|db[mci]?|%|nm|cm|µm|in|inch|kg|g|l|bar|psi|kn|n|rpm)\s*[,;]){1,4}\s*$/u;
/** Every place where a page names a thing, with how it does: as the thing itself or as what that has, serves or goes to. */
export function mentionsOn(page: Page, words: KindWords): readonly Mention[] {
  const present = wordsIn(page.plain, words.classes);
  return passagesOf(page).flatMap((passage) => {
    if (isOtherRow(passage.plain)) return [];
    const hits = hitsIn(passage.plain, present, words);
    if (hits.length === 0) return [];
    const numbered =
      page.own && /(^|\n)\s*\d{1,2}[.)]\s*$/.test(page.plain.slice(Math.max(0, passage.from - 5), passage.from));
    const apart = modifiersOf(passage);
    const phrases = phrasesOf(passage.plain, hits).map((phrase) =>
      apart !== null && phrase.from >= apart.from && phrase.from < apart.to ? { ...phrase, weak: true } : phrase,
    );
    const mentions = phrases.flatMap(
      (
        { from, to, weak, separate, counted, measured },
        index,
      ): readonly (Mention & { readonly counted: boolean })[] => {
        const inside = hits.filter((hit) => hit.from >= from && hit.to <= to);
        const head = inside.at(-1);
        const served = index === 0 ? servingIn(passage, phrases, hits, words) : [];
        // "Bolt for a rifle" is no fastener.
        const covers = served.some(
          (one) =>
            head !== undefined &&
            ((one.from <= head.from && one.to >= head.to) ||
              // "Seat belt set Cessna 182": the type it fits is the last name of the phrase.
              (one.to <= head.from && isModel(passage.plain.slice(head.from, head.to), head, words))),
        );
        if (!head || covers || (served.length > 0 && !followsOnly(passage.plain.slice(head.to, to), words)))
          return served;
        const kinds = kindsOfPhrase(inside, passage.plain, words);
        const behind = behindIn(passage, head, to, words);
        return kinds.map((kind) => ({
          kind,
          strong:
            !weak &&
            followsOnly(behind, words) &&
            (index === 0 || !isAside(kind, passage.plain.slice(0, from), words)) &&
            !(
              isMaterial(kind, words.classes) &&
              hits.some((hit) => hit.to <= from && !isMaterial(hit.kind, words.classes))
            ),
          first:
            !weak && (index === 0 || (hits.every((hit) => hit.from >= from) && isLead(passage.plain.slice(0, from)))),
          described: /\d/.test(behind),
          behind,
          separate: (separate || numbered || kinds.length > 1) && page.own,
          counted: measured || (counted && passage.plain[head.to - 1] === "s"),
          passage,
          from: inside.length > 1 ? (inside[0]?.from ?? head.from) : head.from,
          to: head.to,
        }));
      },
    );
    return mentions.map(({ counted, ...mention }, index) =>
      (counted && !mention.separate && mentions.slice(0, index).some(({ strong, first }) => strong || first)) ||
      isMadeOf(mention, mentions[0], words)
        ? { ...mention, strong: false }
        : mention,
    );
  });
}

/** The rest of a phrase without what the maker calls the thing. */
function behindIn({ page, from }: Passage, head: Hit, to: number, { classes }: KindWords): string {
  const own = page.text.slice(from + head.from, from + head.to);
  const rest = page.text.slice(from + head.to, from + to);
  return plainText(withoutProductNames(rest, own, (word) => classes.heads.has(word)));
}
/** "ATR 72", "VW Golf": one type of aircraft or car by its maker's name for it. */
const isModel = (name: string, { kind }: Hit, { classes }: KindWords): boolean =>
  (classes.isA(kind, "aircraft") === "met" && /\d/.test(name)) || (kind === "passenger-vehicle" && / /.test(name));
/** "PANEL, STRUCTURAL, AIRCRAFT": a stock list in capitals names the noun first; what stands behind tells it apart. */
const STOCK_NAME =
  /^\s*(?:NSN:?\s*)?(?:\d{4}-\d{2}-\d{3}-\d{4}[\s:,;-]*)?[A-Z][A-Z/-]{2,}(?: [A-Z][A-Z/-]+){0,2}(?=,)(?:, ?[A-Z][A-Z/-]+(?: [A-Z][A-Z/-]+){0,3}){1,4}(?=\s*(?:[;(.,\n]|$|NSN|\d))/;
export const isStockName = (passage: Passage | undefined): boolean =>
  passage !== undefined && modifiersOf(passage) !== null;
function modifiersOf({ page, from, plain }: Passage): { readonly from: number; readonly to: number } | null {
  if (!page.own) return null;
  const [name] = STOCK_NAME.exec(page.text.slice(from, from + plain.length)) ?? [];
  return name === undefined ? null : { from: name.indexOf(","), to: name.length };
}

/** "Barrel for a bolt-action rifle": a bare word that names a part by the thing named behind it. */
function servingIn(
  passage: Passage,
  phrases: readonly Phrase[],
  hits: readonly Hit[],
  words: KindWords,
): readonly (Mention & { readonly counted: boolean })[] {
  const [phrase] = phrases;
  if (!phrase || phrase.weak || words.classes.serves.length === 0) return [];
  const said = passage.plain.slice(phrase.from, phrase.to);
  // What it is for may stand behind a list of its properties: "barrel, 24 in, for bolt-action rifles".
  const behind = phrases
    .slice(1)
    .filter(({ from, to }) => {
      const before = passage.plain.slice(0, from);
      return SERVES.test(before) || (/(?<!\p{L})to\s*$/u.test(before) && MOVES.test(passage.plain.slice(from, to)));
    })
    .flatMap(({ from, to }) => hits.filter((hit) => hit.from >= from && hit.to <= to));
  // "Cabin window pane assembly ATR 72", "alternator VW Golf": the model it fits stands right behind it.
  const model = hits.find(
    (hit) =>
      hit.from > phrase.from && hit.to <= phrase.to && isModel(passage.plain.slice(hit.from, hit.to), hit, words),
  );
  const served = model ? [...behind, model] : behind;
  const end = model ? model.from - phrase.from : said.length;
  for (const { is, of, words: bare } of words.classes.serves) {
    const kind = served.find((hit) => of.some((wanted) => words.classes.isA(hit.kind, wanted) === "met"));
    if (!kind) continue;
    // The longest first: an "oil pump" for a turboshaft is no pump of another kind.
    const places = bare.toSorted((a, b) => b.length - a.length).flatMap((word) => findWords(said, word));
    const at = places.find(([, to]) => followsOnly(said.slice(to, end), words) && !/^[ -]mount/.test(said.slice(to)));
    if (!at) continue;
    const [from, to] = [phrase.from + at[0], phrase.from + at[1]];
    return [
      {
        kind: is,
        strong: true,
        first: true,
        described: false,
        behind: "",
        separate: false,
        counted: false,
        passage,
        from,
        to,
      },
    ];
  }
  return [];
}

/** Behind an article a material is what it is made of; behind a material one with a share is in its analysis. */
function isMadeOf(mention: Mention, head: Mention | undefined, { classes, definitions }: KindWords): boolean {
  if (!head?.first || mention.separate || mention === head) return false;
  if (mention.passage !== head.passage || mention.from <= head.from) return false;
  if (classes.isA(mention.kind, "material") !== "met") return false;
  const civil = definitions.get("is")?.implies ?? [];
  // A bottle, a hose or a box named first may be what the substance comes in.
  const minor = civil.some(
    ({ when, fact }) =>
      fact === "ordinary-commercial" && typeof when === "string" && classes.isA(head.kind, when) === "met",
  );
  if (classes.isA(head.kind, "article") === "met") return head.strong && !minor;
  const behind = mention.passage.plain.slice(mention.to);
  return classes.isA(mention.kind, head.kind) !== "met" && /^\s*[:=<≤~]*\s*\d[\d.,]*\s*(?:%|ppm|ppb|wt)/u.test(behind);
}

/**
 * True when these words are the head of the noun phrase that names the thing itself: the first one, or one behind what
 * people write before they name it. "Receiver, mil-spec pins" is no pin,
 * "drawings of a brake pad" are of one.
 */
export function isHead(
  plain: string,
  place: { readonly from: number; readonly to: number },
  words: KindWords,
): boolean {
  if (isOtherRow(plain)) return false;
  return phrasesOf(plain, [{ kind: "", ...place }]).some(
    ({ from, to, weak }) =>
      !weak &&
      place.from >= from &&
      place.to <= to &&
      (isSmallTalk(plain.slice(0, from)) || /(?<!\p{L})of\s*$/u.test(plain.slice(0, from))) &&
      followsOnly(plain.slice(place.to, to), words),
  );
}

/** What people write before they name the thing; words with a digit in them (counts, part numbers) too. */
const SMALL_TALK = new Set(
  "nsn niin p/n pn specially specifically designed hello hi dear hallo bonjour team all please pls we i they you us it would want wants like can could may should must need needs have has is are was there this these that the a an our my your customer client buyer send ship sell buy quote export deliver order classify offer supply purchase get ask asks asked asking for of on to about license licence eccn classification quotation rfq check confirm verify kindly help know advise whether if following item product goods re regarding subject what which how do does and some new used refurbished overhauled second-hand wir bitte ein eine einen für von der die das nous un une le la les x pcs pieces l ml kg g t m cm mm liter liters litre litres bottle bottles box boxes roll rolls set sets unit units pair pairs drum drums can cans bag bags pack packs sample samples stück".split(
    " ",
  ),
);
const isSmallTalk = (before: string): boolean =>
  before.split(/[\s,;:.!?()-]+/u).every((word) => word === "" || SMALL_TALK.has(word) || /\d/.test(word));

const isLead = (before: string): boolean => ONLY_FIGURES.test(before) || isSmallTalk(before);
/** An ordinary article named behind other things is what those have: only named first is it the thing. */
const isAside = (kind: string, before: string, words: KindWords): boolean =>
  isMinor(kind, words) && !isSmallTalk(before);

/** A table row names the thing only under a label that says so; "Sensor: load cell" is a row about a part. */
const isOtherRow = (plain: string): boolean =>
  plain.includes("\t") &&
  !/^\s*(product|item|device|type|model|name|description|article|goods|title|part)\b[^\t]*\t/.test(plain);
