import type { LawDate } from "../dates.ts";
import type { ExceptionOutcome, Movement } from "./determination.ts";
import type { EmbargoRegime } from "../rulebook/destination-rules.ts";
import type { Destination } from "./destination.ts";
import { finding } from "./findings.ts";
import type { ItemCode } from "./item-code.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";

export type EmbargoQuestion = {
  readonly item: ItemCode;
  readonly destination: Destination;
  /** Kind of goods as stated: `food`, `medicine`, `agricultural`, `civil`. */
  readonly goods: string | null;
  readonly movement: Movement | undefined;
  /** Reasons for control that apply to the item. */
  readonly reasons: readonly string[];
};

/**
 * Part 746 stands above the chart. Iran: no person may export what OFAC has not authorised (746.7(e)). Cuba, North
 * Korea, Syria, the occupied regions: a license for everything, with its review policy. Russia and Belarus: for every
 * ECCN (746.8(a)(1)); EAR99 goes by lists that are not held. Null: no embargo reaches this.
 */
export function embargoStage(question: EmbargoQuestion, rules: LicensingRules, asOf: LawDate): Stage | null {
  const { destination, item } = question;
  const regime = regimeOf(destination, rules);
  if (!regime || item.list === "usml") return null;
  const named = regime["for-reasons"];
  if (named && !named.some((reason) => question.reasons.includes(reason))) return null;
  const verdict = verdictOf(regime, question);
  if (!verdict) return null;
  const changed = regime.unsettled && regime.unsettled.from <= asOf ? regime.unsettled : null;
  return {
    verdicts: [verdict],
    exceptions: item.list === "ear99" || !named ? exceptionsOf(regime) : [],
    checked: [{ what: "embargo", date: rules.embargoes.source.edition }],
    flags: changed
      ? [finding("embargo-text-changed", { destination: destination.name, why: changed.why }, { cite: changed.cite })]
      : [],
  };
}

/** The embargo that names the place; a region before its country, and China's for Hong Kong. */
export const regimeOf = (destination: Destination, rules: LicensingRules): EmbargoRegime | undefined =>
  rules.embargoes.regimes.find(({ destinations }) => destinations.includes(destination.code)) ??
  rules.embargoes.regimes.find(
    ({ destinations }) => destination.row !== null && destinations.includes(destination.row),
  );

function verdictOf(regime: EmbargoRegime, question: EmbargoQuestion): Verdict | null {
  const { item, destination, reasons } = question;
  const barrier = item.list === "ear99" ? regime.ear99 : regime.ccl;
  if (!barrier) return null;
  const rule = `us-ear/embargoes/${regime.id}`;
  const talk = regime.talk === "yes" ? {} : { talk: regime.talk };
  const base = { agency: barrier.agency, policy: barrier.policy, ...talk };
  const deemed = question.movement === "deemed-export" || question.movement === "deemed-reexport";
  if (deemed && regime.deemed)
    return { ...base, outcome: "review", because: finding("deemed-export", {}, { cite: regime.deemed.cite, rule }) };
  const goods = item.list === "ear99" ? regime.goods?.find((open) => open.goods === question.goods) : undefined;
  if (goods) {
    const params = { destination: destination.name, goods: goods.goods };
    return {
      ...base,
      policy: goods.policy,
      outcome: "review",
      because: finding("embargo-goods-open", params, { cite: goods.cite, rule }),
    };
  }
  const other = regime.reasons?.find((row) => row.reasons.some((reason) => reasons.includes(reason)));
  const code = barrier.outcome === "review" ? "embargo-list-not-held" : "embargo";
  const because =
    code === "embargo"
      ? finding(code, { destination: destination.name, regime: regime.id }, { cite: barrier.cite ?? regime.cite, rule })
      : finding(code, { destination: destination.name }, { cite: barrier.cite ?? regime.cite, rule });
  return { ...base, policy: other?.policy ?? barrier.policy, outcome: barrier.outcome, because };
}

/** The few exceptions the section itself names; their conditions are read by a person. */
const exceptionsOf = (regime: EmbargoRegime): readonly ExceptionOutcome[] =>
  regime.exceptions.map(({ symbol, cite }) => ({
    symbol,
    outcome: "not-evaluated",
    conditions: [],
    because: [finding("exception-named-there", { symbol }, { cite })],
  }));
