import type { ItemLine, OfficialEntry } from "../official-entry.ts";
import { covers } from "../paragraphs.ts";

/** How the paragraphs under one paragraph join: each alone is enough, all are needed, or the text only lists them. */
export type Operator = "any" | "all" | "list";

/** One paragraph of the official text with paragraphs under it. */
export type Joined = {
  /** `a.5.a`; `heading` for what stands directly under the heading. */
  readonly path: string;
  /** `unclear`: the words above and the "and" or "or" between the paragraphs say different things. */
  readonly operator: Operator | "unclear";
  readonly children: readonly JoinedChild[];
};
/** A paragraph directly under it, with the words of everything that stands under that. */
export type JoinedChild = { readonly path: string; readonly text: string };

const ALL =
  /\b(?:all(?: of)? the (?:following|characteristics)|both(?: of)? the following|(?:with|having|have|has|meets?|possess(?:es|ing)?) the following(?: two)? (?:characteristics|criteria))\b/gi;
const ANY =
  /\b(?:any(?: one)?(?: or more)?(?: of)? the following|either(?: one)?(?: or both)?(?: of)? the following|(?:at least )?one(?: or more)? of the following)\b/gi;
const LIST = /\bas follows?\b|\bthe following\b|\(see List of Items Controlled\)/gi;

/**
 * The paragraphs of an entry that have others under them, with the operator that the text states: the last of its words
 * ("having any of the following"), else the "and" or "or" before a sibling. An "and" in what is listed "as follows" ends
 * a list: each item of it is controlled by itself.
 */
export function joinedIn({ heading, items }: OfficialEntry): readonly Joined[] {
  const held = items.filter((line): line is Held => line.path !== null && !isReserved(line));
  const words = new Map(held.map(({ path, text }) => [path, text]));
  const byParent = Map.groupBy(held, ({ path }) => parentOf(path));
  return [...byParent].flatMap(([path, lines]): readonly Joined[] => {
    if (lines.length < 2) return [];
    const above = path === "heading" ? heading : (words.get(path) ?? "");
    const under = lines.map(({ path: own }) => held.filter((line) => covers(own, line.path)));
    return [
      {
        path,
        operator: operatorOf(above, under),
        children: lines.map(({ path: own }, index) => ({
          path: own,
          text: (under[index] ?? []).map(({ text }) => text).join("\n"),
        })),
      },
    ];
  });
}

type Held = ItemLine & { readonly path: string };

const parentOf = (path: string): string => path.split(".").slice(0, -1).join(".") || "heading";
const isReserved = ({ text }: ItemLine): boolean => /^\[Reserved/i.test(text);

/** `under`: the lines of each paragraph and of what stands under it; the last of them says how the next one joins. */
function operatorOf(above: string, under: readonly (readonly ItemLine[])[]): Joined["operator"] {
  const said = saidIn(above);
  const between = new Set(under.slice(0, -1).flatMap((lines) => lines.at(-1)?.joins ?? []));
  if (between.size > 1) return "unclear";
  const [joins] = between;
  if (joins === undefined) return said ?? "list";
  const joined = joins === "and" ? "all" : "any";
  if (said === "list") return "list";
  return said === null || joined === said ? joined : "unclear";
}

/** The last words of a paragraph that announce those under it. */
function saidIn(above: string): Operator | null {
  const last = (words: RegExp): number => [...above.matchAll(words)].at(-1)?.index ?? -1;
  const [all, any, list] = [last(ALL), last(ANY), last(LIST)];
  if (Math.max(all, any, list) < 0) return null;
  if (all < 0 && any < 0) return "list";
  return all > any ? "all" : "any";
}
