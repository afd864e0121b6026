import type { ListEntry } from "../../core/screening/list-edition.ts";
import { toCslEntry } from "./csl-entry.ts";
import { ListFault } from "./list-fault.ts";
import { groupByList } from "./list-format.ts";
import type { ListFormat } from "./list-format.ts";

const split = (cell: string): readonly string[] =>
  cell
    .split("; ")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** The last two letters of an address are its country: `Havana, CU`. */
const countryOf = (address: string): readonly string[] => /(?:^|,\s*)([A-Z]{2})$/.exec(address)?.slice(1) ?? [];

function toRow(cell: (name: string) => string): ListEntry | null {
  const addresses = split(cell("addresses"));
  return toCslEntry({
    source: cell("source"),
    name: cell("name"),
    entityNumber: cell("entity_number"),
    type: cell("type"),
    programs: split(cell("programs")),
    altNames: split(cell("alt_names")),
    addresses: addresses.filter((address) => address.length > 2),
    countries: [...addresses.flatMap(countryOf), ...split(cell("nationalities")), ...split(cell("citizenships"))],
    notice: cell("federal_register_notice"),
    startDate: cell("start_date"),
    endDate: cell("end_date"),
    standardOrder: cell("standard_order"),
    requirement: cell("license_requirement"),
    policy: cell("license_policy"),
    birthDates: split(cell("dates_of_birth")),
    ids: split(cell("ids")).map((part) => {
      const [type = "", number = ""] = part.split(", ");
      return { type, number };
    }),
    callSign: cell("call_sign"),
  });
}

/** The Consolidated Screening List of trade.gov as CSV or TSV: 29 columns, many values in a cell joined by `; `. */
export const cslCsv: ListFormat = {
  name: "csl-csv",
  recognises: (head) => /^"?_id"?[,\t]"?source"?[,\t]/.test(head) && head.includes("license_requirement"),
  async read(file) {
    const delimiter = file.head.slice(0, 40).includes("\t") ? "\t" : ",";
    const entries: ListEntry[] = [];
    let columns: ReadonlyMap<string, number> | null = null;
    for await (const row of file.rows({ delimiter })) {
      if (row[0] === "_id") {
        columns = new Map(row.map((name, at) => [name, at]));
        continue;
      }
      if (!columns || row.length !== columns.size)
        throw new ListFault("truncated-file", file.name, `row ${entries.length + 1}`);
      const names = columns;
      const entry = toRow((name) => row[names.get(name) ?? -1] ?? "");
      if (entry) entries.push(entry);
    }
    return { editions: groupByList(entries, null) };
  },
};
