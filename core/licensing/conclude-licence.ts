import type { Disposition } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import type { Destination } from "./destination.ts";
import type { ExceptionOutcome, LicenceDetermination, LicenceInput, Obligation, Outcome } from "./determination.ts";
import type { ItemCode } from "./item-code.ts";
import { addDays } from "./law-days.ts";
import { printedStates } from "./overlays.ts";
import { permissionsFor } from "./permissions.ts";
import { stepOf, worstOf } from "./precedence.ts";
import { reportDuties } from "./report-duties.ts";
import type { LicensingRules } from "./rules-at.ts";
import { shippingBlock } from "./shipping-block.ts";
import { joinStages, once } from "./stage.ts";
import type { Stage, Verdict } from "./stage.ts";

export type Concluded = {
  readonly input: LicenceInput;
  readonly item: ItemCode;
  readonly asOf: LawDate;
  readonly rules?: LicensingRules;
  readonly destination?: Destination;
  readonly statement?: boolean;
  readonly entry?: LicensedEntry | undefined;
};

/** Days a release may stand when nothing else ends it. */
const RELEASE_DAYS = 30;

/** Joins the stages: the outcome by precedence, agency and policy of what decides, and everything that was found. */
export function concludeLicence(stages: readonly Stage[], about: Concluded): LicenceDetermination {
  const joined = joinStages(stages);
  const { verdicts } = joined;
  // Every value of this rulebook is a summary: nothing here can say more than the chart (LAW §1).
  const outcome: Outcome = worstOf(verdicts.map((verdict) => verdict.outcome)) ?? "no-chart-requirement";
  const deciding = verdicts.filter((verdict) => verdict.outcome === outcome);
  const symbols = joined.exceptions
    .filter(({ outcome: fits }) => fits === "open" || fits === "available")
    .map(({ symbol }) => symbol);
  return {
    outcome,
    agency: deciding.find(({ agency }) => agency !== null)?.agency ?? null,
    reviewPolicy: strictest(deciding),
    reasons: joined.reasons,
    exceptions: once(joined.exceptions, ({ symbol }) => symbol),
    authorisation: null,
    checked: joined.checked,
    notChecked: joined.notChecked,
    missing: joined.missing.filter(({ fact }) => canChange(fact, outcome)),
    obligations: [...joined.obligations, ...dutiesOf(outcome, joined.exceptions, about)],
    shipping:
      about.rules && about.destination
        ? shippingBlock({
            ...about,
            rules: about.rules,
            destination: about.destination,
            outcome,
            symbols,
            statement: about.statement === true,
          })
        : null,
    flags: [...joined.flags, ...(about.rules ? printedStates(about.rules, about.asOf) : [])],
    disposition: dispose(outcome, verdicts),
    ...permissionsFor(outcome, verdicts, about.input),
    validUntil: stepOf(outcome) === "held" ? null : addDays(about.asOf, RELEASE_DAYS),
    because: [...deciding, ...verdicts.filter((verdict) => verdict.outcome !== outcome)].map(({ because }) => because),
  };
}

/** A question is put only where an answer can change this outcome. */
const SETTLED: ReadonlySet<Outcome> = new Set(["prohibited", "licence-required", "other-agency"]);
const canChange = (fact: string, outcome: Outcome): boolean =>
  !SETTLED.has(outcome) && !(outcome === "not-covered" && fact === "end-use-any");

const POLICIES = ["denial", "presumption-of-denial", "case-by-case", "approval"] as const;

/** Several requirements, several policies: the application is reviewed under all of them, so the strictest is named. */
const strictest = (deciding: readonly Verdict[]): LicenceDetermination["reviewPolicy"] =>
  POLICIES.find((policy) => deciding.some((verdict) => verdict.policy === policy)) ?? null;

/** Never auto-clear: no release on summary grounds, and policies that may clear stand elsewhere. */
const dispose = (outcome: Outcome, verdicts: readonly Verdict[]): Disposition =>
  outcome === "prohibited" || verdicts.some(({ hold }) => hold === true) ? "hold" : "review";

/** Duties that come with an export or with the use of an exception; none of them is a condition to ship. */
function dutiesOf(
  outcome: Outcome,
  exceptions: readonly ExceptionOutcome[],
  { item, entry, destination, input }: Concluded,
): readonly Obligation[] {
  const reports = reportDuties({ item, entry, outcome, exceptions, destination, input });
  const encryption =
    outcome === "exception-available" &&
    exceptions.some((one) => one.symbol === "ENC" && (one.outcome === "open" || one.outcome === "available"));
  return [
    ...reports,
    ...(encryption
      ? [{ what: "encryption-report", owner: "trade compliance", due: null, cite: "15 CFR 740.17(e)" }]
      : []),
  ];
}
