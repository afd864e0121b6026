import type { OfficialEntry } from "../official-entry.ts";
import { allParagraphs, covers } from "../paragraphs.ts";
import type { CclEntry } from "../schema.ts";
import type { Joined, JoinedChild, Operator } from "./operators.ts";
import { treeOf, type TestedNode } from "./tested-tree.ts";

/**
 * How a hand-written test stands to the official "and" or "or". `agree`; `differ`; `lacks`: the operator is the same and
 * some paragraphs of the text have no test of ours; `asked-as-one`: one question or fewer conditions stand for them all,
 * so that no operator of ours can be wrong; `partial`: the test is a first one and a person reads the paragraph;
 * `unclear`: the text contradicts itself; `not-modelled`: we test nothing of it.
 */
export const VERDICTS = ["agree", "differ", "lacks", "asked-as-one", "partial", "unclear", "not-modelled"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Compared = {
  readonly eccn: string;
  readonly path: string;
  readonly operator: Joined["operator"];
  readonly verdict: Verdict;
  /** Of `lacks`: the paragraphs of the text that nothing of ours tests beside those that are tested. */
  readonly lacks: readonly string[];
};

/** How a person read an operator that the words do not settle, by paragraph (`1C241.heading`). */
export type Settled = ReadonlyMap<string, Operator>;

/**
 * Compares the operators of the official text with the conditions of an entry, paragraph by paragraph: paragraphs of our
 * own are alternatives by nature; inside one test, the figures of two paragraphs of the text must meet under the operator
 * that joins those paragraphs; without figures the number of conditions that are joined so must not be smaller.
 */
export function compareStructure(
  entry: CclEntry | undefined,
  eccn: string,
  joined: readonly Joined[],
  settled: Settled = new Map(),
): readonly Compared[] {
  const places = entry ? placesIn(treeOf(entry), []) : [];
  return joined.map((read) => {
    const one = { ...read, operator: settled.get(`${eccn}.${read.path}`) ?? read.operator };
    const { path, operator } = one;
    return { eccn, path, operator, ...(entry ? judge(places, one) : NOTHING) };
  });
}

/**
 * The paragraphs of the official text that nothing of an entry tests: no lowest paragraph of ours is this one, above it or
 * below it, or its alternatives are tested and it is not. Those under another of them are not named apart.
 */
export function untestedIn(
  entry: CclEntry,
  { items }: OfficialEntry,
  compared: readonly Compared[],
): readonly string[] {
  const own = allParagraphs(entry);
  const lowest = own.filter(({ paragraphs = [] }) => paragraphs.length === 0).map(({ path }) => path);
  const paths = items.flatMap(({ path, text }) => (path === null || /^\[Reserved/i.test(text) ? [] : [path]));
  const uncovered = paths.filter(
    (path) => !lowest.some((one) => one === "heading" || covers(one, path) || covers(path, one)),
  );
  // Of paragraphs that are all needed, those that stand in the test of another are no gap, with what is under them.
  const needed = new Set(
    compared.filter(({ operator }) => operator === "all" || operator === "unclear").map(({ path }) => path),
  );
  const open: string[] = [];
  const within: string[] = [];
  for (const path of uncovered) {
    const over = parentOf(path);
    const isWithin = within.includes(over) || (needed.has(over) && !uncovered.includes(over));
    (isWithin ? within : open).push(path);
  }
  const all = [...new Set([...compared.flatMap(({ lacks }) => lacks), ...open])];
  return paths.filter((path) => all.includes(path) && !all.some((over) => over !== path && covers(over, path)));
}

const parentOf = (path: string): string => path.split(".").slice(0, -1).join(".") || "heading";

type Judged = Pick<Compared, "verdict" | "lacks">;
const only = (verdict: Verdict): Judged => ({ verdict, lacks: [] });
const NOTHING = only("not-modelled");
type Place = { readonly node: TestedNode; readonly above: readonly TestedNode[] };

const placesIn = (node: TestedNode, above: readonly TestedNode[]): readonly Place[] => [
  { node, above },
  ...node.under.flatMap((inner) => placesIn(inner, [...above, node])),
];

function judge(places: readonly Place[], { path, operator, children }: Joined): Judged {
  const named = places.filter(({ node }) => node.path !== undefined && node.path !== "");
  const own = path === "heading" ? named : named.filter(({ node }) => covers(path, node.path ?? ""));
  const over = named.findLast(({ node }) => node.path === "heading" || covers(node.path ?? "", path));
  // A paragraph with others under it, none of them this one or below it, tests its neighbours.
  if (own.length === 0 && (!over || hasParagraphs(over.node))) return NOTHING;
  if (operator === "unclear") return only("unclear");
  if (over?.above.concat(over.node).some(({ partial }) => partial)) return only("partial");
  const wanted = operator === "all" ? "all" : "any";
  const isOwn = (child: JoinedChild): boolean => own.some(({ node }) => covers(child.path, node.path ?? ""));
  const lowest = named.filter(({ node }) => !hasParagraphs(node)).map(({ node }) => node.path ?? "");
  const apart = children.filter(isOwn);
  if (apart.length > 1 && wanted === "all") return only("differ");
  const region = regionOf(over, own, places);
  const held = heldBy(children, region);
  // A figure that two paragraphs of ours share may stand above both: between them nothing is to be compared.
  const pairs = pairsOf(held.filter((_, index) => !children[index] || !isOwn(children[index])));
  if (pairs.some((joins) => !joins.has(wanted))) return only("differ");
  const width = Math.max(0, ...region.map(({ node }) => (node.joins === wanted ? widthOf(node, wanted) : 0)));
  const lacks =
    wanted === "any"
      ? lacking(children, { apart, held, width: apart.length > 0 ? 0 : width }).filter(
          (child) => apart.length === 0 || !lowest.some((one) => one === "heading" || covers(one, child)),
        )
      : [];
  if (lacks.length > 0) return { verdict: "lacks", lacks };
  if (apart.length > 1 || pairs.length > 0) return only("agree");
  return only(width + (wanted === "all" ? apart.length : 0) >= children.length ? "agree" : "asked-as-one");
}

const hasParagraphs = (node: TestedNode): boolean =>
  node.under.some((inner) => inner.joins === "any" && inner.under.some(({ path }) => path !== undefined));

/** What is tested at the paragraph, above it, and in paragraphs of its own below; not in its neighbours. */
function regionOf(over: Place | undefined, own: readonly Place[], places: readonly Place[]): readonly Place[] {
  const held = new Set([...(over ? [...over.above, over.node] : [places[0]?.node]), ...own.map(({ node }) => node)]);
  return places.filter(({ node, above }) => {
    const paragraph = above.findLast(({ path }) => path !== undefined);
    return node.path === undefined && paragraph !== undefined && held.has(paragraph);
  });
}

/** For each paragraph of the text: where in our tests a figure stands that only this one of them has. */
function heldBy(children: readonly JoinedChild[], region: readonly Place[]): readonly (readonly Place[])[] {
  const figures = children.map(({ text }) => figuresIn(text));
  return children.map((_, index) => {
    const others = new Set(figures.flatMap((set, other) => (other === index ? [] : [...set])));
    return region.filter(({ node }) => {
      const figure = node.figure?.split(" ")[0];
      return figure !== undefined && figures[index]?.has(figure) === true && !others.has(figure);
    });
  });
}

/** For each two paragraphs of the text whose figures stand in our tests: the operators under which those figures meet. */
const pairsOf = (held: readonly (readonly Place[])[]): readonly ReadonlySet<string | null>[] =>
  held.flatMap((one, index) =>
    held
      .slice(index + 1)
      .filter((other) => one.length > 0 && other.length > 0)
      .map((other) => new Set(one.flatMap((a) => other.map((b) => meetOf(a, b))))),
  );

const meetOf = (a: Place, b: Place): string | null => a.above.findLast((node) => b.above.includes(node))?.joins ?? null;

/** Alternatives without a paragraph or a figure of ours, where others have one. */
function lacking(
  children: readonly JoinedChild[],
  {
    apart,
    held,
    width,
  }: {
    readonly apart: readonly JoinedChild[];
    readonly held: readonly (readonly Place[])[];
    /** How many alternatives one test of ours has. */
    readonly width: number;
  },
): readonly string[] {
  const tested = children.filter((child, index) => apart.includes(child) || (held[index]?.length ?? 0) > 0);
  if (tested.length === 0 || width >= children.length) return [];
  return children.flatMap((child) =>
    tested.includes(child) || (apart.length === 0 && figuresIn(child.text).size === 0) ? [] : [child.path],
  );
}

const figuresIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .replaceAll(/[−–]/g, "-")
      .replaceAll(/(?<=\d),(?=\d{3})/g, "")
      .match(/(?<![A-Z\d.])-?\d+(?:\.\d+)?(?![A-Z])/g)
      ?.flatMap((figure) => [figure, figure.replace(/\.0+$/, ""), figure.replace(/^-/, "")]) ?? [],
  );

/** How many conditions one operator joins, through those of the same kind below it. */
const widthOf = (node: TestedNode, wanted: "all" | "any"): number =>
  node.under.reduce((sum, inner) => sum + (inner.joins === wanted ? widthOf(inner, wanted) : 1), 0);
