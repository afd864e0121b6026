import { withoutList, type Listed } from "../bom/list-source.ts";
import { commitCase } from "../conversation/commit-case.ts";
import type { Desk } from "../conversation/deps.ts";
import { proposeWithRegister, registerRefs } from "../register/propose.ts";
import { askModel } from "./model-step.ts";
import { bomWork, cardWork } from "../conversation/effects.ts";
import { evaluationInput } from "../conversation/evaluation-input.ts";
import { LAW_ZONE } from "../conversation/open-case.ts";
import { readSources, type ReadSource } from "../conversation/read-sources.ts";
import type { BomContents } from "../../core/bom/contents.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { conclude } from "../../core/cases/conclude.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, toCaseId, type TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { WorkItem } from "../../core/ports/work.ts";
import type { Pins } from "../../core/rulebook/pins.ts";
import { summarise } from "../../core/releases/summarise.ts";

/**
 * Evaluates a case against the version read: extraction, classification, screening, determination run before the
 * commit; if the case moved meanwhile the commit is refused as stale and the item runs again on the newer facts.
 */
export async function evaluateCase(desk: Desk, item: WorkItem): Promise<void> {
  const stores = desk.stores.for(item.tenant);
  const row = await stores.cases.byId(toCaseId(String(item.ref["case"])));
  if (!row) return;
  const found = toCaseState(row.json);
  if (found.stage !== "looking") return;
  const pins = await desk.pinsOf(item.tenant);
  const listed = await withoutList(desk, found, {
    read: await readSources(desk, item.tenant, found),
    editions: pins.editions,
  });
  if (listed.state === "open") return startList(desk, item, { state: found, listed, pins });
  const { read, contents } = listed;
  const { determination, state } = await determine(desk, {
    tenant: item.tenant,
    state: found,
    read,
    contents,
    pins,
    cause: item.id,
  });
  const blob = await stores.blobs.put(caseStream(state.id), canonicalBytes(toJson(determination)), "application/json");
  const faults = newFaults(state, read);
  const summary = withFaults(summarise(determination.result, determination.input, { training: desk.training }), read);
  const concluded = conclude(
    state,
    { determination: blob.hash, summary, asOf: determination.asOf },
    { policy: desk.policyOf(item.tenant), nowMs: desk.clock.now() },
  );
  await commitCase(desk, {
    tenant: item.tenant,
    state,
    events: [...faults, ...concluded],
    actor: { system: "dispatcher" },
    cause: item.id,
    blobs: new Map([[blob.hash, blob]]),
    pins: determination.pins,
    refs: registerRefs(determination),
    done: item.lease,
  });
}

/** The case waits for its list: the lines are worked out as bulk, and the last of them asks for this evaluation again. */
async function startList(
  desk: Desk,
  item: WorkItem,
  what: {
    readonly state: CaseState;
    readonly listed: Extract<Listed, { state: "open" }>;
    readonly pins: Pins;
  },
): Promise<void> {
  const { state, listed, pins } = what;
  const stores = desk.stores.for(item.tenant);
  const { source, total } = listed;
  const ref = { source, at: 0, total, asOf: desk.clock.lawDate(LAW_ZONE), editions: pins.editions, parts: "" };
  const copies = (await stores.copies.ofCase(state.id)).filter((copy) => copy.state !== "gone");
  await stores.ledger.commit([], [bomWork(state.id, ref), ...copies.map((copy) => cardWork(state.id, copy.id))], {
    done: item.lease,
  });
  desk.kick();
}

async function determine(
  desk: Desk,
  what: {
    readonly tenant: TenantId;
    readonly state: CaseState;
    readonly read: readonly ReadSource[];
    readonly contents: BomContents | null;
    readonly pins: Pins;
    readonly cause: string;
  },
): Promise<{ readonly determination: Determination; readonly state: CaseState }> {
  const { state, read, contents, pins } = what;
  const proposal = await proposeWithRegister(desk, what.tenant, {
    pins,
    state,
    input: { ...evaluationInput(desk, state, read), ...(contents ? { contents } : {}) },
  });
  const asked = await askModel(desk, { ...what, proposal, pins });
  return { determination: await desk.evaluator.conclude(proposal, asked.adjudication, pins), state: asked.state };
}

/** A file that turned out unreadable is recorded once, in the same commit as the answer that had to do without it. */
const newFaults = (state: CaseState, read: readonly ReadSource[]): readonly CaseEvent[] =>
  read.flatMap((source): readonly CaseEvent[] => {
    const known = state.sources.find((candidate) => candidate.blob === source.blob);
    if (!known || source.fault === null || known.fault === source.fault) return [];
    return [{ type: "source-added", blob: known.blob, kind: known.kind, name: known.name, fault: source.fault }];
  });

/** An unread file may hold what decides: a person sees the case, whatever the rest says. */
function withFaults(summary: ReturnType<typeof summarise>, read: readonly ReadSource[]): ReturnType<typeof summarise> {
  const unread = read.some((source) => source.fault !== null);
  return unread ? { ...summary, exceptions: [...new Set([...summary.exceptions, "unreadable" as const])] } : summary;
}

const toJson = (determination: Determination): JsonObject => JSON.parse(JSON.stringify(determination)) as JsonObject;
