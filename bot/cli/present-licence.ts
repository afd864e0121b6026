import type { LicenceDetermination } from "../../core/licensing/determination.ts";
import { because, permission } from "./because.ts";
import type { Answered } from "./calculation.ts";
import { checkPoint } from "./present-screening.ts";

/** A licence determination as the contract words it. `missing` names the facts; `questions` ask for them. */
export const presentLicence = (result: LicenceDetermination): Answered => ({
  outcome: result.outcome,
  agency: result.agency,
  reviewPolicy: result.reviewPolicy,
  reasons: result.reasons.map((one) => ({ ...one, because: because(one.because), basis: one.basis ?? "summary" })),
  exceptions: result.exceptions.map((one) => ({ ...one, because: because(one.because) })),
  authorisation: result.authorisation,
  checked: result.checked.map(checkPoint),
  notChecked: result.notChecked.map(checkPoint),
  missing: result.missing.map((one) => one.fact),
  questions: result.missing.map((one) => ({ ...one, because: because(one.because) })),
  obligations: result.obligations,
  shipping: result.shipping,
  flags: because(result.flags),
  disposition: result.disposition,
  talk: permission(result.talk),
  show: permission(result.show),
  ship: permission(result.ship),
  validUntil: result.validUntil,
  because: because(result.because),
});
