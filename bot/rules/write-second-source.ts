import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { aroundOf } from "../../adapters/ecfr/ccl-blocks.ts";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { readXml } from "../../adapters/ecfr/xml.ts";
import type { NoteRow } from "../../core/rulebook/second-source/notes-schema.ts";
import { notesBetween, notesOfEntry, type OfficialNote } from "../../core/rulebook/second-source/official-notes.ts";
import { structureAgainst } from "../../core/rulebook/second-source/structure-against.ts";
import { openBuiltInRulebook } from "../rulebook-source.ts";

/**
 * `node bot/rules/write-second-source.ts FILE.xml`: compares the official text with the tests of this rulebook and writes
 * what of it no test reads to rules/us-ear/text-structure.yaml, and every note by kind to rules/us-ear/text-notes. Codes
 * and hashes only, no word of the text. What people wrote stays: settled readings, and what runs a note, as long as the
 * words of the note are the same.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node bot/rules/write-second-source.ts FILE.xml");
  process.exit(2);
}
const xml = readFileSync(file, "utf8");
const entries = importCcl(xml);
const rulebook = openBuiltInRulebook();
const folder = fileURLToPath(new URL("../../rules/us-ear/", import.meta.url));

const flow = (value: unknown): string => JSON.stringify(value).replaceAll('","', '", "');

function writeStructure(): void {
  const { untested } = structureAgainst(entries, rulebook);
  const [own] = rulebook.sections.textStructure;
  if (!own) throw new Error("rules/us-ear/text-structure.yaml is missing");
  const { untested: _before, settled, ...head } = own.data;
  const lines = [
    "# Operators of the official text against our tests (15 CFR 774 Supp. 1): `settled` by hand where the words do not settle",
    "# it, `untested` written by bot/rules/write-second-source.ts. `desk rules check FILE.xml` prints the comparison.",
    stringify(head).trimEnd(),
    "settled:",
    ...settled.map(
      ({ paragraph, reads, why }) => `  - { paragraph: ${paragraph}, reads: ${reads}, why: ${flow(why)} }`,
    ),
    "untested:",
    ...Object.entries(untested).map(([eccn, paths]) => `  "${eccn}": ${flow(paths)}`),
  ];
  writeFileSync(`${folder}text-structure.yaml`, `${lines.join("\n")}\n`);
  console.log(`${Object.values(untested).flat().length} paragraphs that no test reads`);
}

function writeNotes(): void {
  const before = new Map(rulebook.sections.textNotes.flatMap(({ data }) => data.notes.map((row) => [row.note, row])));
  const from = rulebook.sections.textStructure[0]?.data.from ?? "";
  const all = [...entries.flatMap(notesOfEntry), ...notesBetween(aroundOf(readXml(xml)))];
  mkdirSync(`${folder}text-notes`, { recursive: true });
  for (const [name, notes] of Map.groupBy(all, ({ eccn }) => eccn?.charAt(0) ?? "between")) {
    const lines = [
      "# Every note of the official text by kind, written by bot/rules/write-second-source.ts; `by`, `words`, `held` and",
      "# `over` by hand: what runs a note, or why nothing has to. A deciding note without them is an open point.",
      stringify({
        id: `us-ear/text-notes/${name}`,
        from,
        source: { cite: "15 CFR 774 Supp. 1", title: "Commerce Control List", edition: from },
        basis: "summary",
        checked: "none",
      }).trimEnd(),
      "notes:",
      ...notes.map((note) => `  - ${rowOf(note, before.get(note.name))}`),
    ];
    writeFileSync(`${folder}text-notes/${name}.yaml`, `${lines.join("\n")}\n`);
  }
  console.log(`${all.length} notes`);
}

function rowOf({ name, kinds, print }: OfficialNote, before: NoteRow | undefined): string {
  const kept: Partial<NoteRow> = before?.print === print ? before : {};
  const { by, words, held, over } = kept;
  const fields = [
    `note: ${flow(name)}`,
    `kinds: [${kinds.join(", ")}]`,
    `print: "${print}"`,
    ...(by ? [`by: ${flow(by)}`] : []),
    ...(words ? [`words: ${flow(words)}`] : []),
    ...(held ? [`held: ${held}`] : []),
    ...(over ? [`over: ${flow(over)}`] : []),
  ];
  return `{ ${fields.join(", ")} }`;
}

writeStructure();
writeNotes();
