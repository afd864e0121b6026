import { openWorkedList } from "./worked-list.ts";
import { bomWorkbook } from "./workbook.ts";
import type { Desk } from "../conversation/deps.ts";
import { openDetermination } from "../conversation/determination.ts";
import { outcomeWords, proposedLine } from "../words/outcome.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseId, TenantId } from "../../core/ids.ts";
import { Refusal } from "../../core/refusal.ts";

/**
 * The lines of a case's bill of material as a workbook, with what decides the assembly as it stands; named as not
 * released while it is not. Throws Refusal("not-found") where there is no list or no answer yet.
 */
export async function listOf(
  desk: Desk,
  tenant: TenantId,
  id: CaseId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const stores = desk.stores.for(tenant);
  const row = await stores.cases.byId(id);
  const state = row ? toCaseState(row.json) : null;
  if (!row || !state?.bom || state.stage === "shredded") throw new Refusal("not-found");
  const determination = await openDetermination(stores, state);
  const rollUp = determination?.result.rolledUp;
  if (!determination || !rollUp) throw new Refusal("not-found");
  const { bom, verdicts } = await openWorkedList(stores, state.bom.lines);
  const released = state.decided?.released === true;
  const about = [
    { label: "Case", value: `ED-${row.number}, revision ${state.revision}` },
    { label: "Assembly by what it is", value: proposedLine(determination) },
    {
      label: "Decision",
      value: state.decided ? `${state.decided.decision}: ${outcomeWords(state.decided.outcome)}` : "none yet",
    },
  ];
  return {
    name: `${released ? "" : "not-released-"}ED-${row.number}-lines.xlsx`,
    bytes: await bomWorkbook({ bom, verdicts, rollUp }, about),
  };
}
