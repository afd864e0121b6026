import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { unpackBackup } from "../../../bot/backup/restore-backup.ts";
import { writeBackup } from "../../../bot/backup/write-backup.ts";
import { restoreMark, settleRestored } from "../../../db/backup/after-restore.ts";
import { openDatabase } from "../../../db/open.ts";
import { deadWork, replayWork } from "../../../db/stores/dead-work.ts";
import { openStores } from "../../../db/stores/open.ts";
import {
  ACME,
  counted,
  installationOf,
  newCase,
  opened,
  openTestDesk,
  OTHER,
  type TestDesk,
} from "../../fakes/open-desk.ts";

const NOW = "2026-11-25T12:00:00.000Z";

async function start() {
  const desk = await openTestDesk();
  const folder = await mkdtemp(join(tmpdir(), "desk-backup-"));
  onTestFinished(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });
  const source = { home: desk.home, databaseUrl: desk.url, environment: "test" as const, now: NOW };
  return { desk, folder, file: join(folder, "desk.backup"), source };
}

/** Opens a restored home with the same root key, as the desk would. */
async function reopen(desk: TestDesk, home: string) {
  const database = await openDatabase(`file:${join(home, "desk.db")}`, { home, environment: "test" });
  onTestFinished(() => database.close());
  return { database, stores: openStores(database, { ...desk.deps, blobsFolder: join(home, "blobs") }) };
}

async function fill(desk: TestDesk, cases: number) {
  const { ledger, blobs } = desk.stores.for(ACME);
  const made = [];
  for (let n = 0; n < cases; n += 1) {
    const one = newCase();
    const blob = await blobs.put(one.stream, new TextEncoder().encode(`file ${n}`), "text/plain");
    await ledger.commit([{ stream: one.stream, expected: 0, events: [opened(), counted(n)] }], []);
    made.push({ ...one, blob: blob.hash });
  }
  return made;
}

describe("a backup", () => {
  it("taken while cases are written holds a moment of the log, and everything that moment names", async () => {
    const { desk, folder, file, source } = await start();
    const before = await fill(desk, 5);
    const writing = fill(desk, 40);
    const backup = await writeBackup(source, file);
    await writing;
    const size = backup.logs.find(({ tenant }) => tenant === ACME)?.size ?? 0;
    const grown = (await desk.stores.for(ACME).evidence.checkpoint()).size;
    expect(size).toBeGreaterThanOrEqual(10);
    expect(size).toBeLessThanOrEqual(grown);

    const home = join(folder, "home");
    await unpackBackup(file, home);
    const { stores } = await reopen(desk, home);
    const restored = stores.for(ACME);
    expect((await restored.evidence.leafHashes(size)).length).toBe(size);
    expect(await restored.evidence.leafHashes(size)).toEqual(await desk.stores.for(ACME).evidence.leafHashes(size));
    for (const { stream, blob } of before) {
      expect(await restored.ledger.read(stream)).toHaveLength(2);
      expect(new TextDecoder().decode((await restored.blobs.get(blob)).bytes)).toMatch(/^file \d$/);
    }
  });

  it("is refused whole when any of a hundred bytes of it is another", async () => {
    const { desk, folder, file, source } = await start();
    await fill(desk, 3);
    const { logs } = await writeBackup(source, file);
    const whole = await readFile(file);
    let refused = 0;
    for (let n = 0; n < 100; n += 1) {
      const at = Math.floor((whole.length * (n + 0.5)) / 100);
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      await writeFile(join(folder, "changed.backup"), bytes);
      const home = join(folder, `home-${n}`);
      const result = await unpackBackup(join(folder, "changed.backup"), home).then(
        () => "taken",
        (error: Error) => error.name,
      );
      if (result === "taken") {
        // Bytes of a zip that say nothing of its members (dates, attributes): what stands is proved all the same.
        const { stores } = await reopen(desk, home);
        expect((await stores.for(ACME).evidence.checkpoint()).size).toBe(
          logs.find(({ tenant }) => tenant === ACME)?.size,
        );
      } else refused += 1;
    }
    expect(refused).toBeGreaterThan(90);
  });

  it("is refused without shredded.jsonl, and a key it names does not come back", async () => {
    const { desk, folder, file, source } = await start();
    const [gone, kept] = await fill(desk, 2);
    await writeBackup(source, file);
    const shredded = join(folder, "shredded.jsonl");
    await rm(shredded);
    await expect(unpackBackup(file, join(folder, "a"))).rejects.toThrow("shredded.jsonl is missing");
    await writeFile(shredded, "not json\n");
    await expect(unpackBackup(file, join(folder, "a"))).rejects.toThrow("cannot be read");

    const keyOf = await desk.database.read.all<{ id: string }>(
      sql`select id from data_key where tenant = ${ACME} and stream = ${gone?.stream ?? ""}`,
    );
    const key = keyOf[0]?.id ?? "";
    await writeFile(shredded, `${JSON.stringify({ tenant: ACME, key })}\n`);
    const { shredded: lines } = await unpackBackup(file, join(folder, "a"));
    const { database, stores } = await reopen(desk, join(folder, "a"));
    await settleRestored(database, { restoredAt: NOW, takenAt: NOW, shredded: lines, now: 1 });
    const restored = stores.for(ACME);
    await expect(restored.blobs.get(gone?.blob as never)).rejects.toThrow("not-found");
    expect((await restored.blobs.get(kept?.blob as never)).bytes.length).toBeGreaterThan(0);
  });

  it("never lands in a home that is in use", async () => {
    const { desk, folder, file, source } = await start();
    await fill(desk, 1);
    await writeBackup(source, file);
    await writeFile(join(folder, "shredded.jsonl"), "");
    await expect(unpackBackup(file, desk.home)).rejects.toThrow("is not empty");
  });

  it("is not written when a file that the database names is gone", async () => {
    const { desk, folder, file, source } = await start();
    const [one] = await fill(desk, 1);
    const hash = String(one?.blob);
    await rm(join(desk.home, "blobs", hash.slice(0, 2), hash));
    await expect(writeBackup(source, file)).rejects.toThrow("cannot be read");
    expect(await readFile(file).catch(() => null)).toBeNull();
    expect(folder).toBeTruthy();
  });
});

