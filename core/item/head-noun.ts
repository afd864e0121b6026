import type { Classes } from "../rulebook/classes.ts";
import type { FactDefinition } from "../rulebook/facts-schema.ts";
import type { Units } from "../rulebook/units.ts";
import { findWords } from "./passages.ts";
import { indexPhrases } from "./phrase-index.ts";
import type { PhraseIndex } from "./phrase-index.ts";
import { stockHits } from "./stock-names.ts";

/** A trade word of the lexicon in a passage. */
export type Hit = { readonly kind: string; readonly from: number; readonly to: number };
/** The vocabulary that decides what a phrase names. */
export type KindWords = {
  readonly classes: Classes;
  readonly units: Units;
  readonly definitions: ReadonlyMap<string, FactDefinition>;
};

type WordRow = readonly [phrase: string, kind: string];
type WordList = readonly WordRow[];
const indexes = new WeakMap<Classes, PhraseIndex<WordRow>>();

/** Every trade word that may stand in the text, with its kind, longest first. */
export function wordsIn(plain: string, classes: Classes): WordList {
  const index = indexes.get(classes) ?? indexOf(classes);
  indexes.set(classes, index);
  return index(plain);
}

function indexOf(classes: Classes): PhraseIndex<WordRow> {
  const list = classes.all
    .flatMap(({ name, words }) => (words ?? []).map((phrase): WordRow => [phrase, name]))
    .toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  return indexPhrases(list, ([phrase]) => phrase);
}

/** A shorter word inside a longer one is not counted. Words like "bag" count right behind a thing only. */
export function hitsIn(plain: string, list: WordList, words: KindWords): readonly Hit[] {
  const { classes } = words;
  const hits: Hit[] = [];
  for (const [phrase, kind] of list) {
    if (!plain.includes(phrase)) continue;
    for (const [from, to] of findWords(plain, phrase)) {
      const over = hits.findIndex((hit) => from < hit.to && to > hit.from);
      const hit = hits[over];
      if (hit === undefined) hits.push({ kind, from, to });
      // "Anti-jam CRPA antenna": two names of one kind that run into each other are one name.
      else if (hit.kind === kind && hit.from <= from && hit.to < to) hits[over] = { ...hit, to };
    }
  }
  for (let at = hits.length - 1; at >= 0; at--)
    if (
      isGrade(plain, hits[at], classes) ||
      isHow(plain, hits[at]) ||
      isDopant(plain, hits[at]) ||
      isInCode(plain, hits[at]) ||
      isDesignation(plain, hits[at]) ||
      isReel(plain, hits[at])
    )
      hits.splice(at, 1);
  hits.push(...stockHits(plain).filter(({ from, to }) => !hits.some((hit) => from < hit.to && to > hit.from)));
  const heads = hits.flatMap((hit): readonly Hit[] => headsBehind(plain, hit, words));
  const apart = heads.filter((head) => !hits.some((hit) => head.from < hit.to && head.to > hit.from));
  return [...hits, ...apart].filter((hit) => !isFigureName(plain, hit)).toSorted((a, b) => a.from - b.from);
}

/** "SAS-AUV 300 sonar": a part of the type number that a text begins with names nothing. */
const isInCode = (plain: string, hit: Hit | undefined): boolean =>
  hit !== undefined &&
  /^\s*[\p{L}\d]{1,6}-$/u.test(plain.slice(0, hit.from)) &&
  /^[ -]\d{2,4}\s\p{L}/u.test(plain.slice(hit.to));

/** "Deuterium-filled", "helium-cooled", "computer controlled": what is done with it tells of another thing. */
const OF_IT = /^-(?:filled|cooled|free|doped|powered|guided|pumped|purged|stabili[sz]ed)(?!\p{L})/u;
const RUNS_IT = /^(?:computer|microprocessor|pc|plc|software)$/;
const RUN_BY = /^[ -](?:controlled|aided|assisted)(?! (?:by|under|in|as|at|for|only)(?!\p{L}))(?!\p{L}|\?)/u;
/** "PCB trace", "PCB mount", "transistor output": where a part sits, how it gives its signal. */
const BOARD = /^(?:pcb|printed circuit board)$/;
const ON_BOARD = /^[ -](?:trace|mount|mounted|mounting|antenna|pads?|size|area|space|side|footprint|layout)(?!\p{L})/u;
const OUTPUT_OF = /^(?:transistor|relay|triac|mosfet|diode|igbt)$/;
const AS_OUTPUT = /^[ -](?:output|outputs|ausgang|sortie)(?!\p{L})/u;
/** "Laser drilled holes": how a thing was worked. */
const WORKS_IT = /^(?:laser|plasma|electron beam|water ?jet)$/;
const WORKED =
  /^[ -](?:drilled|cut|welded|engraved|marked|sintered|trimmed|scribed|machined|textured|clad|hardened)(?!\p{L})/u;
