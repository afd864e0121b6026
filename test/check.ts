// `npm run check`: format, lint, types (twice), dead code, teeth that fit, rules build. Prints one line a step.
import { spawn } from "node:child_process";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const bin = (name: string) => join(root, "node_modules/.bin", name);
/** What was checked and has not changed since is not checked again: the notes of that lie where `npm ci` clears them. */
const types = (project: string) => {
  const notes = join(root, "node_modules/.cache/types", `${project.replaceAll(/\W/g, "-")}.json`);
  return [bin("tsc"), "-p", project, "--incremental", "--tsBuildInfoFile", notes] as const;
};

const STEPS = [
  ["format", bin("oxfmt"), "--check"],
  ["lint", bin("oxlint"), "--type-aware"],
  ["types", ...types(".")],
  ["types of core", ...types("core")],
  ["types of the page", ...types("adapters/console/page")],
  ["types of the verifier", ...types("bot/verify")],
  ["dead code", bin("knip")],
  // A patch that no longer fits shows nothing of its guard; the whole run of `npm run teeth` is too long for each change.
  [
    "teeth fit",
    "bash",
    "-c",
    'for patch in test/teeth/*.patch; do git apply --check "$patch" || bad=1; done; exit "${bad:-0}"',
  ],
  [
    "rules",
    process.execPath,
    "--input-type=module",
    "--eval",
    `await import("${join(root, "rules/build.ts")}").then(({ buildRulebook }) => buildRulebook())`,
  ],
] as const;

type Done = { readonly name: string; readonly ok: boolean; readonly seconds: string; readonly out: string };

function run([name, command, ...args]: (typeof STEPS)[number]): Promise<Done> {
  const at = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => (out += part.toString("utf8")));
    child.on("close", (code) => resolve({ name, ok: code === 0, seconds: ((Date.now() - at) / 1000).toFixed(1), out }));
  });
}

// Two at a time: the machine has two cores, and no step reads what another writes.
const started = Date.now();
const queue = [...STEPS];
let failed = 0;
async function lane(): Promise<void> {
  for (let step = queue.shift(); step; step = queue.shift()) {
    const { name, ok, seconds, out } = await run(step);
    console.log(`${ok ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
    if (ok) continue;
    failed += 1;
    console.log(out);
  }
}
await Promise.all([lane(), lane()]);
const total = ((Date.now() - started) / 1000).toFixed(1);
console.log(failed === 0 ? `all checks passed in ${total} s` : `${failed} checks failed (${total} s)`);
process.exit(failed === 0 ? 0 : 1);
