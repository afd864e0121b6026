import { readList } from "../bom/list-source.ts";
import { openChunk, type WorkedList } from "../bom/worked-list.ts";
import { commitCase } from "../conversation/commit-case.ts";
import type { Desk } from "../conversation/deps.ts";
import { bomWork, cardWork, evaluateWork, type BomRef } from "../conversation/effects.ts";
import { readSources } from "../conversation/read-sources.ts";
import { partRecords } from "../register/part-records.ts";
import type { Bom } from "../../core/bom/bom.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toLawDate } from "../../core/dates.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { caseStream, toCaseId, toHash } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { NewWork } from "../../core/ports/ledger.ts";
import type { WorkItem } from "../../core/ports/work.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

/** Lines at a time (engineering-decisions §10): whoever waits for an answer gets in between. */
export const LINES_AT_ONCE = 200;

type Run = { readonly desk: Desk; readonly item: WorkItem; readonly state: CaseState; readonly pins: Pins };

/**
 * Works out the next lines of a case's bill of material. What is done stands in the row of what is next, written in one
 * commit with the end of this one: a process that dies goes on with the lines it had in hand, not from the start. With
 * the last lines the whole list is one blob and one event. Under another edition set it begins anew.
 */
export async function rollBom(desk: Desk, item: WorkItem): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const row = await stores.cases.byId(toCaseId(String(item.ref["case"])));
  if (!row) return;
  const state = toCaseState(row.json);
  if (state.stage !== "looking") return;
  const pins = await desk.pinsOf(item.tenant);
  const run = { desk, item, state, pins };
  const ref = refOf(item);
  const bom = await listOf(run, ref);
  // The file is gone from the case, or no list any more: the evaluation says so.
  if (!bom) return next(run, [evaluateWork(state.id, state.version)]);
  if (ref.editions !== pins.editions)
    return next(run, [bomWork(state.id, { ...ref, at: 0, editions: pins.editions, parts: "" })]);
  await workOut(run, ref, bom);
}

const refOf = ({ ref }: WorkItem): BomRef => ({
  source: toHash(String(ref["source"])),
  at: Number(ref["at"]),
  total: Number(ref["total"]),
  asOf: toLawDate(String(ref["asOf"])),
  editions: toHash(String(ref["editions"])),
  parts: String(ref["parts"] ?? ""),
});

async function listOf({ desk, item, state }: Run, { source }: BomRef): Promise<Bom | null> {
  const read = (await readSources(desk, item.tenant, state)).find(({ blob }) => blob === source);
  if (!read?.source) return null;
  const list = await readList(desk, source, read.source);
  return list.ok ? list.bom : null;
}

/** Work that follows, in one commit with the end of this item. */
async function next({ desk, item }: Run, work: readonly NewWork[]): Promise<void> {
  await desk.stores.for(item.tenant).ledger.commit([], work, { done: item.lease });
  desk.kick();
}

async function workOut(run: Run, ref: BomRef, bom: Bom): Promise<void> {
  const { desk, item, state, pins } = run;
  const stores = desk.stores.for(item.tenant);
  const lines = bom.lines.slice(ref.at, ref.at + LINES_AT_ONCE);
  const register = await partRecords(stores.items, lines);
  const verdicts = await desk.evaluator.judgeLines({ lines, register }, { asOf: ref.asOf, pins });
  const done = ref.at + lines.length;
  if (done >= bom.lines.length) return finish(run, ref, { bom, verdicts, register });
  const chunk = await stores.blobs.put(caseStream(state.id), bytesOf({ verdicts, register }), "application/json");
  const parts = [ref.parts, chunk.hash].filter((part) => part !== "").join(",");
  const copies = (await stores.copies.ofCase(state.id)).filter(
    ({ card, state: at }) => card === "request" && at !== "gone",
  );
  await next(run, [
    bomWork(state.id, { ...ref, at: done, parts }),
    ...copies.map((copy) => cardWork(state.id, copy.id)),
  ]);
}

/** All lines are worked out: one blob, one event, and the evaluation that waited for it. */
async function finish(
  { desk, item, state, pins }: Run,
  ref: BomRef,
  last: Pick<WorkedList, "bom" | "verdicts" | "register">,
): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const hashes = ref.parts === "" ? [] : ref.parts.split(",").map(toHash);
  const chunks = [];
  for (const hash of hashes) chunks.push(await openChunk(stores, hash));
  const verdicts = [...chunks, last].flatMap((chunk) => chunk.verdicts);
  const register = new Map([...chunks, last].flatMap((chunk) => chunk.register).map((record) => [record.id, record]));
  const { bom } = last;
  const contents = await desk.evaluator.listContents(bom, verdicts, { asOf: ref.asOf, pins });
  const worked: WorkedList = { v: 1, pins, asOf: ref.asOf, bom, verdicts, register: [...register.values()] };
  const blob = await stores.blobs.put(caseStream(state.id), bytesOf(worked), "application/json");
  await commitCase(desk, {
    tenant: item.tenant,
    state,
    events: [
      {
        type: "bom-rolled-up",
        source: ref.source,
        lines: blob.hash,
        file: bom.file,
        editions: pins.editions,
        contents,
      },
    ],
    actor: { system: "dispatcher" },
    cause: item.id,
    blobs: new Map([[blob.hash, blob]]),
    pins,
    done: item.lease,
  });
}

const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const bytesOf = (value: object): Uint8Array => canonicalBytes(toJson(value));
