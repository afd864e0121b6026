import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { elementsOf, isElement, lineOf, readXml, type XmlElement, type XmlNode } from "./xml.ts";

/** Elements whose text is one line of its section. */
const LINES = new Set(["P", "FP", "FP-1", "FP-2", "HD1", "HD2", "HD3", "HED", "TR", "CITA", "HEAD"]);
/** Federal Register history and editors' notes are no provisions. */
const BESIDE = new Set(["CITA", "EDNOTE", "AUTH", "SOURCE"]);

/**
 * The sections and supplements of a part (15 CFR 744, 22 CFR 121 …) line by line, for comparing editions. Throws
 * EcfrFault for XML without a part.
 */
export const readPart = (text: string): readonly Provision[] => provisionsOf(readXml(text));

export function provisionsOf(document: readonly XmlNode[]): readonly Provision[] {
  const sections = [...elementsOf(document, "DIV8"), ...elementsOf(document, "DIV9")];
  if (sections.length === 0) throw new EcfrFault("not-a-known-part", { wanted: "sections of a part" });
  return sections.map((section) => ({
    key: keyOf(section),
    parts: { text: linesOf(section) },
  }));
}

/** `§ 744.11`, `Supplement No. 4 to Part 744`: the heading up to its title. */
function keyOf(section: XmlElement): string {
  const head = lineOf(elementsOf(section.children, "HEAD")[0] ?? "");
  const named = /^(?:§+ ?[\d.]+\w*|Supplement No\. \d+ to Part \d+)/i.exec(head)?.[0].replace(/\.$/, "");
  return named ?? section.attributes["N"] ?? head;
}

function linesOf(node: XmlElement): readonly string[] {
  return node.children.flatMap((child: XmlNode): readonly string[] => {
    if (!isElement(child) || BESIDE.has(child.tag)) return [];
    return LINES.has(child.tag) ? [lineOf(child)].filter((line) => line !== "") : linesOf(child);
  });
}
