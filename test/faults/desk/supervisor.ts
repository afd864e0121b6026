import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Armed } from "./spec.ts";
import type { World } from "./world.ts";

const PROCESS = fileURLToPath(new URL("./desk-process.ts", import.meta.url));

/** One start of the desk. */
export type Life = {
  readonly base: string;
  /** Resolves when the process is gone: with the signal that killed it, or null. */
  readonly ended: Promise<string | null>;
  readonly isOver: () => boolean;
  /** Asks it to stop, and waits. */
  readonly stop: () => Promise<void>;
};

/** Starts desks over one home, one after the other or several at a time, as a process manager does. */
export function createSupervisor(world: World) {
  let lives = 0;
  /** Where desks listen, in the order of their turns. */
  let living: readonly string[] = [];
  let last = "";
  return {
    lives: () => lives,
    /** Where a desk listens now, in turn where several do; requests that meet a dead one are sent again. */
    base(): string {
      const [next = last, ...others] = living;
      if (living.length > 0) living = [...others, next];
      return next;
    },
    async start(armed: Armed | null): Promise<Life> {
      const life = (lives += 1);
      let base = "";
      const file = join(world.folder, `spec-${life}.json`);
      await writeFile(file, JSON.stringify({ ...world.spec, armed, life }));
      const child = spawn(process.execPath, [PROCESS, file], {
        stdio: ["ignore", "pipe", "inherit"],
        // The first desk ends by itself and leaves its compiled code to the many that are killed.
        env: { ...process.env, NODE_COMPILE_CACHE: join(world.folder, "compiled") },
      });
      world.desks.add(child);
      let over = false;
      const ended = once(child, "exit").then(([, signal]) => {
        over = true;
        living = living.filter((other) => other !== base);
        world.desks.delete(child);
        return signal as string | null;
      });
      const listening = new Promise<void>((resolve) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          const port = /^listening (\d+)$/.exec(line)?.[1];
          if (port === undefined) return;
          last = base = `http://127.0.0.1:${port}`;
          living = [...living, base];
          resolve();
        });
      });
      // Work left by the life before may reach the failpoint before the desk listens.
      await Promise.race([listening, ended]);
      return {
        base,
        ended,
        isOver: () => over,
        async stop() {
          child.kill("SIGTERM");
          await ended;
        },
      };
    },
    /** Hits by failpoint, as the dying processes wrote them. */
    hits(): ReadonlyMap<string, number> {
      const lines = existsSync(world.spec.hits) ? readFileSync(world.spec.hits, "utf8").split("\n") : [];
      const counts = new Map<string, number>();
      for (const line of lines) if (line !== "") counts.set(line, (counts.get(line) ?? 0) + 1);
      return counts;
    },
    /** How many lives ended between the start of a send and its store, by delivery key. */
    windows(): ReadonlyMap<string, number> {
      const open = new Map<string, Set<string>>();
      const keyOfWork = new Map<string, string>();
      for (const line of readFileSync(world.spec.trace, "utf8").split("\n")) {
        const [at = "", step, named = "", work] = line.split(" ");
        // A card is stored by its copy; a mention by the end of its work item.
        const key = step === "done" ? keyOfWork.get(named) : named;
        if (work !== undefined) keyOfWork.set(work, named);
        if (key === undefined || key === "") continue;
        const lives = open.get(key) ?? new Set();
        if (step === "sending") lives.add(at);
        else lives.delete(at);
        open.set(key, lives);
      }
      return new Map([...open].map(([key, lives]) => [key, lives.size]));
    },
  };
}
export type Supervisor = ReturnType<typeof createSupervisor>;
