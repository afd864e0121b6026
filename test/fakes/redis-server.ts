import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";

// A program of the system, not of a package.
const SERVER = "redis-server";
/** Tests that need a real Redis are skipped without one, and say in their title what to install. */
export const HAS_REDIS = spawnSync(SERVER, ["--version"]).status === 0;
export const NEEDS_REDIS = "needs redis-server, Debian package redis-server";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

/** A Redis of our own on a port of its own, which keeps nothing on disk: killed, it comes back empty. */
export async function startRedis(more: readonly string[] = []) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "desk-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const run = () => spawn(SERVER, [...args, ...more], { stdio: "ignore" });
  let server: ReturnType<typeof run> | null = null;

  // A test that hangs never comes to its own end.
  process.once("exit", () => server?.kill("SIGKILL"));

  async function isUp(): Promise<boolean> {
    const client = new Redis(port, "127.0.0.1", { lazyConnect: true, retryStrategy: () => null });
    client.on("error", () => undefined);
    const answer = await client.ping().catch(() => "");
    client.disconnect();
    return answer === "PONG";
  }
  const redis = {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start(): Promise<void> {
      server = run();
      while (!(await isUp())) await sleep(20);
    },
    async kill(): Promise<void> {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, "exit");
      server.kill("SIGKILL");
      await gone;
    },
    /** It holds its connections and answers nothing. */
    freeze: () => server?.kill("SIGSTOP"),
    thaw: () => server?.kill("SIGCONT"),
    /** Runs `act` with a client of its own. */
    async ask<T>(act: (client: Redis) => Promise<T>): Promise<T> {
      const client = new Redis(port, "127.0.0.1");
      return act(client).finally(() => client.disconnect());
    },
    async stop(): Promise<void> {
      await redis.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
export type TestRedis = Awaited<ReturnType<typeof startRedis>>;
