import { readFile } from "node:fs/promises";
import { toProvision } from "../../core/rulebook/editions/entry-provision.ts";
import { readCclJson } from "../../adapters/ecfr/ccl-json.ts";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { readPart } from "../../adapters/ecfr/part-provisions.ts";
import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";

export type OpenedEdition = {
  readonly part: "us-ear/ccl" | "part";
  readonly provisions: readonly Provision[];
  /** Provisions this source is known to hold damaged. */
  readonly unreliable: ReadonlySet<string>;
};

/**
 * Opens a file of rules by its content: the control list as official XML, the same as somebody's JSON (for comparing
 * only), or a part of the Code. Throws EcfrFault, or Error for a file that cannot be read.
 */
export async function openEdition(path: string): Promise<OpenedEdition> {
  const text = await readFile(path, "utf8");
  if (/^\s*[{[]/.test(text)) return { part: "us-ear/ccl", ...readCclJson(text) };
  const isCcl = /Supplement No\. 1 to Part 774/i.test(text.slice(0, 20_000));
  return isCcl
    ? { part: "us-ear/ccl", provisions: importCcl(text).map(toProvision), unreliable: new Set() }
    : { part: "part", provisions: readPart(text), unreliable: new Set() };
}
