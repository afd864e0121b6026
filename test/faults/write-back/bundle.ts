import { join } from "node:path";
import { build } from "esbuild";

const PARTS = `
export { createDispatcher } from "./adapters/queue/in-process.ts";
export { createClock } from "./adapters/system/clock.ts";
export { createIds } from "./adapters/system/ids.ts";
export { writeBack } from "./bot/work/write-back.ts";
export { createTargets } from "./bot/writeback/create-targets.ts";
export { caseProjector } from "./core/cases/project.ts";
export { openDatabase } from "./db/open.ts";
export { openStores } from "./db/stores/open.ts";
`;

/** What a process needs to write back, from a copy of the sources, as one file beside the migrations it reads. */
export async function bundleOf(copy: string): Promise<string> {
  const outfile = join(copy, "db/write-back-worker.mjs");
  await build({
    stdin: { contents: PARTS, resolveDir: copy, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    outfile,
    logLevel: "silent",
    external: ["@libsql/*", "libsql"],
    banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url);' },
  });
  return outfile;
}
