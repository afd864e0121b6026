import { allParagraphs, covers } from "../paragraphs.ts";
import type { Rulebook } from "../rulebook.ts";
import type { CclEntry } from "../schema.ts";
import type { NoteKind } from "./note-kinds.ts";
import { isDeciding, placesOfNote, type NoteRow } from "./notes-schema.ts";
import type { OfficialNote } from "./official-notes.ts";

/**
 * What becomes of a deciding note: `run` by a test or by the names it puts in; `held` by what is tested anyway;
 * `person`: left to a person for a recorded reason; `not-modelled`: nothing of ours tests its paragraph; `open`: it is not run, and a reviewer sees it by name.
 */
export const NOTE_FATES = ["run", "held", "person", "not-modelled", "open"] as const;
export type NoteFate = (typeof NOTE_FATES)[number];
export type NoteFound = { readonly name: string; readonly eccn: string | null; readonly fate: NoteFate };
export type NotesAgainst = {
  /** Notes of every kind; a note of two kinds counts in both. */
  readonly kinds: Readonly<Partial<Record<NoteKind, number>>>;
  readonly count: number;
  readonly deciding: readonly NoteFound[];
  /** Notes of no kind that the grammar knows, and notes that the ledger has not or has in other words. */
  readonly unread: readonly string[];
  readonly unknown: readonly string[];
  /** Notes of the ledger that this text has not. */
  readonly gone: readonly string[];
};

/** The notes of an edition against the ledger of the rulebook: each is accounted for, or named. */
export function notesAgainst(notes: readonly OfficialNote[], rulebook: Rulebook): NotesAgainst {
  const rows = new Map(rulebook.sections.textNotes.flatMap(({ data }) => data.notes.map((row) => [row.note, row])));
  const known = (note: OfficialNote): NoteRow | null => {
    const row = rows.get(note.name);
    return row?.print === note.print ? row : null;
  };
  const names = new Set(notes.map(({ name }) => name));
  return {
    kinds: countBy(notes.flatMap(({ kinds }) => kinds)),
    count: notes.length,
    deciding: notes.filter(isDeciding).map((note) => ({
      name: note.name,
      eccn: note.eccn,
      fate: fateOf(known(note) ?? { note: note.name }, rulebook),
    })),
    unread: notes.flatMap(({ kinds, name }) => (kinds.length === 0 ? [name] : [])),
    unknown: notes.flatMap((note) => (known(note) ? [] : [note.name])),
    gone: [...rows.keys()].filter((name) => !names.has(name)),
  };
}

function fateOf(row: Partial<NoteRow> & Pick<NoteRow, "note">, rulebook: Rulebook): NoteFate {
  if (row.by ?? row.words) return "run";
  if (row.held) return row.held === "person" ? "person" : "held";
  const places = placesOfNote(row);
  const tested = places.some(({ eccn, path }) => isTested(rulebook.entries.get(eccn)?.at(-1), path));
  return places.length > 0 && !tested ? "not-modelled" : "open";
}

function isTested(entry: CclEntry | undefined, path: string | null): boolean {
  if (!entry || path === null) return entry !== undefined;
  return allParagraphs(entry).some(
    ({ path: own, paragraphs = [] }) =>
      covers(path, own) || (paragraphs.length === 0 && (own === "heading" || covers(own, path))),
  );
}

function countBy(kinds: readonly NoteKind[]): Readonly<Partial<Record<NoteKind, number>>> {
  const counts: Partial<Record<NoteKind, number>> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
