import { elementsOf, isElement, lineOf, type XmlElement, type XmlNode } from "./xml.ts";

/** One entry as it stands in the file: its heading and the elements up to the next. */
export type EntryBlock = {
  readonly eccn: string;
  readonly heading: string;
  readonly blocks: readonly XmlElement[];
};

const CODE = /^(\d[A-E]\d{3})\b/;
const OUTSIDE = /^(?:Category \d|[A-E]\. |Part [12]\b|Annex)/i;
const BASKET = /^EAR99\b/;

/**
 * Cuts Supplement No. 1 to part 774 into its entries. An entry begins at an FP-2 or FP-1 whose first child is bold and
 * whose text begins with a code (one stands in an FP-1, sixteen headings carry nested markup); it ends at the next
 * entry, at an EAR99 line or at a heading of a category, product group or annex. Other headings may stand inside it.
 */
export function cutEntries(document: readonly XmlNode[]): readonly EntryBlock[] {
  const entries: { eccn: string; heading: string; blocks: XmlElement[] }[] = [];
  let open: (typeof entries)[number] | null = null;
  for (const block of blocksOf(document)) {
    const text = lineOf(block);
    const code = startsEntry(block) ? CODE.exec(text)?.[1] : undefined;
    if (code !== undefined) {
      open = { eccn: code, heading: text, blocks: [] };
      entries.push(open);
    } else if (endsEntry(block, text)) open = null;
    else open?.blocks.push(block);
  }
  return entries;
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
