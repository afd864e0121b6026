import type { Place } from "./spoken-words.ts";

/**
 * Words behind which a text speaks of another product: what it replaces, what it is compared with. Its figures are not
 * this item's.
 */
const OTHER =
  /\b(?:(?:drop-in |pin-compatible |direct )*replacements? (?:for|of)|replac(?:es|ing)|in place of|instead of|compared (?:with|to)|in comparison (?:with|to)|unlike|versus|vs\.?|than (?:the|our|its|their|a|an|any|other|previous|older|earlier|competing|that of)|successor (?:of|to)|(?:pin|footprint)[- ]compatible (?:with|to)|similar to|predecessors?|competitor\S*|competing|competition|rivals?|im vergleich zu|anstelle|ersetzt|nachfolger|remplace|par rapport)\b/g;

/** The parts of a passage that are about another product, each up to the end of its clause; brackets are kept whole. */
export function saidOfOthers(plain: string): readonly Place[] {
  const found: Place[] = [];
  for (const match of plain.matchAll(OTHER)) {
    if (found.some(({ to }) => match.index < to)) continue;
    found.push({ from: match.index, to: endOfClause(plain, match.index + match[0].length) });
  }
  return found;
}

function endOfClause(plain: string, from: number): number {
  let depth = 0;
  for (let at = from; at < plain.length; at += 1) {
    const letter = plain[at] ?? "";
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth < 0) return at;
    if (depth > 0) continue;
    if (letter === ";" || letter === "\n" || letter === "\t") return at;
    if (letter === "," && !/\d/.test(plain[at + 1] ?? "")) return at;
    if (/^(?: but | while | whereas |\. )/.test(plain.slice(at, at + 9))) return at;
  }
  return plain.length;
}
