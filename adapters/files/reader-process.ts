import { spawn } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DocumentFault } from "../../core/ports/documents.ts";
import { CHILD_HEAP_MB, CHILD_RSS_BYTES, CHILD_TIME_MS, MAX_TEXT_BYTES } from "./limits.ts";

/** `ownNetwork`: run in an empty network namespace where the system gives one, beside the lockdown. */
export type ReaderBounds = { readonly timeMs: number; readonly rssBytes: number; readonly ownNetwork: boolean };
export const READER_BOUNDS: ReaderBounds = { timeMs: CHILD_TIME_MS, rssBytes: CHILD_RSS_BYTES, ownNetwork: true };
const POLL_MS = 100;

const real = (path: string): string => realpathSync(fileURLToPath(new URL(path, import.meta.url)));
/** What the child may read: its own code, core's types and the parsers. Never the desk's data. */
const readable = (): readonly string[] => ["./", "../../core/", "../../node_modules/"].map(real);

/** Arguments of a locked-down Node; `script` is a file under adapters/files unless `more` opens another folder. */
export const readerArguments = (script: string, more: readonly string[] = []): readonly string[] => [
  "--permission",
  ...[...readable(), ...more].map((path) => `--allow-fs-read=${path}`),
  `--max-old-space-size=${CHILD_HEAP_MB}`,
  "--disable-warning=ExperimentalWarning",
  "--disable-warning=SecurityWarning",
  `--import=${new URL("./lockdown.ts", import.meta.url).href}`,
  script,
];

/** Resident memory of a process in bytes, or 0 where /proc does not say. */
function residentBytes(pid: number): number {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

let namespace: boolean | null = null;
/** Whether `unshare` can give the child a network namespace of its own, with nothing in it. Tried once. */
async function ownNetwork(): Promise<boolean> {
  if (namespace !== null) return namespace;
  if (process.platform !== "linux" || !existsSync("/usr/bin/unshare")) return (namespace = false);
  const probe = spawn("/usr/bin/unshare", ["-r", "-n", process.execPath, "-e", "0"], { env: {}, stdio: "ignore" });
  return (namespace = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.once("exit", (code) => resolve(code === 0));
  }));
}

/**
 * Runs a script in the locked-down child with `bytes` on its standard input and an empty environment; resolves to
 * what it wrote. `timeout`: over the wall clock. `too-large`: over its memory or its answer. `unreadable-file`: it died.
 */
export async function runReader(
  args: readonly string[],
  bytes: Uint8Array,
  bounds: ReaderBounds = READER_BOUNDS,
): Promise<{ readonly out: string } | { readonly fault: DocumentFault }> {
  const isolated = bounds.ownNetwork && (await ownNetwork());
  const command = isolated ? "/usr/bin/unshare" : process.execPath;
  const child = spawn(command, isolated ? ["-r", "-n", process.execPath, ...args] : [...args], {
    env: {},
    cwd: "/",
    stdio: ["pipe", "pipe", "ignore"],
  });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let fault: DocumentFault | null = null;
    const stop = (why: DocumentFault): void => {
      fault ??= why;
      child.kill("SIGKILL");
    };
    const clock = setTimeout(() => stop("timeout"), bounds.timeMs);
    const watch = setInterval(() => {
      if (child.pid && residentBytes(child.pid) > bounds.rssBytes) stop("too-large");
    }, POLL_MS);
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_TEXT_BYTES) stop("too-large");
      else chunks.push(chunk);
    });
    // A child that died early closes its input: the exit says why.
    child.stdin.on("error", () => undefined);
    child.on("error", () => stop("unreadable-file"));
    child.on("close", (code) => {
      clearTimeout(clock);
      clearInterval(watch);
      if (fault ?? code !== 0) resolve({ fault: fault ?? "unreadable-file" });
      else resolve({ out: Buffer.concat(chunks).toString("utf8") });
    });
    child.stdin.end(bytes);
  });
}
