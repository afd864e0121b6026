import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { elementsOf, isElement, lineOf, type XmlElement } from "./xml.ts";

const CATEGORY = /^Category ([IVX]+)\s*—/;
/** `* (a)(1) words`, `(b)-(e) [Reserved]`: the asterisk, the designators, the rest. */
const NUMBERED = /^(\*\s?)?((?:\([A-Za-z0-9]+\))+)(?:-\([A-Za-z0-9]+\))?\s*(.*)/s;
const NUMERALS =
  "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv xxxv xxxvi xxxvii xxxviii xxxix xl xli xlii xliii xliv xlv xlvi xlvii xlviii xlix".split(
    " ",
  );
/** Categories that every edition since 2014 has. */
const CATEGORIES = 21;

type Open = { key: string; text: string[]; notes: string[] };

/**
 * The Munitions List of 22 CFR 121.1 paragraph by paragraph: `USML XI(a)(5)` with its line and the notes that follow it.
 * Designators are relative there: (a), then (1), then (i), then (A); (i) is a numeral where a list was announced. Throws
 * EcfrFault for a section without its 21 categories; a line without a designator stays with the paragraph before it.
 */
export function usmlParagraphs(section: XmlElement): readonly Provision[] {
  const read: Open[] = [];
  let category = "";
  let path: readonly string[] = [];
  let opens = false;
  const open = (key: string, line: string): void => void read.push({ key, text: [line], notes: [] });
  for (const block of blocksOf(section)) {
    const line = lineOf(block);
    const heading = block.tag === "HD1" ? CATEGORY.exec(line)?.[1] : undefined;
    if (heading !== undefined) {
      [category, path, opens] = [heading, [], false];
      open(`USML ${category}`, line);
      continue;
    }
    const [, , mark] = (block.tag === "P" && category !== "" ? NUMBERED.exec(line) : null) ?? [];
    if (mark === undefined) {
      const last = read.at(-1);
      if (last) last.notes.push(...linesIn(block));
      else open("§ 121.1", line);
      continue;
    }
    for (const name of mark.match(/[A-Za-z0-9]+/g) ?? []) path = [...path.slice(0, levelOf(name, path, opens)), name];
    open(`USML ${category}${path.map((step) => `(${step})`).join("")}`, line);
    opens = line.endsWith(":");
  }
  const categories = read.filter(({ key }) => /^USML [IVX]+$/.test(key)).length;
  if (categories !== CATEGORIES)
    throw new EcfrFault("sentinel-missing", { wanted: `${CATEGORIES} categories`, is: categories });
  return read.map(({ key, text, notes }) => ({ key, parts: notes.length > 0 ? { text, notes } : { text } }));
}

const blocksOf = (section: XmlElement): readonly XmlElement[] =>
  section.children
    .filter(isElement)
    .flatMap((child) => (child.tag === "EXTRACT" ? blocksOf(child) : [child]))
    .filter(({ tag }) => tag !== "HEAD" && tag !== "CITA");

const linesIn = (block: XmlElement): readonly string[] => {
  const inner = elementsOf([block], "P").concat(elementsOf([block], "HED"));
  return (inner.length > 0 ? inner : [block]).map(lineOf).filter((line) => line !== "");
};

function levelOf(name: string, at: readonly string[], opens: boolean): number {
  if (/^\d+$/.test(name)) return at.length > 3 && opens ? 4 : 1;
  if (/^[A-Z]+$/.test(name)) return 3;
  if (name === "i") return opens ? Math.min(at.length, 2) : 0;
  const before = at.findLastIndex((step, index) => index > 0 && NUMERALS.includes(step));
  const follows = before > 0 && NUMERALS.indexOf(name) === NUMERALS.indexOf(at[before] ?? "") + 1;
  return follows ? before : 0;
}
