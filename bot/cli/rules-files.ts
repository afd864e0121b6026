import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { noteLines, structureLines } from "../rules/second-source-words.ts";
import { ruleFaultLine } from "../rules/rule-fault-line.ts";
import { openBuiltInRulebook } from "../rulebook-source.ts";
import { toTable } from "../../core/rulebook/licence-table/table-entry.ts";
import { aroundOf } from "../../adapters/ecfr/ccl-blocks.ts";
import { readXml } from "../../adapters/ecfr/xml.ts";
import { EcfrFault } from "../../adapters/ecfr/ecfr-fault.ts";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { structureAgainst, type StructureAgainst } from "../../core/rulebook/second-source/structure-against.ts";
import { notesAgainst, type NotesAgainst } from "../../core/rulebook/second-source/notes-against.ts";
import { notesBetween, notesOfEntry } from "../../core/rulebook/second-source/official-notes.ts";
import { canonicalText } from "../../core/evidence/canonical.ts";
import type { Json } from "../../core/json.ts";
import { readTable, type RowFate } from "../../core/rulebook/licence-table/read-table.ts";

/** One sentence with file and place; what is active stays. */
export function refused(file: string, error: unknown): never {
  if (!(error instanceof EcfrFault)) throw new FailedJob(`${file} cannot be read`);
  throw new FailedJob(`${ruleFaultLine(file, error)}; nothing was taken from it`);
}

/**
 * `rules check FILE`: whether the official text can be read whole, whether this rulebook's tables say the same, and how
 * its "and" and "or" and its notes stand to the tests that people wrote.
 */
export const rulesCheck: Command = {
  name: "rules check",
  help: "FILE.xml: the control list's official text, row by row, against the licence tables of this rulebook, and its paragraphs and notes against the tests",
  flags: {},
  async run(call) {
    const [file, ...more] = call.words;
    if (!file || more.length > 0) throw new BadUsage("rules check takes one file");
    const path = resolve(call.io.cwd, file);
    const text = await readFile(path, "utf8").catch((error: unknown) => refused(file, error));
    const entries = read(file, () => importCcl(text));
    const tables = entries.map(readTable);
    const rows = tables.flatMap((table) => [...table.rows, ...table.prose, ...table.notes]);
    const reports = tables.flatMap(({ reporting }) => reporting).length;
    const fates = Map.groupBy(rows, ({ fate }) => fate);
    const rulebook = openBuiltInRulebook();
    const held = new Map(
      rulebook.sections.licenceTables.flatMap(({ data }) => data.entries.map((one) => [one.eccn, one])),
    );
    const different = entries
      .map(toTable)
      .filter((table) => canonicalText(toJson(held.get(table.eccn) ?? null)) !== canonicalText(toJson(table)));
    const said = {
      entries: entries.length,
      rows: rows.length,
      reports,
      fates: Object.fromEntries([...fates].map(([fate, list]) => [fate, list.length])),
      different: different.map(({ eccn }) => eccn),
      structure: structureAgainst(entries, rulebook),
      notes: notesAgainst([...entries.flatMap(notesOfEntry), ...notesBetween(aroundOf(readXml(text)))], rulebook),
    };
    await call.io.out(call.json ? `${JSON.stringify(said)}\n` : `${lines(said).join("\n")}\n`);
    return 0;
  },
};

/** Left-out keys are left out. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

function read<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refused(file, error);
  }
}

const FATES: Readonly<Record<RowFate, string>> = {
  read: "read whole",
  "in-words": "describe their items in words: a person reads them where they could matter",
  section: "name a section that says whom they reach",
  "stands-elsewhere": "stand in part 744 or 746",
  note: "are notes that ask for no license",
  "needs-review": "cannot be read: a person reads them wherever the entry is asked about",
};

const lines = (said: {
  readonly entries: number;
  readonly rows: number;
  readonly reports: number;
  readonly fates: Readonly<Record<string, number>>;
  readonly different: readonly string[];
  readonly structure: StructureAgainst;
  readonly notes: NotesAgainst;
}): readonly string[] => [
  `${said.entries} entries, ${said.rows} rows, sentences and notes of license requirements, ${said.reports} on reports:`,
  ...Object.entries(FATES).flatMap(([fate, words]) =>
    said.fates[fate] ? [`  ${String(said.fates[fate]).padStart(5)} ${words}`] : [],
  ),
  said.different.length === 0
    ? "The license tables of this rulebook say the same, entry by entry."
    : `The license tables of this rulebook differ for ${said.different.length}: ${said.different.slice(0, 30).join(", ")}`,
  ...structureLines(said.structure),
  ...noteLines(said.notes),
];
