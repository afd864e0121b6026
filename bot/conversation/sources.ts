import type { Desk } from "./deps.ts";
import { faultOf } from "../log.ts";
import { caseStream, type CaseId } from "../../core/ids.ts";
import type { Inbound, InboundFile } from "../../core/ports/inbound.ts";
import type { BlobRef } from "../../core/ports/ledger.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import type { TenantStores } from "../../core/ports/stores.ts";

/** A file is fetched up to this size; the reader child has its own limits behind it. */
const MOST_BYTES = 25 * 1024 * 1024;

/** Faults after which attaching it again in the same way would not help: each has words of its own. */
const TOLD_APART: ReadonlySet<string> = new Set(["too-large", "channel-file", "not-a-file"]);

export type FetchedFile = { readonly ref: BlobRef; readonly name: string; readonly fault: string | null };

/** People's words, as a blob. */
export const storeText = (stores: TenantStores, id: CaseId, text: string): Promise<BlobRef> =>
  stores.blobs.put(caseStream(id), Buffer.from(text, "utf8"), "text/plain");

/**
 * Fetches the files of a message. One that cannot be had is still a source, with its fault and an empty blob, so
 * that the case says what was not read. A platform that asks to wait fails the work item, which then runs again.
 */
export async function fetchSources(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "request" | "reply" }>,
  id: CaseId,
): Promise<readonly FetchedFile[]> {
  const fetched: FetchedFile[] = [];
  for (const file of inbound.files) fetched.push(await fetchOne(desk, inbound, { id, file }));
  return fetched;
}

async function fetchOne(
  desk: Desk,
  inbound: Inbound,
  what: { readonly id: CaseId; readonly file: InboundFile },
): Promise<FetchedFile> {
  const { id, file } = what;
  const stores = desk.stores.for(inbound.tenant);
  const store = (bytes: Uint8Array) =>
    stores.blobs.put(caseStream(id), bytes, file.mediaType ?? "application/octet-stream");
  try {
    const messenger = desk.messengers[inbound.place.platform];
    if (!messenger) throw new AdapterFault("not-fetched", true);
    const bytes = await messenger.fetchFile(inbound.place, file, MOST_BYTES);
    return { ref: await store(bytes), name: file.name, fault: null };
  } catch (error) {
    if (!(error instanceof AdapterFault) || (!error.terminal && error.retryAfterMs !== null)) throw error;
    desk.log.warn("file-not-fetched", { code: error.code, tenant: inbound.tenant, fault: faultOf(error) });
    return {
      ref: await store(new Uint8Array()),
      name: file.name,
      fault: TOLD_APART.has(error.code) ? error.code : "not-fetched",
    };
  }
}
