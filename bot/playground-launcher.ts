import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Launched = {
  /** Where a person opens it, and where its HTTP surface is. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const READY = /Listening on (\d+)/;
const START_MS = 30_000;

/**
 * Starts Microsoft 365 Agents Playground, the local Teams client, against a desk's `/api/messages`. Port 0 takes a free
 * one. Its telemetry is off, its files go to a temporary folder. It listens on every interface of the machine (no
 * setting changes that), so it is for trying out, not for a shared network. Throws when the package is not installed
 * or it does not come up within 30 s. It ends with this process.
 */
export async function launchPlayground(options: {
  readonly endpoint: string;
  readonly port: number;
  readonly chat: string;
}): Promise<Launched> {
  const cli = createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
  const folder = await mkdtemp(join(tmpdir(), "desk-playground-"));
  const port = options.port === 0 ? await freePort() : options.port;
  const flags = [
    "-e",
    options.endpoint,
    "-c",
    "msteams",
    "-p",
    String(port),
    "--dt",
    "--conversation-id",
    options.chat,
  ];
  const child = spawn(process.execPath, [cli, "start", ...flags], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    kill();
    await ended;
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: `http://127.0.0.1:${await listening(child)}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listening(child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const timer = setTimeout(
      () => reject(new Error(`Agents Playground did not start: ${printed.slice(-400)}`)),
      START_MS,
    );
    const settle = (done: () => void) => {
      clearTimeout(timer);
      done();
    };
    const read = (part: Buffer) => {
      printed += part.toString();
      const port = READY.exec(printed)?.[1];
      if (port) settle(() => resolve(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) =>
      settle(() => reject(new Error(`Agents Playground ended (${code}): ${printed.slice(-400)}`))),
    );
  });
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
