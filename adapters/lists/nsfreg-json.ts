import { z } from "zod";
import type { ListEntry } from "../../core/screening/list-edition.ts";
import { footnotesOf } from "./csl-entry.ts";
import { toListEntry } from "./list-entry.ts";
import { ListFault } from "./list-fault.ts";
import type { ListFormat } from "./list-format.ts";
import { dateOfName, monthOfName, readDate } from "./read-date.ts";

const text = z.string().nullish();
const shape = z.looseObject({
  list_id: z.string(),
  source_file: text,
  extracted: text,
  count: z.number(),
  entities: z.array(
    z.looseObject({
      name: z.string(),
      aliases: z.array(z.string()).default([]),
      country: text,
      address: text,
      effective_date: text,
      federal_register: text,
      notes: text,
    }),
  ),
});
type Row = z.infer<typeof shape>["entities"][number];

const LISTS: Readonly<Record<string, string>> = {
  "bis-dpl": "dpl",
  "bis-entity-list": "entity-list",
  "bis-meu": "meu",
  "bis-uvl": "uvl",
  "ofac-nscmic": "ns-cmic",
  "state-debarred-statutory": "dtc",
  "state-debarred-admin": "dtc",
  "state-nonproliferation": "isn",
  "dhs-uflpa": "uflpa",
  "dow-1260h": "section-1260h",
  "dow-1286": "section-1286",
  "fcc-covered": "fcc",
};

/** A master list keeps what was lifted: nothing of it in force when every status is an end. */
function isEnded(notes: string): boolean {
  const states = [...notes.matchAll(/status: (\w+)/gi)].map((match) => (match[1] ?? "").toLowerCase());
  return (
    states.length > 0 && states.every((state) => state === "expired" || state === "lifted" || state === "terminated")
  );
}

function toEntry(row: Row, list: string): ListEntry | null {
  const notes = row.notes ?? "";
  const born = readDate(/Date of birth: ([^;|]+)/i.exec(notes)?.[1] ?? "");
  const uscc = /USCC: (\w+)/.exec(notes)?.[1];
  const own = list === "entity-list" || list === "meu";
  return toListEntry({
    list,
    name: row.name,
    aliases: row.aliases.map((name) => ({ name, strength: "strong" })),
    countries: row.country ? [row.country] : [],
    addresses: row.address ? row.address.split(/;\s*(?:and\s+)?/) : [],
    birthDates: born ? [born] : [],
    ids: uscc ? [{ kind: "uscCode", value: uscc }] : [],
    programs: [...notes.matchAll(/(?:Program|Authority): ([^;|]+)/g)].map((match) => match[1] ?? ""),
    requirement: notes === "" ? null : notes,
    footnotes: own ? footnotesOf(notes) : [],
    from: readDate(row.effective_date ?? ""),
    to: readDate(/Expires: ([\d-]+)/.exec(notes)?.[1] ?? ""),
    ended: list === "isn" && isEnded(notes),
    nonStandard: /Non-Standard/i.test(notes),
    cite: row.federal_register ?? "",
  });
}

/** The day of extraction is no publisher's date: a month in a name goes before it where it is older. */
function oldest(
  name: string,
  data: { readonly source_file?: string | null | undefined; readonly extracted?: string | null | undefined },
): string | null {
  const [, month, year] = /([A-Z][a-z]+)-(20\d{2})/.exec(data.source_file ?? "") ?? [];
  const ofSource = month && year ? readDate(`${month} ${year}`) : null;
  const days = [monthOfName(name), ofSource && `${ofSource}-01`, readDate(data.extracted ?? "")];
  return days.flatMap((day) => day ?? []).sort()[0] ?? null;
}

/** One list as one JSON object with `list_id`, `count` and `entities`; fewer entities than `count` is a cut file. */
export const nsfregJson: ListFormat = {
  name: "nsfreg-json",
  recognises: (head) => head.trimStart().startsWith("{") && /"list_id"\s*:/.test(head) && /"entities"\s*:/.test(head),
  async read(file) {
    let value: unknown;
    try {
      value = JSON.parse(await file.text());
    } catch (error) {
      if (error instanceof ListFault) throw error;
      throw new ListFault("truncated-file", file.name);
    }
    const read = shape.safeParse(value);
    const list = read.success ? LISTS[read.data.list_id] : undefined;
    if (!read.success || !list) throw new ListFault("not-a-list-file", file.name);
    if (read.data.entities.length < read.data.count) throw new ListFault("truncated-file", file.name);
    const date = dateOfName(file.name) ?? dateOfName(read.data.source_file ?? "") ?? oldest(file.name, read.data);
    return { editions: [{ list, date, entries: read.data.entities.flatMap((row) => toEntry(row, list) ?? []) }] };
  },
};
