import type { EcfrFault } from "../../adapters/ecfr/ecfr-fault.ts";

const SAYS: Readonly<Record<EcfrFault["code"], string>> = {
  "too-large": "the file is larger than any part of the Code",
  empty: "the file is empty",
  "is-html": "this is a web page, not the official XML",
  "declares-entities": "the file declares a document type or entities; official XML has none",
  "not-well-formed": "the XML is cut or damaged",
  "not-a-known-part": "this is no part of the Code that I read",
  "made-by-others": "this JSON was made by others from the official text: it can be compared with, never imported",
  "entries-missing": "entries of the control list are missing: the file is cut or of another kind",
  "entry-twice": "an entry stands twice",
  "two-requirement-headings": "an entry holds the requirements of its neighbor",
  "rows-missing": "rows of a table belong to no entry",
  "needs-review-too-many": "too many rows cannot be read",
  "sentinel-missing": "something that every edition has is not found in it",
  "part-shrunk": "it holds far less than the edition before: the file is cut or of another kind",
  "chart-heading": "the heads of the Country Chart are not its sixteen columns",
  "chart-row": "a row of the Country Chart cannot be read, and an unread mark is never an empty one",
  "column-empty": "a column of the Country Chart that had marks has none",
  "group-row": "a row of the Country Groups cannot be read",
  "groups-missing": "Country Groups are missing or empty",
  "place-unknown": "a name that no spelling of rules/us-ear/countries.yaml is",
  "place-twice": "a place stands twice",
  "places-missing": "places of the edition before are missing: the file is cut, or a person adds what changed",
};

/** One sentence with file, line and reason. */
export function ruleFaultLine(file: string, { code, params }: EcfrFault): string {
  const { line, ...others } = params;
  const where = Object.entries(others).flatMap(([key, value]) => (value === "" ? [] : [`${key} ${value}`]));
  return `${file}${line === undefined ? "" : `:${line}`}: ${SAYS[code]}${where.length > 0 ? ` (${where.join(", ")})` : ""}`;
}
