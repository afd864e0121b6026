import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { compose, type RunningDesk } from "../../bot/compose.ts";
import type { ModelConfig } from "../../bot/config/environment.ts";
import { blobsOf } from "../../bot/conversation/commit-case.ts";
import { evaluateWork } from "../../bot/conversation/effects.ts";
import { LOCAL_TENANT } from "../../bot/local-tenant.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { toPayload } from "../../core/cases/parse-event.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, toCaseId, toPersonId, toTenantId, type CaseId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";

export type TenantOf = { readonly id: string; readonly egress?: string; readonly published?: readonly string[] };
export type AskedCase = {
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[];
};

/** The desk as it runs, its database a file, with tenants of the given egress policies and one model. */
export async function startModelDesk(tenants: readonly TenantOf[], model: ModelConfig | null) {
  const home = mkdtempSync(join(tmpdir(), "desk-model-"));
  const configFile = join(home, "desk.config.yaml");
  const { people, places } = LOCAL_TENANT;
  writeFileSync(configFile, stringify({ tenants: tenants.map((tenant) => ({ ...tenant, people, places })) }));
  const desk = await compose(
    {
      host: "127.0.0.1",
      port: 0,
      environment: "training",
      home,
      databaseUrl: `file:${join(home, "desk.db")}`,
      configFile,
      local: true,
      slack: null,
      teams: null,
      ...(model ? { model } : {}),
    },
    { DESK_KEY: randomBytes(32).toString("base64"), LOG_LEVEL: process.env["LOG_LEVEL"] ?? "fatal" },
  );
  return {
    desk,
    async stop(): Promise<void> {
      await desk.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Opens a case with words and files, and waits until the desk has looked. */
export async function ask(desk: RunningDesk, tenant: string, asked: AskedCase): Promise<CaseId> {
  const stores = desk.home.stores.for(toTenantId(tenant));
  const id = toCaseId(desk.home.ids.next());
  const stream = caseStream(id);
  const text = await stores.blobs.put(stream, Buffer.from(asked.text), "text/plain");
  const files = await Promise.all(
    (asked.files ?? []).map(async (file) => ({
      name: file.name,
      ref: await stores.blobs.put(stream, Buffer.from(file.text), "text/plain"),
    })),
  );
  const events: readonly CaseEvent[] = [
    {
      type: "case-opened",
      number: await stores.cases.takeNumber(),
      requestKey: id,
      place: {
        platform: "console",
        installation: "local",
        channel: "sales",
        thread: null,
        kind: "channel",
        boundary: "internal",
        reference: null,
      },
      requester: toPersonId("sales-engineer"),
      text: text.hash,
    },
    ...files.map((file): CaseEvent => ({
      type: "source-added",
      blob: file.ref.hash,
      kind: "file",
      name: file.name,
      fault: null,
    })),
  ];
  const blobs = new Map([text, ...files.map(({ ref }) => ref)].map((ref) => [ref.hash, ref]));
  await stores.ledger.commit(
    [
      {
        stream,
        expected: 0,
        events: events.map((event) => ({
          ...toPayload(event),
          actor: { person: toPersonId("sales-engineer"), via: "console" },
          blobs: blobsOf(event, blobs),
        })),
      },
    ],
    [evaluateWork(id, events.length)],
  );
  desk.desk.kick();
  await looked(desk, tenant, id);
  return id;
}

/** Waits until the case is no longer with the desk; throws after a generous number of looks. */
export async function looked(desk: RunningDesk, tenant: string, id: CaseId): Promise<CaseState> {
  for (let look = 0; look < 600; look += 1) {
    const state = await stateOf(desk, tenant, id);
    if (state.stage !== "looking") return state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the case is still with the desk");
}

export async function stateOf(desk: RunningDesk, tenant: string, id: CaseId): Promise<CaseState> {
  const row = await desk.home.stores.for(toTenantId(tenant)).cases.byId(id);
  if (!row) throw new Error("no such case");
  return toCaseState(row.json);
}

export async function determinationOf(desk: RunningDesk, tenant: string, id: CaseId): Promise<Determination> {
  const { determination } = await stateOf(desk, tenant, id);
  if (!determination) throw new Error("nothing was determined");
  const { bytes } = await desk.home.stores.for(toTenantId(tenant)).blobs.get(determination.hash);
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as Determination;
}

/** Entries of the model on a case, with their bodies. */
export async function modelEntries(desk: RunningDesk, tenant: string, id: CaseId) {
  const entries = await desk.home.stores.for(toTenantId(tenant)).ledger.read(caseStream(id));
  return entries.filter(({ type }) => type.startsWith("model-call"));
}
