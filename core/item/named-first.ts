import type { Classes } from "../rulebook/classes.ts";
import { followsOnly, hitsIn, PACKING, wordsIn } from "./head-noun.ts";
import type { KindWords } from "./head-noun.ts";
import { isMinor } from "./kinds-of-phrase.ts";
import type { Mention } from "./mentions.ts";
import type { Page, Passage } from "./passages.ts";

/** Endings of words that name a doer or a doing: "coffee roaster", "glass forming" are no coffee and no glass. */
const NAMES_ANOTHER =
  /(?:er|ers|or|ors|ing|ings|ion|ions|ment|ments|ance|ence|ics|ware|graph|scope|meter|tron|gun|bomb|mine|mines|mask|masks|suit|suits|vest|armou?r|plant|machine|machines|system|systems|equipment|device|unit|apparatus|tool|tools|robot|drone|engine|radar|sonar|agent|agents|toxin|virus|culture|charge|fuze|fuse|shell|shells|projectile|rocket|missile|motor|lathe|mill|press|pump|valve|oven|kiln|array|chip|chips|module|board|source|target|code)$/u;
/** Said of what is made for a purpose that is not civil, or of what a name alone does not tell. */
const NOT_EVERYDAY =
  /(?<!\p{L})(?:military|army|navy|naval|air force|defen[cs]e|tactical|stealth|camouflag\w*|ballistic\w*|bullet\w*|blast|nuclear|radioactive|radiation|cbrn|nbc|weapons?|missiles?|spacecraft|satellites?|rad-hard|warheads?|mil-\w+|itar|encrypt\w*|multispectral|uf6|uranium|plutonium|tritium|deuterium|centrifuges?|flash radiography|mev|kev|infrared|absorb\w*|isotop\w*|enriched|weapon\w*|combat|police|riot|milit\w+)(?!\p{L})/u;
/** Words that end like a doer or a doing and name neither: "magnetic sector", "ion mobility". */
const NAMES_NONE =
  /^(?:protection|construction|operation|connection|configuration|version|resolution|insulation|rotation|motion|suspension|ventilation|illumination|magnification|certification|consumption|compensation|transfer|user|drawer|corner|leather|lever|winter|summer|shoulder|finger|zipper|adjustment|diffuse|reduction|cancellation|suppression|position|dimension|precision|extension|option|selection|collection|function|location|vibration|lotion|fashion|cushion|compression|circulation|irrigation|convection|recognition|communication|registration|sector|vector|ion|color|colour|interior|exterior|inner|outer|upper|lower|copper|silver|rubber|paper|polymer|layer|power|water|fiber|customer|stator|indoor|outdoor|number|order|offer|center|over|under|super)$/u;
/** "Self-levelling", "quick-drying": how it does, by a word of two parts. */
const TELLS_HOW = /^(?:self|quick|fast|slow|easy|non|anti|low|high|hard|soft)-[\p{L}]+(?:ing|er)$/u;
const endsLikeAnother = (word: string): boolean =>
  NAMES_ANOTHER.test(word) && !NAMES_NONE.test(word) && !TELLS_HOW.test(word);
const MOST_UNKNOWN = 3;

/** True while no word of the page tells of a purpose that is not civil. */
export const soundsCivil = ({ plain }: Page): boolean => !NOT_EVERYDAY.test(plain);

/**
 * The thing that a text names first by a name of its own ("sunflower oil refined", "stethoscope dual head", "flash lidar
 * geiger mode"), when nothing else is named in the whole text and no word behind it names another thing. An everyday
 * article is not taken from a text in which a word tells of another purpose.
 */
export function namedFirst(named: readonly Mention[], own: readonly Page[], words: KindWords): readonly Mention[] {
  const first = named.filter((one) => one.first && !one.separate);
  const everyday = first.filter(({ kind }) => isMinor(kind, words));
  const hits = own.flatMap((page) => hitsIn(page.plain, wordsIn(page.plain, words.classes), words));
  if (everyday.length > 0)
    return own.every(soundsCivil) && hits.every(({ kind }) => isMinor(kind, words))
      ? everyday.filter(
          (one) => isNameOfItsOwn(one, words) && (leavesIt(one.behind, words) || isFiguredAtOnce(one.behind, words)),
        )
      : [];
  const { classes } = words;
  return first.filter(
    (one) =>
      isNameOfItsOwn(one, words) &&
      leavesIt(one.behind, words) &&
      hits.every(({ kind }) => isRelated(kind, one.kind, classes) || classes.isA(kind, "material") === "met"),
  );
}

/** A wider or a narrower name of the same thing. */
const isRelated = (kind: string, than: string, classes: Classes): boolean =>
  classes.isA(kind, than) !== "not-met" || classes.isA(than, kind) !== "not-met";

