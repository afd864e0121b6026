import { classificationWords } from "./classification.ts";
import { screeningWords } from "./screening.ts";
import type { Finding } from "../../core/finding.ts";

/**
 * The sentence of a finding, in en-US as the EAR spells it. Each domain holds the words of its own codes; a code
 * without words is shown as itself, so that nothing that was found is ever silent.
 */
export function sentence(finding: Finding): string {
  return classificationWords(finding) ?? screeningWords(finding) ?? finding.code.replaceAll("-", " ");
}
