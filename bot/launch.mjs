// Read by any Node: finds a Node that runs the rest (type stripping needs 24), and says in one line when there is none.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { arch, platform } from "node:os";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const root = fileURLToPath(new URL("..", import.meta.url));
const bundled = `${root}node_modules/node-${platform()}-${arch()}/bin/node`;
const own = Number(process.versions.node.split(".")[0]) >= NEEDED ? process.execPath : null;
const node = own ?? (existsSync(bundled) ? bundled : null);

const PROGRAMS = {
  server: ["bot/server.ts"],
  cli: ["bot/cli/main.ts"],
  test: ["test/run.ts"],
  teeth: ["test/teeth/run.ts"],
  check: ["test/check.ts"],
  bench: ["test/bench/run.ts"],
  playground: ["bot/playground.ts"],
};

const [program = "server", ...rest] = process.argv.slice(2);
const entry = PROGRAMS[program];
if (!node) {
  console.error(
    `Export Desk needs Node ${NEEDED}; this is ${process.versions.node} and no bundled one was installed. Run "npm ci" without --omit=optional, or install Node ${NEEDED}.`,
  );
  process.exit(1);
}
if (!entry) {
  console.error(`No program "${program}". There are: ${Object.keys(PROGRAMS).join(", ")}.`);
  process.exit(2);
}
// "-s" of "npm run -s desk" never reaches us; what follows "--" does.
const child = spawn(node, ["--disable-warning=ExperimentalWarning", `${root}${entry[0]}`, ...rest], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${node.slice(0, node.lastIndexOf("/"))}:${process.env.PATH ?? ""}` },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
