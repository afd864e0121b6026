import type { Classes } from "../rulebook/classes.ts";
import type { Fact } from "./fact.ts";
import { hitsIn, wordsIn } from "./head-noun.ts";
import type { Hit, KindWords } from "./head-noun.ts";
import { invertedNames } from "./inverted-names.ts";
import { goesInto, isMinor } from "./kinds-of-phrase.ts";
import { isStockName, mentionsOn } from "./mentions.ts";
import type { Mention } from "./mentions.ts";
import { namedFirst, plainlyFirst, soundsCivil } from "./named-first.ts";
import { withoutRepeatedMentions } from "./repeated-name.ts";
import { withoutRowsOfParts } from "./rows-of-parts.ts";
import { passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";

/** A whole prevails over a part when a text names both without saying which is sold. */
const WHOLE = [
  "unmanned-aircraft",
  "vehicle",
  "aircraft",
  "vessel-at-sea",
  "spacecraft",
  "household-article",
  "medical-device",
  "robot",
  "machine-tool",
  "process-equipment",
  "computer",
  "telecom-equipment",
  "camera",
  "inertial-system",
  "gnss-receiver",
  "laser",
  "sonar",
  "instrument",
  "radar",
  "lidar",
  "electronic-assembly",
  "software",
  "mixed-signal-soc",
  "integrated-circuit",
] as const;

/** "Charger 230 V incl.", "case included": what comes along with a thing that is named as often is not that thing. */
const COMES_ALONG = ["mains-adapter", "accessory", "fastener", "connector", "packaging"] as const;
/** Everyday things that have a controlled form all the same: a laptop encrypts. */
const NEVER_PLAIN = ["computer", "telecom-equipment"] as const;

/**
 * What the thing is: the head of a noun phrase, by the lexicon, longest word first. A kind named only as what a thing
 * contains, serves or goes to ("with an ADC", "for routers") decides nothing. The same from any order of sentences.
 */
export function readKinds(pages: readonly Page[], words: KindWords): readonly Fact[] {
  const { classes } = words;
  const own = pages.filter((page) => page.own);
  const first = pages.filter((page) => !page.own && (page.page ?? 1) === 1);
  // "FPGA; transceivers: 24": behind the thing, a label with a bare number counts what is in it.
  const named = withoutRepeatedMentions(
    own.flatMap((page) => withoutRowsOfParts(ofStockName(mentionsOn(page, words), page), words)),
    own,
  )
    .filter((one, index) => index === 0 || one.separate || !isCountOf(one))
    .filter((one, _, all) => !isConstituent(one, all, words));
  const read = first
    .flatMap((page) => withoutRowsOfParts(mentionsOn(page, words).slice(0, 12), words))
    .filter(({ strong }) => strong);
  const certain = named.filter((one) => one.strong && !namesMaterialOf(one, named, words));
  // "Inertial unit, gyro range 400 deg/s": behind a thing that is named, a figure of another tells of a part of it.
  const sure = certain[0] && !isFigureOf(certain[0]) ? certain.filter((one) => !isFigureOf(one)) : certain;
  // "Fluxgate magnetometer three axis noise 50 pT": where nothing else is named, the first thing named with figures
  // behind it is it; an ordinary article is not, since the words between may make a listed one of it.
  const mayBePlain = (one: Mention): boolean =>
    isMinor(one.kind, words) &&
    NEVER_PLAIN.every((name) => classes.isA(one.kind, name) !== "met") &&
    !isComputer(one, words);
  const described = named.filter((one) => one.first && one.described && !one.separate && !mayBePlain(one));
  const unsure = (): readonly Mention[] => {
    const inverted = invertedNames(own, words);
    if (inverted.length > 0) return inverted;
    const titled = described.length > 0 ? described : namedFirst(named, own, words);
    return titled.length > 0 ? titled : plainlyFirst(named, words);
  };
  // What stands first of all is not less than a thing named surely further on: "metal printer argon, melt pool camera".
  const leading = sure.some(({ first }) => first)
    ? []
    : plainlyFirst(named, words).filter(({ passage }) => passage === named[0]?.passage);
  const said = sure.length + read.length > 0 ? [...sure, ...leading.filter((one) => !sure.includes(one))] : unsure();
  const [best] = bestOf(said, words);
  // Things listed one by one are never answered as one of them.
  const listed = said.filter(({ separate, kind }) => separate && best !== undefined && differs(kind, [best], classes));
  const ownBest = best === undefined ? [] : [best, ...listed.map(({ kind }) => kind)];
  const fileBest = bestOf(read, words);
  const chosen =
    ownBest.length === 0 ? fileBest : [...ownBest, ...fileBest.filter((kind) => differs(kind, ownBest, classes))];
  const narrowed = chosen.filter(
    (kind) => !chosen.some((other) => other !== kind && classes.lineage(other).includes(kind)),
  );
  const refined = narrowed.map((kind) => fileBest.find((other) => classes.lineage(other).includes(kind)) ?? kind);
  return [...new Set(refined)].flatMap((kind): readonly Fact[] => {
    const at = [...said, ...read].find((mention) => mention.kind === kind);
    return at ? [{ name: "is", value: kind, by: "grammar", span: spanIn(at.passage, at.from, at.to) }] : [];
  });
}

/** "BMI prepreg | bismaleimide resin, carbon fabric": the resin and the fabric are in the prepreg. */
const isConstituent = (one: Mention, all: readonly Mention[], { classes }: KindWords): boolean =>
  !one.separate && all.some((made) => made.strong && goesInto(one.kind, made.kind, classes));

/** "Laptop 14 inch Core i5 16 GB RAM": what a portable computer is bought by tells it from a paper notebook or a bag for it. */
const BOUGHT_BY =
  /\d\s?(?:gb|tb|ghz)(?!\p{L})|(?<!\p{L})(?:ssd|ddr\d|core i\d|core ultra|ryzen|intel|amd|celeron|snapdragon|windows|win|macos|chrome ?os|linux)(?!\p{L})/u;
const isComputer = ({ kind, passage, from, behind }: Mention, { classes }: KindWords): boolean =>
  classes.isA(kind, "portable-computer") === "met" &&
  soundsCivil(passage.page) &&
  BOUGHT_BY.test(passage.plain.slice(from)) &&
  behind.split(/[\s,]+/u).every((word) => !classes.heads.has(word.replace(/s$/, "")));

/** "PUMP, CENTRIFUGAL; DDG-51 destroyer": behind the name of a stock list stands what the part is for. */
function ofStockName(mentions: readonly Mention[], page: Page): readonly Mention[] {
  const [first] = passagesOf(page);
  return isStockName(first) ? mentions.filter(({ passage }) => passage === first) : mentions;
}

/** "HgCdTe (MCT) infrared array": a material and its short name before the thing made of it. */
const namesMaterialOf = (one: Mention, all: readonly Mention[], { classes }: KindWords): boolean =>
  classes.isA(one.kind, "material") === "met" &&
  all.some(
    (thing) =>
      thing.passage === one.passage &&
      thing.from > one.to &&
      classes.isA(thing.kind, "material") !== "met" &&
      /^[^,;.]{0,24}\)\s[^,;.(]*$/.test(one.passage.plain.slice(one.to, thing.from)),
  );

const FIGURE_OF =
  /^\s(?:in-run\s)?(?:bias|range|speed|data rate|line rate|drift|noise|repeatability|sensitivity|accuracy|resolution|bandwidth|nonlinearity|non-linearity|scale[ -]factor|random walk|measurement range|full scale|instability|stability|performance|error|input range|dynamic range)(?!\p{L})[^,]*\d/u;
const isCountOf = ({ passage, to }: Mention): boolean =>
  /^s?\s?[:=]\s?(?:none|no|n\/a|without|\d{1,4})(?:\s?[x×]|(?![\w%]|[.,]\d)(?!\s?[\p{L}°]))/u.test(
    passage.plain.slice(to),
  );
const isFigureOf = ({ behind }: Mention): boolean => FIGURE_OF.test(behind);

/** Software and technology are about something else; services too. */
const ABOUT = ["software", "technology", "service"] as const;

/** True when every kind is one of those that are about something else. */
export const isAboutAnother = (kinds: readonly string[], { classes }: Pick<KindWords, "classes">): boolean =>
  kinds.length > 0 && kinds.every((kind) => ABOUT.some((name) => classes.isA(kind, name) === "met"));

/**
 * What software or technology is about: the thing named in front of it, behind it or anywhere else in the text
 * ("router firmware", "drawings of the ADC"). Empty for things that are what they are.
 */
export function readSubjects(pages: readonly Page[], kinds: readonly string[], words: KindWords): readonly Fact[] {
  const { classes } = words;
  const isAbout = (kind: string): boolean => ABOUT.some((name) => classes.isA(kind, name) === "met");
  if (!isAboutAnother(kinds, words)) return [];
  const own = pages.filter((page) => page.own);
  const seen = (of: readonly Page[]) =>
    of.flatMap((page) =>
      passagesOf(page).flatMap((passage) =>
        headsOf(
          hitsIn(passage.plain, wordsIn(passage.plain, classes), words).filter(({ kind }) => !isAbout(kind)),
          passage.plain,
        ).map((hit) => ({
          ...hit,
          strong: true,
          first: false,
          described: false,
          behind: "",
          separate: false,
          passage,
        })),
      ),
    );
  const said = seen(own);
  const mentions = said.length > 0 ? said : seen(pages.filter((page) => !page.own));
  return bestOf(mentions, words).flatMap((kind): readonly Fact[] => {
    const at = mentions.find((mention) => mention.kind === kind);
    return at ? [{ name: "subject", value: kind, by: "grammar", span: spanIn(at.passage, at.from, at.to) }] : [];
  });
}

/** "Aircraft navigation receivers": of two names side by side the first one says which kind the second is. */
const headsOf = (hits: readonly Hit[], plain: string): readonly Hit[] =>
  hits.filter(({ to }) => !hits.some((next) => next.from >= to && /^[\s-]{1,2}$/.test(plain.slice(to, next.from))));

/** A file that is about another kind of thing contradicts the request; a wider or narrower kind does not. */
const differs = (kind: string, than: readonly string[], classes: Classes): boolean =>
  than.every((other) => classes.isA(kind, other) === "not-met" && classes.isA(other, kind) === "not-met");

function bestOf(mentions: readonly Mention[], words: KindWords): readonly string[] {
  const { classes } = words;
  if (mentions.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { kind } of mentions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const first = new Set(mentions.filter((mention) => mention.first).map(({ kind }) => kind));
  const scored = [...counts].map(([kind, count]) => ({
    kind,
    count: count + supportOf(kind, counts, classes),
    first: mentions.some((mention) => mention.kind === kind && mention.first) ? 0 : 1,
    comesAlong: comesAlong(kind, classes) ? 1 : 0,
    goesOn: goesOnIt(kind, mentions, classes) ? 1 : 0,
    whole: wholeness(kind, words),
    minor: isMinor(kind, words) ? 1 : 0,
  }));
  const [best] = scored.toSorted(
    (a, b) =>
      b.count - a.count ||
      a.comesAlong - b.comesAlong ||
      a.first - b.first ||
      a.goesOn - b.goesOn ||
      a.whole - b.whole ||
      // "GaN HEMT; 100 W; flange package": an everyday word beside a thing that may be controlled is what that has.
      a.minor - b.minor ||
      // What a sentence begins with, before what it names further on: "manipulator, through the wall, hot cell".
      Number(first.has(b.kind)) - Number(first.has(a.kind)) ||
      depth(b.kind, classes) - depth(a.kind, classes) ||
      (a.kind < b.kind ? -1 : 1),
  );
  return best ? [best.kind] : [];
}

/** A mention of a wider kind supports the narrower one: "chip" beside "converter chip". */
const supportOf = (kind: string, counts: ReadonlyMap<string, number>, classes: Classes): number =>
  [...counts]
    .filter(([other]) => other !== kind && classes.lineage(kind).includes(other))
    .reduce((sum, [, count]) => sum + count, 0);

const depth = (kind: string, classes: Classes): number => classes.lineage(kind).length;

/** "GPS receiver, adaptive nulls; survey vessels": several that carry things, beside one thing, say where it goes. */
const CARRY = ["vehicle", "aircraft", "vessel-at-sea", "spacecraft"] as const;
const goesOnIt = (kind: string, mentions: readonly Mention[], classes: Classes): boolean =>
  CARRY.some((name) => classes.isA(kind, name) === "met") &&
  mentions.every((one) => one.kind !== kind || one.passage.plain[one.to - 1] === "s") &&
  mentions.some((one) => one.kind !== kind && one.passage.plain[one.to - 1] !== "s");

/** An accessory of a kind of its own (an antenna for satellite navigation) is sold by itself. */
const comesAlong = (kind: string, classes: Classes): boolean =>
  COMES_ALONG.some((name) => kind === name || (name !== "accessory" && classes.isA(kind, name) === "met"));

function wholeness(kind: string, words: KindWords): number {
  const line = words.classes.lineage(kind);
  const at = WHOLE.findIndex((name) => line.includes(name));
  // A flange or a hose is no whole.
  return at === -1 || (WHOLE[at] === "process-equipment" && isMinor(kind, words)) ? WHOLE.length : at;
}
