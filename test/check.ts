// `npm run check`: format, lint, types (twice), dead code, rules build. Prints one line a step; stops at the first that fails.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const bin = (name: string) => join(root, "node_modules/.bin", name);

const STEPS = [
  ["format", bin("oxfmt"), "--check"],
  ["lint", bin("oxlint"), "--type-aware"],
  ["types", bin("tsc"), "-p", "."],
  ["types of core", bin("tsc"), "-p", "core"],
  ["types of the page", bin("tsc"), "-p", "adapters/console/page"],
  ["types of the verifier", bin("tsc"), "-p", "bot/verify"],
  ["dead code", bin("knip")],
  [
    "rules",
    process.execPath,
    "--input-type=module",
    "--eval",
    `await import("${join(root, "rules/build.ts")}").then(({ buildRulebook }) => buildRulebook())`,
  ],
] as const;

const started = Date.now();
for (const [name, command, ...args] of STEPS) {
  const at = Date.now();
  const run = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  const seconds = ((Date.now() - at) / 1000).toFixed(1);
  console.log(`${run.status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (run.status !== 0) {
    console.log(run.stdout + run.stderr);
    process.exit(1);
  }
}
console.log(`all checks passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
