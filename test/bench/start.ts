import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Figure } from "./figure.ts";

const ROUNDS = 3;
const LAUNCH = fileURLToPath(new URL("../../bot/launch.mjs", import.meta.url));
const MAX_WAIT_MS = 60_000;

/** Only what the desk needs: a key or platform of whoever measures must not join in. */
const bare = (home: string) => ({
  PATH: process.env["PATH"] ?? "",
  DESK_HOME: home,
  DESK_CONFIG: "",
  PORT: "0",
  LOG_LEVEL: "fatal",
});

/** Resident megabytes of the launcher's child, the server; null where the system does not say. */
function residentOf(launcher: number): number | null {
  try {
    const server = readFileSync(`/proc/${launcher}/task/${launcher}/children`, "utf8").trim().split(" ")[0] ?? "";
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** What `npm start` runs, over an empty home, until the page's bytes are here. */
async function startOnce(): Promise<{ readonly ms: number; readonly resident: number | null }> {
  const home = mkdtempSync(join(tmpdir(), "desk-bench-"));
  const begun = performance.now();
  const child = spawn(process.execPath, [LAUNCH, "server"], {
    cwd: home,
    env: bare(home),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const url = await new Promise<string>((resolve, reject) => {
      void ended.then(() => reject(new Error("the desk ended before it listened")));
      const given = setTimeout(() => reject(new Error("the desk did not say where it listens")), MAX_WAIT_MS);
      createInterface({ input: child.stdout }).on("line", (said) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (found === undefined) return;
        clearTimeout(given);
        resolve(found);
      });
    });
    const page = await fetch(`${url}/`);
    await page.text();
    if (page.status !== 200) throw new Error(`the page answered ${page.status}`);
    const ms = performance.now() - begun;
    return { ms, resident: child.pid === undefined ? null : residentOf(child.pid) };
  } finally {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(force);
    rmSync(home, { recursive: true, force: true });
  }
}

export const start: Figure = {
  name: "start",
  what: "what npm start runs, over an empty data folder, until the first page has come; npm itself is not in it",
  async run() {
    const runs = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await startOnce());
    const resident = runs.flatMap(({ resident }) => (resident === null ? [] : [resident]));
    const memory = resident.toSorted((a, b) => a - b)[Math.floor(resident.length / 2)];
    return [
      { what: "start to first page", ms: runs.map(({ ms }) => ms) },
      {
        what: "resident memory of the server then",
        ...(memory === undefined ? { more: "not read on this system" } : { megabytes: memory }),
      },
    ];
  },
};
