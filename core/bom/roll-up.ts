import type { Bom, BomLine } from "./bom.ts";
import { contentsFindings } from "./contents.ts";
import { deMinimisOf } from "./de-minimis.ts";
import { aboutLines, type BomFinding } from "./findings.ts";
import type { JudgingContext } from "./judge-lines.ts";
import { resultOfLine, type LineVerdict } from "./verdict.ts";
import { inForceOn } from "../rulebook/in-force.ts";

/** What is known of the assembly itself: read from words about it, never from its lines. */
export type Assembly = {
  readonly is: readonly string[];
  /** Entries and paragraphs that are met or open for it. */
  readonly open: readonly string[];
  /** The paragraph or entry it is classified under by what it is; null: none yet. */
  readonly result: string | null;
  /** Where it is made; null: not said. */
  readonly origin: string | null;
};

export type RollUp = {
  /**
   * `stops`: a USML part; nothing goes on before the officer has it. `lines-decide`: an entry catches the assembly by
   * what it contains. `asks`: a line leaves open whether one of these holds. `by-itself`: no line decides.
   */
  readonly state: "stops" | "lines-decide" | "asks" | "by-itself";
  readonly findings: readonly BomFinding[];
  /** Lines that hold it, the hardest first; not those that are only unknown. */
  readonly first: readonly string[];
  readonly counts: BomCounts;
};
export type BomCounts = {
  readonly lines: number;
  readonly byOutcome: Readonly<Record<string, number>>;
  /** Classified lines by result, most first. */
  readonly byResult: readonly { readonly result: string; readonly lines: number }[];
  readonly fromRegister: number;
};

/**
 * The assembly by its lines (LAW §5): it is judged by what it is and does; lines decide only where the law says so, and
 * the result names which rule applied. There is no order of ECCNs here: the highest line is never looked for.
 */
export function rollUp(
  bom: Pick<Bom, "lines" | "above" | "top">,
  verdicts: readonly LineVerdict[],
  assembly: Assembly,
  context: JudgingContext,
): RollUp {
  const rules = inForceOn(
    context.rulebook.sections.contents.map(({ data }) => data),
    context.asOf,
  );
  if (!rules) throw new Error("the rulebook holds no rules for what a thing contains on that date");
  const about = (cite: string) => ({ cite, rule: rules.id, basis: rules.basis });
  const parts = verdicts.filter(({ line }) => line !== bom.top);
  const lines = new Map(bom.lines.map((line) => [line.id, line]));
  const usml = usmlParts(parts);
  const shipped = parts.filter(({ line }) => (lines.get(line)?.shipped ?? null) !== null);
  const built = parts.filter((verdict) => !shipped.includes(verdict));
  const contents = contentsFindings(built, assembly, { rules, classes: context.rulebook.vocabulary.classes });
  const unknown = parts.filter(({ outcome }) => outcome !== "classified");
  const differing = parts.filter(({ claim }) => claim?.says === "differs");
  const findings = [
    ...some("usml-part", usml.met, about(rules["usml-part"].cite)),
    ...some("usml-part-possible", usml.possible, about(rules["usml-part"].cite)),
    ...contents,
    ...some("shipped-separately", idsOf(shipped), about(rules["shipped-separately"].cite)),
    ...deMinimisOf(built, { bom, origin: assembly.origin, rules }),
    ...some("claim-differs", idsOf(differing)),
    ...some("lines-not-known", idsOf(unknown)),
  ];
  const state = stateOf(findings);
  return {
    state,
    findings:
      state === "by-itself"
        ? [...findings, { code: "assembly-by-itself", params: {}, ...about(rules["by-itself"].cite) }]
        : findings,
    first: holding(parts, findings, lines),
    counts: countsOf(parts),
  };
}

const idsOf = (verdicts: readonly LineVerdict[]): readonly string[] => verdicts.map(({ line }) => line);
const some = (
  code: Parameters<typeof aboutLines>[0],
  ids: readonly string[],
  about: Parameters<typeof aboutLines>[3] = {},
): readonly BomFinding[] => (ids.length > 0 ? [aboutLines(code, ids, {}, about)] : []);

/** A part that is on the Munitions List stays on it when it is built in; one that may be is the officer's question. */
function usmlParts(parts: readonly LineVerdict[]): {
  readonly met: readonly string[];
  readonly possible: readonly string[];
} {
  const met = parts.filter(({ jurisdiction, outcome }) => jurisdiction === "ITAR" && outcome === "classified");
  const possible = parts.filter(
    (verdict) =>
      !met.includes(verdict) &&
      (verdict.jurisdiction === "ITAR" ||
        verdict.claim?.read?.eccn.startsWith("USML") === true ||
        verdict.open.some((code) => code.startsWith("USML") || /^[XVI]+\(/u.test(code))),
  );
  return { met: idsOf(met), possible: idsOf(possible) };
}

function stateOf(findings: readonly BomFinding[]): RollUp["state"] {
  const codes = new Set(findings.map(({ code }) => code));
  if (codes.has("usml-part")) return "stops";
  if (codes.has("contents-decide")) return "lines-decide";
  const asks = [
    "usml-part-possible",
    "contents-open",
    "contents-ask",
    "shipped-separately",
    "de-minimis",
    "lines-not-known",
  ] as const;
  return asks.some((code) => codes.has(code)) ? "asks" : "by-itself";
}

const HELD = ["usml-part", "usml-part-possible", "contents-decide", "contents-ask"] as const;

/** In the order of the rules; then conflicts, other agencies, claims that differ; then the order of the sheet. */
function holding(
  parts: readonly LineVerdict[],
  findings: readonly BomFinding[],
  lines: ReadonlyMap<string, BomLine>,
): readonly string[] {
  const named = (code: string): readonly string[] =>
    findings
      .filter((one) => one.code === code)
      .flatMap(({ params }) => (Array.isArray(params["lines"]) ? params["lines"].map(String) : []));
  const groups = [
    ...HELD.map(named),
    idsOf(parts.filter(({ outcome }) => outcome === "conflict" || outcome === "other-agency")),
    named("shipped-separately"),
    named("claim-differs"),
    named("contents-open"),
  ];
  const sorted = groups.map((ids) => ids.filter((id) => lines.has(id)).toSorted((a, b) => Number(a) - Number(b)));
  return [...new Set(sorted.flat())];
}

function countsOf(parts: readonly LineVerdict[]): BomCounts {
  const outcomes = Map.groupBy(parts, ({ outcome }) => outcome);
  const results = Map.groupBy(
    parts.filter(({ outcome }) => outcome === "classified"),
    resultOfLine,
  );
  return {
    lines: parts.length,
    byOutcome: Object.fromEntries([...outcomes].map(([outcome, of]) => [outcome, of.length])),
    byResult: [...results]
      .map(([result, of]) => ({ result, lines: of.length }))
      .toSorted((a, b) => b.lines - a.lines || (a.result < b.result ? -1 : 1)),
    fromRegister: parts.filter(({ source }) => source === "register").length,
  };
}
