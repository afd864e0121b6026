import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition, type ConditionContext } from "../rulebook/condition.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import { isEntryOfOtherKind } from "../rulebook/kind-groups.ts";
import { allParagraphs, covers, pathOf } from "../rulebook/paragraphs.ts";
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
  const history = rulebook.sections.textStructure.map(({ data }) => data);
  return Object.entries(inForceOn(history, asOf)?.untested ?? {}).flatMap(([eccn, paths]): readonly Finding[] => {
    const entry = openEntry(eccn, { rulebook, context, asOf });
    if (!entry) return [];
    const own = allParagraphs(entry);
    const paragraphs = paths
      // Nothing of ours reads it by now, and what stands above it is met.
      .filter((path) => !own.some((paragraph) => covers(path, paragraph.path)) && holdsAbove(entry, path, context))
      .map((path) => `${eccn}.${path}`);
    if (paragraphs.length === 0) return [];
    return [toFinding("paragraphs-not-tested", { paragraphs }, { cite: entry.source.cite, rule: entry.id })];
  });
}

function notePoints({ entries }: Decided, read: Read): readonly Finding[] {
  const met = entries.flatMap(({ leaves }) => leaves.filter(({ answer }) => answer === "met"));
  return read.rulebook.sections.textNotes
    .filter(({ data }) => data.from <= read.asOf)
    .flatMap(({ data }) => data.notes.filter(isNotRun))
    .flatMap((row): readonly Finding[] => {
      const places = placesOfNote(row);
      const leaf = met.find(({ entry, paragraph }) => places.some((place) => isOn(place, entry, paragraph)));
      if (leaf) return [pointOf(row, leaf.entry, leaf)];
      const [place] = row.kinds.includes("inclusion") ? places : [];
      const widened = place && openEntry(place.eccn, read);
      return widened && holdsAbove(widened, place.path ?? "", read.context) ? [pointOf(row, widened, null)] : [];
    });
}

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

/** Everything of ours that stands above the paragraph is met, by something that was said of the item. */
function holdsAbove(entry: CclEntry, path: string, context: ConditionContext): boolean {
  const above = allParagraphs(entry).filter((paragraph) => paragraph.path !== path && covers(paragraph.path, path));
  const tested = [entry, ...above].flatMap(({ test }) => (test ? [testCondition(test, context)] : []));
  return (
    tested.every(({ answer }) => answer === "met") &&
    tested.some(({ findings }) => findings.some((finding) => SAID.has(finding.code) && !isOfAnything(finding, context)))
  );
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
