import { elementsOf, isElement, lineOf, textOf, type XmlElement, type XmlNode } from "./xml.ts";

/** One cell of an official table: its words without the numbers of footnotes, these numbers, and the columns it spans. */
export type Cell = { readonly text: string; readonly notes: readonly number[]; readonly span: number };
export type Row = { readonly cells: readonly Cell[]; readonly element: XmlElement };

/** The rows of cells of a table's body, and those of its head, in order; empty rows are none. */
export function rowsOf(table: XmlElement): { readonly heads: readonly Row[]; readonly rows: readonly Row[] } {
  const all = elementsOf([table], "TR").map((element): Row => ({ element, cells: cellsOf(element) }));
  const isHead = ({ element }: Row): boolean => elementsOf([element], "TD").length === 0;
  return {
    heads: all.filter(isHead),
    rows: all.filter((row) => !isHead(row) && row.cells.some(({ text }) => text !== "")),
  };
}

const cellsOf = (row: XmlElement): readonly Cell[] =>
  row.children
    .filter(isElement)
    .filter(({ tag }) => tag === "TD" || tag === "TH")
    .map(cellOf);

/** Raised figures are references to footnotes, and so are figures at the end of a name (`Albania 2 3`). */
function cellOf(element: XmlElement): Cell {
  const raised = elementsOf(element.children, "sup").concat(elementsOf(element.children, "SU"), superscripts(element));
  const words = lineOf({ ...element, children: without(element.children, new Set(raised)) });
  const trailing = element.tag === "TH" ? null : /^(.*?\D)((?:[\s,]+\d{1,2})+)$/.exec(words);
  const text = (trailing?.[1] ?? words).trim();
  const notes = [...raised.map(textOf), trailing?.[2] ?? ""].flatMap((part) => part.match(/\d+/g) ?? []).map(Number);
  return { text, notes: [...new Set(notes)], span: Number(element.attributes["colspan"] ?? "1") || 1 };
}

const superscripts = (element: XmlElement): readonly XmlElement[] =>
  elementsOf(element.children, "E").filter(({ attributes }) => attributes["T"] === "51" || attributes["T"] === "53");

const without = (nodes: readonly XmlNode[], left: ReadonlySet<XmlElement>): readonly XmlNode[] =>
  nodes.flatMap((node): readonly XmlNode[] => {
    if (!isElement(node)) return [node];
    return left.has(node) ? [] : [{ ...node, children: without(node.children, left) }];
  });

/** On which line of the file the row begins: the rows of a document stand in the order of its text. */
export function lineOfRow(text: string, document: readonly XmlNode[], { element }: Row): number {
  const at = elementsOf(document, "TR").indexOf(element);
  const starts = [...text.matchAll(/<TR[\s>]/g)];
  return text.slice(0, starts[at]?.index ?? 0).split("\n").length;
}