/** "FFP MOA reticle": the cross in a sight, no mask. */
const SIGHT_RETICLE =
  /(?:moa|mrad|mil(?:-?dot)?|ffp|sfp|bdc|duplex|illuminated|etched|horus|crosshair|focal plane|ranging|first|second)[ -]$/;
const isHow = (plain: string, hit: Hit | undefined): boolean => {
  if (hit === undefined) return false;
  const [word, behind] = [plain.slice(hit.from, hit.to), plain.slice(hit.to)];
  return (
    (BOARD.test(word) && ON_BOARD.test(behind)) ||
    (OUTPUT_OF.test(word) && AS_OUTPUT.test(behind)) ||
    OF_IT.test(behind) ||
    (RUNS_IT.test(word) && RUN_BY.test(behind)) ||
    (WORKS_IT.test(word) && WORKED.test(behind)) ||
    (/^reticles?$/.test(word) && SIGHT_RETICLE.test(plain.slice(0, hit.from)))
  );
};

/** "P-type boron 1-20 ohm-cm", "doped with boron": what a wafer is doped with is not what it is. */
const DOPANT = /^(?:boron|phosphorus|arsenic|antimony|nitrogen|magnesium|iron|vanadium|zinc|gallium|tellurium|sulfur)$/;
const isDopant = (plain: string, hit: Hit | undefined): boolean =>
  hit !== undefined &&
  DOPANT.test(plain.slice(hit.from, hit.to)) &&
  (/(?<!\p{L})(?:[pn][- ]type|doped with|dop(?:ing|ant):?)\s\(?$/u.test(plain.slice(0, hit.from)) ||
    /^[ -]dop(?:ed|ing|ant)(?!\p{L})/u.test(plain.slice(hit.to)));

/** "IC-221M", "PC-12": two letters with a figure behind the hyphen are a designation, not the thing they are short for. */
const isDesignation = (plain: string, hit: Hit | undefined): boolean =>
  hit !== undefined && hit.to - hit.from === 2 && /^-\d/.test(plain.slice(hit.to));

/** "Spule 8 kg", "coil 250 kg": with a mass or a length behind it the reel is what the goods come on. */
const REEL = /^(?:spule|bobine|coil)$/;
const isReel = (plain: string, hit: Hit | undefined): boolean =>
  hit !== undefined &&
  REEL.test(plain.slice(hit.from, hit.to)) &&
  /^\s?(?:(?:à|zu|of|de|mit)\s)?\d[\d.,]*\s?(?:kg|t|lbs?|k?m)(?![\p{L}/])/u.test(plain.slice(hit.to));

/** "APP 0.9 WT", "app: 1.2": adjusted peak performance, no application. */
const isFigureName = (plain: string, hit: Hit): boolean =>
  plain.slice(hit.from, hit.to) === "app" &&
  /^\)?\s*(?:[:=<>≤≥~]|of|is|under|below|up to)?\s*\d/.test(plain.slice(hit.to));

/** "Reactor grade", "vehicle mounted": how good a thing is, what it sits on. "Titanium grade 5" is titanium. */
const isGrade = (plain: string, hit: Hit | undefined, classes: Classes): boolean =>
  hit !== undefined &&
  (/^[ -](?:mounted|mountable)(?!\p{L})/u.test(plain.slice(hit.to)) ||
    (/^[ -]grade(?! ?\d)/.test(plain.slice(hit.to)) && classes.isA(hit.kind, "material") !== "met"));

