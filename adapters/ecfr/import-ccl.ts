import type { OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { cutEntries, supplementsOf } from "./ccl-blocks.ts";
import { readEntry } from "./ccl-entry.ts";
import { EcfrFault } from "./ecfr-fault.ts";
import { elementsOf, lineOf, readXml, type XmlNode } from "./xml.ts";
import { assertReadable } from "./sentinels.ts";

/** Where no edition is known before: the one of June 2026. More than 2 in 100 lost or gained: damaged or of another kind. */
const EXPECTED = 638;
const TOLERANCE = 0.02;
/** Entries of every category that no edition since 2020 was without. */
const ALWAYS = [
  "0A501",
  "1C350",
  "2B001",
  "3A001",
  "3D006",
  "3E002",
  "4A003",
  "5A002",
  "6A003",
  "7A003",
  "8D001",
  "9A610",
];

/** Reads Supplement No. 1 to part 774 from official eCFR XML; see `entriesOf`. */
export const importCcl = (text: string): readonly OfficialEntry[] => entriesOf(readXml(text));

/**
 * The entries of the control list. Throws EcfrFault and yields nothing when an assertion fails: not this supplement,
 * entries missing or twice, an entry that swallowed its neighbour's requirements, a table row that belongs to no entry,
 * a requirement that every edition has and this reading has not, too many rows outside the grammar. `expected`: headings
 * of the edition before.
 */
export function entriesOf(document: readonly XmlNode[], expected: number = EXPECTED): readonly OfficialEntry[] {
  const blocks = cutEntries(document);
  if (blocks.length === 0) throw new EcfrFault("not-a-known-part", { wanted: "Supplement No. 1 to part 774" });
  const entries = blocks.map(readEntry);
  const codes = new Set(entries.map(({ eccn }) => eccn));
  const twice = entries.find(({ eccn }, index) => entries.findIndex((other) => other.eccn === eccn) !== index);
  if (twice) throw new EcfrFault("entry-twice", { eccn: twice.eccn });
  const lost = ALWAYS.filter((code) => !codes.has(code));
  if (lost.length > 0 || Math.abs(entries.length - expected) > expected * TOLERANCE)
    throw new EcfrFault("entries-missing", { is: entries.length, expected, lost: lost.join(", ") });
  const swallowed = entries.find(({ reasonLines }) => reasonLines > 1);
  if (swallowed) throw new EcfrFault("two-requirement-headings", { eccn: swallowed.eccn });
  assertRows(document, entries);
  assertReadable(entries);
  return entries;
}

/** Every row of every table of the file stands in an entry. */
function assertRows(document: readonly XmlNode[], entries: readonly OfficialEntry[]): void {
  const supplement = supplementsOf(document);
  const all = elementsOf(supplement, "TR").filter(
    (row) => elementsOf([row], "TD").length > 0 && lineOf(row) !== "",
  ).length;
  const held = entries
    .flatMap(({ rows, otherTables }) => [...rows, ...otherTables.flat()])
    .filter((cells) => cells.some((cell) => cell !== "")).length;
  if (all !== held) throw new EcfrFault("rows-missing", { is: held, expected: all });
}
