import { XMLParser, XMLValidator } from "fast-xml-parser";
import { EcfrFault } from "./ecfr-fault.ts";

/** A node of an eCFR document: text, or an element with its attributes. */
export type XmlNode = string | XmlElement;
export type XmlElement = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
};

/** The largest part (744 with its lists) has 2.5 MB; a whole title would have about 100. */
export const MOST_BYTES = 64_000_000;

/**
 * Reads eCFR XML (versioner API, GPO bulk data). Throws EcfrFault for more than 64 MB, for a document type or entity
 * declaration, and for XML that is cut or not well formed, with the line.
 */
export function readXml(text: string): readonly XmlNode[] {
  if (text.length > MOST_BYTES) throw new EcfrFault("too-large", { is: text.length, most: MOST_BYTES });
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new EcfrFault("declares-entities", {});
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: true });
  if (valid !== true)
    throw new EcfrFault("not-well-formed", { line: valid.err.line, says: valid.err.msg.slice(0, 120) });
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: 2_000_000, maxExpandedLength: MOST_BYTES },
  });
  return toNodes(parser.parse(text));
}

function toNodes(parsed: unknown): readonly XmlNode[] {
  if (!Array.isArray(parsed)) throw new EcfrFault("not-well-formed", { line: 0, says: "no elements" });
  return parsed.map((one): XmlNode => {
    const { ":@": attributes, ...rest } = Object(one) as Record<string, unknown>;
    const [entry] = Object.entries(rest);
    if (!entry) return "";
    const [tag, value] = entry;
    if (tag === "#text") return String(value);
    return { tag, attributes: Object(attributes ?? {}) as Record<string, string>, children: toNodes(value) };
  });
}

/** The text of a node; a line break counts as a blank. */
export function textOf(node: XmlNode): string {
  if (typeof node === "string") return node;
  return node.tag === "br" ? " " : node.children.map(textOf).join("");
}

/** Text with every run of white space as one blank, none at the ends. */
export const lineOf = (node: XmlNode): string =>
  textOf(node)
    .replaceAll(/[\s\u00A0]+/g, " ")
    .trim();

/** Every element of this tag at or below the nodes, in document order. */
export const elementsOf = (nodes: readonly XmlNode[], tag: string): readonly XmlElement[] =>
  nodes.flatMap((node): readonly XmlElement[] => {
    if (typeof node === "string") return [];
    return node.tag === tag ? [node] : elementsOf(node.children, tag);
  });

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== "string";
