import { toCaseId } from "../../core/ids.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import type { OpenDesk } from "./open-desk.ts";

/** A case by its number (`ED-1042` or `1042`) or id. Throws BadUsage for another form, FailedJob when there is none. */
export async function findCase(desk: OpenDesk, named: string | undefined): Promise<CaseRow> {
  if (!named) throw new BadUsage("which case? Give its number, for example ED-1042");
  const { cases } = desk.home.stores.for(desk.tenant);
  const [, number] = /^(?:ED-)?(\d+)$/i.exec(named) ?? [];
  try {
    const row = number ? await cases.byNumber(Number(number)) : await cases.byId(toCaseId(named));
    if (row) return row;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  throw new FailedJob(`there is no case ${named} here`);
}
