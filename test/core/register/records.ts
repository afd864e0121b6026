import { toLawDate } from "../../../core/dates.ts";
import { toHash, toItemId, toPersonId, toRoleId, toCaseId } from "../../../core/ids.ts";
import { citesOf } from "../../../core/register/cites.ts";
import type { FiledDetermination } from "../../../core/register/filed.ts";
import type { RegisterRecord } from "../../../core/register/lookup.ts";
import { rulebook } from "../../rulebook.ts";

export const AS_OF = toLawDate("2026-11-24");
export const EDITIONS = toHash("ab".repeat(32));

/** A determination on file: our own record of ED-1042 unless said otherwise, citing what it says. */
export function filed(over: Partial<FiledDetermination> = {}): FiledDetermination {
  const { eccn, paragraph } = { eccn: "3A001", paragraph: "3A001.a.5.a.4", ...over };
  return {
    kind: "own",
    jurisdiction: "EAR",
    date: toLawDate("2026-11-20"),
    by: [{ person: toPersonId("trade-reviewer"), role: toRoleId("trade-compliance") }],
    approver: null,
    case: { id: toCaseId("01920000-0000-7000-8000-000000000001"), number: 1042 },
    reference: null,
    notes: null,
    editions: EDITIONS,
    cites: eccn === null ? [] : citesOf({ eccn, paragraph }, [], rulebook, AS_OF),
    facts: [],
    reviewBy: null,
    evidence: [],
    seq: 7,
    due: null,
    ...over,
    eccn,
    paragraph,
  };
}

let last = 0;
/** A record of the register: the AD-7 rev. B of a fictional maker with one determination. */
export function record(over: Partial<RegisterRecord> = {}): RegisterRecord {
  last += 1;
  return {
    id: toItemId(`01920000-0000-7000-8000-${String(last).padStart(12, "0")}`),
    identity: { maker: "Northwind Example", partNumber: "AD-7", revision: "B" },
    aliases: [],
    determinations: [filed()],
    ...over,
  };
}
