import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { FactValue } from "../item/fact.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { ControlledBy } from "../rulebook/condition-schema.ts";
import { covers } from "../rulebook/paragraphs.ts";
import { entryOn } from "../rulebook/rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FactReadings, Tested } from "../rulebook/tested.ts";
import { toFinding } from "./findings.ts";
import { testEntry } from "./test-entry.ts";
import type { Leaf } from "./test-entry.ts";

type Known = {
  readonly rulebook: Rulebook;
  readonly facts: FactReadings;
  readonly asOf: LawDate | undefined;
  /** How often a walked entry may walk on: the `.z` paragraphs of a subject are two steps away. */
  readonly steps: number;
};
type LeavesOf = (eccn: string, of: string) => readonly Leaf[] | null;

/**
 * What conditions are tested with: the facts, the vocabulary, and the walk through other entries. Product groups D and
 * E name commodities of groups A to C ("technology for the development of commodities controlled by 3A001"), the `.z`
 * paragraphs and 4A090 name what is inside: that entry is tested with the other thing in the place of `is` and every
 * other fact as that thing's. Without `asOf` the newest edition of an entry is read.
 */
export const contextOf = (rulebook: Rulebook, facts: FactReadings, asOf?: LawDate): ConditionContext =>
  contextWith({ rulebook, facts, asOf, steps: STEPS });

/** Software for a thing, that thing, what is inside it: three entries deep. */
const STEPS = 3;

function contextWith(known: Known): ConditionContext {
  const { rulebook, facts } = known;
  if (known.steps === 0) return { facts, words: rulebook.vocabulary };
  const walked = new Map<string, readonly Leaf[] | null>();
  const leavesOf: LeavesOf = (eccn, of) => {
    const key = `${eccn} ${of}`;
    const before = walked.get(key);
    if (before !== undefined) return before;
    const leaves = walk(eccn, of, known);
    walked.set(key, leaves);
    return leaves;
  };
  const subject = facts.get("subject");
  const said = (facts.get("subject-entry") ?? []).filter((value) => typeof value === "string");
  const answer = (condition: ControlledBy): Tested => {
    if (condition.of !== "subject") return testWalk(condition, leavesOf);
    const named = testNamed(condition, said);
    return named ?? (subject ? testWalk(condition, leavesOf) : ASK_SUBJECT);
  };
  return { facts, words: rulebook.vocabulary, walk: answer };
}

const ASK_SUBJECT: Tested = {
  answer: "unknown",
  findings: [{ code: "fact-missing", params: { fact: "subject" } }],
  missing: ["subject"],
};

/**
 * The text itself says under which entries the subject stands. Null where it does not, or says less than is asked for
 * (3A001, where only some of its paragraphs count).
 */
function testNamed({ "controlled-by": wanted, except = [] }: ControlledBy, said: readonly string[]): Tested | null {
  if (said.length === 0) return null;
  const met = said.find(
    (entry) => wanted.some((name) => covers(name, entry)) && !except.some((name) => covers(name, entry)),
  );
  if (met) return { answer: "met", findings: [bare(toFinding("subject-named", { paragraph: met }))], missing: [] };
  if (said.some((entry) => wanted.some((name) => covers(entry, name)))) return null;
  return {
    answer: "not-met",
    findings: [bare(toFinding("walk-not-met", { of: "subject", entries: said }))],
    missing: [],
  };
}

/** Null: the entry is not modelled. */
function walk(eccn: string, of: string, { rulebook, facts, asOf, steps }: Known): readonly Leaf[] | null {
  const entry = asOf ? entryOn(rulebook, eccn, asOf) : rulebook.entries.get(eccn)?.at(-1);
  if (!entry) return null;
  const is: readonly FactValue[] | undefined = of === "item" ? facts.get("is") : (facts.get(of) ?? [of]);
  const inner = new Map(is ? [...facts, ["is", is] as const] : facts);
  if (of === "subject") inner.delete("subject");
  return testEntry(entry, contextWith({ rulebook, facts: inner, asOf, steps: steps - 1 })).leaves;
}

function testWalk(condition: ControlledBy, leavesOf: LeavesOf): Tested {
  const { "controlled-by": wanted, of, except = [] } = condition;
  const entries = [...new Set(wanted.map((name) => name.slice(0, 5)))];
  const inScope = entries
    .flatMap((eccn) => leavesOf(eccn, of) ?? [])
    .filter(({ paragraph }) => wanted.some((name) => covers(name, paragraph) || covers(paragraph, name)))
    .filter(({ paragraph }) => !except.some((name) => covers(name, paragraph)));
  const met = inScope.find(
    ({ answer, paragraph }) => answer === "met" && wanted.some((name) => covers(name, paragraph)),
  );
  if (met) {
    const findings = [toFinding("walk-met", { of, paragraph: met.paragraph }), ...met.findings];
    return { answer: "met", findings: findings.map(bare), missing: [] };
  }
  const open = inScope.filter(({ answer }) => answer !== "not-met");
  const notModelled = entries.filter((eccn) => leavesOf(eccn, of) === null);
  if (open.length === 0 && notModelled.length === 0)
    return { answer: "not-met", findings: [bare(toFinding("walk-not-met", { of, entries }))], missing: [] };
  const missing = new Set(open.flatMap((leaf) => leaf.missing.map((name) => renamed(name, of))));
  const named = new Set([...open.map(({ paragraph }) => paragraph).slice(0, 6), ...notModelled]);
  return {
    answer: "unknown",
    findings: [bare(toFinding("walk-open", { of, entries: [...named] }))],
    missing: [...missing],
  };
}

const renamed = (name: string, of: string): string => (name === "is" && of === "subject" ? "subject" : name);

/** The entry that asks says where it stands; the walked paragraph is named in the finding. */
const bare = ({ code, params }: Finding): Finding => ({ code, params });
