import { contentsRules, type BomContents, type BomCounts, type ContentsRules, type Named } from "./contents.ts";
import type { BomFinding, BomFindingCode } from "./findings.ts";
import type { JudgingContext } from "./judge-lines.ts";
import { isUnitedStates } from "./origin.ts";
import { isUnder } from "./verdict.ts";
import type { JsonObject } from "../json.ts";
import type { Classes } from "../rulebook/classes.ts";
import type { ContentsRule } from "../rulebook/contents-schema.ts";

/** What is known of the assembly itself: read from words about it, never from its lines. */
export type Assembly = {
  readonly is: readonly string[];
  /** Entries and paragraphs that are met or open for it. */
  readonly open: readonly string[];
  /** The paragraph or entry it is classified under by what it is; null: none yet. */
  readonly result: string | null;
  /** Where somebody says that it is made; null: nobody does. */
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
  readonly names: BomContents["names"];
};

/**
 * The assembly by its lines (LAW §5): it is judged by what it is and does; lines decide only where the law says so, and
 * the result names which rule applied. There is no order of ECCNs here: the highest line is never looked for.
 */
export function rollUp(contents: BomContents, assembly: Assembly, context: JudgingContext): RollUp {
  const rules = contentsRules(context);
  const origin = assembly.origin ?? contents.origin;
  const about = (cite: string) => ({ cite, rule: rules.id, basis: rules.basis });
  const findings = [
    ...some("usml-part", contents.usml.met, {}, about(rules["usml-part"].cite)),
    ...some("usml-part-possible", contents.usml.possible, {}, about(rules["usml-part"].cite)),
    ...rules.contents.flatMap((rule) =>
      byEntry(rule, contents, {
        fits: reaches(rule, { ...assembly, origin }, context.rulebook.vocabulary.classes),
        rules,
      }),
    ),
    ...some("shipped-separately", contents.shipped, {}, about(rules["shipped-separately"].cite)),
    ...shareFinding(contents, origin, rules),
    ...some("claim-differs", contents.differing),
    ...some("lines-not-known", contents.unknown),
  ];
  const state = stateOf(findings);
  const alone: BomFinding = { code: "assembly-by-itself", params: {}, ...about(rules["by-itself"].cite) };
  return {
    state,
    findings: state === "by-itself" ? [...findings, alone] : findings,
    first: holding(findings, contents),
    counts: contents.counts,
    names: contents.names,
  };
}

type About = Pick<BomFinding, "cite" | "rule" | "basis">;
const some = (
  code: BomFindingCode,
  { count, lines }: Named,
  more: JsonObject = {},
  about: About = {},
): readonly BomFinding[] => (count > 0 ? [{ code, params: { ...more, count, lines: [...lines] }, ...about }] : []);

type Answer = "met" | "not-met" | "unknown";

/** An entry that catches a thing because of what it contains: it decides, asks for what no list says, or is open. */
function byEntry(
  { entry, cite, asks }: ContentsRule,
  { entries }: BomContents,
  { fits, rules }: { readonly fits: Answer; readonly rules: ContentsRules },
): readonly BomFinding[] {
  const inside = entries[entry];
  if (fits === "not-met" || !inside) return [];
  const about = { cite, rule: `${rules.id}#${entry}`, basis: rules.basis };
  if (inside.met.count === 0) return some("contents-open", inside.open, { entry }, about);
  const question = asks ?? (fits === "unknown" ? "kind-of-assembly" : null);
  return question === null
    ? some("contents-decide", inside.met, { entry }, about)
    : some("contents-ask", inside.met, { entry, asks: question }, about);
}

/** Whether the entry is one for this assembly at all. What it is not known to be stays open. */
function reaches(rule: ContentsRule, { is, open, result, origin }: Assembly, classes: Classes): Answer {
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

/** The share of US content counts for what is made abroad, and while nobody said where it is made. */
function shareFinding({ share }: BomContents, origin: string | null, rules: ContentsRules): readonly BomFinding[] {
  if (origin !== null && isUnitedStates(origin)) return [];
  const { unknown, ...amounts } = share;
  const { general, terrorist, cite } = rules["de-minimis"];
  const params = { origin, ...amounts, general, terrorist, count: unknown.count, lines: [...unknown.lines] };
  return [{ code: "de-minimis", params, cite, rule: rules.id, basis: rules.basis }];
}

const OPEN: ReadonlySet<BomFindingCode> = new Set([
  "usml-part-possible",
  "contents-open",
  "contents-ask",
  "shipped-separately",
  "de-minimis",
  "lines-not-known",
]);

function stateOf(findings: readonly BomFinding[]): RollUp["state"] {
  if (findings.some(({ code }) => code === "usml-part")) return "stops";
  if (findings.some(({ code }) => code === "contents-decide")) return "lines-decide";
  return findings.some(({ code }) => OPEN.has(code)) ? "asks" : "by-itself";
}

/** In the order of the rules; then conflicts and other agencies, claims that differ, contents that are open. */
function holding(findings: readonly BomFinding[], { undecided }: BomContents): readonly string[] {
  const linesOf = (code: BomFindingCode): readonly string[] =>
    findings
      .filter((one) => one.code === code)
      .flatMap(({ params }) => (Array.isArray(params["lines"]) ? params["lines"].map(String) : []))
      .toSorted((a, b) => Number(a) - Number(b));
  return [
    ...new Set([
      ...linesOf("usml-part"),
      ...linesOf("usml-part-possible"),
      ...linesOf("contents-decide"),
      ...linesOf("contents-ask"),
      ...undecided.lines,
      ...linesOf("shipped-separately"),
      ...linesOf("claim-differs"),
      ...linesOf("contents-open"),
    ]),
  ];
}
