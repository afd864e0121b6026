import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";
import { CCL, CHART, GROUPS } from "../../core/rulebook/editions/rule-part.ts";
import type { OfficialChart, OfficialGroups } from "../../core/rulebook/editions/rule-part.ts";
import type { OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { aroundOf, supplementsOf, type AroundBlock } from "./ccl-blocks.ts";
import { readCclJson } from "./ccl-json.ts";
import { readCountryChart } from "./country-chart.ts";
import { readCountryGroups } from "./country-groups.ts";
import type { KnownPlaces } from "./country-places.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { entriesOf } from "./import-ccl.ts";
import { provisionsOf } from "./part-provisions.ts";
import { usmlParagraphs } from "./usml-paragraphs.ts";
import { elementsOf, lineOf, readXml, type XmlElement, type XmlNode } from "./xml.ts";

/** One part of the Code as a file holds it, not yet dated. */
export type ReadPart = {
  readonly part: string;
  readonly title: string;
  readonly cite: string;
  /** The day the file itself says it was amended up to (bulk data), else null. */
  readonly amended: string | null;
} & (
  | { readonly entries: readonly OfficialEntry[]; readonly around: readonly AroundBlock[] }
  | { readonly provisions: readonly Provision[] }
  | { readonly chart: OfficialChart }
  | { readonly groups: OfficialGroups }
);

/** Names of the titles whose parts are kept. */
const TITLES: Readonly<Record<string, string>> = { "15": "us-ear", "22": "us-itar", "10": "us-10cfr" };

export type ReadOptions = {
  /** Headings of the edition before: another number by more than 2 in 100 is refused. */
  readonly headings?: number;
  /** What the chart and the groups are held against; left out: they are read and nothing is asserted of their places. */
  readonly places?: KnownPlaces;
};

/**
 * Reads official eCFR XML, recognised by its content: the control list, the Country Chart, the Country Groups (each alone
 * or in its part), or a whole part of titles 15, 22 and 10; a part that holds one of them yields that and the rest of the
 * part. Throws EcfrFault for anything else: a page, a JSON that others made, a cut or damaged file, a part without what
 * it always has.
 */
export function readRuleFile(text: string, options: ReadOptions = {}): readonly ReadPart[] {
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
  const read = TABLES.flatMap(({ holds, read: readOne }) =>
    holds(document).map((one) => readOne(one, { text, document }, options)),
  );
  const whole = elementsOf(document, "DIV5").length > 0 || read.length === 0 ? [readWholePart(document)] : [];
  const rest = whole.filter(({ provisions }) => read.length === 0 || provisions.length > 0);
  return [...read, ...rest].map((part) => ({ ...part, amended }));
}

type Source = { readonly text: string; readonly document: readonly XmlNode[] };
type Undated<Part = ReadPart> = Part extends unknown ? Omit<Part, "amended"> : never;

/** Supplements that rules read, each by its heading. */
const supplement = (words: RegExp) => (document: readonly XmlNode[]) =>
  elementsOf(document, "DIV9").filter(({ children }) => words.test(lineOf(elementsOf(children, "HEAD")[0] ?? "")));
const CHART_HEAD = /^Supplement No\. 1 to Part 738\b/i;
const GROUPS_HEAD = /^Supplement No\. 1 to Part 740\b/i;

const TABLES: readonly {
  readonly holds: (document: readonly XmlNode[]) => readonly XmlElement[];
  readonly read: (one: XmlElement, source: Source, options: ReadOptions) => Undated;
}[] = [
  {
    holds: (document) => supplementsOf(document).slice(0, 1),
    read: (_, { document }, { headings }) => ({
      part: CCL,
      title: "Commerce Control List",
      cite: "15 CFR 774 Supp. 1",
      entries: entriesOf(document, headings),
      around: aroundOf(document),
    }),
  },
  {
    holds: supplement(CHART_HEAD),
    read: (one, source, { places }) => ({
      part: CHART,
      title: "Commerce Country Chart",
      cite: "15 CFR 738 Supp. 1",
      chart: readCountryChart(one, source, places),
    }),
  },
  {
    holds: supplement(GROUPS_HEAD),
    read: (one, source, { places }) => ({
      part: GROUPS,
      title: "Country Groups",
      cite: "15 CFR 740 Supp. 1",
      groups: readCountryGroups(one, source, places),
    }),
  },
];

/** The sections and supplements of a part, but those that are parts of their own here. */
function readWholePart(document: readonly XmlNode[]): Undated & { provisions: readonly Provision[] } {
  const [part, ...more] = elementsOf(document, "DIV5");
  const number = part?.attributes["N"] ?? "";
  const title = part ? titleOf(document, part) : "";
  const name = TITLES[title];
  if (!part || more.length > 0 || !/^\d+$/.test(number) || name === undefined)
    throw new EcfrFault("not-a-known-part", {
      wanted: "one part of title 15, 22 or 10, or Supplement No. 1 to part 738, 740 or 774",
    });
  const own = new Set(["774", "738", "740"].map((of) => `supplement no. 1 to part ${of}`));
  const provisions = provisionsOf(document).filter(({ key }) => !own.has(key.toLowerCase()));
  assertPart(`${title}-${number}`, provisions);
  const head = lineOf(elementsOf(part.children, "HEAD")[0] ?? "").replace(/^PART \d+—/i, "");
  const cite = `${title} CFR ${number}`;
  const usml = cite === "22 CFR 121" ? elementsOf(document, "DIV8").find(isMunitionsList) : undefined;
  return {
    part: `${name}/part-${number}`,
    title: head.slice(0, 300),
    cite,
    provisions: usml ? provisions.flatMap((one) => (one.key === "§ 121.1" ? usmlParagraphs(usml) : [one])) : provisions,
  };
}

const isMunitionsList = ({ attributes, children }: XmlElement): boolean =>
  attributes["N"] === "121.1" || /^§ ?121\.1\b/.test(lineOf(elementsOf(children, "HEAD")[0] ?? ""));

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
