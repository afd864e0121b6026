import type { Finding } from "../finding.ts";
import { isMilitarySeries, isNamed } from "./item-code.ts";
import type { ExceptionBar, ExceptionRule } from "../rulebook/licensing-rules.ts";
import { testException, toGrant } from "./exception-conditions.ts";
import type { ConditionResult } from "./exception-conditions.ts";
import { barredByEntry, grantOf } from "./entry-grants.ts";
import type { ExceptionOutcome } from "./determination.ts";
import { isReached } from "./destination.ts";
import type { ExceptionQuestion } from "./exception-question.ts";
import { finding } from "./findings.ts";

export type ExceptionAnswer = {
  readonly exceptions: readonly ExceptionOutcome[];
  /** An exception fits whatever the open facts turn out to be. */
  readonly fits: boolean;
  /** Facts that decide whether one that is not barred fits. */
  readonly missing: readonly string[];
  /** Reasons for control that decide it. */
  readonly reasons: readonly string[];
};

/**
 * Every license exception at this item and destination, 740.2 first: what bars all of them is looked at before any of
 * them. `available`: every condition met; `open`: none failed, some for a person; `not-evaluated`: conditions not held.
 */
export function exceptionsFor(question: ExceptionQuestion): ExceptionAnswer {
  const results = question.rules.exceptions
    .filter((rule) => concerns(rule, question))
    .map((rule) => evaluate(rule, question));
  return {
    exceptions: results.map(({ outcome }) => outcome),
    fits: results.some(
      ({ outcome, missing, reasons }) => FITS.has(outcome.outcome) && missing.length + reasons.length === 0,
    ),
    missing: [...new Set(results.flatMap(({ missing }) => missing))],
    reasons: [...new Set(results.flatMap(({ reasons }) => reasons))],
  };
}

/** An exception by situation is named only when the situation may be there; a listed one when the entry speaks of it. */
function concerns(rule: ExceptionRule, question: ExceptionQuestion): boolean {
  const { when } = rule;
  if (rule.listed || rule.conditions.some(({ test }) => test === "entry-grants" || test === "entry-allows")) {
    if (!question.entry) return false;
    const speaks = question.entry.exceptions.some(({ symbol }) => symbol === rule.symbol);
    if (rule.listed || rule.symbol === "ENC")
      return speaks && grantOf(toGrant(rule.symbol, question, question.entry)).answer !== "not-met";
    return rule.symbol !== "TSR" || question.kind !== "commodity";
  }
  if (!when) return true;
  return (
    (question.act !== undefined && when.acts?.includes(question.act) === true) ||
    (question.movement !== undefined && when.movements?.includes(question.movement) === true) ||
    when.kinds?.includes(question.kind) === true
  );
}

const FITS: ReadonlySet<string> = new Set(["available", "open"]);
type Evaluated = {
  readonly outcome: ExceptionOutcome;
  readonly missing: readonly string[];
  readonly reasons: readonly string[];
};

function evaluate(rule: ExceptionRule, question: ExceptionQuestion): Evaluated {
  const bars = question.rules.bars
    .filter((bar) => touches(bar, rule.symbol))
    .map((bar) => ({ bar, applies: barApplies(bar, question) }));
  const bar = bars.find(({ applies }) => applies === "yes")?.bar;
  const tested: ConditionResult = testException(rule, question);
  const because = [...barFindings(rule, bar, question), ...tested.because];
  const failed = tested.conditions.some(({ status }) => status === "failed");
  const open = tested.conditions.some(({ status }) => status === "open");
  const barred = because.some(({ code }) => BARS.has(code)) || failed;
  const outcome = outcomeOf(rule, { barred, open, unread: inWords(rule, question) });
  const counts = FITS.has(outcome);
  const unsure = counts ? bars.filter(({ applies }) => applies === "unknown") : [];
  return {
    outcome: {
      symbol: rule.symbol,
      outcome,
      conditions: tested.conditions,
      because:
        outcome === "not-evaluated"
          ? [finding("exception-conditions-not-held", { symbol: rule.symbol }, { cite: rule.cite })]
          : because,
    },
    missing: counts ? tested.missing : [],
    reasons: unsure.flatMap(({ bar: undecided }) => undecided.when.reasons ?? []),
  };
}

function outcomeOf(
  rule: ExceptionRule,
  { barred, open, unread }: { readonly barred: boolean; readonly open: boolean; readonly unread: boolean },
): ExceptionOutcome["outcome"] {
  if (barred) return "barred";
  if (rule.conditions.length === 0 || unread) return "not-evaluated";
  return open ? "open" : "available";
}

/** What the entry says of the exception can only be read by a person: it is named, and never fits by itself. */
function inWords(rule: ExceptionRule, question: ExceptionQuestion): boolean {
  const { entry } = question;
  if (!entry) return false;
  return rule.conditions.some(({ test }) => {
    if (test === "entry-grants") return grantOf(toGrant(rule.symbol, question, entry)).inWords;
    return test === "entry-allows" && barredByEntry(toGrant(rule.symbol, question, entry)).inWords;
  });
}

const BARS: ReadonlySet<string> = new Set(["exception-bar", "exception-barred-by-party", "exception-not-open"]);

function barFindings(
  rule: ExceptionRule,
  bar: ExceptionBar | undefined,
  question: ExceptionQuestion,
): readonly Finding[] {
  const { symbol } = rule;
  return [
    ...(question.barredByParty
      ? [finding("exception-barred-by-party", { symbol }, { cite: "15 CFR 744.11(a), 744.15(b), 740.2(a)(17)" })]
      : []),
    ...(question.only && !question.only.includes(symbol)
      ? [finding("exception-not-open", { symbol }, { cite: "15 CFR 738.3(a)(1)" })]
      : []),
    ...(bar
      ? [
          finding(
            "exception-bar",
            { symbol, why: bar.why },
            { cite: bar.cite, rule: `us-ear/licence-exceptions/bars/${bar.id}` },
          ),
        ]
      : []),
  ];
}

const touches = (bar: ExceptionBar, symbol: string): boolean =>
  bar.only ? bar.only.includes(symbol) : !(bar.leaves ?? []).includes(symbol);

/** Every part of the bar's `when` must hold. A reason that a fact still decides leaves the bar unknown. */
function barApplies({ when }: ExceptionBar, question: ExceptionQuestion): "yes" | "no" | "unknown" {
  if (when.reach && !isReached(question.destination, when.reach)) return "no";
  if (when.paragraphs && !isNamed(when.paragraphs, question.paragraph)) return "no";
  if (when.series && !isMilitarySeries(question.eccn)) return "no";
  if (!when.reasons || when.reasons.some((reason) => question.applying.includes(reason))) return "yes";
  return when.reasons.some((reason) => question.undecided.includes(reason)) ? "unknown" : "no";
}
