import type { CaseView } from "./view.ts";
import { earlierWords } from "../words/register.ts";
import { nameOfItem } from "../../core/register/identity.ts";
import type { CardBlock } from "../../core/ports/card.ts";

type Row = Extract<CardBlock, { block: "facts" }>["rows"][number];

const LABELS: ReadonlyMap<string, string> = new Map([
  ["register-same", "Earlier decision"],
  ["register-disagrees", "Against the tests"],
  ["register-due", "On file, but due"],
  ["register-similar", "Similar"],
  ["register-jurisdiction-open", "Jurisdiction"],
]);
const MOST = 4;

/** What the item register said of the first line: the decision it rests on, or what is on file and why it was not used. */
export function registerRows(view: CaseView): readonly Row[] {
  const earlier = view.determination?.input.earlier;
  const last = earlier ? earlierWords(earlier) : null;
  const trace = view.determination?.result.lines[0]?.classification?.trace ?? [];
  const rows = trace
    .filter(({ step }) => step === "register")
    .flatMap(({ because }) => because)
    .flatMap((finding) => {
      const label = LABELS.get(finding.code);
      return label ? [{ label, value: view.say(finding) }] : [];
    })
    .slice(0, MOST);
  return [...(last === null ? [] : [{ label: "Last time", value: last }]), ...rows];
}

/** What an approval puts on file: the reviewer sees for which item, before it is so. None where nothing new is filed. */
export function filingRows(view: CaseView): readonly Row[] {
  const { determination, state } = view;
  if (state.determination?.summary.exceptions.includes("earlier-decision") || !determination) return [];
  const filed = (determination.fileable ?? []).filter((one) => one.as === "proposed");
  const named = filed.slice(0, 2).map((one) => `${one.paragraph ?? one.eccn} for ${nameOfItem(one.item)}`);
  if (named.length === 0) return [];
  const more = filed.length > named.length ? ` and ${filed.length - named.length} more` : "";
  return [{ label: "On approval", value: `puts ${named.join(", ")}${more} on file in the item register` }];
}