/** "router bag", "drone landing gear": the word behind the thing, or the one after that. */
function headsBehind(plain: string, hit: Hit, words: KindWords): readonly Hit[] {
  const { heads } = words.classes;
  const match = /^[ -]([\p{L}-]+)(?:[ -]([\p{L}-]+))?(?:[ -]([\p{L}-]+))?/u.exec(plain.slice(hit.to));
  if (!match) return [];
  let at = hit.to;
  for (const word of match.slice(1)) {
    if (word === undefined) continue;
    // "Server dual socket" counts its sockets.
    if (COUNT_WORD.test(word)) return [];
    at = plain.indexOf(word, at);
    // "Plate stand alone": how a thing is used.
    if (word === "stand" && /^[ -]alone(?!\p{L})/u.test(plain.slice(at + word.length))) continue;
    // "Masks box of 20", "gloves pack/100": how many come together.
    if (PACKED.test(word) && IS_COUNT.test(plain.slice(at + word.length))) return [];
    // "Panel mount" says how a thing is fixed; a mount is another thing.
    const fixed = word === "mount" && HOW_FIXED.test(plain.slice(0, at));
    // "Bare die, catalogue part": how a thing is sold.
    const sold = HOW_SOLD.test(plain.slice(0, at) + word);
    const kind = fixed || sold ? undefined : (heads.get(word) ?? heads.get(word.replace(/s$/, "")));
    // "IC power driver", "chip driver": a driver behind a bare chip is one that drives, no software.
    if (kind === "software" && word.startsWith("driver") && hit.kind === "integrated-circuit") return [];
    // "Secondary cell pouch": what a cell is packed in.
    if (word === "pouch" && words.classes.isA(hit.kind, "battery-cell") === "met") return [];
    if (kind !== undefined) {
      // "Aquarium filter", "tea bags": an accessory of an everyday article is one itself.
      const everyday = kind === ACCESSORY && isEverydayArticle(hit.kind, words);
      return [{ kind: everyday ? hit.kind : kind, from: at, to: at + word.length }];
    }
    if (STOPS_HEAD.test(word)) return [];
    at += word.length;
  }
  return [];
}

const ACCESSORY = "accessory";

/** A finished article of the household, which has no controlled form. */
const isEverydayArticle = (kind: string, { classes }: KindWords): boolean =>
  classes.isA(kind, "household-article") === "met";

