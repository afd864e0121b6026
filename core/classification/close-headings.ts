import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { toFinding } from "./findings.ts";

export type Headings = {
  /** False when no list of headings is held for that date: then nothing can be closed. */
  readonly held: boolean;
  /** Neither tested and not met, nor closed by a gate, nor a pointer: nearest first. */
  readonly open: readonly string[];
  readonly steps: Closing;
};
/** What closed which heading, for the record. */
type Closing = {
  readonly all: readonly string[];
  /** Neither pointers nor tested and not met. */
  readonly left: readonly string[];
  readonly tested: number;
  readonly pointers: number;
  readonly gates: readonly Gate[];
  readonly closedBy: ReadonlyMap<string, readonly Gate[]>;
  readonly elsewhere: AboutOthers;
};
type Gate = Rulebook["sections"]["gates"][number]["data"];

/**
 * The closed world of EAR99: every heading of the edition is tested and not met, closed by a gate for a recorded
 * reason, or open. A heading that is neither makes the outcome `not-covered`. Pointer entries hold nothing.
 */
export function closeHeadings(
  rulebook: Rulebook,
  tested: ReadonlyMap<string, boolean>,
  known: { readonly context: ConditionContext; readonly asOf: LawDate },
): Headings {
  const list = inForceOn(
    rulebook.sections.headings.map(({ data }) => data),
    known.asOf,
  );
  const all = list?.headings.flatMap(({ codes }) => codes) ?? [];
  const pointers = new Set(Object.keys(list?.pointers ?? {}));
  const left = all.filter((code) => !pointers.has(code) && tested.get(code) !== true);
  const gates = rulebook.sections.gates
    .map(({ data }) => data)
    .filter((gate) => gate.from <= known.asOf && testCondition(gate.when, known.context).answer === "met");
  const closedBy = new Map(left.map((code) => [code, gates.filter((gate) => closes(gate, code))]));
  const elsewhere = aboutOtherThings(rulebook, known);
  const open = left.filter((code) => closedBy.get(code)?.length === 0 && !elsewhere.headings.has(code));
  const near = nearOf(rulebook, known.context);
  return {
    held: list !== undefined,
    open: [...near.filter((code) => open.includes(code)), ...byCategory(open, near)],
    steps: {
      all,
      left,
      tested: all.filter((code) => tested.get(code) === true).length,
      pointers: pointers.size,
      gates,
      closedBy,
      elsewhere,
    },
  };
}

/** What the record says of the closed world: how many headings each reason closed, how many it alone, and what is open. */
export function findingsOfHeadings({ held, open, steps }: Headings): readonly Finding[] {
  const { all, left, gates, closedBy, elsewhere } = steps;
  return [
    toFinding("headings-tested", { count: steps.tested }),
    toFinding("pointers-never-results", { headings: steps.pointers }),
    ...gates.map((gate) => {
      const closed = left.filter((code) => closedBy.get(code)?.includes(gate));
      const alone = closed.filter((code) => closedBy.get(code)?.length === 1 && !elsewhere.headings.has(code)).length;
      return toFinding(
        "headings-closed",
        { gate: gate.id, title: gate.title, count: closed.length, alone },
        { cite: gate.source.cite, rule: gate.id },
      );
    }),
    ...elsewhere.because.map(({ rule, cite }) => {
      const closed = left.filter((code) => elsewhere.headings.has(code));
      const alone = closed.filter((code) => closedBy.get(code)?.length === 0);
      return toFinding("headings-about-others", { count: closed.length, headings: alone }, { cite, rule });
    }),
    ...(open.length > 0 || !held
      ? [toFinding("headings-open", { count: open.length, nearest: open.slice(0, 8) })]
      : [toFinding("every-heading-closed", { count: all.length })]),
  ];
}

type AboutOthers = {
  readonly headings: ReadonlySet<string>;
  readonly because: readonly { readonly rule: string; readonly cite: string }[];
};

/** Headings whose rows name other kinds of things only; every row of a heading must say so. */
function aboutOtherThings(
  rulebook: Rulebook,
  { context, asOf }: { readonly context: ConditionContext; readonly asOf: LawDate },
): AboutOthers {
  const list = inForceOn(
    rulebook.sections.subjects.map(({ data }) => data),
    asOf,
  );
  if (!list) return { headings: new Set(), because: [] };
  const kinds = kindsIn(context);
  const { classes } = context.words;
  const isOther = (about: readonly string[]): boolean =>
    kinds.length > 0 && kinds.every((kind) => about.every((wanted) => classes.isA(kind, wanted) === "not-met"));
  const [closing, holding] = [true, false].map((wanted) =>
    list.rows.filter((row) => {
      const purpose = row["closed-when"];
      const closed = isOther(row.about) || (purpose && testCondition(purpose, context).answer === "met");
      return (closed === true) === wanted;
    }),
  );
  const held = new Set(holding?.flatMap(({ headings }) => headings));
  // An entry with tests decides by them alone.
  const closes = (code: string): boolean => !held.has(code) && !rulebook.entries.has(code);
  const headings = new Set(closing?.flatMap((row) => row.headings).filter(closes));
  return { headings, because: headings.size > 0 ? [{ rule: list.id, cite: list.source.cite }] : [] };
}

/** What software or technology is about, where that is known; else what the thing is. */
function kindsIn({ facts }: ConditionContext): readonly string[] {
  const named = (name: string) => (facts.get(name) ?? []).filter((value) => typeof value === "string");
  const subjects = named("subject");
  return subjects.length > 0 ? subjects : named("is");
}

function closes(
  gate: { readonly closes: readonly string[]; readonly except?: readonly string[] | undefined },
  code: string,
): boolean {
  if (gate.except?.includes(code)) return false;
  return gate.closes.some((pattern) => {
    if (!pattern.endsWith("*")) return pattern === code;
    return pattern.startsWith("*") ? code[1] === pattern[1] : code.startsWith(pattern.slice(0, 2));
  });
}

/** Headings the lexicon names for this kind of thing and the kinds above it. */
export function nearOf(rulebook: Rulebook, { facts }: ConditionContext): readonly string[] {
  const { classes } = rulebook.vocabulary;
  const kinds = (facts.get("is") ?? []).flatMap((kind) => (typeof kind === "string" ? classes.lineage(kind) : []));
  return [...new Set(kinds.flatMap((kind) => classes.find(kind)?.near ?? []))];
}

/** Categories of the near headings first, then the rest; inside, the order of the list. */
function byCategory(open: readonly string[], near: readonly string[]): readonly string[] {
  const first = new Set(near.map((code) => code[0]));
  const rest = open.filter((code) => !near.includes(code));
  return [...rest.filter((code) => first.has(code[0])), ...rest.filter((code) => !first.has(code[0]))];
}
