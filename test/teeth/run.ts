// `npm run teeth`: takes guards away one at a time, in a copy of the sources, and expects the suite to turn red.
// The product has no switch for any guard. A patch that no longer applies fails this run.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const folder = join(root, "test/teeth");
const wanted = process.argv.slice(2);

/** A patch begins with `# guard: …` and `# tests: …` (vitest filters whose tests must notice). */
function readPatch(file: string): { readonly file: string; readonly guard: string; readonly tests: readonly string[] } {
  const text = readFileSync(join(folder, file), "utf8");
  const field = (name: string) => new RegExp(`^# ${name}: (.+)$`, "m").exec(text)?.[1] ?? "";
  return {
    file,
    guard: field("guard"),
    tests: field("tests")
      .split(" ")
      .filter((test) => test !== ""),
  };
}

function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), "desk-teeth-"));
  for (const part of ["adapters", "bot", "core", "db", "rules", "test", "package.json", "tsconfig.json"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

function bites(patch: ReturnType<typeof readPatch>): { readonly ok: boolean; readonly says: string } {
  const copy = copySources();
  try {
    const applied = spawnSync("git", ["apply", join(folder, patch.file)], { cwd: copy, encoding: "utf8" });
    if (applied.status !== 0)
      return { ok: false, says: `the patch no longer applies: ${applied.stderr.trim().split("\n")[0]}` };
    const run = spawnSync(
      process.execPath,
      [join(copy, "node_modules/vitest/vitest.mjs"), "run", "--config", "test/vitest.config.ts", ...patch.tests],
      {
        cwd: copy,
        encoding: "utf8",
        env: { ...process.env, CI: "", NO_COLOR: "1" },
      },
    );
    const failed = /Tests\s+(\d+) failed/.exec(run.stdout)?.[1];
    if (run.status === 0) return { ok: false, says: "NOBODY NOTICED" };
    // A suite that fails because a file does not load proves nothing about the guard.
    return failed
      ? { ok: true, says: `${failed} tests went red` }
      : { ok: false, says: `the suite did not run:\n${(run.stdout + run.stderr).slice(-800)}` };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const patches = readdirSync(folder)
  .filter((file) => file.endsWith(".patch") && (wanted.length === 0 || wanted.some((name) => file.includes(name))))
  .toSorted()
  .map(readPatch);
let toothless = 0;
for (const patch of patches) {
  const { ok, says } = bites(patch);
  if (!ok) toothless += 1;
  console.log(`${ok ? "bites    " : "TOOTHLESS"} ${patch.guard}: ${says}`);
}
console.log(`${patches.length - toothless} passed, ${toothless} failed`);
process.exit(toothless === 0 && patches.length > 0 ? 0 : 1);
