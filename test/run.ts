// `npm test [faults] [vitest filters]`: runs one suite and ends with the plain closing line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const args = process.argv.slice(2);
const faults = args[0] === "faults";
const filters = faults ? args.slice(1) : args;
const counts = join(mkdtempSync(join(tmpdir(), "desk-test-")), "counts.json");

const run = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    join(root, "test/vitest.config.ts"),
    "--reporter=default",
    `--reporter=${join(root, "test/counting-reporter.ts")}`,
    ...filters,
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, DESK_TEST_COUNTS: counts, ...(faults ? { DESK_TEST_SUITE: "faults" } : {}) },
  },
);

const seen = existsSync(counts)
  ? JSON.parse(readFileSync(counts, "utf8"))
  : { passed: 0, failed: 1, skipped: 0, noData: 0, skippedTitles: [] };
for (const title of seen.skippedTitles) console.log(`skipped: ${title}`);
if (seen.noData > 0)
  console.log(`not run: ${seen.noData} tests have no reference data (set DESK_TEST_DATA to its folder)`);
// In CI every part that a test needs is installed, so a skipped test there is a fault.
const skippedFails = process.env["CI"] === "true" && seen.skipped > 0;
const failed = seen.failed + (skippedFails ? seen.skipped : 0) + (run.status !== 0 && seen.failed === 0 ? 1 : 0);
console.log(
  `${seen.passed} passed, ${failed} failed${seen.skipped > 0 && !skippedFails ? `, ${seen.skipped} skipped` : ""}`,
);
process.exit(failed > 0 ? 1 : 0);
