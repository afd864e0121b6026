import type { ListEntry } from "../../core/screening/list-edition.ts";
import { toListEntry } from "./list-entry.ts";
import { ListFault } from "./list-fault.ts";
import type { ListFormat } from "./list-format.ts";
import { readDate } from "./read-date.ts";

const COLUMNS = 12;

/** BIS's own Denied Persons file: tab-separated, twelve columns with a header. */
export const dplText: ListFormat = {
  name: "bis-dpl",
  recognises: (head) => /^"?Name"?[\t,]"?Street_Address"?[\t,]/.test(head) && head.includes("Standard_Order"),
  async read(file) {
    const entries: ListEntry[] = [];
    const delimiter = file.head.slice(0, 12).includes("\t") ? "\t" : ",";
    let header = true;
    for await (const row of file.rows({ delimiter })) {
      if (header) {
        header = false;
        continue;
      }
      if (row.length !== COLUMNS) throw new ListFault("truncated-file", file.name, `row ${entries.length + 2}`);
      const [
        name = "",
        street = "",
        city = "",
        state = "",
        country = "",
        postal = "",
        from = "",
        to = "",
        standard = "",
        ,
        ,
        notice = "",
      ] = row;
      const entry = toListEntry({
        list: "dpl",
        name,
        countries: [country || (state.length === 2 ? "US" : "")],
        addresses: [[street, city, state, country, postal].filter((part) => part.trim() !== "").join(", ")],
        from: readDate(from),
        to: readDate(to),
        nonStandard: standard.trim().toUpperCase() === "N",
        cite: notice,
      });
      if (entry) entries.push(entry);
    }
    return { editions: [{ list: "dpl", date: null, entries }] };
  },
};
