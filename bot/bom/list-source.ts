import type { Desk } from "../conversation/deps.ts";
import type { ReadSource } from "../conversation/read-sources.ts";
import type { Bom, BomFault } from "../../core/bom/bom.ts";
import type { BomContents } from "../../core/bom/contents.ts";
import { looksLikeBom, type ReadBom } from "../../core/bom/read-bom.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { Hash } from "../../core/ids.ts";
import type { SourceText } from "../../core/item/document.ts";

/** What a request's files come to when one of them is a bill of material. */
export type Listed =
  /** No list, or one that was worked out: the sources as classification may see them. */
  | { readonly state: "ready"; readonly read: readonly ReadSource[]; readonly contents: BomContents | null }
  /** Its lines have to be worked out first. */
  | { readonly state: "open"; readonly source: Hash; readonly total: number };

/**
 * Takes the bill of material out of what the item is judged by: of a list only the words about the assembly itself are
 * left, so that no line is ever read as the assembly. One list a request: an earlier one is named as not read.
 */
export async function withoutList(
  desk: Pick<Desk, "evaluator">,
  state: CaseState,
  found: { readonly read: readonly ReadSource[]; readonly editions: Hash },
): Promise<Listed> {
  const lists = found.read.filter(({ source }) => source !== null && looksLikeBom(source));
  const latest = lists.at(-1);
  if (!latest?.source) return { state: "ready", read: found.read, contents: null };
  const list = await readList(desk, latest.blob, latest.source);
  const { bom } = state;
  const isWorkedOut = bom?.source === latest.blob && bom.editions === found.editions;
  if (list.ok && !isWorkedOut) return { state: "open", source: latest.blob, total: list.bom.lines.length };
  const read = found.read.map((one): ReadSource => {
    if (!lists.includes(one)) return one;
    if (one !== latest) return { ...one, source: null, fault: "second-list" };
    return list.ok ? { ...one, source: ownWords(list.bom, one) } : { ...one, source: null, fault: faultOf(list.fault) };
  });
  return { state: "ready", read, contents: list.ok ? (bom?.contents ?? null) : null };
}

/** Title block and the assembly's own line, under the name of the file they stand in. */
function ownWords(bom: Bom, { source, blob }: ReadSource): SourceText | null {
  if (!source || bom.words === "") return null;
  return { name: source.name, kind: source.kind, blob, pages: [{ page: 1, text: bom.words }] };
}

/** As a source's fault: a code, and the cell it is about. */
const faultOf = ({ code, params }: BomFault): string =>
  `list-${code}${params["cell"] === undefined ? "" : ` ${String(params["cell"])}`}`;

/** Lists read already, by blob: each chunk of a list works on the same one. */
const kept = new Map<Hash, ReadBom>();
const KEEP = 2;

/** Reads a list off the main thread, once. */
export async function readList(desk: Pick<Desk, "evaluator">, blob: Hash, source: SourceText): Promise<ReadBom> {
  const known = kept.get(blob);
  if (known) return known;
  const read = await desk.evaluator.readList(source);
  if (kept.size >= KEEP) kept.delete(kept.keys().next().value ?? blob);
  kept.set(blob, read);
  return read;
}
