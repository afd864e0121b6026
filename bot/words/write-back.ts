import type { WriteBack } from "../../core/cases/state.ts";
import type { WrittenField } from "../../core/ports/writeback.ts";

const FIELDS: Readonly<Record<WrittenField, string>> = {
  eccn: "ECCN",
  jurisdiction: "jurisdiction",
  paragraph: "paragraph",
  caseNumber: "case number",
  validUntil: "valid until",
  shippingBlock: "shipping block",
  hold: "hold",
};
export const fieldWords = (field: WrittenField): string => FIELDS[field];

const MOST = 80;
const MOST_VALUE = 32;
/** A value as a card shows it; the whole is in the package and in `writeback show`. A shipping block is JSON, so its length stands for it. */
export function valueWords(field: WrittenField, value: string | null): string {
  if (value === null) return "blank";
  if (field === "shippingBlock") return `${value.length} characters`;
  return value.length > MOST_VALUE ? `${value.slice(0, MOST_VALUE - 1)}…` : value;
}

const CODES: Readonly<Record<string, string>> = {
  changed: "it changed there meanwhile, so nothing was written",
  "held-by-another": "somebody else holds it there already",
  "decided-differently": "the decision says something else of this item",
  "decision-gone": "the decision no longer stands",
  "no-item-number": "the request names no item number",
  "lines-differ": "two lines of this item say different things",
  "record-not-there": "there is no such record",
  "several-records": "there is more than one such record",
  gone: "the receiver said it is gone; it is switched off until an administrator switches it on",
  "target-disabled": "the target is switched off",
  "target-unknown": "the configuration no longer names this target",
  "dry-run": "this target is on dry run: nothing is ever sent",
  "not-written": "the target accepted it and still shows the old value",
  "read-back-differs": "the target shows something else than was sent",
  "diff-hash": "what was to be sent is not what was approved",
  forbidden: "the target refuses our user",
  unauthorised: "the target does not accept our credentials",
  "field-not-there": "the target has no such field",
  "field-not-updatable": "the target does not let this field be changed",
  "field-too-short": "the value is longer than the target's field; it is never cut",
  "field-type": "the target's field takes another kind of value",
  "entity-not-there": "the target has no such kind of record",
  "mapping-refused": "the target refuses the request as we make it",
  "precondition-missing": "the target asked for a precondition: a defect of the desk, please report it",
  locked: "somebody holds the record there",
  "web-page": "a web page answered instead of the target",
  redirected: "the target sends us elsewhere; redirects are not followed",
  "no-answer": "it does not answer",
  "server-error": "it fails",
  "answer-cut": "its answer broke off",
  "address-refused": "its address is not one the desk may call",
  "too-long": "its answer is too long to be read",
};

/** Why a record is not written, in words; an unknown code is shown as it is. */
export function writeBackCodeWords({ code, holder }: Pick<WriteBack, "code" | "holder">): string {
  const words = code === null ? "no reason was given" : (CODES[code] ?? code);
  return holder === null ? words : `${words} (${holder.slice(0, MOST)})`;
}
