import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import { pathOf, scopeOver } from "../rulebook/paragraphs.ts";
import { entryOn } from "../rulebook/rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { CclEntry, ControlRow } from "../rulebook/schema.ts";
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
  const entry = asOf ? entryOn(rulebook, eccn, asOf) : rulebook.entries.get(eccn)?.at(-1);
  if (!entry) return [];
  const path = pathOf(eccn, paragraph);
  const context = contextOf(rulebook, readingsOf(facts), asOf);
  return entry.controls.map((row) => toReason(entry, row, rowStatus(row, path, { context })));
}

/** Scope of the row first, then its condition; an open scope and a failed condition is a failed row. */
function rowStatus(
  row: Pick<ControlRow, "paragraphs" | "except" | "when">,
  path: string | null,
  known: { readonly context: ConditionContext },
): Tested {
  const inside = row.paragraphs ? scopeOver(row.paragraphs, path) : true;
  const outside = row.except ? scopeOver(row.except, path) : false;
  if (inside === false || outside === true) return { answer: "not-met", findings: [], missing: [] };
  const tested: Tested = row.when
    ? testCondition(row.when, known.context)
    : { answer: "met", findings: [], missing: [] };
  if (tested.answer === "not-met" || (inside === true && outside === false)) return tested;
  return {
    answer: "unknown",
    findings: [{ code: "paragraph-decides", params: {} }, ...tested.findings],
    missing: tested.missing,
  };
}

function toReason(entry: CclEntry, row: ControlRow, tested: Tested): ReasonForControl {
  const because: readonly Finding[] = tested.findings.map((finding) => ({
    cite: row.cite,
    basis: entry.basis,
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
  };
}