const PACKED = /^(?:box|case|bag|pack|tray|sleeve|pouch)(?:e?s)?$/;
const IS_COUNT =
  /^(?:\s(?:of|à|a)\s\d|\s?\/\s?\d|,?\s\(?\d+\s?(?:pcs|pieces|pc|ea|stk|pairs|each|x|ct|units?)(?![\p{L}]))/u;
/** "Box of 20", "pack of 12 pairs", "1.44 m2/box", "100/pk": how a thing comes makes nothing else of it. */
export const PACKING =
  /\/\s?(?:box|carton|ctn|case|pack|pk|bag|roll|reel|pallet|tray|set)(?!\p{L})|(?<!\p{L})(?:box|case|pack|bag|carton|tray|pouch|sleeve|bundle)(?:e?s)? of \d+(?: (?:pcs|pieces|pairs|rolls|sheets|units|tests|bottles))?(?![\p{L}\d])/gu;
const COUNT_WORD = /^(?:single|dual|two|three|four|six|eight)$/;
const SOLD = String.raw`(?<!\p{L})(?:catalog|catalogue|standard|stock|commercial|production|off-the-shelf)[ -]parts?`;
const HOW_SOLD = new RegExp(`${SOLD}$`, "u");
const SOLD_SO = new RegExp(String.raw`${SOLD}(?!\p{L})`, "gu");
const FIXED_ON = "panel|pcb|board|stud|screw|snap|rack|surface|wall|pole|flush|flange|chassis|din|rail";
const HOW_FIXED = new RegExp(`(?:${FIXED_ON})[ -]$`);
const FIXED_SO = new RegExp(String.raw`(?<!\p{L})(?:${FIXED_ON})[ -]mount(?!\p{L})`, "gu");
const STOPS_HEAD = /^(?:for|with|without|in|on|from|to|at|by|via|and|or|of|is|are|has|für|mit|ohne|und|pour|avec|et)$/;

/** "GaN on SiC": a layer and what it grew on. */
export const IS_GROWN_ON =
  /(?<!\p{L})(?:gan|algan|gaas|ingaas|si|silicon|germanium|lithium niobate)[ -]on[ -](?:sic|si|silicon|diamond|sapphire|gaas|insulator|gan|inp)(?!\p{L})/u;
const GROWN_ON = new RegExp(IS_GROWN_ON, "gu");

const NUMBER = /^[<>≤≥~±+-]*\.?\d[\d.,x×*/+-]*[a-z%°µ"']*$/;
const CODE = /^(?:\p{L}*[./]?\p{L}*\d[\p{L}\p{N}/.+-]*|[a-z]{1,2}|[ivx]{1,4}r?)$/u;

/** "PVS-style", "ISO-certified": what it is like or meets makes nothing else of it. */
const LIKE =
  /[\p{L}\p{N}]+-(?:style|type|class|series|grade|size|rated|compatible|compliant|certified|approved|ready|capable|qualified|pattern)(?![\p{L}\p{N}-])/gu;

/**
 * True when the words behind a thing leave it what it is: numbers with their units, part numbers, and the property words
 * of the lexicon. Any other word makes another thing of it: a bag, not a router.
 */
export function followsOnly(rest: string, { classes, units }: KindWords): boolean {
  // "Zirconium sponge reactor grade": a grade by its name.
  const words = rest
    .replaceAll(QUOTED, " ")
    .replaceAll(/(?<!\p{L})radiation[ -](?:hardened|hard|tolerant|resistant)(?!\p{L})/gu, " ")
    .replaceAll(PACKING, " ")
    .replaceAll(LIKE, " ")
    .replaceAll(GROWN_ON, " ")
    .replaceAll(SOLD_SO, " ")
    .replaceAll(FIXED_SO, " ")
    .replaceAll(/(?<!\p{L})\p{L}+[ -]grade(?!\p{L})/gu, "grade")
    .replaceAll(/(?<!\p{L})\p{L}+[ -](?:mounted|mountable)(?!\p{L})/gu, " ")
    .split(/[\s–—"'!?<>=≤≥±~/]+|-(?=\D)|(?<=\D)-/)
    .filter((word) => word !== "");
  // Behind a figure with its unit comes a list of properties: "laser diode 976 nm single mode fiber coupled".
  const figure = words.findIndex((word, index) => isFigure(word, words[index + 1], units));
  const list = figure === -1 ? words.length : figure;
  return words.every((word, index) => {
    if (index > list && !classes.heads.has(word)) return true;
    if (NUMBER.test(word) || CODE.test(word) || classes.follows.has(word)) return true;
    if (classes.follows.has(word.replace(/s$/, ""))) return true;
    if (index === 0 || !NUMBER.test(words[index - 1] ?? "")) return false;
    return (
      unitWords(units).has(word) ||
      (/^\p{L}{3,}s$/u.test(word) && !classes.heads.has(word.slice(0, -1))) ||
      /^[\p{L}°µ%]{1,5}\/[\p{L}√]{1,4}$/u.test(word)
    );
  });
}

/** A name in quotes behind the thing is what its maker calls it: hunting rifle "Ridge 6.5". */
const QUOTED = /(?<=^|\s)["“„«]\p{L}[^"“”»]{0,40}["”»](?![\p{L}\d])/gu;

/** "156 qubits", "256 macrocells": a number of several is a property too. */
const isFigure = (word: string, next: string | undefined, units: Units): boolean =>
  /^[<>≤≥~±+]?\d[\d.,]*(?:-\d[\d.,]*)?$/.test(word)
    ? next !== undefined && (unitWords(units).has(next) || /^\p{L}{3,}s$/u.test(next))
    : /^\d[\d.,]*(?:[a-z°µ]{1,3}|%)$/.test(word);

const unitLists = new WeakMap<Units, ReadonlySet<string>>();

function unitWords(units: Units): ReadonlySet<string> {
  const known = unitLists.get(units);
  if (known) return known;
  const made = new Set(units.spellings.map((spelling) => spelling.toLowerCase()));
  unitLists.set(units, made);
  return made;
}
