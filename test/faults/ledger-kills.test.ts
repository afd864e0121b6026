import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseCheckpointNote } from "../../core/evidence/checkpoint.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { caseStream } from "../../core/ids.ts";
import { ACME, openTestDesk } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";
import { foldToy } from "../fakes/toy-projector.ts";

const COMMITTER = fileURLToPath(new URL("../fakes/committer.ts", import.meta.url));
const KILLS = 12;

/** Runs a committing process and kills it `afterMs` after its first commit. Returns the case numbers it acknowledged. */
async function commitUntilKilled(desk: TestDesk, afterMs: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, [COMMITTER, desk.home, ACME, "100000", "aloud"]);
  const acknowledged: number[] = [];
  const ended = once(child, "exit");
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (acknowledged.length === 0) setTimeout(() => child.kill("SIGKILL"), afterMs);
    acknowledged.push(Number(line));
  });
  expect((await ended)[1]).toBe("SIGKILL");
  return acknowledged;
}

describe("kill -9 of a process that commits", () => {
  it(`loses nothing acknowledged, leaves nothing half, in ${KILLS} kills`, async () => {
    const desk = await openTestDesk();
    onTestFinished(() => desk.close());
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) acknowledged.push(...(await commitUntilKilled(desk, (kill * 37) % 150)));
    expect(acknowledged.length).toBeGreaterThan(KILLS);

    const { read } = desk.database;
    expect(await read.all(sql`pragma integrity_check`)).toEqual([{ integrity_check: "ok" }]);
    const { cases, ledger, evidence } = desk.stores.for(ACME);
    for (const number of acknowledged) expect(await cases.byNumber(number)).not.toBeNull();

    const { size, note } = await evidence.checkpoint();
    const hashes = await evidence.leafHashes(size);
    expect(parseCheckpointNote(note).checkpoint.root).toEqual(createMerkleTree(hashes).root(size));
    const rows = await read.all<{ id: string }>(sql`select case_id as id from case_projection where tenant = ${ACME}`);
    // All or nothing: each case has both entries, its projection and its work item.
    expect(size).toBe(3 + 2 * rows.length);
    expect((await desk.stores.work.counts()).ready).toBe(rows.length);
    for (const { id } of rows) {
      const entries = await ledger.read(caseStream(id as never));
      expect((await cases.byId(id as never))?.json).toEqual(foldToy(null, entries));
    }
    console.log(`ledger kills: ${KILLS}, acknowledged commits: ${acknowledged.length}, standing: ${rows.length}`);
  });
});
