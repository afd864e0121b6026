import { contextOf } from "../classification/walk-entries.ts";
import type { Basis, Finding } from "../finding.ts";
import type { ExceptionCondition, ExceptionRule } from "../rulebook/licensing-rules.ts";
import { pathOf } from "../rulebook/paragraphs.ts";
import type { Answer } from "../rulebook/tested.ts";
import { barredByEntry, grantOf } from "./entry-grants.ts";
import type { EntryGrant } from "./entry-grants.ts";
import type { ExceptionOutcome } from "./determination.ts";
import { isReached } from "./destination.ts";
import { finding } from "./findings.ts";
import type { ExceptionQuestion } from "./exception-question.ts";
import { withinLimit } from "./order-value.ts";

type Status = ExceptionOutcome["conditions"][number]["status"];
type Tested = { readonly status: Status; readonly because?: Finding; readonly missing?: readonly string[] };
export type ConditionResult = {
  readonly conditions: ExceptionOutcome["conditions"];
  readonly because: readonly Finding[];
  /** Facts of the item that decide a condition of the entry. */
  readonly missing: readonly string[];
};

/** Every condition of one exception. What only a person can confirm is open; `summary` grounds never close it. */
export function testException(rule: ExceptionRule, question: ExceptionQuestion): ConditionResult {
  const tested = rule.conditions.map((condition) => ({ condition, result: testOne(condition, rule, question) }));
  const failed = tested.filter(({ result }) => result.status === "failed");
  return {
    conditions: tested.map(({ condition, result }) => ({
      text: condition.text,
      status: result.status,
      basis: basisOf(condition, rule, question),
      cite: condition.cite,
    })),
    because: [
      ...failed.map(({ condition }) =>
        finding(
          "exception-condition-failed",
          { symbol: rule.symbol, condition: condition.id },
          { cite: condition.cite },
        ),
      ),
      ...tested.flatMap(({ result }) => (result.because ? [result.because] : [])),
      ...(failed.length === 0 && rule.conditions.length > 0
        ? [finding("exception-fits", { symbol: rule.symbol }, { cite: rule.cite })]
        : []),
    ],
    missing: tested.flatMap(({ result }) => result.missing ?? []),
  };
}

/** What the entry says of an exception may stand in imported text; what part 740 says is our summary. */
function basisOf({ test }: ExceptionCondition, { symbol }: ExceptionRule, { entry }: ExceptionQuestion): Basis {
  const said = (entry?.exceptions ?? []).filter((row) => row.symbol === symbol);
  const byEntry = test === "entry-grants" || test === "entry-allows" || test === "value-limit";
  return byEntry && said.length > 0 && said.every(({ basis }) => basis === "text") ? "text" : "summary";
}

const met = (holds: boolean): Tested => ({ status: holds ? "met" : "failed" });
const STATUS: Readonly<Record<Answer, Status>> = { met: "met", "not-met": "failed", unknown: "open" };
const byGrant = (grant: EntryGrant): Tested => ({ status: STATUS[grant.answer], missing: grant.missing });

function testOne(condition: ExceptionCondition, rule: ExceptionRule, question: ExceptionQuestion): Tested {
  switch (condition.test) {
    case "open":
      return { status: "open" };
    case "destination":
      return met(isReached(question.destination, condition.reach ?? {}));
    case "kind":
      return met(condition.kinds?.includes(question.kind) ?? false);
    case "reasons-only":
      return met(question.required.every((reason) => condition.reasons?.includes(reason)));
    case "sta-destination":
      return testSta(question);
    case "entry-grants":
      return byEntry(rule.symbol, question, grantOf);
    case "entry-allows":
      return byEntry(rule.symbol, question, barredByEntry);
    case "value-limit": {
      const grant = question.entry ? grantOf(toGrant(rule.symbol, question, question.entry)) : null;
      if (grant?.limit) return withinLimit(question.order, grant.limit);
      return { status: grant?.answer === "not-met" || !grant ? "failed" : "open" };
    }
  }
}

/** 15 CFR 740.20(c)(1): A:5; (c)(2): A:6 with national security as the only reason. */
function testSta({ destination, required }: ExceptionQuestion): Tested {
  if (destination.groups.has("A:5")) return { status: "met" };
  return met(destination.groups.has("A:6") && required.every((reason) => reason === "NS"));
}

/** An entry that is not in the rulebook lists nothing. */
function byEntry(symbol: string, question: ExceptionQuestion, read: typeof grantOf): Tested {
  return question.entry ? byGrant(read(toGrant(symbol, question, question.entry))) : { status: "failed" };
}

/** The question as the entry's own rows are asked it. */
export const toGrant = (
  symbol: string,
  question: ExceptionQuestion,
  entry: NonNullable<ExceptionQuestion["entry"]>,
) => ({
  entry,
  symbol,
  path: pathOf(question.eccn, question.paragraph === question.eccn ? null : question.paragraph),
  context: contextOf(question.rulebook, question.facts),
  groups: question.destination.groups,
  applying: question.applying,
  undecided: question.undecided,
});
