import type { Bom } from "../../core/bom/bom.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import type { LawDate } from "../../core/dates.ts";
import type { Hash } from "../../core/ids.ts";
import type { TenantStores } from "../../core/ports/stores.ts";
import type { RegisterRecord } from "../../core/register/lookup.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

/** Lines of a list with what they came to, and what was on file for them then. */
export type WorkedChunk = { readonly verdicts: readonly LineVerdict[]; readonly register: readonly RegisterRecord[] };
/** A list worked out whole: canonical JSON, one blob; a replay works its lines out again. */
export type WorkedList = WorkedChunk & {
  readonly v: 1;
  readonly pins: Pins;
  readonly asOf: LawDate;
  readonly bom: Bom;
};

// Both were written by the desk itself, under a hash that is checked when the blob is opened.
const toChunk = (bytes: Uint8Array): WorkedChunk => JSON.parse(Buffer.from(bytes).toString("utf8")) as WorkedChunk;
export const toWorkedList = (text: string): WorkedList => JSON.parse(text) as WorkedList;

export const openChunk = async (stores: TenantStores, hash: Hash): Promise<WorkedChunk> =>
  toChunk((await stores.blobs.get(hash)).bytes);
export const openWorkedList = async (stores: TenantStores, hash: Hash): Promise<WorkedList> =>
  toWorkedList(Buffer.from((await stores.blobs.get(hash)).bytes).toString("utf8"));
