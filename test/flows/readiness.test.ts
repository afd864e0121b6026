import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose, type RunningDesk } from "../../bot/compose.ts";
import { readSettings } from "../../bot/config/environment.ts";
import { readiness, type Checked } from "../../bot/readiness.ts";
import { toTenantId } from "../../core/ids.ts";

const home = mkdtempSync(join(tmpdir(), "desk-ready-"));
const LOCAL = toTenantId("local");
let desk: RunningDesk;
beforeAll(async () => {
  desk = await compose(readSettings({ DESK_HOME: home, PORT: "0" }, home), { LOG_LEVEL: "fatal" });
});
afterAll(async () => {
  await desk?.stop();
  rmSync(home, { recursive: true, force: true });
});

const checked = (more: Partial<Checked> = {}): Checked => ({
  home: desk.home,
  tenants: [LOCAL],
  dispatcher: () => ({ sawRowsMs: 10, queue: "in-process" }),
  socket: null,
  ...more,
});
const reasons = async (more: Partial<Checked>) => (await readiness(checked(more))).reasons;
/** The home, but for one store. */
const without = (admin: object): Checked["home"] => ({
  ...desk.home,
  stores: { ...desk.home.stores, admin: { ...desk.home.stores.admin, ...admin } },
});

describe("/healthz and /readyz", () => {
  it("say that the process lives and takes work", async () => {
    for (let look = 0; look < 100 && (await desk.app.request("/readyz")).status !== 200; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await (await desk.app.request("/healthz")).json()).toEqual({ ok: true });
    const ready = await desk.app.request("/readyz");
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, why: null, reasons: [], degraded: [] }]);
  });
  it("name a database that cannot be written, or does not answer in time", async () => {
    expect(
      await reasons({ home: without({ probe: () => Promise.reject(new Error("disk full: /secret/path")) }) }),
    ).toEqual(["database-not-writable"]);
    expect(await reasons({ home: without({ probe: () => new Promise(() => undefined) }) })).toEqual([
      "database-not-writable",
    ]);
  });
  it("name a schema that another program has moved", async () => {
    await desk.home.database.write((tx) =>
      tx.run(sql`insert into __drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`),
    );
    expect(await reasons({})).toEqual(["schema-not-current"]);
    await desk.home.database.write((tx) => tx.run(sql`delete from __drizzle_migrations where hash = 'newer'`));
    expect(await reasons({})).toEqual([]);
  });
  it("name a tenant without an edition set by number, not by name", async () => {
    await desk.home.stores.admin.createTenant(toTenantId("bare-example"), "assist");
    expect(await reasons({ tenants: [LOCAL, toTenantId("bare-example")] })).toEqual([
      "no-edition-set (1 of 2 tenants)",
    ]);
  });
  it("name a dispatcher that has not seen the rows, or not for long", async () => {
    for (const sawRowsMs of [null, 15_001])
      expect(await reasons({ dispatcher: () => ({ sawRowsMs, queue: "in-process" }) })).toEqual([
        "dispatcher-not-running",
      ]);
    expect(await reasons({ dispatcher: () => ({ sawRowsMs: 15_000, queue: "in-process" }) })).toEqual([]);
  });
  it("name a lost socket as a reason, a queue away and a stale list as what is missing while work goes on", async () => {
    const socket = { state: () => ({ state: "lost", since: Date.UTC(2026, 10, 23), code: null }) } as never;
    expect(await reasons({ socket })).toEqual(["slack-socket-lost since 2026-11-23T00:00:00.000Z"]);
    const away = await readiness(checked({ dispatcher: () => ({ sawRowsMs: 1, queue: "away" }) }));
    expect(away).toEqual({ reasons: [], degraded: ["queue-away"] });
    const active = await desk.home.stores.for(LOCAL).editions.active();
    const set = active?.json as { lists: object[] };
    const aged = {
      ...set,
      lists: [...set.lists, { list: "csl", hash: "ab".repeat(32), date: "2026-01-01", entries: 9, status: "whole" }],
    };
    const stores = {
      ...desk.home.stores,
      for: () => ({ editions: { active: async () => ({ json: aged }) } }),
    } as never;
    expect(await readiness(checked({ home: { ...desk.home, stores } }))).toEqual({
      reasons: [],
      degraded: ["list-stale csl"],
    });
  });
});

it("an entry that cannot be written is said at the first, and the act does not happen", async () => {
  const { ledger } = desk.desk.stores.for(LOCAL);
  const lines: string[] = [];
  const { observeHome } = await import("../../bot/telemetry/observe-home.ts");
  const counted: unknown[] = [];
  const telemetry = {
    during: async <T>(_: unknown, __: unknown, work: (note: () => void) => Promise<T>) => work(() => undefined),
    count: (...of: unknown[]) => void counted.push(of),
    model: () => undefined,
  };
  const broken = {
    ...desk.home,
    stores: {
      ...desk.home.stores,
      for: () => ({ ledger: { ...ledger, observe: () => Promise.reject(new Error("disk full")) } }),
    },
  } as never;
  const log = { info: () => undefined, warn: () => undefined, error: (event: string) => void lines.push(event) };
  const watched = observeHome(broken, { telemetry, log }).stores.for(LOCAL).ledger;
  await expect(watched.observe("access", [])).rejects.toThrow("disk full");
  expect(lines).toEqual(["audit-append-failed"]);
  expect(counted).toEqual([["audit.append_failure", { tenant: "local" }]]);
});
