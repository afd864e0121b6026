import { z } from "zod";
import { toListEntry } from "./list-entry.ts";
import { ListFault } from "./list-fault.ts";
import { groupByList } from "./list-format.ts";
import type { ListFormat } from "./list-format.ts";
import { readDate } from "./read-date.ts";

const rows = z.array(
  z.looseObject({
    id: z.string(),
    list_id: z.string(),
    country: z.string(),
    entity_name: z.string(),
    aliases: z.array(z.string()).default([]),
    addresses: z.array(z.string()).default([]),
    reason: z.string().nullish(),
    source_list_name: z.string().nullish(),
    date_added: z.string().nullish(),
  }),
);
/** The country of the publisher, not of the party, is in `country`. */
const LISTS: Readonly<Record<string, string>> = { jp: "meti", cn: "mofcom" };

/** Japan's Foreign End User List and China's control lists, as one JSON array of rows. */
export const registryJson: ListFormat = {
  name: "registry-json",
  recognises: (head) =>
    head.trimStart().startsWith("[") && head.includes('"source_list_name"') && head.includes('"entity_name"'),
  async read(file) {
    let value: unknown;
    try {
      value = JSON.parse(await file.text());
    } catch (error) {
      if (error instanceof ListFault) throw error;
      throw new ListFault("truncated-file", file.name);
    }
    const read = rows.safeParse(value);
    if (!read.success) throw new ListFault("unreadable-file", file.name, read.error.issues[0]?.path.join(".") ?? "");
    const entries = read.data.flatMap((row) => {
      const list = LISTS[row.country];
      if (!list) return [];
      const entry = toListEntry({
        list,
        id: row.id,
        name: row.entity_name,
        aliases: row.aliases.map((name) => ({ name, strength: "strong" })),
        type: "organization",
        countries: row.addresses,
        addresses: row.addresses.filter((address) => address.includes(",")),
        programs: [row.list_id],
        requirement: row.reason ?? null,
        from: readDate(row.date_added ?? ""),
        cite: row.source_list_name ?? "",
      });
      return entry ?? [];
    });
    return { editions: groupByList(entries, null) };
  },
};
