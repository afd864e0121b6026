import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import { licensedOn } from "../rulebook/licensed-entry.ts";
import type { LicensedEntry, LicensedRow } from "../rulebook/licensed-entry.ts";
import { covers, pathOf, scopeOver } from "../rulebook/paragraphs.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { ControlRow } from "../rulebook/schema.ts";
import type { FactReadings, Tested } from "../rulebook/tested.ts";
import type { ReasonForControl } from "./classification.ts";
import { contextOf } from "./walk-entries.ts";

type NamedValue = { readonly name: FactName; readonly value: FactValue | null };

/** Facts by name; a null value is "asked and not known" and counts as no value. */
export function readingsOf(facts: readonly NamedValue[]): FactReadings {
  const readings = new Map<FactName, FactValue[]>();
  for (const { name, value } of facts) if (value !== null) readings.set(name, [...(readings.get(name) ?? []), value]);
  return readings;
}

/**
 * The rows of the entry's licence requirements table as they stand for one paragraph and these facts (15 CFR
 * 738.4(a)(2): every reason that applies to this paragraph). `applies`, `not`, or `unknown` when a fact, or the
 * paragraph itself, decides it; the findings of an unknown row name the facts. Empty for an entry not modelled.
 */
export function reasonsForControl(
  rulebook: Rulebook,
  eccn: string,
  paragraph: string | null | undefined,
  facts: readonly NamedValue[] = [],
  asOf?: LawDate,
): readonly ReasonForControl[] {
  const entry = licensedOn(rulebook, eccn, asOf);
  if (!entry) return [];
  const path = pathOf(eccn, paragraph);
  const known = { rulebook, asOf, context: contextOf(rulebook, readingsOf(facts), asOf) };
  return entry.controls.map((row) => toReason(entry, row, rowStatus(row, path, known)));
}

type Known = {
  readonly rulebook: Rulebook;
  readonly asOf: LawDate | undefined;
  readonly context: ConditionContext;
};

/** Scope of the row first, then its condition; an open scope and a failed condition is a failed row. */
function rowStatus(row: ControlRow, path: string | null, known: Known): Tested {
  const inside = row.paragraphs ? scopeOver(row.paragraphs, path) : true;
  const outside = row.except ? scopeOver(row.except, path) : false;
  if (inside === false || outside === true) return NOT_MET;
  const tested = conditionOf(row, known);
  if (tested.answer === "not-met" || (inside === true && outside === false)) return tested;
  return {
    answer: "unknown",
    findings: [{ code: "paragraph-decides", params: {} }, ...tested.findings],
    missing: tested.missing,
  };
}

const MET: Tested = { answer: "met", findings: [], missing: [] };
const NOT_MET: Tested = { answer: "not-met", findings: [], missing: [] };

function conditionOf(row: ControlRow, known: Known): Tested {
  if (row.words) return { answer: "unknown", findings: [{ code: "row-in-words", params: {} }], missing: [] };
  if (row.of) return companionOf(row, row.of, known);
  return row.when ? testCondition(row.when, known.context) : MET;
}

/** Which item the software or technology is for, `3A001.b.2`: a fact of the deal, asked when a row turns on it. */
export const FOR_ITEM = "for-item";

/** The row reaches software and technology for the items it lists, as far as they are controlled for that reason. */
function companionOf(row: ControlRow, items: readonly string[], { rulebook, context, asOf }: Known): Tested {
  const open: Tested = {
    answer: "unknown",
    findings: [{ code: "fact-missing", params: { fact: FOR_ITEM } }],
    missing: [FOR_ITEM],
  };
  const stated = context.facts.get(FOR_ITEM)?.find((value) => typeof value === "string");
  if (typeof stated !== "string") return open;
  const item = stated.trim();
  const eccn = item.slice(0, 5).toUpperCase();
  const path = pathOf(eccn, `${eccn}${item.slice(5)}`);
  const reached = items.map((listed) => reaches(listed, eccn, path));
  if (reached.every((answer) => answer === false)) return NOT_MET;
  if (!reached.includes(true)) return open;
  if (!row["same-reason"]) return MET;
  const own = reasonsForControl(rulebook, eccn, path, [], asOf).filter(({ reason }) => reason === row.reason);
  if (own.some(({ status }) => status === "applies")) return MET;
  return own.every(({ status }) => status === "not")
    ? NOT_MET
    : { answer: "unknown", findings: [{ code: "row-in-words", params: {} }], missing: [] };
}

/** Null: the item was named too widely to tell. */
function reaches(listed: string, eccn: string, path: string | null): boolean | null {
  const [from = "", to] = listed.split("-");
  if (to !== undefined) return from <= eccn && eccn <= to && eccn.slice(0, 2) === from.slice(0, 2);
  if (!covers(listed.slice(0, 5), eccn)) return false;
  const below = listed.length > 5 ? listed.slice(6) : null;
  return below === null ? true : scopeOver([below], path);
}

function toReason(entry: LicensedEntry, row: LicensedRow<ControlRow>, tested: Tested): ReasonForControl {
  const because: readonly Finding[] = tested.findings.map((finding) => ({
    cite: row.cite,
    basis: row.basis,
    rule: entry.id,
    ...finding,
  }));
  return {
    reason: row.reason,
    column: row.column,
    scope: row.scope,
    cite: row.cite,
    status: tested.answer === "met" ? "applies" : tested.answer === "not-met" ? "not" : "unknown",
    because,
    ...(row.basis === "text" ? { basis: row.basis } : {}),
  };
}
