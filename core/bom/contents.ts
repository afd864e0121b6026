import { aboutLines, type BomFinding } from "./findings.ts";
import type { Assembly } from "./roll-up.ts";
import { isUnder, type LineVerdict } from "./verdict.ts";
import { isUnitedStates } from "./origin.ts";
import type { Classes } from "../rulebook/classes.ts";
import type { ContentsRule } from "../rulebook/contents-schema.ts";
import type { Sections } from "../rulebook/sections.ts";

export type ContentsRules = Sections["contents"][number]["data"];
type Given = { readonly rules: ContentsRules; readonly classes: Classes };

/**
 * Each entry that catches a thing because of what it contains, held against the lines: it decides, it asks for what no
 * list of parts says, or whether a line is such a thing is open. An entry for other kinds of things is left out.
 */
export function contentsFindings(
  parts: readonly LineVerdict[],
  assembly: Assembly,
  { rules, classes }: Given,
): readonly BomFinding[] {
  return rules.contents.flatMap((rule): readonly BomFinding[] => {
    const fits = reaches(rule, assembly, classes);
    if (fits === "not-met") return [];
    const inside = parts.map((verdict) => ({ line: verdict.line, holds: contains(verdict, rule.contains) }));
    const met = inside.filter(({ holds }) => holds === "met").map(({ line }) => line);
    const open = inside.filter(({ holds }) => holds === "unknown").map(({ line }) => line);
    const about = { cite: rule.cite, rule: `${rules.id}#${rule.entry}`, basis: rules.basis };
    if (met.length > 0) {
      const asks = rule.asks ?? (fits === "unknown" ? "kind-of-assembly" : null);
      return asks === null
        ? [aboutLines("contents-decide", met, { entry: rule.entry }, about)]
        : [aboutLines("contents-ask", met, { entry: rule.entry, asks }, about)];
    }
    return open.length > 0 ? [aboutLines("contents-open", open, { entry: rule.entry }, about)] : [];
  });
}

/** A claim is never tested enough to decide, and never ignored. */
function contains(verdict: LineVerdict, named: readonly string[]): "met" | "not-met" | "unknown" {
  const under = (paragraph: string): boolean => named.some((of) => isUnder(paragraph, of));
  const result = verdict.paragraph ?? verdict.eccn;
  if (verdict.outcome === "classified" && result !== null && under(result)) return "met";
  const claimed = verdict.claim?.read;
  if (claimed && under(claimed.paragraph ?? claimed.eccn)) return "unknown";
  if (verdict.outcome === "classified") return "not-met";
  // A paragraph that is open counts, and so does an open entry above the paragraph that is named.
  return verdict.open.some((code) => under(code) || named.some((of) => isUnder(of, code))) ? "unknown" : "not-met";
}

/** Whether the entry is one for this assembly at all. What it is not known to be stays open. */
function reaches(
  rule: ContentsRule,
  { is, open, result, origin }: Assembly,
  classes: Classes,
): "met" | "not-met" | "unknown" {
  if (rule["made-abroad"] && origin !== null && isUnitedStates(origin)) return "not-met";
  if (rule.within !== undefined) {
    const { within } = rule;
    if (result !== null) return isUnder(result, within) ? "met" : "not-met";
    return is.length === 0 || open.some((code) => isUnder(code, within)) ? "unknown" : "not-met";
  }
  if (rule.kinds === undefined) return "met";
  const answers = is.flatMap((kind) => rule.kinds?.map((wanted) => classes.isA(kind, wanted)) ?? []);
  if (answers.includes("met")) return "met";
  return is.length === 0 || answers.includes("unknown") ? "unknown" : "not-met";
}
