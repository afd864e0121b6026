import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";
import { CCL } from "../../core/rulebook/editions/rule-part.ts";
import type { OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { supplementsOf } from "./ccl-blocks.ts";
import { readCclJson } from "./ccl-json.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { entriesOf } from "./import-ccl.ts";
import { provisionsOf } from "./part-provisions.ts";
import { elementsOf, lineOf, readXml, type XmlElement, type XmlNode } from "./xml.ts";

/** One part of the Code as a file holds it, not yet dated. */
export type ReadPart = {
  readonly part: string;
  readonly title: string;
  readonly cite: string;
  /** The day the file itself says it was amended up to (bulk data), else null. */
  readonly amended: string | null;
} & ({ readonly entries: readonly OfficialEntry[] } | { readonly provisions: readonly Provision[] });

/** Names of the titles whose parts are kept. */
const TITLES: Readonly<Record<string, string>> = { "15": "us-ear", "22": "us-itar", "10": "us-10cfr" };

export type ReadOptions = {
  /** Headings of the edition before: another number by more than 2 in 100 is refused. */
  readonly headings?: number;
};

/**
 * Reads official eCFR XML, recognised by its content: the control list (alone or in part 774), or a whole part of titles
 * 15, 22 and 10. Throws EcfrFault for anything else: a page, a JSON that others made, a cut or damaged file, a part
 * without what it always has.
 */
export function readRuleFile(text: string, options: ReadOptions = {}): ReadPart {
  const head = text
    .slice(0, 2000)
    .trimStart()
    .replace(/^\uFEFF/, "");
  if (head === "") throw new EcfrFault("empty", {});
  if (/^[{[]/.test(head)) {
    readCclJson(text);
    throw new EcfrFault("made-by-others", {});
  }
  if (/^<!doctype html|^<html\b/i.test(head)) throw new EcfrFault("is-html", {});
  if (!head.startsWith("<")) throw new EcfrFault("not-a-known-part", { wanted: "official eCFR XML" });
  const document = readXml(text);
  const amended = dateOf(lineOf(elementsOf(document, "AMDDATE")[0] ?? ""));
  if (supplementsOf(document).length > 0) {
    const title = "Commerce Control List";
    return { part: CCL, title, cite: "15 CFR 774 Supp. 1", amended, entries: entriesOf(document, options.headings) };
  }
  return { ...readWholePart(document), amended };
}

function readWholePart(document: readonly XmlNode[]): Omit<ReadPart, "amended"> & { provisions: readonly Provision[] } {
  const [part, ...more] = elementsOf(document, "DIV5");
  const number = part?.attributes["N"] ?? "";
  const title = part ? titleOf(document, part) : "";
  const name = TITLES[title];
  if (!part || more.length > 0 || !/^\d+$/.test(number) || name === undefined)
    throw new EcfrFault("not-a-known-part", {
      wanted: "one part of title 15, 22 or 10, or Supplement No. 1 to part 774",
    });
  const provisions = provisionsOf(document);
  assertPart(`${title}-${number}`, provisions);
  const head = lineOf(elementsOf(part.children, "HEAD")[0] ?? "").replace(/^PART \d+—/i, "");
  return { part: `${name}/part-${number}`, title: head.slice(0, 300), cite: `${title} CFR ${number}`, provisions };
}

/** From the path that the versioner writes into each element, or from the title around it (bulk data). */
function titleOf(document: readonly XmlNode[], part: XmlElement): string {
  const path = /\/title-(\d+)\//.exec(part.attributes["hierarchy_metadata"] ?? "")?.[1];
  return path ?? elementsOf(document, "DIV1")[0]?.attributes["N"] ?? "";
}

/** What a part is never without. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  "15-744": ["§ 744.11", "§ 744.21", "Supplement No. 4 to Part 744", "Supplement No. 6 to Part 744"],
  "22-121": ["§ 121.1"],
};

function assertPart(part: string, provisions: readonly Provision[]): void {
  for (const wanted of ALWAYS[part] ?? []) {
    const found = provisions.find(({ key }) => key.toLowerCase() === wanted.toLowerCase());
    if (!found || (found.parts["text"] ?? []).length === 0) throw new EcfrFault("sentinel-missing", { wanted });
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `July 23, 2026`. */
function dateOf(text: string): string | null {
  const [, month = "", day = "", year = ""] = /^([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})/.exec(text) ?? [];
  const at = MONTHS.indexOf(month);
  return at < 0 ? null : `${year}-${String(at + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
