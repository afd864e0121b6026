import type { OfficialEntry } from "../official-entry.ts";
import type { ControlRow } from "../schema.ts";
import { readPaths } from "./code-list.ts";
import { plainText } from "./plain.ts";

/** One line of a license requirement note. `control` is null where it asks for no license, or where nobody can tell by grammar. */
export type RequirementNote = {
  readonly line: string;
  readonly fate: "read" | "stands-elsewhere" | "note" | "needs-review";
  readonly control: ControlRow | null;
};

const HEAD = /^License Requirements? Notes?\b\s*:?\s*/i;
/** Sections of part 742 by the reason for control they are about. */
const REASONS: Readonly<Record<string, string>> = { "742.4": "NS", "742.5": "MT", "742.6": "RS" };
const PLACES: Readonly<Record<string, string>> = {
  "People's Republic of China": "CN",
  China: "CN",
  Australia: "AU",
  Canada: "CA",
  "United Kingdom": "GB",
};
const placesOf = (text: string): readonly string[] => [
  ...new Set(Object.entries(PLACES).flatMap(([name, code]) => (text.includes(name) ? [code] : []))),
];

/**
 * The license requirement notes of an entry line by line, wherever they stand: in a note of that heading, as lines of
 * the license requirements, or under the reports. A line that asks for a license and is outside the grammar is
 * `needs-review`; one that only explains or takes out asks for none.
 */
export function readNotes(entry: OfficialEntry): readonly RequirementNote[] {
  const noted = entry.notes.filter(({ head }) => HEAD.test(head)).flatMap(({ text }) => text);
  const from = entry.prose.findIndex((line) => HEAD.test(line));
  const listed = entry.prose.filter((line, at) => (from >= 0 && at >= from) || isElsewhere(line));
  const placed = entry.reporting.filter(isElsewhere);
  return [...noted, ...listed.filter((line) => !isControl(line)), ...placed]
    .map((line) => line.replace(HEAD, "").trim())
    .filter((line) => line !== "")
    .map((line) => toNote(line, entry.eccn));
}

/** `CW applies to …`: a control of its own, read with the rows. */
export const isControl = (line: string): boolean => /^[A-Z]{2} applies to /.test(line);

/** Section 744.17 is an end-use control and stands in part 744. */
export const isElsewhere = (line: string): boolean =>
  /See § ?744\.\d+ of the EAR for additional license requirements/.test(line);

function toNote(line: string, eccn: string): RequirementNote {
  const text = plainText(line);
  if (isElsewhere(text)) return { line, fate: "stands-elsewhere", control: null };
  const control = readWorldwide(text, eccn) ?? readPlace(text, eccn);
  if (control) return { line, fate: "read", control };
  return { line, fate: asksForLicence(text) ? "needs-review" : "note", control: null };
}

const asksForLicence = (text: string): boolean =>
  /\ba license is required\b|\bsubject to a (?:worldwide )?license requirement\b/i.test(text);

/** `… not used for … classified in ECCN 9A515.a.1, .a.2 and .g. See § 742.6(a)(9), … worldwide license requirement, except to …`. */
function readWorldwide(text: string, eccn: string): ControlRow | null {
  const match =
    /classified (?:in )?ECCN (.+?)\. See § ?(742\.\d+)(\S*?), which specifies .* worldwide license requirement(?:, except to (.+?))?\.$/i.exec(
      text,
    );
  const [, listed = "", section = "", below = "", except = ""] = match ?? [];
  const paths = match ? readPaths(listed, eccn) : null;
  const reason = REASONS[section];
  const places = placesOf(except);
  const read = except === "" || except.split(/,|\band\b/).filter((part) => part.trim() !== "").length === places.length;
  if (!paths || paths.less.length > 0 || reason === undefined || !read) return null;
  return {
    reason,
    column: null,
    paragraphs: [...paths.paths],
    scope: "paragraphs that the note names",
    prose: { kind: "worldwide", ...(places.length > 0 ? { except: [...places] } : {}) },
    cite: `15 CFR ${section}${below}`,
  };
}

/**
 * `… a license is required for exports and reexports of ECCN 0A501.y.7 firearms to the People's Republic of China`. Such
 * a note names no reason for control; it is carried by AT, which every paragraph of an entry has.
 */
function readPlace(text: string, eccn: string): ControlRow | null {
  const [, listed = "", place = ""] =
    /a license is required for exports and reexports of ECCN (\S+) \S+ to (?:the )?([^.,]+)\.$/i.exec(text) ?? [];
  const paths = readPaths(listed, eccn);
  const code = PLACES[place];
  if (!paths || code === undefined) return null;
  return {
    reason: "AT",
    column: null,
    paragraphs: [...paths.paths],
    scope: "paragraphs that the note names",
    prose: { kind: "countries", in: [code] },
    cite: `15 CFR 774 Supp. 1, ${eccn} License Requirement Note`,
  };
}
