import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { canonicalText } from "../core/evidence/canonical.ts";
import type { Hash } from "../core/ids.ts";
import type { Json } from "../core/json.ts";
import { openRulebook } from "../core/rulebook/rulebook.ts";
import { RulebookFault } from "../core/rulebook/sections.ts";
import { NOT_RULES, SECTIONS } from "./sections.ts";

const RULES = fileURLToPath(new URL(".", import.meta.url));
export type RuleSource = { readonly file: string; readonly text: string };

/** Every YAML file of the folder, by name, with its text. */
export function readRuleSources(folder: string = RULES): readonly RuleSource[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".yaml") && isRule(file))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, "utf8") }));
}

const isRule = (file: string): boolean =>
  SECTIONS.some((row) => row.files.test(file)) || !NOT_RULES.some((pattern) => pattern.test(file));

/**
 * Makes the one deterministic bundle (RFC 8785 text, files by name) and its hash, and opens it once to check it.
 * Throws RulebookFault naming file, path and reason: unknown keys, unknown units, missing references, dates that do
 * not ascend, a file that belongs to no section.
 */
export function buildRulebook(sources: readonly RuleSource[] = readRuleSources()): {
  readonly bundle: string;
  readonly hash: Hash;
} {
  const files = sources.map(({ file, text }) => {
    const row = SECTIONS.find(({ files: pattern }) => pattern.test(file));
    if (!row) throw new RulebookFault(file, "", "no section takes this file (rules/sections.ts)");
    return { section: row.section, file, data: parseYaml(file, text) };
  });
  const bundle = canonicalText({ format: 1, files });
  return { bundle, hash: openRulebook(bundle).hash };
}

function parseYaml(file: string, text: string): Json {
  try {
    return parse(text) as Json;
  } catch (fault) {
    throw new RulebookFault(file, "", fault instanceof Error ? (fault.message.split("\n")[0] ?? "") : String(fault));
  }
}
