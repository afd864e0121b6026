import type { Finding } from "../finding.ts";

/** What decides first: limits, then what was said in two ways, notes, what is open, and last the kind of thing. */
const ORDER: readonly (readonly string[])[] = [
  ["limit-met", "limit-not-met", "range-straddles-limit", "unit-not-comparable"],
  ["fact-contradicts-itself", "note-takes-out", "residual-closed"],
  ["fact-missing", "fact-has-no-figure", "note-open", "waits-for", "kind-too-wide"],
  ["fact-is", "fact-is-not", "fact-stated", "fact-not-stated"],
];
const rankOf = ({ code }: Finding): number => {
  const at = ORDER.findIndex((codes) => codes.includes(code));
  return at === -1 ? ORDER.length : at;
};

/**
 * Findings as a person reads them: each said once, the deciding limits first. The kind of thing is tested on every
 * level above a paragraph; only the narrowest of these is kept.
 */
export function tidyFindings(findings: readonly Finding[]): readonly Finding[] {
  const lastOfKind = new Map<string, number>();
  findings.forEach(({ code }, index) => {
    if (code.startsWith("kind-")) lastOfKind.set(code, index);
  });
  // "It is mentioned" adds nothing where its value was tested too.
  const tested = new Set(findings.filter(({ code }) => code !== "fact-stated").map(({ params }) => params["fact"]));
  const seen = new Set<string>();
  const once = findings.filter(({ code, params }, index) => {
    if (code.startsWith("kind-")) return lastOfKind.get(code) === index;
    if (code === "fact-stated" && tested.has(params["fact"])) return false;
    const key = `${code} ${JSON.stringify(params)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once.toSorted((a, b) => rankOf(a) - rankOf(b));
}
