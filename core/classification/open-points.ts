import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition, type ConditionContext } from "../rulebook/condition.ts";
import type { Condition } from "../rulebook/condition-schema.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import { isEntryOfOtherKind } from "../rulebook/kind-groups.ts";
import { onDate } from "../rulebook/on-date.ts";
import { allParagraphs, covers, nameOfParagraph, pathOf } from "../rulebook/paragraphs.ts";
import { entryOn, type Rulebook } from "../rulebook/rulebook.ts";
import type { CclEntry } from "../rulebook/schema.ts";
import { isNotRun, placesOfNote, type NotePlace, type NoteRow } from "../rulebook/second-source/notes-schema.ts";
import type { Decided } from "./decide.ts";
import { toFinding } from "./findings.ts";
import type { Leaf } from "./test-entry.ts";

type Read = {
  readonly rulebook: Rulebook;
  readonly context: ConditionContext;
  readonly asOf: LawDate;
};

/**
 * What of the official text no test has read for this item. They change no result; a reviewer sees by name what the desk
 * passed over: paragraphs that are not modelled, where everything that is tested above them holds; and notes that are not
 * run, at what is met, or, where a note puts something in, at what it would widen.
 */
export const openPoints = (decided: Decided, read: Read): readonly Finding[] =>
  decided.munition ? [] : [...untestedPoints(read), ...notePoints(decided, read)];

function untestedPoints({ rulebook, context, asOf }: Read): readonly Finding[] {
  return untestedOn(rulebook, asOf).flatMap(({ entry, paths }): readonly Finding[] => {
    if (isEntryOfOtherKind(entry, context.facts, context.words.classes)) return [];
    const paragraphs = paths
      .filter(({ above }) => holds(above, context))
      .map(({ path }) => nameOfParagraph(entry.eccn, path));
    if (paragraphs.length === 0) return [];
    return [toFinding("paragraphs-not-tested", { paragraphs }, { cite: entry.source.cite, rule: entry.id })];
  });
}

/** The paragraphs of each entry that nothing of ours reads by now. */
const untestedOn = onDate((rulebook: Rulebook, asOf: LawDate) => {
  const history = rulebook.sections.textStructure.map(({ data }) => data);
  return Object.entries(inForceOn(history, asOf)?.untested ?? {}).flatMap(([eccn, named]) => {
    const entry = entryOn(rulebook, eccn, asOf);
    const own = entry ? allParagraphs(entry) : [];
    const paths = named.filter((path) => !own.some((paragraph) => covers(path, paragraph.path)));
    if (!entry || paths.length === 0) return [];
    return [{ entry, paths: paths.map((path) => ({ path, above: testsAbove(entry, path) })) }];
  });
});

function notePoints({ entries }: Decided, read: Read): readonly Finding[] {
  const met = entries.flatMap(({ leaves }) => leaves.filter(({ answer }) => answer === "met"));
  return notRunOn(read.rulebook, read.asOf).flatMap(({ row, places }): readonly Finding[] => {
    const leaf = met.find(({ entry, paragraph }) => places.some((place) => isOn(place, entry, paragraph)));
    if (leaf) return [pointOf(row, leaf.entry, leaf)];
    const [place] = row.kinds.includes("inclusion") ? places : [];
    const widened = place && openEntry(place.eccn, read);
    return widened && holds(testsAbove(widened, place.path ?? ""), read.context) ? [pointOf(row, widened, null)] : [];
  });
}

/** The notes that decide what is controlled and that no test of ours runs, each with the places it stands at. */
const notRunOn = onDate((rulebook: Rulebook, asOf: LawDate) =>
  rulebook.sections.textNotes
    .filter(({ data }) => data.from <= asOf)
    .flatMap(({ data }) => data.notes.filter(isNotRun))
    .map((row) => ({ row, places: placesOfNote(row) })),
);

/** `at`: what is met there; empty: the note could put the item in. */
const pointOf = ({ note, kinds }: NoteRow, entry: CclEntry, leaf: Leaf | null): Finding =>
  toFinding(
    "note-not-run",
    { note, widens: kinds.includes("inclusion"), at: leaf?.paragraph ?? "" },
    { cite: entry.source.cite, rule: entry.id },
  );

function isOn({ eccn, path }: NotePlace, entry: CclEntry, paragraph: string): boolean {
  const own = pathOf(entry.eccn, paragraph);
  return eccn === entry.eccn && (path === null || own === null || covers(path, own) || covers(own, path));
}

/** The entry, where the thing may be of a kind that it is about. */
function openEntry(eccn: string, { rulebook, context, asOf }: Read): CclEntry | null {
  const entry = entryOn(rulebook, eccn, asOf);
  return entry && !isEntryOfOtherKind(entry, context.facts, context.words.classes) ? entry : null;
}

/** What is said for a thing, not only against it being another one. */
const SAID: ReadonlySet<string> = new Set(["kind-is", "fact-is", "limit-met", "fact-stated"]);

/** Our tests of everything that stands above the paragraph. */
function testsAbove(entry: CclEntry, path: string): readonly Condition[] {
  const above = allParagraphs(entry).filter((paragraph) => paragraph.path !== path && covers(paragraph.path, path));
  return [entry, ...above].flatMap(({ test }) => (test ? [test] : []));
}

/** All of them are met, by something that was said of the item. */
function holds(tests: readonly Condition[], context: ConditionContext): boolean {
  let said = false;
  for (const test of tests) {
    const { answer, findings } = testCondition(test, context);
    if (answer !== "met") return false;
    said ||= findings.some((finding) => SAID.has(finding.code) && !isOfAnything(finding, context));
  }
  return said;
}

/** "It is an article": true of every thing. */
function isOfAnything({ code, params }: Finding, { words }: ConditionContext): boolean {
  const wanted = params["wanted"];
  return (
    code === "kind-is" &&
    Array.isArray(wanted) &&
    wanted.some((kind) => typeof kind === "string" && words.classes.find(kind)?.["is-a"] === undefined)
  );
}
