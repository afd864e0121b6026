import { readFileSync } from "node:fs";
import type { Software } from "./manifest.ts";
import { ENGINE } from "../../core/engine.ts";

const versionOf = (text: string): string => /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";

/** What made a package: version, the commit when the installer says it (DESK_COMMIT), and the engine number. */
export const SOFTWARE: Software = {
  version: versionOf(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
  commit: process.env["DESK_COMMIT"] ?? null,
  engine: ENGINE,
};
