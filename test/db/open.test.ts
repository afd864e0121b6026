import { readFile } from "node:fs/promises";
import { createClient } from "@libsql/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { openStores } from "../../db/stores/open.ts";
import { ACME, newCase, opened, openTestDesk } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const start = async (): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  return desk;
};
/** Does something to the file behind the desk's back, then opens it as a restart would. */
const reopenAfter = async (desk: TestDesk, statement: string) => {
  const raw = createClient({ url: desk.url });
  await raw.execute(statement);
  raw.close();
  const database = await openDatabase(desk.url, { home: desk.home, environment: "test" });
  await database.close();
};
const names = [
  ...(await readFile(new URL("../../db/guards.sql", import.meta.url), "utf8")).matchAll(
    /^create (trigger|unique index) (\w+)/gm,
  ),
].map((match): [string, string] => [match[1] === "trigger" ? "trigger" : "index", match[2] ?? ""]);

/** Takes a database back to what the second migration left. */
const AS_BEFORE = `drop table item; drop table item_alias; drop table item_word;
  drop table install_attempt; alter table installation drop column token_key; drop table usage; alter table person drop column division;
  drop index case_projection_decided; drop index case_projection_due;
  drop index outbox_done; drop index outbox_dead; drop index message_copy_remote;
  create index outbox_state on outbox (state); delete from __drizzle_migrations where id > 2;`;

describe("opening the database", () => {
  it("opens again what it made", async () => {
    const desk = await start();
    await expect(reopenAfter(desk, "select 1")).resolves.toBeUndefined();
  });

  it("counts the guards, so that the tests below are about something", () => {
    expect(names.length).toBeGreaterThanOrEqual(13);
  });

  it.each(names)("refuses to start without the %s %s", async (kind, name) => {
    const desk = await start();
    await expect(reopenAfter(desk, `drop ${kind} ${name}`)).rejects.toThrow(name);
  });

  it("refuses to start when a guard is there by name and does nothing", async () => {
    const desk = await start();
    const raw = createClient({ url: desk.url });
    await raw.execute("drop trigger evidence_entry_kept");
    raw.close();
    const harmless = "create trigger evidence_entry_kept before delete on evidence_entry begin select 1; end";
    await expect(reopenAfter(desk, harmless)).rejects.toThrow("evidence_entry_kept");
  });

  it("refuses to start after a table rebuild took the guards with it", async () => {
    const desk = await start();
    const raw = createClient({ url: desk.url });
    await raw.executeMultiple(
      "create table copy as select * from checkpoint; drop table checkpoint; alter table copy rename to checkpoint;",
    );
    raw.close();
    await expect(reopenAfter(desk, "select 1")).rejects.toThrow("checkpoint_once");
  });

  it("refuses a schema newer than its own", async () => {
    const desk = await start();
    const newer = "insert into __drizzle_migrations (hash, created_at) values ('future', 9999999999999)";
    await expect(reopenAfter(desk, newer)).rejects.toThrow("newer version");
  });

  it("brings an older home up to date, with its guards, and keeps what is in it", async () => {
    const desk = await start();
    const { stream } = newCase();
    await desk.stores.for(ACME).ledger.commit([{ stream, expected: 0, events: [opened()] }], []);
    // As the second migration left it.
    const raw = createClient({ url: desk.url });
    await raw.executeMultiple(AS_BEFORE);
    raw.close();
    const database = await openDatabase(desk.url, { home: desk.home, environment: "test" });
    onTestFinished(() => database.close());
    const { ledger } = openStores(database, desk.deps).for(ACME);
    expect(await ledger.read(stream)).toHaveLength(1);
    await expect(reopenAfter(desk, "select 1")).resolves.toBeUndefined();
  });

  it("does not hide a missing guard behind an upgrade that makes them anew", async () => {
    const desk = await start();
    const raw = createClient({ url: desk.url });
    await raw.executeMultiple(`${AS_BEFORE} drop trigger evidence_entry_fixed;`);
    raw.close();
    await expect(reopenAfter(desk, "select 1")).rejects.toThrow("evidence_entry_fixed");
  });

  it("refuses a home of another environment, and keeps the first one's mark", async () => {
    const desk = await start();
    for (const environment of ["production", "training"] as const)
      await expect(openDatabase(desk.url, { home: desk.home, environment })).rejects.toThrow("DESK_ENV=test");
    await expect(reopenAfter(desk, "select 1")).resolves.toBeUndefined();
  });

  it("lets many openers at once migrate a new home once", async () => {
    const desk = await start();
    const url = desk.url.replace("desk.db", "second.db");
    const options = { home: desk.home, environment: "test" } as const;
    const databases = await Promise.all(Array.from({ length: 5 }, () => openDatabase(url, options)));
    await Promise.all(databases.map((database) => database.close()));
    const raw = createClient({ url });
    const { rows } = await raw.execute("select count(*), count(distinct hash) from __drizzle_migrations");
    raw.close();
    expect(rows[0]?.[0]).toBe(rows[0]?.[1]);
    expect(Number(rows[0]?.[0])).toBeGreaterThan(0);
  });
});
