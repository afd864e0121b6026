import type { Desk } from "./deps.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { Hash, TenantId } from "../../core/ids.ts";
import type { SourceText } from "../../core/item/document.ts";

export type ReadSource = {
  readonly blob: Hash;
  readonly kind: "message" | "file";
  /** The words of a message, else empty. */
  readonly text: string;
  readonly source: SourceText | null;
  readonly fault: string | null;
};

/** How a message is named among the sources: the request's own words are `message`, what was said later counts on. */
export const messageName = (index: number): string => (index === 0 ? "message" : `message ${index + 1}`);

/** The request's latest words (an edit replaces them), what was added later, and the text of every file. */
export async function readSources(desk: Desk, tenant: TenantId, state: CaseState): Promise<readonly ReadSource[]> {
  const edit = state.sources.findLast((source) => source.kind === "edit");
  const words = [
    edit?.blob ?? state.text,
    ...state.sources.filter((source) => source.kind === "message").map((source) => source.blob),
  ];
  const read: ReadSource[] = [];
  for (const [index, blob] of words.entries())
    read.push(await readMessage(desk, tenant, { blob, name: messageName(index) }));
  for (const file of state.sources.filter((source) => source.kind === "file"))
    read.push(await readFile(desk, tenant, { blob: file.blob, name: file.name ?? "file", fault: file.fault }));
  return read;
}

async function readMessage(
  desk: Desk,
  tenant: TenantId,
  what: { readonly blob: Hash; readonly name: string },
): Promise<ReadSource> {
  const { bytes } = await desk.stores.for(tenant).blobs.get(what.blob);
  const text = Buffer.from(bytes).toString("utf8");
  const source: SourceText = { name: what.name, kind: "message", blob: what.blob, pages: [{ page: 1, text }] };
  return { blob: what.blob, kind: "message", text, source, fault: null };
}

/** Texts of files already read, by blob: a changed number does not read the same PDF again. */
const kept = new Map<Hash, ReadSource>();
const KEEP = 32;

async function readFile(
  desk: Desk,
  tenant: TenantId,
  file: { readonly blob: Hash; readonly name: string; readonly fault: string | null },
): Promise<ReadSource> {
  if (file.fault !== null) return { blob: file.blob, kind: "file", text: "", source: null, fault: file.fault };
  const known = kept.get(file.blob);
  if (known) return known;
  const { bytes } = await desk.stores.for(tenant).blobs.get(file.blob);
  const read = await desk.documents.read(file.name, bytes);
  const result: ReadSource = read.ok
    ? { blob: file.blob, kind: "file", text: "", source: { ...read.source, blob: file.blob }, fault: null }
    : { blob: file.blob, kind: "file", text: "", source: null, fault: read.fault };
  if (kept.size >= KEEP) kept.delete(kept.keys().next().value ?? file.blob);
  kept.set(file.blob, result);
  return result;
}
