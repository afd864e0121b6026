import { soundsCivil } from "./named-first.ts";
import { followsOnly, hitsIn, wordsIn } from "./head-noun.ts";
import type { Hit, KindWords } from "./head-noun.ts";
import { isMinor } from "./kinds-of-phrase.ts";
import type { Mention } from "./mentions.ts";
import { passagesOf } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";

/** The words of a name stand before its first figure, bracket or sentence; commas are part of the form. */
const NAME = /^\s*(?<noun>\p{L}[\p{L}-]*)(?<rest>(?:,?[ ]+\p{L}[\p{L}-]*){1,6})/u;
/** What ends a name: words that say what it has, serves or does. */
const ENDS =
  /(?<!\p{L})(?:for|with|without|in|on|from|to|at|by|via|of|and|or|is|are|has|have|no|not|für|mit|ohne|pour|avec|sans)(?!\p{L})/u;
/** Words that tell how a thing is, by their endings; nouns that end alike are left out. */
const DESCRIBES =
  /^(?!(?:signal|terminal|manual|pedal|metal|crystal|journal|medal|mineral|chemical|arsenal|capital|renewal|removal|fabric|logic|plastic|ceramic|optic|traffic|clinic|cable|table|vegetable|archive|explosive|additive|adhesive|preservative|locomotive|detective|dictionary|library|battery|seed|feed|bed|shed|sled)$)\p{L}*(?:al|ic|ed|able|ible|ous|ive|less|ary|proof|held|duty)$/u;
/** More words in front than a trade word has. */
const MOST_BEFORE = 4;

/**
 * "Valve, butterfly", "Furnace induction", "Hydrophone omnidirectional": material masters write the noun first and what
 * tells it apart behind it. Read where nothing else in the text is named: the words turned round are a trade word
 * ("butterfly valve"), or all of them only describe the first one. Any other noun behind it makes another thing of it.
 */
export const invertedNames = (own: readonly Page[], words: KindWords): readonly Mention[] =>
  own.flatMap((page) => invertedOn(page, words)).slice(0, 1);

function invertedOn(page: Page, words: KindWords): readonly Mention[] {
  const [passage] = passagesOf(page);
  const name = NAME.exec(passage?.plain ?? "");
  if (!passage || name?.groups === undefined) return [];
  const from = name[0].search(/\p{L}/u);
  const whole = name[0].slice(from);
  // "Converter, analog to digital": a trade word may hold what else ends a name.
  const said = whole.slice(0, ENDS.exec(whole)?.index).trimEnd();
  const kind = turnedRound(whole, words) ?? turnedRound(said, words) ?? described(said, words);
  // An ordinary article stays open where a word tells of another purpose: "screw compressor hermetic UF6".
  if (
    kind === undefined ||
    (isMinor(kind, words) && !(soundsCivil(passage.page) && namesOnlyOrdinary(passage.page, words)))
  )
    return [];
  return [mentionOf(kind, passage, from, from + said.length)];
}

const HELD = ["material", "organism", "chemical-weapon"] as const;
/** "Glass vial 2 ml Bacillus anthracis": a listed substance or agent further on is what an ordinary thing holds. */
const namesOnlyOrdinary = ({ plain }: Page, words: KindWords): boolean =>
  hitsIn(plain, wordsIn(plain, words.classes), words).every(
    ({ kind }) =>
      kind === "material" || isMinor(kind, words) || HELD.every((one) => words.classes.isA(kind, one) !== "met"),
  );

/** The trade word that the name is when its first word stands last, with nothing else named beside it. */
function turnedRound(said: string, words: KindWords): string | undefined {
  const [noun = "", ...behind] = said.split(/,?\s+/u);
  for (let count = Math.min(behind.length, MOST_BEFORE); count > 0; count--)
    for (const order of [behind.slice(0, count), behind.slice(0, count).toReversed()]) {
      const turned = [...order, noun].join(" ");
      const whole = hitsIn(turned, wordsIn(turned, words.classes), words).find(
        (hit) => hit.from === 0 && hit.to === turned.length,
      );
      if (whole !== undefined) return namesNoOther(behind.slice(count), words) ? whole.kind : undefined;
    }
  return undefined;
}

/** The kind that the name begins with, when every word behind it only says how it is. */
function described(said: string, words: KindWords): string | undefined {
  const [first] = hitsIn(said, wordsIn(said, words.classes), words);
  if (first?.from !== 0) return undefined;
  const behind = said
    .slice(first.to)
    .split(/[,\s]+/u)
    .filter((word) => word !== "");
  return behind.every((word) => followsOnly(word, words) || DESCRIBES.test(word)) ? first.kind : undefined;
}

const namesNoOther = (behind: readonly string[], words: KindWords): boolean => {
  const rest = behind.join(" ");
  const { classes } = words;
  return (
    behind.every((word) => !classes.heads.has(word.replace(/s$/, ""))) &&
    hitsIn(rest, wordsIn(rest, classes), words).every(({ kind }: Hit) => classes.isA(kind, "material") === "met")
  );
};

const mentionOf = (kind: string, passage: Passage, from: number, to: number): Mention => ({
  kind,
  strong: true,
  first: true,
  described: false,
  behind: "",
  separate: false,
  passage,
  from,
  to,
});
