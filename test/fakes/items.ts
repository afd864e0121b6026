import { toLawDate } from "../../core/dates.ts";
import { toHash, toSeq } from "../../core/ids.ts";
import type { NewEntry } from "../../core/ports/ledger.ts";
import { toItemPayload, type ItemEvent } from "../../core/register/events.ts";
import type { Filing } from "../../core/register/filed.ts";
import type { ItemIdentity } from "../../core/register/identity.ts";

export const anItem = (partNumber: string, over: Partial<ItemIdentity> = {}): ItemIdentity => ({
  maker: "Northwind Example",
  partNumber,
  revision: null,
  ...over,
});

const FILING: Filing = {
  kind: "own",
  jurisdiction: "EAR",
  eccn: "3A001",
  paragraph: "3A001.a.5.a.4",
  date: toLawDate("2026-11-20"),
  by: [],
  approver: "trade compliance",
  case: null,
  reference: "matrix line 2",
  notes: null,
  editions: toHash("ab".repeat(32)),
  cites: [],
  facts: [],
  reviewBy: null,
  evidence: [],
};
const written = (event: ItemEvent): NewEntry => ({ ...toItemPayload(event), actor: { system: "sync" } });

/** The entry that puts a determination on file. */
export const filingEntry = (
  item: ItemIdentity,
  filing: Partial<Filing> = {},
  aliases: readonly ItemIdentity[] = [],
): NewEntry => written({ type: "determination-filed", item, aliases, filing: { ...FILING, ...filing } });

/** The entry that says that determinations have to be looked at again. */
export const dueEntry = (seqs: readonly number[], since: string): NewEntry =>
  written({
    type: "re-review-due",
    determinations: seqs.map(toSeq),
    because: "rule-changed",
    provisions: ["3A001.a.5.a.4"],
    since: toLawDate(since),
    editions: FILING.editions,
  });
