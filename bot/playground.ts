// `npm run playground`: the desk with its local client, and Microsoft 365 Agents Playground beside it, for a person.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launchPlayground } from "./playground-launcher.ts";

const START_MS = 60_000;
const port = process.env["PORT"] ?? "3978";
const desk = spawn(
  process.execPath,
  ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("server.ts", import.meta.url))],
  {
    stdio: "inherit",
    env: { ...process.env, DESK_LOCAL: "1", PORT: port },
  },
);
desk.once("exit", (code) => process.exit(code ?? 1));

await ready(`http://127.0.0.1:${port}/readyz`);
const playground = await launchPlayground({
  endpoint: `http://127.0.0.1:${port}/api/messages`,
  port: 56150,
  chat: "desk",
});
console.log(`Agents Playground (a local Teams client): ${playground.url}`);
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
