import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import { pathOf, scopeOver } from "../rulebook/paragraphs.ts";
import type { ReportRow } from "../rulebook/schema.ts";
import type { Destination } from "./destination.ts";
import type { ExceptionOutcome, LicenceInput, Obligation, Outcome } from "./determination.ts";
import type { ItemCode } from "./item-code.ts";

type Asked = {
  readonly item: ItemCode;
  readonly entry: LicensedEntry | undefined;
  readonly outcome: Outcome;
  readonly exceptions: readonly ExceptionOutcome[];
  readonly destination: Destination | undefined;
  readonly input: Pick<LicenceInput, "movement">;
};

/** What each section of part 743 is about; part 743 itself is not in our data. */
const WHAT: Readonly<Record<string, string>> = {
  "743.1": "conventional-arms-report",
  "743.2": "computer-verification-report",
  "743.3": "thermal-camera-report",
  "743.8": "deemed-export-report",
};
/** Nothing goes, or the EAR have no say in it. */
const NO_EXPORT: ReadonlySet<Outcome> = new Set(["prohibited", "other-agency", "not-covered", "not-subject"]);

/**
 * Reports that the entry's own lines ask for (part 743), each only where it could bind this paragraph, destination and
 * way of going: a line for 3A001.b.2 and b.3 is no duty of a converter. A line that the grammar does not read binds every
 * export. A duty lifts and meets nothing.
 */
export function reportDuties(asked: Asked): readonly Obligation[] {
  const { item, entry } = asked;
  if (item.list !== "ccl" || !entry) return [];
  const usable = asked.exceptions
    .filter(({ outcome }) => outcome === "open" || outcome === "available")
    .map(({ symbol }) => symbol);
  return entry.reports
    .filter((report) => binds(report, asked, pathOf(item.eccn, item.paragraph)))
    .map(({ section, when, paragraphs = [], groups = [], basis }) => ({
      what: WHAT[section ?? ""] ?? "report",
      owner: "trade compliance",
      due: null,
      cite: `15 CFR ${section ?? "743"}; 774 Supp. 1, ${item.eccn}`,
      binds: { when, exceptions: when === "exception" ? usable : [], paragraphs, groups },
      edition: entry.from,
      basis,
    }));
}

function binds(report: ReportRow, asked: Asked, path: string | null): boolean {
  const { outcome, destination, input } = asked;
  if (NO_EXPORT.has(outcome)) return false;
  if (report.paragraphs && scopeOver(report.paragraphs, path) === false) return false;
  if (report.groups && destination && !report.groups.some((group) => destination.groups.has(group))) return false;
  const deemed = input.movement === "deemed-export" || input.movement === "deemed-reexport";
  switch (report.when) {
    case "exception":
      return outcome === "exception-available";
    case "without-licence":
      return outcome !== "licence-required";
    case "deemed":
      return deemed || input.movement === undefined;
    case "export":
      return !deemed;
    case "unread":
      return true;
  }
}
