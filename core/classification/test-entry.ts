import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { Condition } from "../rulebook/condition-schema.ts";
import { isEntryOfOtherKind } from "../rulebook/kind-groups.ts";
import type { CclEntry, Paragraph } from "../rulebook/schema.ts";
import { isSeries, opensSeries } from "../rulebook/series.ts";
import { nameOfParagraph } from "../rulebook/paragraphs.ts";
import type { Answer, Tested } from "../rulebook/tested.ts";
import type { Finding } from "../finding.ts";
import { toFinding } from "./findings.ts";

/** One lowest paragraph with its result. `partial`: the rulebook has only a first test; it never becomes met. */
export type Leaf = Tested & {
  readonly entry: CclEntry;
  /** `3A001.a.5.a.4` */
  readonly paragraph: string;
  readonly title: string;
  readonly partial: boolean;
  readonly reading: "held" | "reported" | null;
  /** Conditions above it and its own: what a question about it is compared with. */
  readonly conditions: readonly Condition[];
};
export type TestedEntry = { readonly entry: CclEntry; readonly answer: Answer; readonly leaves: readonly Leaf[] };

const MET: Tested = { answer: "met", findings: [], missing: [] };
const NOT_MET: Tested = { answer: "not-met", findings: [], missing: [] };
type Above = {
  readonly tested: Tested;
  readonly conditions: readonly Condition[];
  /** Notes so far: they are read last, when everything else holds. */
  readonly notes: NonNullable<Decontrols>;
  readonly reading: Leaf["reading"];
};
type Decontrols = Paragraph["decontrols"];

/**
 * Tests every lowest paragraph of an entry in three-valued logic: the tests above it, its own, and then each note that
 * takes something out again. Met if any is met, not met only if all are closed.
 */
export function testEntry(entry: CclEntry, context: ConditionContext): TestedEntry {
  if (isEntryOfOtherKind(entry, context.facts, context.words.classes)) return closedByKind(entry);
  const top = step({ tested: MET, conditions: [], notes: [], reading: null }, entry, context);
  const whole = isEnough(entry, top.tested, context) || entry.paragraphs.length === 0;
  const leaves = whole
    ? [
        {
          ...toLeaf(entry, { ...top, tested: withNotes(top.tested, top.notes, context) }),
          paragraph: entry.eccn,
          title: entry.title,
          partial: false,
        },
      ]
    : entry.paragraphs.flatMap((paragraph) => leavesOf(entry, paragraph, top, context));
  const answers = leaves.map(({ answer }) => answer);
  const answer = answers.includes("met") ? "met" : answers.includes("unknown") ? "unknown" : "not-met";
  return { entry, answer, leaves };
}

const closed = new WeakMap<CclEntry, TestedEntry>();

/** An entry about other things: its paragraphs are not walked. Most entries are, for any thing: made once for each. */
function closedByKind(entry: CclEntry): TestedEntry {
  const known = closed.get(entry);
  if (known) return known;
  const { eccn, title } = entry;
  const leaf = { paragraph: eccn, title, partial: false, reading: null, conditions: [] };
  const made: TestedEntry = { entry, answer: "not-met", leaves: [{ entry, ...NOT_MET, ...leaf }] };
  closed.set(entry, made);
  return made;
}

function leavesOf(entry: CclEntry, paragraph: Paragraph, above: Above, context: ConditionContext): readonly Leaf[] {
  const here = step({ ...above, reading: paragraph.reading ?? above.reading }, paragraph, context);
  const children = paragraph.paragraphs ?? [];
  if (children.length > 0 && !isEnough(entry, here.tested, context))
    return children.flatMap((child) => leavesOf(entry, child, here, context));
  const tested = withNotes(here.tested, here.notes, context);
  return [
    {
      ...toLeaf(entry, { ...here, tested }),
      paragraph: nameOfParagraph(entry.eccn, paragraph.path),
      title: paragraph.title,
      ...partially(paragraph, tested, entry),
    },
  ];
}

/** Closed above its paragraphs, or waiting for the first question of its series: what is below is not walked. */
const isEnough = ({ eccn }: CclEntry, { answer, missing }: Tested, { words }: ConditionContext): boolean =>
  answer === "not-met" || (answer === "unknown" && isSeries(eccn) && opensSeries(missing, words));

type Testable = { readonly test?: Condition | undefined; readonly decontrols?: Decontrols };

/** The tests so far and one more. */
function step(above: Above, { test, decontrols }: Testable, context: ConditionContext): Above {
  const own = test ? testCondition(test, context) : MET;
  const notes = decontrols ?? [];
  return {
    ...above,
    tested: both(above.tested, own),
    notes: [...above.notes, ...notes],
    conditions: [...above.conditions, ...(test ? [test] : []), ...notes.map((note) => note.test)],
  };
}

function both(a: Tested, b: Tested): Tested {
  if (a.answer === "not-met") return a;
  if (b.answer === "not-met") return b;
  const answer = a.answer === "met" && b.answer === "met" ? "met" : "unknown";
  // What is below an open paragraph is asked about when that is settled.
  const missing = a.answer === "unknown" && a.missing.length > 0 ? a.missing : b.missing;
  return { answer, findings: [...a.findings, ...b.findings], missing };
}

/** A note that holds takes the item out; a note nobody can answer leaves the paragraph open. */
function withNotes(tested: Tested, notes: NonNullable<Decontrols>, context: ConditionContext): Tested {
  if (tested.answer === "not-met") return tested;
  const results = notes.map((note) => ({ note, result: testCondition(note.test, context) }));
  const holding = results.find(({ result }) => result.answer === "met");
  if (holding) {
    const { note, result } = holding;
    const taken = toFinding("note-takes-out", { note: note.id, title: note.title }, { cite: note.cite });
    return { answer: "not-met", findings: [taken, ...result.findings], missing: [] };
  }
  const open = results.filter(({ result }) => result.answer === "unknown");
  if (open.length === 0) return tested;
  // While the tests themselves are open, a note is not worth a question yet.
  const missing = tested.answer === "met" ? open.flatMap(({ result }) => result.missing) : [];
  const findings = open.map(({ note }) =>
    toFinding("note-open", { note: note.id, title: note.title }, { cite: note.cite }),
  );
  return {
    answer: "unknown",
    findings: [...tested.findings, ...findings],
    missing: [...new Set([...tested.missing, ...missing])],
  };
}

function partially(
  paragraph: Paragraph,
  tested: Tested,
  entry: CclEntry,
): Partial<Leaf> & { readonly partial: boolean } {
  if (paragraph.modelled !== "partial") return { partial: false };
  const name = nameOfParagraph(entry.eccn, paragraph.path);
  const finding: Finding = toFinding("paragraph-not-modelled", { paragraph: name, title: paragraph.title });
  if (tested.answer === "met") return { partial: true, answer: "unknown", findings: [...tested.findings, finding] };
  return { partial: true };
}

const toLeaf = (entry: CclEntry, { tested, conditions, reading }: Above) => ({
  ...tested,
  findings: tested.findings.map((finding): Finding => ({
    basis: entry.basis,
    rule: entry.id,
    cite: entry.source.cite,
    ...finding,
  })),
  entry,
  conditions,
  reading,
});
