import { VERDICTS, type Compared, type Verdict } from "../../core/rulebook/second-source/compare-structure.ts";
import { NOTE_KINDS } from "../../core/rulebook/second-source/note-kinds.ts";
import { NOTE_FATES, type NoteFate, type NotesAgainst } from "../../core/rulebook/second-source/notes-against.ts";
import type { StructureAgainst } from "../../core/rulebook/second-source/structure-against.ts";

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  agree: "agree",
  differ: "differ",
  lacks: "agree and leave alternatives untested",
  "asked-as-one": "are one question for all",
  partial: "are a person's",
  unclear: "contradict themselves in the text",
  "not-modelled": "have no test",
};

/** How the "and" and "or" of the text stand to our tests, by category, and what no test reads. */
export function structureLines({ compared, untested }: StructureAgainst): readonly string[] {
  const byCategory = Map.groupBy(compared, ({ eccn }) => eccn.charAt(0));
  const off = compared.filter(({ verdict }) => verdict === "differ" || verdict === "unclear");
  const gaps = Object.entries(untested);
  return [
    `${compared.length} paragraphs join others by "and", "or" or a list; against the tests of this rulebook they`,
    ...[...byCategory].map(([category, rows]) => `  category ${category}: ${countsOf(rows)}`),
    `  in all: ${countsOf(compared)}`,
    ...off.map(({ eccn, path, operator }) => `  to be settled: ${eccn}.${path} reads "${operator}"`),
    `${gaps.flatMap(([, paths]) => paths).length} paragraphs of ${gaps.length} entries that no test reads:`,
    ...gaps.map(([eccn, paths]) => `  ${eccn}: ${paths.join(", ")}`),
  ];
}

function countsOf(rows: readonly Compared[]): string {
  const counts = Map.groupBy(rows, ({ verdict }) => verdict);
  return VERDICTS.flatMap((verdict) => {
    const count = counts.get(verdict)?.length ?? 0;
    return count > 0 ? [`${count} ${VERDICT_WORDS[verdict]}`] : [];
  }).join(", ");
}

const FATE_WORDS: Readonly<Record<NoteFate, string>> = {
  run: "run as tests",
  held: "held by what is tested anyway",
  "not-modelled": "of paragraphs without a test",
  person: "left to a person and shown to the reviewer",
  open: "not run and shown to the reviewer",
};

/** The notes of the text by kind, and by category what becomes of those that decide. */
export function noteLines({ count, kinds, deciding, unread, unknown, gone }: NotesAgainst): readonly string[] {
  const byKind = NOTE_KINDS.flatMap((kind) => (kinds[kind] ? [`${kinds[kind]} ${kind}`] : []));
  const byCategory = Map.groupBy(deciding, ({ eccn }) => (eccn === null ? "between" : `category ${eccn.charAt(0)}`));
  const counts = (rows: typeof deciding): string =>
    NOTE_FATES.flatMap((fate) => {
      const found = rows.filter((row) => row.fate === fate).length;
      return found > 0 ? [`${found} ${FATE_WORDS[fate]}`] : [];
    }).join(", ");
  const list = (names: readonly string[], what: string): readonly string[] =>
    names.length > 0 ? [`  ${names.length} ${what}: ${names.slice(0, 20).join("; ")}`] : [];
  return [
    `${count} notes: ${byKind.join(", ")}; ${deciding.length} of them decide what is controlled:`,
    ...[...byCategory].map(([name, rows]) => `  ${name}: ${counts(rows)}`),
    `  in all: ${counts(deciding)}`,
    ...list(unread, "of no kind the grammar knows"),
    ...list(unknown, "that the rulebook has not or has in other words"),
    ...list(gone, "of the rulebook that this text has not"),
  ];
}
