import type { OfficialEntry } from "../official-entry.ts";
import type { ReportRow } from "../schema.ts";
import { readPaths } from "./code-list.ts";
import { plainText } from "./plain.ts";
import { isElsewhere } from "./read-notes.ts";

/** One line of an entry on reports under part 743, and what it comes to as codes. */
export type ReportingLine = { readonly line: string; readonly report: ReportRow };

/** What the entry says of reports, line by line: "Reporting Requirements" and special reporting among the requirements. */
export function readReporting(entry: OfficialEntry): readonly ReportingLine[] {
  return [...entry.reporting, ...entry.prose.filter((line) => /^Special Reporting\b/i.test(line))]
    .filter((line) => line !== "" && !isElsewhere(line))
    .map((line) => ({ line, report: toReport(plainText(line), entry.eccn) }));
}

const UNDER_EXCEPTION =
  /^:?\s*See § ?743\.\d+ of the EAR for reporting requirements for exports(?: under (\d[A-E]\d{3}\.\S+(?:(?:,| or| and) \S+)*?))? under License Exceptions,? and Validated End-User authorizations\.?$/i;
const COMPUTERS =
  /^Special Post Shipment Verification reporting and recordkeeping requirements for exports of computers to destinations in Computer Tier 3 may be found in § ?743\.\d+ of the EAR\.?$/i;
const DEEMED =
  /^Special Reporting: Deemed exports and deemed reexports of .*specified in this ECCN are subject to reporting requirements in accordance with § ?743\.\d+ of the EAR\.?$/i;
const WITHOUT_LICENCE =
  /reporting for exports that are not authorized by an individually validated license of .* controlled by ECCN (\S+) to destinations in Country Group ([ABDE]:\d) /i;

/**
 * A closed grammar: exports under exceptions, computers, deemed exports, exports without a license. Whatever else stands
 * there is `unread` and binds every export, so that a line is never taken for less than it says.
 */
function toReport(text: string, eccn: string): ReportRow {
  const section = /§ ?(743\.\d+)/.exec(text)?.[1] ?? null;
  const unread: ReportRow = { section, when: "unread" };
  const exception = UNDER_EXCEPTION.exec(text);
  if (exception) return { section, when: "exception", ...pathsIn(exception[1], eccn) };
  if (COMPUTERS.test(text)) return { section, when: "export" };
  if (DEEMED.test(text)) return { section, when: "deemed" };
  const [, named, group] = WITHOUT_LICENCE.exec(text) ?? [];
  const paths = pathsIn(named, eccn);
  return group !== undefined && paths.paragraphs
    ? { section, when: "without-licence", ...paths, groups: [group] }
    : unread;
}

/** Paragraphs that cannot be read bind the whole entry. */
function pathsIn(text: string | undefined, eccn: string): Pick<ReportRow, "paragraphs"> {
  const read = text === undefined ? null : readPaths(text, eccn);
  return read && read.less.length === 0 ? { paragraphs: [...read.paths] } : {};
}
