import { classificationWords } from "./classification.ts";
import { screeningWords } from "./screening.ts";
import type { Finding } from "../../core/finding.ts";

type Word = (params: Finding["params"]) => string;
/** Findings are made by typed constructors that check code and params; here they are read back from evidence. */
const toTable = (words: object): ReadonlyMap<string, Word> => new Map(Object.entries(words) as [string, Word][]);
const TABLES = [toTable(classificationWords)];

/**
 * The sentence of a finding, in en-US as the EAR spells it. Each domain holds the words of its own codes; a code
 * without words is shown as itself, so that nothing that was found is ever silent.
 */
export function sentence(finding: Finding): string {
  const word = TABLES.map((table) => table.get(finding.code)).find((found) => found !== undefined);
  return word?.(finding.params) ?? screeningWords(finding) ?? finding.code.replaceAll("-", " ");
}
