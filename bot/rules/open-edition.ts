import { readFile } from "node:fs/promises";
import { readCclJson } from "../../adapters/ecfr/ccl-json.ts";
import { EcfrFault } from "../../adapters/ecfr/ecfr-fault.ts";
import { readRuleFile } from "../../adapters/ecfr/read-rule-file.ts";
import { CCL } from "../../core/rulebook/editions/rule-part.ts";
import { provisionsOfPart } from "../../core/rulebook/editions/part-provisions.ts";
import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";

export type OpenedEdition = {
  /** `us-ear/ccl-text`, `us-ear/part-744` … */
  readonly part: string;
  readonly provisions: readonly Provision[];
  /** Provisions this source is known to hold damaged. */
  readonly unreliable: ReadonlySet<string>;
};

/**
 * Opens a file of rules by its content: official XML, each part that it holds, or the control list as somebody's JSON
 * (for comparing only). Throws EcfrFault, or Error for a file that cannot be read.
 */
export async function openEdition(path: string): Promise<readonly OpenedEdition[]> {
  const text = await readFile(path, "utf8");
  if (/^\s*[{[]/.test(text)) return [{ part: CCL, ...readCclJson(text) }];
  return readRuleFile(text).map((part) => ({
    part: part.part,
    provisions: provisionsOfPart(part),
    unreliable: new Set(),
  }));
}

/** The parts that both hold, pairwise. Throws EcfrFault("not-a-known-part") where they share none. */
export function sharedParts(
  before: readonly OpenedEdition[],
  after: readonly OpenedEdition[],
): readonly (readonly [OpenedEdition, OpenedEdition])[] {
  const pairs = before.flatMap((one) => {
    const other = after.find(({ part }) => part === one.part);
    return other ? [[one, other] as const] : [];
  });
  if (pairs.length === 0) throw new EcfrFault("not-a-known-part", { wanted: "two editions of one text" });
  return pairs;
}
