import { readFile } from "node:fs/promises";
import { exportCase } from "./export.ts";
import { casePaper } from "./paper/case-paper.ts";
import { caseReport } from "./report.ts";
import { SOFTWARE } from "./software.ts";
import { viewOf } from "../cards/render-copy.ts";
import type { CaseView } from "../cards/view.ts";
import type { Desk } from "../conversation/deps.ts";
import { parseEditionSet } from "../editions/edition-set.ts";
import { renderPaper } from "../../adapters/pdf/render-paper.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, type CaseId, type Hash, type TenantId } from "../../core/ids.ts";
import type { Paper } from "../../core/ports/paper.ts";
import { Refusal } from "../../core/refusal.ts";

type ReplayMember = { readonly name: `replay/${string}.json`; readonly bytes: Uint8Array };

/** One case as a package that a stranger verifies and recomputes offline: see export.ts for its form. */
export async function exportCasePackage(desk: Desk, tenant: TenantId, id: CaseId): Promise<Uint8Array> {
  const stores = desk.stores.for(tenant);
  const row = await stores.cases.byId(id);
  if (!row) throw new Refusal("not-found");
  const state = toCaseState(row.json);
  const view = await viewOf(desk, tenant, state);
  const entries = await stores.ledger.read(caseStream(id));
  return exportCase(stores.evidence, id, {
    software: SOFTWARE,
    report: caseReport(view, entries),
    paper: await renderPaper(casePaper(view, entries)),
    rules:
      state.determination && view.determination
        ? await replayMembers(desk, tenant, {
            hash: state.determination.hash,
            editions: view.determination.pins.editions,
            list: view.determination.input.contents ? (state.bom?.lines ?? null) : null,
          })
        : [],
    published: "the administrator of this desk (desk keys public)",
  });
}

export type FileOfCase = { readonly name: string; readonly bytes: Uint8Array };

/** The record of a case as a PDF, with the name its file gets: one of a case that is not released says so first. */
export async function recordOf(desk: Desk, tenant: TenantId, id: CaseId): Promise<FileOfCase> {
  const { paper, released, number } = await paperOfCase(desk, tenant, id);
  return {
    name: `${released ? "" : "not-released-"}ED-${number}-record.pdf`,
    bytes: await renderPaper(paper),
  };
}

/** The same record as it is before it is set: headings, rows, marks. Throws Refusal("not-found"). */
export async function paperOfCase(
  desk: Desk,
  tenant: TenantId,
  id: CaseId,
): Promise<{ readonly paper: Paper; readonly view: CaseView; readonly released: boolean; readonly number: number }> {
  const stores = desk.stores.for(tenant);
  const row = await stores.cases.byId(id);
  if (!row) throw new Refusal("not-found");
  const state = toCaseState(row.json);
  const view = await viewOf(desk, tenant, state);
  const paper = casePaper(view, await stores.ledger.read(caseStream(id)));
  return { paper, view, released: state.decided?.released === true, number: row.number };
}

/** What a recomputation needs: the determination, and every edition its set names, whole. */
async function replayMembers(
  desk: Desk,
  tenant: TenantId,
  what: { readonly hash: Hash; readonly editions: Hash; readonly list: Hash | null },
): Promise<readonly ReplayMember[]> {
  const stores = desk.stores.for(tenant);
  const { bytes } = await stores.blobs.get(what.hash);
  const json = await stores.editions.byHash(what.editions);
  if (!json) throw new Refusal("not-found");
  const set = parseEditionSet(json);
  const edition = (hash: Hash): Promise<Uint8Array> => readFile(`${desk.editions}/${hash}`);
  const lists = await Promise.all(
    set.lists.map(async (list): Promise<ReplayMember> => ({
      name: `replay/list-${list.hash}.json`,
      bytes: await edition(list.hash),
    })),
  );
  return [
    { name: "replay/determination.json", bytes },
    { name: "replay/set.json", bytes: Buffer.from(JSON.stringify(json), "utf8") },
    { name: "replay/rulebook.json", bytes: await edition(set.rulebook) },
    { name: "replay/list-rules.json", bytes: await edition(set.listRules) },
    { name: "replay/policy.json", bytes: await edition(set.policy) },
    ...(what.list ? [{ name: "replay/bom.json" as const, bytes: (await stores.blobs.get(what.list)).bytes }] : []),
    ...lists,
  ];
}
