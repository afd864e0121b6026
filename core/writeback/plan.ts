import { canonicalText } from "../evidence/canonical.ts";
import { mayWrite } from "../cases/write-back.ts";
import type { CaseState } from "../cases/state.ts";
import type { Outcome } from "../licensing/determination.ts";
import type { Determination } from "../ports/evaluator.ts";
import type { FieldValues } from "../ports/writeback.ts";
import type { TransactionLine } from "../releases/transaction.ts";

/** One record and what was, or on approval would be, decided of it. `code`: why nothing can be said. */
export type PlannedRecord = {
  readonly record: string;
  readonly fields: FieldValues;
  readonly code: "no-item-number" | "lines-differ" | null;
};

/** One case writes at most so many records of a target; a longer quote is a job for a list. */
export const MOST_RECORDS = 50;

const FREE: ReadonlySet<Outcome> = new Set([
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
]);

/**
 * What the case decides, or on the approval that its card offers would decide, per item: ECCN, jurisdiction,
 * paragraph, case number; valid until and the shipping block (LAW §11) only where something is released. Nothing of a
 * line that is not classified. Pure.
 */
export function plannedRecords(state: CaseState, determination: Determination): readonly PlannedRecord[] {
  const lines = determination.input.lines.flatMap((line, at) => {
    const fields = fieldsOf(state, determination, { line, at });
    return fields ? [{ record: itemNumber(line), fields }] : [];
  });
  return merged(lines).slice(0, MOST_RECORDS);
}

type Line = { readonly line: TransactionLine; readonly at: number };

function fieldsOf(state: CaseState, determination: Determination, { line, at }: Line): FieldValues | null {
  const result = determination.result.lines.find(({ id }) => id === line.id);
  const found = classified(state, determination, { line, at });
  if (!result || !found) return null;
  const classification = { ...found, caseNumber: `ED-${state.number}` };
  if (!isReleasing(state)) return classification;
  const summary = state.determination?.summary;
  const shipping = result.licence?.shipping ?? null;
  return {
    ...classification,
    validUntil: state.decided ? state.decided.validUntil : (summary?.validUntil ?? null),
    ...(shipping === null ? {} : { shippingBlock: canonicalText(shipping) }),
  };
}

/** The reading that people chose counts for the first line; else what the rules found, or a given ECCN. */
function classified(
  state: CaseState,
  { result, readings }: Determination,
  { line, at }: Line,
): Pick<FieldValues, "eccn" | "jurisdiction" | "paragraph"> | null {
  const found = result.lines.find(({ id }) => id === line.id)?.classification ?? null;
  const chosen =
    at === 0 && state.decided?.decision === "overridden"
      ? readings.find((open) => (open.paragraph ?? open.eccn) === state.decided?.reading)
      : undefined;
  if (chosen) {
    const jurisdiction = chosen.eccn.startsWith("USML") ? "ITAR" : "EAR";
    return { eccn: chosen.eccn, jurisdiction, paragraph: chosen.paragraph };
  }
  if (found?.outcome === "classified" && found.eccn !== null)
    return { eccn: found.eccn, jurisdiction: found.jurisdiction, paragraph: found.paragraph };
  return null;
}

/** Before the decision: whether the approve that is offered releases. After it: whether it did. */
function isReleasing(state: CaseState): boolean {
  if (state.decided) return mayWrite(state) && state.decided.released;
  const summary = state.determination?.summary;
  return summary !== undefined && summary.blocks.length === 0 && FREE.has(summary.outcome);
}

/** `AD-7`, `WR6`, `X500-B`: capitals, then a digit. */
const NUMBER = /^\p{Lu}{1,8}[-_]?\d[\p{L}\p{N}._/-]{0,60}$/u;

/** The item's own number; else the one word of its name that is written like one. Null: none, or several. */
export function itemNumber({ item }: TransactionLine): string | null {
  if ("eccn" in item) return null;
  const given = item.partNumber?.trim() ?? "";
  if (given !== "") return given.length <= 80 && !/[\p{C}\s]/u.test(given) ? given : null;
  const words = (item.name ?? "").split(/[\s,;()]+/).filter((word) => NUMBER.test(word));
  const [only, ...others] = [...new Set(words)];
  return only !== undefined && others.length === 0 ? only : null;
}

/** Two lines of one item are one record; where they say different things, nothing is written of it. */
function merged(
  lines: readonly { readonly record: string | null; readonly fields: FieldValues }[],
): readonly PlannedRecord[] {
  const records = new Map<string, PlannedRecord>();
  for (const { record, fields } of lines) {
    const name = record ?? "";
    const known = records.get(name);
    const differs = known !== undefined && (record === null || canonicalText(known.fields) !== canonicalText(fields));
    const code = record === null ? "no-item-number" : differs ? "lines-differ" : null;
    records.set(name, { record: name, fields, code: known?.code ?? code });
  }
  return [...records.values()];
}
