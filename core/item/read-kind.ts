import type { Classes } from "../rulebook/classes.ts";
import type { Fact } from "./fact.ts";
import { findWords, passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";

type Mention = {
  readonly kind: string;
  readonly strong: boolean;
  readonly passage: Passage;
  readonly from: number;
  readonly to: number;
};
type Hit = { readonly kind: string; readonly from: number; readonly to: number };

/** Words that end a noun phrase. After a weak one the words name what the thing contains, serves or goes to. */
const STOP =
  /,|;|:|\.(?=\s|$)|\(|\)|\t|\n|\b(for|with|without|in|on|from|to|at|by|via|using|containing|contains|including|includes|incorporating|incorporates|featuring|features|based|inside|near|between|against|like|no|not|than|is|are|was|were|has|have|sold|designed|made|used|that|which|offers|provides|supports|lined|rated|delivers|runs|can|will|and|or|of|into|drives|drive|where|when|having|meets|set|works|operates|qualified|packaged|supplied)\b/g;
const WEAK =
  /^(for|with|without|in|on|from|to|at|by|via|using|contain\w*|includ\w*|incorporat\w*|featur\w*|based|inside|near|between|against|like|no|not|than|has|have|into|drives?|offers|provides|supports|having|when|where|meets|lined|and|or|\()$/;
/** Words that may stand after the head without changing it: part numbers, "series", "please". Any other: a bag, not a router. */
const FOLLOWS =
  /^(\d[\w-]*|[a-z]*\d[\w-]*|die|dice|mems|gen|generation|appliance|solution|fps|k?hz|mhz|ghz|msps|gsps|ksps|bits?|mah|wh|kg|gb|tb|mb|mp|inch|ports?|channels?|mbps|gbps|series|family|datasheet|data|sheet|model|version|product|rev|revision|units?|devices?|type|parts?|systems?|pair|samples?|plus|pro|mini|max|please|today|tomorrow|now|here|abroad|soon|this|next|week|month|[a-z]{1,2}|two|ten|new|our|the)?$/;
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
  "instrument",
  "radar",
  "electronic-assembly",
  "software",
  "integrated-circuit",
] as const;

/**
 * What the thing is: the head of a noun phrase, by the lexicon, longest word first. A kind named only as what a thing
 * contains, serves or goes to ("with an ADC", "for routers") decides nothing. The same from any order of sentences.
 */
export function readKinds(pages: readonly Page[], classes: Classes): readonly Fact[] {
  const own = pages.filter((page) => page.own);
  const first = pages.filter((page) => !page.own && (page.page ?? 1) === 1);
  const said = own.flatMap((page) => mentionsOn(page, classes)).filter(({ strong }) => strong);
  const read = first.flatMap((page) => mentionsOn(page, classes).slice(0, 12)).filter(({ strong }) => strong);
  const ownBest = bestOf(said, classes);
  const fileBest = bestOf(read, classes);
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

/** A file that is about another kind of thing contradicts the request; a wider or narrower kind does not. */
const differs = (kind: string, than: readonly string[], classes: Classes): boolean =>
  than.every((other) => classes.isA(kind, other) === "not-met" && classes.isA(other, kind) === "not-met");

function bestOf(mentions: readonly Mention[], classes: Classes): readonly string[] {
  if (mentions.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { kind } of mentions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const scored = [...counts].map(([kind, count]) => ({
    kind,
    count: count + supportOf(kind, counts, classes),
    whole: wholeness(kind, classes),
  }));
  const [best] = scored.toSorted(
    (a, b) =>
      b.count - a.count ||
      a.whole - b.whole ||
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

function wholeness(kind: string, classes: Classes): number {
  const line = classes.lineage(kind);
  const at = WHOLE.findIndex((name) => line.includes(name));
  return at === -1 ? WHOLE.length : at;
}

function mentionsOn(page: Page, classes: Classes): readonly Mention[] {
  const present = wordListOf(classes).filter(([phrase]) => page.plain.includes(phrase));
  return passagesOf(page).flatMap((passage) => {
    if (isOtherRow(passage.plain)) return [];
    const hits = hitsIn(passage.plain, present);
    if (hits.length === 0) return [];
    return phrasesOf(passage.plain, hits).flatMap(({ from, to, weak }): readonly Mention[] => {
      const inside = hits.filter((hit) => hit.from >= from && hit.to <= to);
      const head = inside.at(-1);
      if (!head) return [];
      const strong = !weak && followsOnly(passage.plain.slice(head.to, to));
      return [
        {
          kind: compound(head.kind, inside, classes),
          strong,
          passage,
          from: inside.length > 1 ? (inside[0]?.from ?? head.from) : head.from,
          to: head.to,
        },
      ];
    });
  });
}

/** A table row names the thing only under a label that says so; "Sensor: load cell" is a row about a part. */
const isOtherRow = (plain: string): boolean =>
  plain.includes("\t") &&
  !/^\s*(product|item|device|type|model|name|description|article|goods|title|part)\b[^\t]*\t/.test(plain);

const followsOnly = (rest: string): boolean => rest.split(/[\s\-–—"'!?]+/).every((word) => FOLLOWS.test(word));

function compound(head: string, inside: readonly Hit[], classes: Classes): string {
  const before = inside.slice(0, -1).map(({ kind }) => kind);
  const rule = classes.compounds.find(
    (entry) =>
      classes.isA(head, entry.head) === "met" &&
      head === entry.head &&
      before.some((kind) => entry.of.some((of) => classes.isA(kind, of) === "met")),
  );
  return rule?.is ?? head;
}

/** A stop inside a trade word ("analog-to-digital") is no stop. */
function phrasesOf(
  plain: string,
  hits: readonly Hit[],
): readonly { readonly from: number; readonly to: number; readonly weak: boolean }[] {
  const phrases: { from: number; to: number; weak: boolean }[] = [];
  let from = 0;
  let weak = false;
  for (const stop of plain.matchAll(STOP)) {
    if (hits.some((hit) => stop.index >= hit.from && stop.index < hit.to)) continue;
    phrases.push({ from, to: stop.index, weak });
    from = stop.index + stop[0].length;
    // "Samples of the ADC" is the ADC, "drawings of the ADC" are drawings.
    const owned =
      stop[0] === "of" && hits.some((hit) => hit.from >= (phrases.at(-1)?.from ?? 0) && hit.to <= stop.index);
    weak = owned || WEAK.test(stop[0]) || (weak && stop[0] === ",");
  }
  return [...phrases, { from, to: plain.length, weak }];
}

type WordList = readonly (readonly [phrase: string, kind: string])[];
const wordLists = new WeakMap<Classes, WordList>();

/** Every trade word with its kind, longest first. */
function wordListOf(classes: Classes): WordList {
  const known = wordLists.get(classes);
  if (known) return known;
  const list = classes.all
    .flatMap(({ name, words }) => (words ?? []).map((phrase) => [phrase, name] as const))
    .toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  wordLists.set(classes, list);
  return list;
}

/** A shorter word inside a longer one is not counted. */
function hitsIn(plain: string, list: WordList): readonly Hit[] {
  const hits: Hit[] = [];
  for (const [phrase, kind] of list) {
    if (!plain.includes(phrase)) continue;
    for (const [from, to] of findWords(plain, phrase))
      if (!hits.some((hit) => from < hit.to && to > hit.from)) hits.push({ kind, from, to });
  }
  return hits.toSorted((a, b) => a.from - b.from);
}
