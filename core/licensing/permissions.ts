import type { Finding } from "../finding.ts";
import type { LicenceInput, Outcome, Permission } from "./determination.ts";
import { finding } from "./findings.ts";
import type { Verdict } from "./stage.ts";

export type Permissions = { readonly talk: Permission; readonly show: Permission; readonly ship: Permission };

/** Outcomes at which the EAR leave offers and negotiations alone. */
const OFFERS: ReadonlySet<Outcome> = new Set([
  "licence-required",
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
]);

/**
 * May we talk, show, ship: three answers. An offer is free where no embargo, hit or ITAR bar says otherwise; drawings
 * and source are technology with an entry of their own, so showing is always asked; shipping waits for a decision.
 */
export function permissionsFor(
  outcome: Outcome,
  verdicts: readonly Verdict[],
  input: Pick<LicenceInput, "kind">,
): Permissions {
  const deciding = verdicts.filter((verdict) => verdict.outcome === outcome).map(({ because }) => because);
  return { talk: talk(outcome, verdicts), show: show(outcome, deciding, input), ship: ship(outcome, deciding) };
}

function talk(outcome: Outcome, verdicts: readonly Verdict[]): Permission {
  const barred = verdicts.filter((verdict) => verdict.talk === "no").map(({ because }) => because);
  if (barred.length > 0 || outcome === "prohibited")
    return { answer: "no", because: [...barred, finding("offer-barred", {})] };
  const asked = verdicts.filter((verdict) => verdict.talk === "ask").map(({ because }) => because);
  if (asked.length > 0 || !OFFERS.has(outcome))
    return { answer: "ask", because: [...asked, finding("offer-to-be-asked", {})] };
  return { answer: "yes", because: [finding("offer-not-restricted", {})] };
}

function show(outcome: Outcome, deciding: readonly Finding[], { kind }: Pick<LicenceInput, "kind">): Permission {
  const technology = kind === "technology" || kind === "source-code";
  if (outcome === "prohibited" || (technology && outcome === "licence-required"))
    return { answer: "no", because: deciding };
  return { answer: "ask", because: [finding("technology-is-its-own-question", {}, { cite: "15 CFR 734.13(a)(2)" })] };
}

function ship(outcome: Outcome, deciding: readonly Finding[]): Permission {
  if (outcome === "prohibited" || outcome === "licence-required") return { answer: "no", because: deciding };
  if (outcome === "no-licence-required" || outcome === "not-subject") return { answer: "yes", because: deciding };
  return { answer: "ask", because: [...deciding, finding("not-decided-yet", {})] };
}
