import { z } from "zod";
import type { ListEntry } from "../../core/screening/list-edition.ts";
import { readPartyCells } from "./ecfr-text.ts";
import { toListEntry } from "./list-entry.ts";
import { jsonLines } from "./list-file.ts";
import type { ListFile } from "./list-file.ts";
import { ListFault } from "./list-fault.ts";
import type { ListFormat } from "./list-format.ts";

const row = z.looseObject({
  country: z.string(),
  entity_text: z.string().optional(),
  listed_text: z.string().optional(),
  license_requirement: z.string().optional(),
  license_review_policy: z.string().optional(),
  federal_register_citation: z.string().default(""),
  footnotes: z.array(z.string()).default([]),
});

const CITES: Readonly<Record<string, string>> = {
  "entity-list": "Supp. No. 4",
  uvl: "Supp. No. 6",
  meu: "Supp. No. 7",
};

async function readRows(file: ListFile, list: string): Promise<readonly ListEntry[]> {
  const entries: ListEntry[] = [];
  for await (const value of jsonLines(file)) {
    const read = row.safeParse(value);
    if (!read.success) throw new ListFault("unreadable-file", file.name, `row ${entries.length + 1}`);
    const { data } = read;
    for (const party of readPartyCells(data.entity_text ?? data.listed_text ?? "")) {
      const entry = toListEntry({
        list,
        name: party.name,
        aliases: party.aliases.map((name) => ({ name, strength: "strong" })),
        countries: [data.country],
        addresses: party.addresses,
        requirement: data.license_requirement ?? null,
        reviewPolicy: data.license_review_policy ?? null,
        footnotes: data.footnotes,
        cite: `15 CFR part 744, ${CITES[list] ?? ""}; ${data.federal_register_citation.replace(/\s+/g, " ")}`,
      });
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

/** Rows of Supplement No. 4 to 15 CFR part 744, read out of the eCFR. */
export const ecfrEntityList: ListFormat = {
  name: "ecfr-entity-list",
  recognises: (head) => head.trimStart().startsWith("{") && head.includes('"entity_text"'),
  read: async (file) => ({
    editions: [{ list: "entity-list", date: null, entries: await readRows(file, "entity-list") }],
  }),
};

/** Supplement No. 7 says which institutions are subordinate; Supplement No. 6 never does. */
export const ecfrListed: ListFormat = {
  name: "ecfr-listed",
  recognises: (head) => head.trimStart().startsWith("{") && head.includes('"listed_text"'),
  async read(file) {
    const list = /subordinate institution/i.test(await file.text()) ? "meu" : "uvl";
    return { editions: [{ list, date: null, entries: await readRows(file, list) }] };
  },
};
