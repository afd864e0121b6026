import type { FactName } from "../item/fact.ts";
import { testCondition } from "../rulebook/condition.ts";
import { scopeOver } from "../rulebook/paragraphs.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import type { ExceptionRow } from "../rulebook/schema.ts";
import type { Answer, Tested } from "../rulebook/tested.ts";

export type EntryGrant = {
  readonly answer: Answer;
  readonly missing: readonly FactName[];
  /** LVS: `5000 USD`. */
  readonly limit: string | null;
  readonly cite: string | null;
  /** What the entry says of it stands in words that no test decides: the exception cannot be evaluated. */
  readonly inWords: boolean;
};
export type GrantQuestion = {
  readonly entry: LicensedEntry;
  readonly symbol: string;
  /** Path below the code, or null. */
  readonly path: string | null;
  readonly context: ConditionContext;
  readonly groups: ReadonlySet<string>;
  /** Reasons that apply to the item, and those that something still decides. */
  readonly applying: readonly string[];
  readonly undecided: readonly string[];
};

const NOTHING = { missing: [], limit: null, cite: null, inWords: false } as const;

/**
 * Whether the entry lists the exception for this paragraph. A row that takes it out again is tested like any other;
 * a remark that no row tests leaves the listing unknown, for a person.
 */
export function grantOf(question: GrantQuestion): EntryGrant {
  const rows = question.entry.exceptions.filter(({ symbol }) => symbol === question.symbol);
  const given = rows.filter((row) => row.grants && rowAnswer(row, question).answer !== "not-met");
  const taken = rows.filter((row) => !row.grants).map((row) => ({ row, tested: rowAnswer(row, question) }));
  const [row] = given;
  const closed = taken.find(({ tested }) => tested.answer === "met");
  if (!row || closed) return { ...NOTHING, answer: "not-met", cite: closed?.row.cite ?? null };
  const open = taken.filter(({ tested }) => tested.answer === "unknown");
  const own = rowAnswer(row, question);
  const missing = [...own.missing, ...open.flatMap(({ tested }) => tested.missing)];
  const remark = row.scope !== undefined && !taken.some(({ row: other }) => other.when !== undefined);
  const answer = open.length > 0 || own.answer === "unknown" || remark ? "unknown" : "met";
  const inWords = [...given, ...open.map((one) => one.row)].some(({ words }) => words === true);
  return { answer, missing: [...new Set(missing)], limit: row.limit ?? null, cite: row.cite, inWords };
}

/** The entry may bar an exception that is otherwise open to every entry (STA). */
export function barredByEntry(question: GrantQuestion): EntryGrant {
  const tested = question.entry.exceptions
    .filter((row) => row.symbol === question.symbol && !row.grants)
    .filter((row) => row.destinations === undefined || row.destinations.some((group) => question.groups.has(group)))
    .map((row) => ({ row, tested: rowAnswer(row, question) }));
  const closed = tested.find((one) => one.tested.answer === "met");
  if (closed) return { ...NOTHING, answer: "not-met", cite: closed.row.cite };
  const open = tested.filter((one) => one.tested.answer === "unknown");
  return {
    answer: open.length > 0 ? "unknown" : "met",
    missing: open.flatMap((one) => one.tested.missing),
    limit: null,
    cite: null,
    inWords: open.some(({ row }) => row.words === true),
  };
}

function rowAnswer(row: ExceptionRow, question: GrantQuestion): Tested {
  const { path } = question;
  const inside = row.paragraphs ? scopeOver(row.paragraphs, path) : true;
  const outside = row.except ? scopeOver(row.except, path) : false;
  if (inside === false || outside === true) return { answer: "not-met", findings: [], missing: [] };
  const tested = conditionOf(row, question);
  if (tested.answer === "not-met" || (inside === true && outside === false)) return tested;
  return { ...tested, answer: "unknown" };
}

function conditionOf(row: ExceptionRow, { context, applying, undecided }: GrantQuestion): Tested {
  const open: Tested = { answer: "unknown", findings: [], missing: [] };
  if (row.words) return open;
  const controlled = row.reasons;
  if (controlled && !controlled.some((reason) => applying.includes(reason)))
    return controlled.some((reason) => undecided.includes(reason)) ? open : { ...open, answer: "not-met" };
  return row.when ? testCondition(row.when, context) : { ...open, answer: "met" };
}
