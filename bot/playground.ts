// `npm run playground`: the desk with its local client, and Microsoft 365 Agents Playground beside it, for a person.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { launchPlayground } from "./playground-launcher.ts";
import { playgroundTenant } from "./playground-tenant.ts";

const START_MS = 60_000;
const CHAT = "desk";
const port = process.env["PORT"] ?? "3978";
// A home of its own: here the reviewers sit in the Playground's chat, not in the web desk.
const home = resolve(process.env["DESK_HOME"] ?? ".desk/playground");
mkdirSync(home, { recursive: true, mode: 0o700 });
const config = join(home, "desk.config.yaml");
writeFileSync(config, stringify({ tenants: [playgroundTenant(CHAT)] }));
const desk = spawn(
  process.execPath,
  ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("server.ts", import.meta.url))],
  {
    stdio: "inherit",
    env: { ...process.env, DESK_LOCAL: "1", PORT: port, DESK_HOME: home, DESK_CONFIG: config },
  },
);
desk.once("exit", (code) => process.exit(code ?? 1));

await ready(`http://127.0.0.1:${port}/readyz`);
const playground = await launchPlayground({
  endpoint: `http://127.0.0.1:${port}/api/messages`,
  port: 56150,
  chat: CHAT,
});
// Installed in the chat at once: the desk learns how to write there before the first case comes.
await fetch(`${playground.url}/_debug/conversation/${CHAT}/installation`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: "{}",
});
console.log(`Agents Playground (a local Teams client): ${playground.url}`);
console.log(`Ask in the web desk at http://127.0.0.1:${port}/ as the sales engineer; decide in the Playground.`);
console.log("It listens on every interface of this machine: use it on a network you trust. Ctrl-C ends both.");

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    void playground.stop().finally(() => desk.kill(signal));
  });

/** Until the desk answers; a desk that cannot start says why by itself, and its end is ours. */
async function ready(url: string): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  desk.kill();
  throw new Error(`The desk did not become ready at ${url}.`);
}
