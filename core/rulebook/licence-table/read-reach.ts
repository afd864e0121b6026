import type { DestinationScope } from "../schema.ts";
import { readPaths } from "./code-list.ts";
import { plainText } from "./plain.ts";

/** What the second cell says: a column of the Country Chart, or whom the row reaches in words. */
export type RowReach = {
  readonly column: string | null;
  readonly prose?: DestinationScope;
  /** The section that the cell names, as a citation. */
  readonly cite?: string;
  /** Paragraphs that only this cell names or takes out. */
  readonly paths?: readonly string[];
  readonly except?: readonly string[];
};

const COUNTRIES: Readonly<Record<string, string>> = { Iraq: "IQ", Pakistan: "PK", "North Korea": "KP" };
const COLUMN = /^(?:(NS|MT|NP|CB|CC|RS|FC|AT) )?Column ([123])$/;
/** `To or within [the United Arab Emirates or] destinations specified in Country Groups …[, excluding … A:5 or A:6]`. */
const GROUPS =
  /^To or within (?:(the United Arab Emirates) or )?(?:a )?destinations? specified in Country Groups? ([^.]*?)(?: of supplement no\. 1 to part 740 of the EAR)?(?:, excluding any destination also specified in Country Groups? ([^.]*))?(?:\.|$)/i;
const SECTION = /§§?\s*(7\d\d(?:\.\d+)?(?:\([a-z0-9]+\))*(?:(?:,| and) (?:\([a-z0-9]+\))+)*)/i;

/**
 * Reads the second cell by a closed grammar; null for anything outside it. A section that is only named yields
 * `section`: a person reads it there.
 */
export function readReach(cell: string, reason: string, eccn: string): RowReach | null {
  const text = plainText(cell).replace(/\.$/, "");
  const chart = COLUMN.exec(text.replace(/, see .*$/i, ""));
  if (chart) return { column: `${chart[1] ?? reason} Column ${chart[2]}`, ...cited(text) };
  const prose = readDestinations(text);
  if (prose) return { column: null, prose, ...cited(text), ...ownPaths(text, eccn) };
  const section = SECTION.exec(text)?.[1];
  const onlyNamed = /^(?:see|refer to) /i.test(text) && section !== undefined;
  return onlyNamed ? { column: null, prose: { kind: "section", section: `15 CFR ${section}` }, ...cited(text) } : null;
}

function cited(text: string): { cite?: string } {
  const section = SECTION.exec(text)?.[1];
  return section === undefined ? {} : { cite: `15 CFR ${section}` };
}

function readDestinations(text: string): DestinationScope | null {
  if (/^China, Russia,? or Venezuela\b/.test(text)) return { kind: "countries", in: ["CN", "RU", "VE"] };
  if (/^A license is required for ALL destinations, except Canada\b/i.test(text))
    return { kind: "worldwide", except: ["CA"] };
  if (
    /^(?:To or within any destination worldwide|Worldwide\b|A license is required for all destinations, as specified)/i.test(
      text,
    )
  )
    return { kind: "worldwide" };
  if (/^To or within Macau or a destination specified in Country Group D:5\b/.test(text))
    return { kind: "groups", in: ["D:5"], also: ["MO"] };
  const groups = GROUPS.exec(text);
  if (!groups) return readNamed(text);
  const less = groupsOf(groups[3] ?? "");
  return {
    kind: "groups",
    in: [...groupsOf(groups[2] ?? "")],
    ...(less.length > 0 ? { less: [...less] } : {}),
    ...(groups[1] ? { also: ["AE"] } : {}),
  };
}

const groupsOf = (text: string): readonly string[] => text.match(/[ABDE]:\d/g) ?? [];

/** `A license is required for items … to Iraq or Pakistan or transfer within … reasons`. */
function readNamed(text: string): DestinationScope | null {
  if (!/^A license is required for (?:items|export)/i.test(text)) return null;
  const sentence = text.split(". ")[0] ?? "";
  const named = Object.entries(COUNTRIES).filter(([name]) => sentence.includes(` ${name}`));
  return named.length === 0 ? null : { kind: "countries", in: named.map(([, code]) => code) };
}

/** `…, other than 2B999.h.2, …` and `… controlled by paragraph .c of this entry …`. */
function ownPaths(text: string, eccn: string): { paths?: readonly string[]; except?: readonly string[] } {
  const other = /, other than (\S+?),/.exec(text)?.[1];
  const taken = other === undefined ? null : readPaths(other, eccn);
  const one = /by paragraph (\.\S+) of this entry/.exec(text)?.[1];
  const only = one === undefined ? null : readPaths(one, eccn);
  return { ...(taken ? { except: taken.paths } : {}), ...(only ? { paths: only.paths } : {}) };
}
