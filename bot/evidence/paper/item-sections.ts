import { rowsSection, sentences } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import { adviceWords } from "../../words/advice.ts";
import { showFact } from "../../words/quantity.ts";
import type { Classification, ItemInput } from "../../../core/classification/classification.ts";
import type { PaperRow, PaperSection } from "../../../core/ports/paper.ts";
import type { TransactionLine } from "../../../core/releases/transaction.ts";
import { ENGINE } from "../../../core/engine.ts";

/** Which thing the record is about, what it covers, and what the desk proposes it to be. */
export function itemSections(
  view: CaseView,
  { line, classification: of }: { readonly line: TransactionLine; readonly classification: Classification },
  suffix: string,
): readonly PaperSection[] {
  return [
    rowsSection(`The item${suffix}`, identityRows(line, of)),
    rowsSection(`What it is under the control lists${suffix}`, resultRows(view, of)),
  ];
}

const NOT_SAID = "not said";

function identityRows({ item, quantity }: TransactionLine, of: Classification): readonly PaperRow[] {
  const named: Partial<ItemInput> = "eccn" in item ? {} : item;
  const kind = of.facts.find(({ name }) => name === "is");
  return [
    { label: "Name", value: named.name ?? NOT_SAID },
    { label: "Part number", value: named.partNumber ?? NOT_SAID },
    { label: "Revision", value: named.revision ?? NOT_SAID },
    { label: "Maker", value: named.manufacturer ?? NOT_SAID },
    { label: "Kind of thing", value: kind ? showFact(kind.value).replaceAll("-", " ") : NOT_SAID },
    ...(named.kind ? [{ label: "Form", value: named.kind.replaceAll("-", " ") }] : []),
    ...(quantity ? [{ label: "Quantity", value: showFact(quantity) }] : []),
    {
      label: "Covers",
      value: "the item as named here; no variant, option, revision or firmware that the request does not name",
    },
  ];
}

const OUTCOMES: Readonly<Record<Classification["outcome"], string>> = {
  classified: "proposed",
  "needs-facts": "open: a fact is missing",
  conflict: "open: the readings disagree",
  "other-agency": "another agency decides",
  "not-subject": "not subject to the EAR",
  "not-covered": "open: no rule here covers it",
};

function resultRows(view: CaseView, of: Classification): readonly PaperRow[] {
  const applies = of.reasonsForControl.filter(({ status }) => status === "applies");
  const open = of.reasonsForControl.filter(({ status }) => status === "unknown");
  const usml = of.trace.find(({ step }) => step === "munitions-list");
  return [
    { label: "Classification", value: of.paragraph ?? of.eccn ?? "none yet", mark: OUTCOMES[of.outcome] },
    { label: "Jurisdiction", value: `${of.jurisdiction}. ${sentences((usml?.because ?? []).map(view.say))}` },
    ...(of.significantMilitaryEquipment === null
      ? []
      : [{ label: "Significant military equipment", value: of.significantMilitaryEquipment ? "yes" : "no" }]),
    ...applies.map(({ reason, column, scope, cite, basis }) => ({
      label: `Controlled for ${column ?? reason}`,
      value: `${scope} · ${cite}${basis === "text" ? "" : " · our summary"}`,
    })),
    ...open.map(({ reason, column, scope, because }) => ({
      label: column ?? reason,
      value: `${scope} · ${sentences(because.map(view.say))}`,
      mark: "open",
    })),
    ...of.also.map(({ what, eccn, paragraph, because }) => ({
      label: `With it: ${what}`,
      value: `${paragraph ?? eccn}. ${sentences(because.map(view.say))}`,
    })),
    ...(adviceWords(of.advise) === null ? [] : [{ label: "Advised", value: adviceWords(of.advise) ?? "" }]),
    { label: "Proposed by", value: `the desk's rules (engine ${ENGINE}); ${modelWords(view)}` },
  ];
}

/** Whether a model took part, and what it was heard for. */
function modelWords(view: CaseView): string {
  const { determination, state } = view;
  const calls = determination?.model?.calls.length ?? 0;
  if (calls === 0) return "no model took part. A proposal is no determination until a person has decided.";
  const said = state.determination?.summary.model?.said;
  const opinion = said ? `, and its opinion ${said} with the tests` : "";
  return `a model was asked ${calls === 1 ? "once" : `${calls} times`} (each call is on the record)${opinion}; it decides nothing.`;
}
