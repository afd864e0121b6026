import { elementsOf, isElement, lineOf, type XmlElement, type XmlNode } from "./xml.ts";

/** One entry as it stands in the file: its heading and the elements up to the next. */
export type EntryBlock = {
  readonly eccn: string;
  readonly heading: string;
  readonly blocks: readonly XmlElement[];
};

/** Text between the entries: notes of a category, part or product group, annexes, and the entries it stands over. */
export type AroundBlock = {
  readonly key: string;
  readonly eccns: readonly string[];
  readonly lines: readonly string[];
};

const CODE = /^(\d[A-E]\d{3})\b/;
const OUTSIDE = /^(?:Category \d|[A-E]\. |Part [12]\b|Annex)/i;
const BASKET = /^EAR99\b/;

/**
 * Cuts Supplement No. 1 to part 774 into its entries. An entry begins at an FP-2 or FP-1 whose first child is bold and
 * whose text begins with a code (one stands in an FP-1, sixteen headings carry nested markup); it ends at the next
 * entry, at an EAR99 line or at a heading of a category, product group or annex. Other headings may stand inside it.
 */
export const cutEntries = (document: readonly XmlNode[]): readonly EntryBlock[] => cutList(document).entries;

/**
 * What stands between the entries, by the headings above it (`Category 5, Part 2`): a note there takes things out of
 * entries or says how they are read (the Cryptography Note), so it is compared like them. Nothing of the file is left over
 * but these headings and the history of the section.
 */
export function aroundOf(document: readonly XmlNode[]): readonly AroundBlock[] {
  const { around, under } = cutList(document);
  return [...around].map(([key, lines]) => ({
    key,
    eccns: [...under].flatMap(([eccn, own]) => (own === key || own.startsWith(`${key}, `) ? [eccn] : [])),
    lines,
  }));
}

type Cut = {
  readonly entries: readonly EntryBlock[];
  readonly around: ReadonlyMap<string, readonly string[]>;
  /** Headings that each entry stands under. */
  readonly under: ReadonlyMap<string, string>;
};

function cutList(document: readonly XmlNode[]): Cut {
  const entries: { eccn: string; heading: string; blocks: XmlElement[] }[] = [];
  const around = new Map<string, string[]>();
  const under = new Map<string, string>();
  let open: (typeof entries)[number] | null = null;
  let path: readonly string[] = [];
  for (const block of blocksOf(document)) {
    const text = lineOf(block);
    const code = startsEntry(block) ? CODE.exec(text)?.[1] : undefined;
    if (code !== undefined) {
      open = { eccn: code, heading: text, blocks: [] };
      entries.push(open);
      under.set(code, path.join(", "));
      continue;
    }
    if (endsEntry(block, text)) open = null;
    if (open) {
      open.blocks.push(block);
      continue;
    }
    path = pathAfter(block, text, path);
    if (isHeading(block, text)) continue;
    const key = block.tag === "EDNOTE" ? "Editorial note" : path.join(", ") || "The list";
    around.set(key, [...(around.get(key) ?? []), ...linesIn(block)]);
  }
  return { entries, around, under };
}

const isHeading = ({ tag }: XmlElement, text: string): boolean =>
  tag === "HEAD" || tag === "CITA" || (tag === "HD1" && OUTSIDE.test(text) && !/^Annex/i.test(text));

/** A category begins anew; its parts, product groups and annex stand under it; the EAR99 line ends the groups. */
function pathAfter({ tag }: XmlElement, text: string, path: readonly string[]): readonly string[] {
  if (BASKET.test(text)) return path.slice(0, 1);
  if (tag !== "HD1") return path;
  const category = /^Category \d/i.exec(text)?.[0];
  if (category !== undefined) return [category];
  const part = /^Part [12]\b/i.exec(text)?.[0];
  if (part !== undefined) return [...path.slice(0, 1), part];
  const group = /^([A-E])\. /.exec(text)?.[1];
  if (group !== undefined) return [...path.filter((step) => !/^[A-E]$/.test(step)), group];
  return /^Annex/i.test(text) ? [...path.slice(0, 1), "Annex"] : path;
}

/** A note line by line, with its heading. */
function linesIn(block: XmlElement): readonly string[] {
  const inner = block.tag === "NOTE" ? block.children.filter(isElement) : [block];
  return inner.map(lineOf).filter((line) => line !== "");
}

/** The control list, wherever it stands in the file. */
export function supplementsOf(document: readonly XmlNode[]): readonly XmlElement[] {
  return elementsOf(document, "DIV9").filter(({ children }) =>
    /Supplement No\. 1 to Part 774/i.test(children.filter(isElement).map(lineOf)[0] ?? ""),
  );
}

const blocksOf = (document: readonly XmlNode[]): readonly XmlElement[] =>
  supplementsOf(document).flatMap(({ children }) => children.filter(isElement));

function startsEntry(block: XmlElement): boolean {
  if (block.tag !== "FP-2" && block.tag !== "FP-1") return false;
  const first = block.children.find((child) => isElement(child) || child.trim() !== "");
  return first !== undefined && isElement(first) && first.tag === "B";
}

const endsEntry = ({ tag }: XmlElement, text: string): boolean =>
  (tag === "HD1" && OUTSIDE.test(text)) || ((tag === "FP-1" || tag === "FP-2") && BASKET.test(text));
