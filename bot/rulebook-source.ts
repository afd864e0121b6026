import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ENGINE } from "../core/engine.ts";
import type { Hash } from "../core/ids.ts";
import { composeRulebook, type HeldPart } from "../core/rulebook/editions/compose-rulebook.ts";
import { openRulebook } from "../core/rulebook/rulebook.ts";
import type { Rulebook } from "../core/rulebook/rulebook.ts";
import { buildRulebook, readRuleSources } from "../rules/build.ts";

const CACHE = fileURLToPath(new URL("../node_modules/.cache/export-desk/", import.meta.url));

/**
 * The bundle text of the rule files in this checkout, from the cache when their bytes are unchanged, else built once
 * and kept there. A cache that cannot be written is no fault; a rule that is not valid throws RulebookFault.
 */
export function readBundle(cacheFolder: string = CACHE): string {
  const sources = readRuleSources();
  const hash = createHash("sha256");
  hash.update(`engine ${ENGINE}\n`);
  for (const { file, text } of sources) hash.update(`${file}\0${text}\0`);
  const path = `${cacheFolder}rulebook-${hash.digest("hex").slice(0, 32)}.json`;
  try {
    return readFileSync(path, "utf8");
  } catch {
    const { bundle } = buildRulebook(sources);
    keep(cacheFolder, path, bundle);
    return bundle;
  }
}

/**
 * The bundle with imported parts of the Code beside the rules of this checkout. Composed once for the same rules and the
 * same parts and kept; `load` reads the parts and is called only then.
 */
export async function readComposedBundle(
  texts: readonly Hash[],
  load: () => Promise<readonly HeldPart[]>,
  cacheFolder: string = CACHE,
): Promise<string> {
  const builtIn = readBundle(cacheFolder);
  if (texts.length === 0) return builtIn;
  const hash = createHash("sha256").update(`engine ${ENGINE}\n${builtIn}\n${texts.toSorted().join("\n")}`);
  const path = `${cacheFolder}composed-${hash.digest("hex").slice(0, 32)}.json`;
  try {
    return readFileSync(path, "utf8");
  } catch {
    const bundle = composeRulebook(builtIn, await load());
    keep(cacheFolder, path, bundle);
    return bundle;
  }
}

/** The rulebook of this checkout, validated. */
export const openBuiltInRulebook = (): Rulebook => openRulebook(readBundle());

function keep(folder: string, path: string, bundle: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const half = `${path}.${process.pid}`;
    writeFileSync(half, bundle);
    renameSync(half, path);
  } catch {
    // A read-only checkout works without a cache: the bundle is built again at the next start.
  }
}