/** Behind a name these make another thing of it, whatever they end in: "anthrax detection kit", "carbon fiber cutter". */
const MAKES_ANOTHER =
  /^(?:kits?|assays?|tests?|antibod\w+|antisera|antiserum|antigens?|vaccines?|primers?|probes?|genes?|dna|rna|pcr|elisa|holders?|stands?|cases?|bags?|covers?|mounts?|brackets?|simulants?|models?|toys?|dumm\w+|cables?|parts?|spares?|accessor\w+|barrels?|slides?|magazines?|mags?|stocks?|triggers?|grips?|sights?|optics?|holsters?|bolts?|receivers?|frames?|uppers?|lowers?|springs?|pins?|chokes?|rails?|slings?|scopes?|chassis|handguards?|forends?|brakes?|suppressors?|silencers?|fill|feed|drain|tanks?|valves?|lines?|filters?|gauges?)$/u;
const FORM_OF_ORGANISM = /^(?:cultures?|strains?|toxins?|virus(?:es)?|isolates?|spores?)$/u;

/**
 * A thing that a text names first by a name of its own, where no word behind it names another thing and nothing else of
 * the whole text is said as surely: "carbon fiber UHM pitch", "bacillus anthracis Sterne strain".
 */
export function plainlyFirst(named: readonly Mention[], words: KindWords): readonly Mention[] {
  const first = named.filter((one) => one.first && !one.separate && !isMinor(one.kind, words));
  return first.filter((one) => isNameOfItsOwn(one, words) && leavesPlainly(one, words)).slice(0, 1);
}

function leavesPlainly({ kind, behind, passage, to }: Mention, words: KindWords): boolean {
  const living = words.classes.isA(kind, "organism") === "met";
  // "Protective suit half suit": its own last word names nothing else.
  const own = /[\p{L}-]+$/u.exec(passage.plain.slice(0, to))?.[0];
  const unknown = unknownIn(behind, words).filter((word) => word !== own && !(living && FORM_OF_ORGANISM.test(word)));
  return (
    unknown.length <= 2 &&
    unknown.every((word) => !MAKES_ANOTHER.test(word) && !endsLikeAnother(word) && !words.classes.heads.has(word))
  );
}

/** Two words or a long one: "pen" and "salt" begin the names of other things. */
function isNameOfItsOwn({ kind, passage, from, to }: Mention, { classes }: KindWords): boolean {
  const name = passage.plain.slice(from, to);
  return (
    isAcronym(passage, from, to) ||
    /[\s-]/.test(name) ||
    name.length >= (classes.isA(kind, "household-article") === "met" ? 5 : 8)
  );
}

/** "IMU tactique MEMS": capitals in a text that has small letters too. */
function isAcronym({ page, from: start }: Passage, from: number, to: number): boolean {
  const own = page.text.slice(start + from, start + to);
  return /^\p{Lu}{3,5}$/u.test(own) && /\p{Ll}{3}/u.test(page.text.slice(start + to, start + to + 40));
}

const unknownIn = (behind: string, words: KindWords): readonly string[] =>
  behind
    .replaceAll(PACKING, " ")
    .split(/[\s"'!?/]+/u)
    .filter((word) => /\p{L}/u.test(word) && !followsOnly(word, words) && !/\d/.test(word));

/** "Aluminium frame": what a part of it is made of. */
const PART_OF_MATERIAL =
  /(?<!\p{L})(?:iron|steel|alumini?um|brass|metal|plastic|abs|pvc|nylon|rubber|wooden|wood|leather|glass) (?:frame|housing|case|cover|handle|tray|lid|door|shelf|stand|box|enclosure|strap|blade)s?(?!\p{L})/gu;

/**
 * "Filing cabinet 4 drawer lockable", "label printer 300 dpi thermal transfer": a figure right behind the name ends the
 * name, and the words behind it describe; a part or another article among them is asked about.
 */
function isFiguredAtOnce(behind: string, words: KindWords): boolean {
  const figure = behind.search(/(?:^|\s)[<>≤≥~±+]?\d/u);
  if (figure === -1) return false;
  const rest = behind
    .slice(figure)
    .replaceAll(PACKING, " ")
    .replaceAll(PART_OF_MATERIAL, " ")
    .split(/[\s"'!?/,]+/u);
  return (
    followsOnly(behind.slice(0, figure), words) &&
    rest.every((word) => !words.classes.heads.has(word.replace(/s$/, "")))
  );
}

function leavesIt(behind: string, words: KindWords): boolean {
  const unknown = unknownIn(behind, words);
  return (
    unknown.length <= MOST_UNKNOWN &&
    unknown.every((word) => !endsLikeAnother(word) && !words.classes.heads.has(word.replace(/s$/, "")))
  );
}
