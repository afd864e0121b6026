import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NewWork } from "../../../core/ports/ledger.ts";
import { insertWork } from "../../../db/stores/work-rows.ts";
import { createClock } from "../../../adapters/system/clock.ts";
import { ACME, openTestDesk, OTHER } from "../../fakes/open-desk.ts";
import type { TestRedis } from "../../fakes/redis-server.ts";
import type { WorkerSpec } from "./worker-process.ts";

const PROCESS = fileURLToPath(new URL("./worker-process.ts", import.meta.url));

/** One home whose work several processes do through one Redis. Rows are in `lanes` lanes of two tenants. */
export async function openWorkers(redis: TestRedis, itemMs: number) {
  const desk = await openTestDesk({ deps: { clock: createClock() } });
  const children = new Set<ChildProcess>();
  const files: string[] = [];

  async function start(): Promise<ChildProcess> {
    const runs = join(desk.home, `runs-${files.length}`);
    files.push(runs);
    const spec: WorkerSpec = { home: desk.home, url: desk.url, redisUrl: redis.url, runs, itemMs };
    await writeFile(`${runs}.json`, JSON.stringify(spec));
    const child = spawn(process.execPath, [PROCESS, `${runs}.json`], { stdio: ["ignore", "pipe", "inherit"] });
    children.add(child);
    void once(child, "exit").then(() => children.delete(child));
    await once(child.stdout, "data");
    return child;
  }
  const lines = () =>
    files.flatMap((file) => (existsSync(file) ? readFileSync(file, "utf8").split("\n") : [])).filter((line) => line);
  return {
    desk,
    start,
    insert: (count: number, lanes: number) =>
      desk.database.write(async (tx) => {
        for (let n = 0; n < count; n++) {
          const work: NewWork = { kind: "card", lane: `l${n % lanes}`, priority: n % 8, dedup: `d${n}`, ref: { n } };
          await insertWork(tx, desk.deps, { tenant: n % 3 === 0 ? OTHER : ACME, work });
        }
      }),
    /** Handler runs begun and ended, by item. */
    runs() {
      const counts = { begin: new Map<string, number>(), end: new Map<string, number>() };
      for (const line of lines()) {
        const [step, id = ""] = line.split(" ");
        const of = step === "begin" ? counts.begin : counts.end;
        of.set(id, (of.get(id) ?? 0) + 1);
      }
      return counts;
    },
    logs: () =>
      files
        .map((file) => `${file}.log`)
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file, "utf8"))
        .join(""),
    async kill(child: ChildProcess): Promise<void> {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    async close(): Promise<void> {
      const gone = [...children].map((child) => once(child, "exit"));
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(gone);
      await desk.close();
    },
  };
}
