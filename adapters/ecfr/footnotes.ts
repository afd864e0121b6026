import type { Footnote } from "../../core/rulebook/editions/rule-part.ts";
import { elementsOf, isElement, lineOf, textOf, type XmlElement } from "./xml.ts";

const IN_TABLE: ReadonlySet<string> = new Set(["TABLE", "HEAD"]);

/**
 * The footnotes of a supplement with tables, wherever they stand: a line outside the tables (or in a table's foot) that
 * begins with a raised number. Every other line is kept as `lines`, so that nothing of the text is lost.
 */
export function readFootnotes(supplement: XmlElement): {
  readonly footnotes: readonly Footnote[];
  readonly lines: readonly string[];
} {
  const blocks = [...blocksOf(supplement), ...elementsOf([supplement], "TFOOT").flatMap(blocksOf)];
  const read = blocks.map((block) => ({ line: lineOf(block), note: noteOf(block) }));
  return {
    footnotes: read.flatMap(({ note }) => (note ? [note] : [])),
    lines: read.flatMap(({ line, note }) => (note || line === "" ? [] : [line])),
  };
}

const BLOCKS: ReadonlySet<string> = new Set(["P", "FP", "FP-1", "FP-2", "HD1", "HD2", "HD3", "HED", "CITA", "TD"]);

const blocksOf = (node: XmlElement): readonly XmlElement[] =>
  node.children.filter(isElement).flatMap((child): readonly XmlElement[] => {
    if (IN_TABLE.has(child.tag)) return [];
    return BLOCKS.has(child.tag) ? [child] : blocksOf(child);
  });

/** `<sup>4</sup> See § …`, also where the number stands in brackets or in another element for raised figures. */
function noteOf(block: XmlElement): Footnote | null {
  const [first] = block.children.filter((child) => isElement(child) || child.trim() !== "");
  if (first === undefined || !isElement(first) || !["sup", "SU", "E"].includes(first.tag)) return null;
  const number = /^\[?(\d{1,2})\]?$/.exec(textOf(first).trim())?.[1];
  if (number === undefined) return null;
  return {
    number: Number(number),
    text: lineOf({ ...block, children: block.children.filter((one) => one !== first) }),
  };
}
