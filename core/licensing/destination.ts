import type { DestinationScope } from "../rulebook/schema.ts";
import type { Reach } from "../rulebook/rule-parts.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { LicensingRules } from "./rules-at.ts";

/** A resolved place with what the chart and the groups say of it. */
export type Destination = {
  readonly code: string;
  readonly name: string;
  /** The code whose chart row and groups apply: Hong Kong → CN, Liechtenstein → CH. Null: no provision says. */
  readonly row: string | null;
  /** The row is that of the parent country, and no provision names this territory (15 CFR 738.3(b)). */
  readonly presumed: boolean;
  /** Null: no row. An embargoed row has no marks and is no release. */
  readonly marks: ReadonlySet<string> | null;
  readonly notes: readonly number[];
  readonly embargoed: boolean;
  readonly groups: ReadonlySet<string>;
};

/** The place behind a code of `resolveCountry`. A region takes the row of its country. */
export function destinationOf(
  place: { readonly code: string; readonly name: string },
  rulebook: Rulebook,
  rules: LicensingRules,
): Destination {
  const { code, name } = place;
  const country = code.split("-")[0] ?? code;
  const listed = rulebook.sections.countries
    .flatMap(({ data }) => data.destinations)
    .find((one) => one.code === country);
  const row = listed?.row === "none" ? null : (listed?.row ?? country);
  const own = rules.chart.rows.find((one) => one.of === country);
  const charted = own ?? rules.chart.rows.find((one) => one.of === row);
  return {
    code,
    name,
    row,
    presumed: listed?.row !== undefined && listed.row !== "none" && listed.named === undefined,
    marks: charted ? new Set(charted.marks) : null,
    notes: charted?.notes ?? [],
    embargoed: charted?.embargoed === true,
    groups: new Set(
      rules.groups.groups.filter(({ members }) => row !== null && members.includes(row)).map(({ group }) => group),
    ),
  };
}

/**
 * Whether a rule reaches the place. Countries named beside the groups are reached whatever `less` takes out of the
 * groups: the exclusion "also specified in A:5 or A:6" applies to the groups only.
 */
export function isReached(place: Pick<Destination, "code" | "row" | "groups" | "notes">, reach: Reach): boolean {
  const codes = [place.code, place.code.split("-")[0], place.row];
  if (reach.except?.some((code) => codes.includes(code))) return false;
  if (reach.countries?.some((code) => codes.includes(code))) return true;
  const taken = reach.less?.some((group) => place.groups.has(group)) ?? false;
  if (reach.notes?.some((note) => place.notes.includes(note))) return true;
  return !taken && (reach.worldwide === true || (reach.groups?.some((group) => place.groups.has(group)) ?? false));
}

/** The written destinations of an entry's row in the same shape; null = a section that has to be read. */
export function toReach(scope: DestinationScope): Reach | null {
  if (scope.kind === "section") return null;
  if (scope.kind === "worldwide") return { worldwide: true, ...(scope.except ? { except: scope.except } : {}) };
  if (scope.kind === "countries") return { countries: scope.in };
  return {
    groups: scope.in,
    ...(scope.less ? { less: scope.less } : {}),
    ...(scope.also ? { countries: scope.also } : {}),
  };
}
