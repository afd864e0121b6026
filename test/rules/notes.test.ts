import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aroundOf } from "../../adapters/ecfr/ccl-blocks.ts";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { readXml } from "../../adapters/ecfr/xml.ts";
import { readingsOf } from "../../core/classification/reasons-for-control.ts";
import { testEntry } from "../../core/classification/test-entry.ts";
import { contextOf } from "../../core/classification/walk-entries.ts";
import { toLawDate } from "../../core/dates.ts";
import { readItem } from "../../core/item/read-item.ts";
import { allParagraphs } from "../../core/rulebook/paragraphs.ts";
import { entryOn } from "../../core/rulebook/rulebook.ts";
import { notesAgainst } from "../../core/rulebook/second-source/notes-against.ts";
import { placesOfNote } from "../../core/rulebook/second-source/notes-schema.ts";
import { notesBetween, notesOfEntry } from "../../core/rulebook/second-source/official-notes.ts";
import { rulebook } from "../rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"];
const asOf = toLawDate("2026-11-24");
const rows = rulebook.sections.textNotes.flatMap(({ data }) => data.notes);

/** Tests that a note may name: notes that take out, paragraphs with what they test. */
const testsOf = (eccn: string): ReadonlySet<string> => {
  const entry = rulebook.entries.get(eccn)?.at(-1);
  const paragraphs = entry ? allParagraphs(entry) : [];
  const notes = [...(entry?.decontrols ?? []), ...paragraphs.flatMap(({ decontrols }) => decontrols ?? [])];
  return new Set([...notes.map(({ id }) => id), ...paragraphs.map(({ path }) => path)]);
};
/** `note-5` in the entry of the note, `5D002 note-3` in another. */
const targetOf = (note: string, name: string): readonly [eccn: string, id: string] => {
  const [, eccn, id] = /^(\d[A-E]\d{3}) (.+)$/.exec(name) ?? [];
  return eccn !== undefined && id !== undefined ? [eccn, id] : [note.slice(0, 5), name];
};

describe("notes of the official text, as tests", () => {
  it("each test that a note is run by stands in the rules", () => {
    const missing = rows.flatMap(({ note, by = [] }) =>
      by.flatMap((name) => {
        const [eccn, id] = targetOf(note, name);
        return testsOf(eccn).has(id) ? [] : [`${note}: ${eccn} ${id}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it.each(rows.flatMap(({ note, words }) => (words ? [[note, words] as const] : [])))(
    "what %s puts in is not closed by its entry: %s",
    (note, words) => {
      const entry = entryOn(rulebook, note.slice(0, 5), asOf);
      const answers = words.map((text) => {
        const sources = [{ name: "message", kind: "message" as const, pages: [{ page: 1, text }] }];
        const { facts } = readItem({ name: text, sources }, rulebook.vocabulary);
        return entry ? testEntry(entry, contextOf(rulebook, readingsOf(facts), asOf)).answer : "not-met";
      });
      expect(answers).not.toContain("not-met");
    },
  );

  it("every note between the entries that is not run says what it stands over", () => {
    const open = rows.filter((row) => row.over !== undefined);
    expect(open.length).toBeGreaterThan(5);
    for (const row of open)
      for (const { eccn } of placesOfNote(row)) expect([eccn, rulebook.entries.has(eccn)]).toEqual([eccn, true]);
  });
});

describe.skipIf(!DATA)("the ledger of notes against the official text (not run without reference data)", () => {
  const xml = DATA ? readFileSync(`${DATA}/rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml`, "utf8") : "";
  const entries = DATA ? importCcl(xml) : [];
  const notes = DATA ? [...entries.flatMap(notesOfEntry), ...notesBetween(aroundOf(readXml(xml)))] : [];

  it("accounts for every note of the text, and every note is of a kind", () => {
    const { unread, unknown, gone, deciding, count } = notesAgainst(notes, rulebook);
    expect({ unread, unknown, gone }).toEqual({ unread: [], unknown: [], gone: [] });
    expect(count).toBe(rows.length);
    // 800 blocks in the entries, 44 between them; some blocks hold several notes.
    expect(entries.flatMap((entry) => entry.notes)).toHaveLength(800);
    const named = (wanted: string): number => deciding.filter(({ fate }) => fate === wanted).length;
    // Each that decides is run, held by a test, or a person's for a recorded reason.
    expect(named("open")).toBe(0);
    expect(named("run")).toBeGreaterThanOrEqual(277);
    expect(named("person")).toBeLessThanOrEqual(30);
    expect(named("not-modelled")).toBeLessThanOrEqual(19);
  });

  it("a note that is lost or reads otherwise is named", () => {
    const at = notes.findIndex(({ name }) => name === "6A005.a.2 Note");
    const lost = notes.filter((_, index) => index !== at);
    expect(notesAgainst(lost, rulebook).gone).toEqual(["6A005.a.2 Note"]);
    const other = notes.map((note, index) => (index === at ? { ...note, print: "000000000000" } : note));
    expect(notesAgainst(other, rulebook).unknown).toEqual(["6A005.a.2 Note"]);
  });

  it("every note that our tests cite is run by name", () => {
    const named = new Set(rows.flatMap(({ note, by = [] }) => by.map((name) => targetOf(note, name).join(" "))));
    const cited = [...rulebook.entries].flatMap(([eccn, editions]) => {
      const entry = editions.at(-1);
      const all = [
        ...(entry?.decontrols ?? []),
        ...(entry ? allParagraphs(entry) : []).flatMap((p) => p.decontrols ?? []),
      ];
      return all.filter(({ cite }) => /\bNotes?\b/.test(cite)).map(({ id }) => `${eccn} ${id}`);
    });
    // Notes that stand in the requirements, in the heading, or once for several entries.
    const OTHERWISE =
      /^(1C3(5[0345]|95) (consumer-goods|testing-kits|note-1)|2B350 license-requirement-note|7A003 civil-aircraft)$/;
    expect(cited.filter((name) => !named.has(name) && !OTHERWISE.test(name))).toEqual([]);
  });
});
