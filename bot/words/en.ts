import { bomWords } from "./bom.ts";
import { classificationWords } from "./classification.ts";
import { licensingWords } from "./licensing.ts";
import { registerWords } from "./register.ts";
import { screeningWords } from "./screening.ts";
import type { Finding } from "../../core/finding.ts";

type Word = (params: Finding["params"]) => string;
/** Findings are made by typed constructors that check code and params; here they are read back from evidence. */
const toTable = (words: object): ReadonlyMap<string, Word> => new Map(Object.entries(words) as [string, Word][]);
const CLASSIFICATION = toTable(classificationWords);

/**
 * The sentence of a finding, in en-US as the EAR spells it. Each domain holds the words of its own codes; a code
 * without words is shown as itself, so that nothing that was found is ever silent.
 */
export function sentence(finding: Finding): string {
  return (
    CLASSIFICATION.get(finding.code)?.(finding.params) ??
    registerWords(finding) ??
    licensingWords(finding) ??
    screeningWords(finding) ??
    bomWords(finding) ??
    finding.code.replaceAll("-", " ")
  );
}
