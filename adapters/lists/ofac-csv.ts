import type { ListEntry } from "../../core/screening/list-edition.ts";
import type { PartyType } from "../../core/screening/screening.ts";
import { countryCode } from "./country-code.ts";
import { toListEntry } from "./list-entry.ts";
import type { ListFile } from "./list-file.ts";
import { ListFault } from "./list-fault.ts";
import { groupByList } from "./list-format.ts";
import type { ListFormat, Supplement } from "./list-format.ts";
import { readRemarks } from "./ofac-remarks.ts";

/** OFAC's way to write nothing. */
const value = (cell: string | undefined): string => (cell === undefined || cell.trim() === "-0-" ? "" : cell.trim());

/** Rows with exactly so many cells; the files end in one control character. */
async function* rowsOf(file: ListFile, columns: number): AsyncIterable<readonly string[]> {
  let number = 0;
  for await (const row of file.rows()) {
    number += 1;
    if (row.length === 1 && (row[0] ?? "").charCodeAt(0) === 0x1a) continue;
    if (row.length !== columns)
      throw new ListFault("truncated-file", file.name, `row ${number} has ${row.length} of ${columns} cells`);
    yield row.map(value);
  }
}

const TYPES: Readonly<Record<string, PartyType>> = { individual: "person", vessel: "vessel", aircraft: "aircraft" };

/** The consolidated file holds six lists; the programme says which (31 CFR parts 561, 586, 589, 594). */
function consolidatedList(programs: readonly string[]): string {
  if (programs.includes("NS-PLC")) return "plc";
  if (programs.some((program) => program.startsWith("CMIC"))) return "ns-cmic";
  if (programs.some((program) => program.startsWith("FSE"))) return "fse";
  if (programs.includes("561-Related")) return "capta";
  return programs.includes("UKRAINE-EO13662") ? "ssi" : "ns-mbs";
}
/** Programmes that hardly stand in the main list: most rows have one in the consolidated file. */
const CONSOLIDATED = /NS-PLC|CMIC-EO13959|561-Related|FSE-|UKRAINE-EO13662/;

function toEntry(row: readonly string[], list: string): ListEntry | null {
  const [id = "", name = "", type = "", program = "", , callSign = "", , , , flag = "", , remarks = ""] = row;
  const read = readRemarks(remarks);
  return toListEntry({
    list,
    id,
    name,
    aliases: read.aliases,
    type: TYPES[type] ?? "organization",
    countries: [...read.countries, flag],
    birthDates: read.birthDates,
    ids: [...read.ids, ...(callSign ? [{ kind: "callSign", value: callSign }] : [])],
    programs: program.split("] ["),
    cite: `OFAC list, entry ${id}`,
  });
}

/** `sdn.csv` and `cons_prim.csv`: twelve columns, no header. */
export const ofacPrimary: ListFormat = {
  name: "ofac-csv",
  recognises: (head) => /^\d+,("[^"]*"|[^",]*),(-0- |"[a-z]+"),("[^"]*"|-0- )(,(-0- |"[^"]*")){8}/.test(head),
  async read(file) {
    const rows: (readonly string[])[] = [];
    for await (const row of rowsOf(file, 12)) rows.push(row);
    const consolidated = rows.filter((row) => CONSOLIDATED.test(row[3] ?? "")).length > rows.length / 2;
    const entries = rows.flatMap(
      (row) => toEntry(row, consolidated ? consolidatedList((row[3] ?? "").split("] [")) : "sdn") ?? [],
    );
    return { editions: groupByList(entries, null) };
  },
};

/** `alt.csv`: entry, alias number, aka | fka | nka, name, remarks. */
export const ofacAliases: ListFormat = {
  name: "ofac-alt",
  recognises: (head) => /^\d+,\d+,"?[afn]ka"?,/.test(head),
  async read(file) {
    const supplements: Supplement[] = [];
    for await (const [number = "", , , name = ""] of rowsOf(file, 5))
      supplements.push({ number, entry: { aliases: [{ name, strength: "strong" }] } });
    return { editions: [], supplements };
  },
};

/** `add.csv`: entry, address number, street, city and postal code, country, remarks. */
export const ofacAddresses: ListFormat = {
  name: "ofac-add",
  recognises: (head) => /^\d+,\d+,(-0- |"[^"]*"),(-0- |"[^"]*"),(-0- |"[^"]*"),(-0- |"[^"]*")\s*$/m.test(head),
  async read(file) {
    const supplements: Supplement[] = [];
    for await (const [number = "", , street = "", city = "", country = ""] of rowsOf(file, 6)) {
      const address = [street, city, country].filter((part) => part !== "").join(", ");
      const code = countryCode(country);
      if (address)
        supplements.push({
          number,
          entry: { ...(street || city ? { addresses: [address] } : {}), ...(code ? { countries: [code] } : {}) },
        });
    }
    return { editions: [], supplements };
  },
};

/** `comments.csv`: the rest of a remark that did not fit its cell; the part before the first semicolon is cut in two. */
export const ofacComments: ListFormat = {
  name: "ofac-comments",
  recognises: (head) => /^\d+,"[^"]+"\s*\n\d+,"/.test(head),
  async read(file) {
    const supplements: Supplement[] = [];
    for await (const [number = "", remarks = ""] of rowsOf(file, 2)) {
      const { ids, aliases } = readRemarks(remarks.split(";").slice(1).join(";"));
      supplements.push({ number, entry: { ids, aliases } });
    }
    return { editions: [], supplements };
  },
};
