import type { Classes } from "../rulebook/classes.ts";
import { followsOnly, hitsIn, wordsIn } from "./head-noun.ts";
import type { Hit, KindWords } from "./head-noun.ts";
import { phrasesOf } from "./noun-phrases.ts";
import type { Phrase } from "./noun-phrases.ts";
import { findWords, passagesOf } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";

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
    const phrases = phrasesOf(passage.plain, hits);
    const mentions = phrases.flatMap(
      (
        { from, to, weak, separate, counted, measured },
        index,
      ): readonly (Mention & { readonly counted: boolean })[] => {
        const inside = hits.filter((hit) => hit.from >= from && hit.to <= to);
        const head = inside.at(-1);
        const served = index === 0 ? servingIn(passage, phrases, hits, words) : [];
        // "Bolt for a rifle" is no fastener.
        const covers = served.some((one) => head !== undefined && one.from <= head.from && one.to >= head.to);
        if (!head || covers || (served.length > 0 && !followsOnly(passage.plain.slice(head.to, to), words)))
          return served;
        const kinds = kindsOfPhrase(inside, passage.plain, words);
        return kinds.map((kind) => ({
          kind,
          strong:
            !weak &&
            followsOnly(passage.plain.slice(head.to, to), words) &&
            (index === 0 || !isAside(kind, passage.plain.slice(0, from), words)) &&
            !(
              isMaterial(kind, words.classes) &&
              hits.some((hit) => hit.to <= from && !isMaterial(hit.kind, words.classes))
            ),
          first:
            !weak && (index === 0 || (hits.every((hit) => hit.from >= from) && isLead(passage.plain.slice(0, from)))),
          described: /\d/.test(passage.plain.slice(head.to, to)),
          behind: passage.plain.slice(head.to, to),
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
  const served = phrases
    .slice(1)
    .filter(({ from, to }) => {
      const before = passage.plain.slice(0, from);
      return SERVES.test(before) || (/(?<!\p{L})to\s*$/u.test(before) && MOVES.test(passage.plain.slice(from, to)));
    })
    .flatMap(({ from, to }) => hits.filter((hit) => hit.from >= from && hit.to <= to));
  for (const { is, of, words: bare } of words.classes.serves) {
    const kind = served.find((hit) => of.some((wanted) => words.classes.isA(hit.kind, wanted) === "met"));
    if (!kind) continue;
    // The longest first: an "oil pump" for a turboshaft is no pump of another kind.
    const places = bare.toSorted((a, b) => b.length - a.length).flatMap((word) => findWords(said, word));
    const at = places.find(([, to]) => followsOnly(said.slice(to), words));
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
  "specially specifically designed hello hi dear hallo bonjour team all please pls we i they you us it would want wants like can could may should must need needs have has is are was there this these that the a an our my your customer client buyer send ship sell buy quote export deliver order classify offer supply purchase get ask asks asked asking for of on to about license licence eccn classification quotation rfq check confirm verify kindly help know advise whether if following item product goods re regarding subject what which how do does and some new used refurbished overhauled second-hand wir bitte ein eine einen für von der die das nous un une le la les x pcs pieces l ml kg g t m cm mm liter liters litre litres bottle bottles box boxes roll rolls set sets unit units pair pairs drum drums can cans bag bags pack packs sample samples stück".split(
    " ",
  ),
);
const isSmallTalk = (before: string): boolean =>
  before.split(/[\s,;:.!?()-]+/u).every((word) => word === "" || SMALL_TALK.has(word) || /\d/.test(word));

const isLead = (before: string): boolean => ONLY_FIGURES.test(before) || isSmallTalk(before);
/** A kind that is an ordinary commercial product by its nature (rules/facts.yaml): a jacket, a cable, a screw. */
export const isMinor = (kind: string, { classes, definitions }: KindWords): boolean =>
  (definitions.get("is")?.implies ?? []).some(
    ({ when, fact }) => fact === "ordinary-commercial" && typeof when === "string" && classes.isA(kind, when) === "met",
  );

/** An ordinary article named behind other things is what those have: only named first is it the thing. */
const isAside = (kind: string, before: string, words: KindWords): boolean =>
  isMinor(kind, words) && !isSmallTalk(before);

/** A material named behind a thing is what it is made of: "armor plate, UHMWPE". */
const isMaterial = (kind: string, classes: Classes): boolean => classes.isA(kind, "material") === "met";

/** A table row names the thing only under a label that says so; "Sensor: load cell" is a row about a part. */
const isOtherRow = (plain: string): boolean =>
  plain.includes("\t") &&
  !/^\s*(product|item|device|type|model|name|description|article|goods|title|part)\b[^\t]*\t/.test(plain);

const CARRIERS = ["unmanned-aircraft", "aircraft", "vehicle", "vessel-at-sea", "spacecraft"] as const;
const INNER = ["laser", "detector"] as const;
const OUTER = ["telecom-equipment", "analytical-instrument", "mass-spectrometer"] as const;
const OF_SIZE = /(?:^|\s)\d[\d.,]*[ -]?(?:l|liters?|litres?|gal|gallons?)\s+$/;

/** One kind of a phrase; two where other words stand between the nouns and nothing says which is the head. */
function kindsOfPhrase(inside: readonly Hit[], plain: string, words: KindWords): readonly string[] {
  const { classes } = words;
  const head = inside.at(-1);
  if (!head) return [];
  const before = inside.slice(0, -1);
  const rule = classes.compounds.find(
    (entry) =>
      head.kind === entry.head && before.some(({ kind }) => entry.of.some((of) => classes.isA(kind, of) === "met")),
  );
  if (rule) return [rule.is];
  // "NPU chip", "HBM memory": the wider word behind the narrower one names the same thing.
  const narrower = before.findLast(({ kind }) => kind !== head.kind && classes.isA(kind, head.kind) === "met");
  if (narrower) return [narrower.kind];
  const previous = before.at(-1);
  // "Canned motor pump Hastelloy C": right behind an article of plant stands what it is made of.
  if (previous && isMaterial(head.kind, classes) && classes.isA(previous.kind, "process-equipment") === "met")
    return [previous.kind];
  if (!previous || /^[\s-]*$/.test(plain.slice(previous.to, head.from))) return [head.kind];
  const unrelated =
    classes.isA(previous.kind, head.kind) === "not-met" && classes.isA(head.kind, previous.kind) === "not-met";
  if (!unrelated || classes.heads.get(plain.slice(head.from, head.to)) !== undefined) return [head.kind];
  // "Tower PC 16 GB 512 GB SSD": the drive is in it.
  if (classes.isA(head.kind, "storage-system") === "met" && classes.isA(previous.kind, "computer") === "met")
    return [previous.kind];
  // "Flow cytometer 3 lasers": a number of them is what it has.
  if (/\d\s$/.test(plain.slice(previous.to, head.from)) && plain[head.to - 1] === "s") return [previous.kind];
  // "Spraying drone 10 L tank": behind a figure stands what a vehicle carries.
  const carries = CARRIERS.some((one) => classes.isA(previous.kind, one) === "met");
  const whole = CARRIERS.some((one) => classes.isA(head.kind, one) === "met");
  if (carries && !whole && OF_SIZE.test(plain.slice(previous.to, head.from))) return [previous.kind];
  // "Thermal camera uncooled microbolometer": a component behind a whole thing says what is in it.
  if (
    classes.isA(head.kind, "electronic-component") === "met" &&
    classes.isA(previous.kind, "electronic-component") !== "met"
  )
    return [previous.kind];
  // "SFP transceiver 850 nm VCSEL", "HPLC system, UV detector": the laser and the detector are in it.
  if (
    INNER.some((one) => classes.isA(head.kind, one) === "met") &&
    OUTER.some((one) => classes.isA(previous.kind, one) === "met")
  )
    return [previous.kind];
  // "Vacuum pump dry screw": an everyday word further on takes nothing away from a thing that may be controlled.
  const everyday = isMinor(head.kind, words) && !isMinor(previous.kind, words) && !isMaterial(previous.kind, classes);
  // "Pressure washer 150 bar hose 8 m", "fire extinguisher 6 kg powder": behind an everyday thing an everyday word or a
  // bare material is what it has.
  if (isMinor(previous.kind, words) && !isMaterial(previous.kind, classes))
    if (isMinor(head.kind, words) || head.kind === "material" || head.kind === "article") return [previous.kind];
  // "Bellows valve 8 mm nickel alloy": a material behind a thing is what it is made of.
  const made = isMaterial(head.kind, classes) && classes.isA(previous.kind, "article") === "met";
  if (made && !isMinor(previous.kind, words)) return [previous.kind];
  const both = everyday || /\d/.test(plain.slice(previous.to, head.from));
  return both ? [previous.kind, head.kind] : [head.kind];
}
