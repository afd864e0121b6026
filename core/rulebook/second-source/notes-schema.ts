import { z } from "zod";
import { part } from "../rule-parts.ts";
import { DECIDING, NOTE_KINDS, type NoteKind } from "./note-kinds.ts";

/**
 * One note of the official text: its kinds and a hash of its words, written by bot/rules/write-second-source.ts, and by
 * hand what runs it. A deciding note (exclusion, inclusion, status) of a modelled paragraph that has none of the three
 * hand-written fields, or is a person's, is not run: it is an open point of what is met there.
 */
const noteSchema = z.strictObject({
  /** `3A001.a.2 Note`, `6A005 Note 5`, `Category 3, A Note 2`. */
  note: z.string().min(6).max(120),
  kinds: z.array(z.enum(NOTE_KINDS)).min(1),
  print: z.string().regex(/^[0-9a-f]{12}$/),
  /** The tests that run it: a note or paragraph of this entry (`note-a.2`, `d.1`), or of another (`5D002 note-3`). */
  by: z.array(z.string().min(1)).min(1).optional(),
  /** What the note puts in, as a seller names it: a thing so named is not closed by the entry. */
  words: z.array(z.string().min(2)).min(1).optional(),
  /**
   * Why no test of its own is wanted: `same` = what is tested holds it already; `elsewhere` = it sends to an entry that is
   * tested by itself; `term` = it says how a word is read or a figure measured, which the question or the unit does;
   * `person` = it turns on what other equipment is, or stands at a paragraph that is never a result: a person reads it,
   * and it stays an open point of the record.
   */
  held: z.enum(["same", "elsewhere", "term", "person"]).optional(),
  /** Of a note between the entries that is not run: the entries or paragraphs it could matter for. */
  over: z
    .array(z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/))
    .min(1)
    .optional(),
});
export const textNotesSchema = z.strictObject({ ...part, notes: z.array(noteSchema) });
export type NoteRow = z.infer<typeof noteSchema>;

export type NotePlace = { readonly eccn: string; readonly path: string | null };

/** Where a note that is not run could matter: its own paragraph, or what one between the entries stands over. */
export function placesOfNote(row: Pick<NoteRow, "note" | "over">): readonly NotePlace[] {
  const own = placeOfNote(row);
  return own ? [own] : (row.over ?? []).flatMap((name) => placeOfNote({ note: `${name} ` }) ?? []);
}

/** The entry and the paragraph that a note stands for; null for one between the entries. */
export function placeOfNote({ note }: Pick<NoteRow, "note">): NotePlace | null {
  const [, eccn, path] = /^(\d[A-E]\d{3})(?:\.([a-z0-9.]+))? /.exec(note) ?? [];
  return eccn === undefined ? null : { eccn, path: path ?? null };
}

export const isDeciding = ({ kinds }: { readonly kinds: readonly NoteKind[] }): boolean =>
  kinds.some((kind) => DECIDING.has(kind));
/** Nothing runs it, and nobody said why nothing has to or it is a person's to read. */
export const isNotRun = (row: NoteRow): boolean =>
  isDeciding(row) && !row.by && !row.words && (!row.held || row.held === "person");
