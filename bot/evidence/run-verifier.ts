import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const VERIFIER = fileURLToPath(new URL("../verify/verify.mjs", import.meta.url));

/** Runs the standalone verifier over a package, as a stranger would: its exit code and the lines it wrote. */
export async function runVerifier(
  bytes: Uint8Array,
  args: readonly string[] = [],
): Promise<{ readonly exit: number; readonly lines: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "desk-verify-"));
  try {
    const file = join(folder, "package.zip");
    await writeFile(file, bytes);
    return await verifyFile(file, args);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function verifyFile(
  file: string,
  args: readonly string[],
): Promise<{ readonly exit: number; readonly lines: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [VERIFIER, file, ...args], { stdio: ["ignore", "pipe", "pipe"], env: {} });
    let out = "";
    const take = (chunk: Buffer): void => {
      out += chunk.toString("utf8");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (code) => resolve({ exit: code ?? 1, lines: out.split("\n").filter((line) => line !== "") }));
  });
}
