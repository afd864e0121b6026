import type { ReasonForControl } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { Reach } from "../rulebook/rule-parts.ts";
import type { ControlRow } from "../rulebook/schema.ts";
import type { Requirement } from "./determination.ts";
import { isReached, toReach } from "./destination.ts";
import type { Destination } from "./destination.ts";
import { finding } from "./findings.ts";
import { overlaidReach, worldwideReach } from "./overlays.ts";
import type { LicensingRules } from "./rules-at.ts";

export type ReasonContext = {
  readonly destination: Destination;
  readonly rules: LicensingRules;
  readonly asOf: LawDate;
  /** The row of the entry that the reason was read from. */
  readonly row: ControlRow;
};

/**
 * One reason for control at one destination: the chart's mark for its column, or the destinations its row writes out.
 * A reason that a fact decides stays `unknown` only where it would need a license; elsewhere the fact changes nothing.
 */
export function requirementOf(reason: ReasonForControl, context: ReasonContext): Requirement {
  const base = {
    reason: reason.reason,
    column: reason.column,
    scope: reason.scope,
    cite: reason.cite,
    ...basisOf(reason),
  };
  if (reason.status === "not")
    return {
      ...base,
      status: "none",
      because: [finding("reason-does-not-apply", { reason: reason.reason }, { cite: reason.cite })],
    };
  const there = reason.column === null ? written(reason, context) : charted(reason.reason, reason.column, context);
  if (reason.status === "applies" || there.status === "none") return { ...base, ...there };
  const toRead = reason.because.find(({ code }) => code === "row-in-words");
  return {
    ...base,
    status: toRead ? "review" : "unknown",
    because: [
      finding("reason-open", { reason: reason.reason }, { cite: reason.cite }),
      ...reason.because.filter((one) => one !== toRead),
      ...there.because,
      ...(toRead ? [toRead] : []),
    ],
  };
}

const basisOf = ({ basis }: ReasonForControl): Pick<Requirement, "basis"> => (basis ? { basis } : {});

type There = Pick<Requirement, "status" | "because">;

/** 15 CFR 738.4(a)(2): a mark needs a license for that reason. An embargoed row is empty and needs one for all. */
function charted(reason: string, column: string, { destination, rules }: ReasonContext): There {
  const cite = "15 CFR 738 Supp. 1";
  const source = { cite, basis: rules.chart.basis };
  const where = { destination: destination.name };
  if (destination.marks === null)
    return { status: "review", because: [finding("destination-without-row", where, { cite: "15 CFR 738.3(b)" })] };
  if (destination.embargoed) return { status: "required", because: [finding("embargoed-row", where, source)] };
  const key = column.replace(" Column ", "");
  if (destination.marks.has(key))
    return { status: "required", because: [finding("chart-mark", { reason, column, ...where }, source)] };
  const none = finding("chart-no-mark", { reason, column, ...where }, source);
  if (!destination.presumed) return { status: "none", because: [none] };
  const presumed = finding(
    "territory-row-presumed",
    { ...where, row: destination.row ?? "" },
    { cite: "15 CFR 738.3(b)" },
  );
  return { status: "review", because: [none, presumed] };
}

function written(reason: ReasonForControl, { destination, rules, asOf, row }: ReasonContext): There {
  const known = rules.scopes.reasons.find((one) => one.reason === reason.reason);
  const stated = row.prose ? toReach(row.prose) : null;
  const reach = stated ? readAt(stated, reason.cite, { rules, asOf }) : known?.reach;
  if (!reach) {
    const read: Finding = finding(
      "section-to-read",
      { reason: reason.reason, section: reason.cite },
      { cite: reason.cite },
    );
    return { status: "review", because: [read] };
  }
  const params = { reason: reason.reason, destination: destination.name };
  const cite = stated ? reason.cite : (known?.cite ?? reason.cite);
  return isReached(destination, reach)
    ? { status: "required", because: [finding("scope-reached", params, { cite })] }
    : { status: "none", because: [finding("scope-not-reached", params, { cite })] };
}

/** The switch of 742.6(a)(6)(iii)(A) moves the rows of that section only, never another worldwide row. */
const readAt = (reach: Reach, cite: string, { rules, asOf }: Pick<ReasonContext, "rules" | "asOf">): Reach =>
  reach.worldwide && cite.includes("742.6(a)(6)(iii)")
    ? worldwideReach(reach, rules, asOf)
    : overlaidReach(reach, rules, asOf);
