import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseCheckpointNote } from "../../core/evidence/checkpoint.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { ACME, openTestDesk, OTHER } from "../fakes/open-desk.ts";

const run = promisify(execFile);
const COMMITTER = fileURLToPath(new URL("../fakes/committer.ts", import.meta.url));
const EACH = 60;

describe("two processes on one file", () => {
  it("lose nothing, number nothing twice, and leave a dense log that verifies", async () => {
    const desk = await openTestDesk();
    onTestFinished(() => desk.close());
    const commit = async (tenant: string): Promise<number> =>
      Number((await run(process.execPath, [COMMITTER, desk.home, tenant, String(EACH)])).stdout);
    expect(await Promise.all([commit(ACME), commit(ACME), commit(OTHER)])).toEqual([EACH, EACH, EACH]);

    for (const [tenant, cases] of [
      [ACME, 2 * EACH],
      [OTHER, EACH],
    ] as const) {
      const { evidence, cases: list } = desk.stores.for(tenant);
      const { size, note } = await evidence.checkpoint();
      // Three entries bind the installations; each case is two.
      expect(size).toBe(3 + 2 * cases);
      const hashes = await evidence.leafHashes(size);
      expect(parseCheckpointNote(note).checkpoint.root).toEqual(createMerkleTree(hashes).root(size));
      const rows = await list.list({ limit: 200 });
      expect(new Set(rows.map((row) => row.number)).size).toBe(cases);
    }
    expect((await desk.stores.work.counts()).ready).toBe(3 * EACH);
  });
});
