// The desk under test, in a process of its own: a patched copy of the sources, composed as the server composes it.
// Argument: a JSON file with a DeskSpec. Prints "listening PORT". Dies by its own hand at the armed failpoint.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "@hono/node-server";
import type { DeskSpec } from "./spec.ts";

const spec = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as DeskSpec;
const trace = openSync(spec.trace, "a");
const passes = new Map<string, number>();

/** The hit is on the disk before the process dies: it proves that this line of the product was reached. */
function dieHere(name: string): void {
  const hits = openSync(spec.hits, "a");
  writeSync(hits, `${name}\n`);
  fsyncSync(hits);
  closeSync(hits);
  process.kill(process.pid, "SIGKILL");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

Object.assign(globalThis, {
  deskFailpoint(name: string): void {
    const pass = (passes.get(name) ?? 0) + 1;
    passes.set(name, pass);
    if (spec.armed?.point === name && pass === spec.armed.pass) dieHere(name);
  },
  deskTrace: (step: string, key: string): void => void writeSync(trace, `${spec.life} ${step} ${key}\n`),
});

const { compose } = (await import(pathToFileURL(join(spec.copy, "bot/compose.ts")).href)) as {
  compose: (settings: DeskSpec["settings"], env: DeskSpec["env"]) => Promise<RunningDesk>;
};
type RunningDesk = {
  readonly app: { readonly fetch: Parameters<typeof serve>[0]["fetch"] };
  readonly listening: (port: number) => void;
  readonly stop: () => Promise<void>;
};

const desk = await compose(spec.settings, spec.env);
const server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 }, (info) => {
  desk.listening(info.port);
  console.log(`listening ${info.port}`);
});
process.on("SIGTERM", () => {
  server.close();
  void desk.stop().then(() => process.exit(0));
});