describe("after a restore", () => {
  it("what was under way is set aside, once, and goes back in line by hand", async () => {
    const { desk } = await start();
    const { id, stream } = newCase();
    const work = (kind: "inbound" | "post" | "timer" | "evaluate", n: number) => ({
      kind,
      lane: `${kind}-${n}`,
      priority: 3,
      dedup: `${kind}-${n}`,
      ref: { case: id },
    });
    await desk.stores
      .for(ACME)
      .ledger.commit(
        [{ stream, expected: 0, events: [opened()] }],
        [work("inbound", 1), work("post", 1), work("evaluate", 1), work("timer", 1)],
      );
    const [leased] = await desk.stores.work.claim(1, 60_000);
    expect(leased).toBeDefined();
    const mark = await settleRestored(desk.database, { restoredAt: NOW, takenAt: NOW, shredded: [], now: 5 });
    expect(mark.setAside).toBe(3);
    expect(await restoreMark(desk.database)).toEqual({ restoredAt: NOW, takenAt: NOW, setAside: 3 });
    expect((await desk.stores.work.claim(10, 1000)).map(({ kind }) => kind)).toEqual(["timer"]);
    const dead = await deadWork(desk.database, ACME);
    expect(dead.map(({ code }) => code)).toEqual(["restored", "restored", "restored"]);
    expect(await deadWork(desk.database, OTHER)).toEqual([]);
    const ids = dead.map((one) => one.id);
    expect(await replayWork(desk.database, OTHER, { ids, now: 6 })).toBe(0);
    expect(await replayWork(desk.database, ACME, { ids, now: 6 })).toBe(3);
    expect(await replayWork(desk.database, ACME, { ids, now: 6 })).toBe(0);
    // Marked as perhaps sent: whoever sends it looks first where the place can be read.
    const back = await desk.stores.work.claim(10, 1000);
    expect(back.filter(({ kind }) => kind !== "timer").every(({ intentAt }) => intentAt !== null)).toBe(true);
  });
});

describe("a new key for tokens", () => {
  it("opens what the old one sealed, and the old one seals nothing more", async () => {
    const { desk } = await start();
    const installed = { tenant: ACME, platform: "slack" as const, externalId: installationOf(ACME) };
    await desk.stores.installations.keep(installed, { bot: "xoxb-not-a-token" });
    const before = await desk.database.read.all<{ token_key: string }>(
      sql`select token_key from installation where token_key is not null`,
    );
    expect(await desk.stores.admin.rotateTokens(ACME, { system: "sync" })).toBe(1);
    const after = await desk.database.read.all<{ token_key: string }>(
      sql`select token_key from installation where token_key is not null`,
    );
    expect(after[0]?.token_key).not.toBe(before[0]?.token_key);
    expect(await desk.stores.installations.tokens("slack", installed.externalId)).toEqual({ bot: "xoxb-not-a-token" });
    expect(await desk.stores.admin.rotateTokens(OTHER, { system: "sync" })).toBe(0);
  });
});

describe("a new root key", () => {
  it("opens everything after one commit, and the old one nothing", async () => {
    const { desk } = await start();
    const [one] = await fill(desk, 2);
    const next = new Uint8Array(32).fill(9);
    const actor = { system: "sync" } as const;
    expect(await desk.stores.admin.rewrapKeys(next, actor)).toBeGreaterThan(4);
    await expect(desk.stores.for(ACME).ledger.read(one?.stream ?? "log")).rejects.toThrow("DESK_KEY");
    const renewed = openStores(desk.database, { ...desk.deps, rootKey: next });
    expect(await renewed.for(ACME).ledger.read(one?.stream ?? "log")).toHaveLength(2);
    const rotated = await renewed.for(ACME).ledger.read("log");
    expect(rotated.at(-1)).toMatchObject({ type: "key-rotated", payload: { purpose: "root" } });
    await expect(desk.stores.admin.rewrapKeys(new Uint8Array(31), actor)).rejects.toThrow("32 bytes");
  });
});
