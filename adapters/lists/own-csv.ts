import { z } from "zod";
import type { ListEntry } from "../../core/screening/list-edition.ts";
import { toListEntry } from "./list-entry.ts";
import { ListFault } from "./list-fault.ts";
import type { ListFormat } from "./list-format.ts";
import { readDate } from "./read-date.ts";

const COLUMNS = [
  "name",
  "alias",
  "aliases",
  "type",
  "country",
  "address",
  "effect",
  "id",
  "birth_date",
  "from",
  "to",
  "note",
  "reference",
] as const;
const header = /^"?[a-z_ ]+"?([,;\t]"?[a-z_ ]+"?)*\s*(\r?\n|$)/i;
const type = z.enum(["person", "organization", "vessel", "aircraft", "address"]).nullable().catch(null);
const effect = z.enum([
  "block",
  "licence",
  "statement",
  "itar-bar",
  "sanction-terms",
  "import-or-procurement",
  "foreign-list",
]);

const headingsOf = (line: string): readonly string[] =>
  line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, "").toLowerCase().replace(/ /g, "_"));
const delimiterOf = (line: string): string => (line.includes("\t") ? "\t" : line.includes(";") ? ";" : ",");

function readEffect(cell: string, file: string): ListEntry["effect"] {
  if (cell === "") return null;
  const read = effect.safeParse(cell.toLowerCase().replace(/^license$/, "licence"));
  if (!read.success)
    throw new ListFault(
      "unreadable-file",
      file,
      `effect "${cell.slice(0, 40)}"; there are: ${effect.options.join(", ")}`,
    );
  return read.data;
}

/**
 * A company's own list: a header with `name` and any of alias, type, country, address, effect, id, birth_date, from, to,
 * note, reference. Several values in a cell are divided by "|". `effect` says what a hit means; empty: block.
 */
export const ownCsv: ListFormat = {
  name: "own-csv",
  recognises(head) {
    const [line = ""] = head.split(/\r?\n/);
    const headings = headingsOf(line);
    return (
      header.test(`${line}\n`) &&
      headings.includes("name") &&
      headings.every((heading) => COLUMNS.some((column) => column === heading))
    );
  },
  async read(file) {
    const [line = ""] = file.head.split(/\r?\n/);
    const headings = headingsOf(line);
    const entries: ListEntry[] = [];
    let first = true;
    for await (const row of file.rows({ delimiter: delimiterOf(line) })) {
      if (first) {
        first = false;
        continue;
      }
      if (row.length !== headings.length) throw new ListFault("truncated-file", file.name, `row ${entries.length + 2}`);
      const cell = (name: (typeof COLUMNS)[number]): string => (row[headings.indexOf(name)] ?? "").trim();
      const cells = (name: (typeof COLUMNS)[number]): readonly string[] =>
        cell(name)
          .split("|")
          .filter((part) => part.trim() !== "");
      const entry = toListEntry({
        list: "own",
        name: cell("name"),
        ...(cell("id") ? { id: cell("id") } : {}),
        aliases: [...cells("alias"), ...cells("aliases")].map((name) => ({ name, strength: "strong" })),
        type: type.parse(cell("type").toLowerCase() || null),
        countries: cells("country"),
        addresses: cells("address"),
        birthDates: cells("birth_date").flatMap((text) => readDate(text) ?? []),
        requirement: cell("note") || null,
        from: readDate(cell("from")),
        to: readDate(cell("to")),
        cite: cell("reference") || "company list",
        effect: readEffect(cell("effect"), file.name) ?? "block",
      });
      if (entry) entries.push(entry);
    }
    return { editions: [{ list: "own", date: null, entries }] };
  },
};
