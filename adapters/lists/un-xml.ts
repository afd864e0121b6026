import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import type { Alias, ListEntry } from "../../core/screening/list-edition.ts";
import { readIdKind } from "./id-kind.ts";
import { toListEntry } from "./list-entry.ts";
import type { ListFile } from "./list-file.ts";
import { ListFault } from "./list-fault.ts";
import type { ListFormat } from "./list-format.ts";

const text = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const many = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : [value].flat().filter((item) => typeof item === "object")),
    z.array(shape),
  );
const alias = z.looseObject({ QUALITY: text, ALIAS_NAME: text });
const address = z.looseObject({ STREET: text, CITY: text, STATE_PROVINCE: text, ZIP_CODE: text, COUNTRY: text });
const party = z.looseObject({
  DATAID: text,
  FIRST_NAME: text,
  SECOND_NAME: text,
  THIRD_NAME: text,
  FOURTH_NAME: text,
  UN_LIST_TYPE: text,
  REFERENCE_NUMBER: text,
  LISTED_ON: text,
  NAME_ORIGINAL_SCRIPT: text,
  NATIONALITY: z
    .looseObject({ VALUE: z.union([z.string(), z.array(z.string())]).optional() })
    .optional()
    .catch(undefined),
  INDIVIDUAL_ALIAS: many(alias),
  ENTITY_ALIAS: many(alias),
  INDIVIDUAL_ADDRESS: many(address),
  ENTITY_ADDRESS: many(address),
  INDIVIDUAL_DATE_OF_BIRTH: many(z.looseObject({ YEAR: text, DATE: text, FROM_YEAR: text, TO_YEAR: text })),
  INDIVIDUAL_DOCUMENT: many(z.looseObject({ TYPE_OF_DOCUMENT: text, NUMBER: text })),
});
type Party = z.infer<typeof party>;

/** Every year between two, so that each agrees. */
function years(from: string | undefined, to: string | undefined): readonly string[] {
  const [first, last] = [Number(from), Number(to)];
  if (!Number.isInteger(first) || !Number.isInteger(last) || last < first || last - first > 20) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

function aliasesOf(row: Party): readonly Alias[] {
  const listed = [...row.INDIVIDUAL_ALIAS, ...row.ENTITY_ALIAS].flatMap(({ QUALITY, ALIAS_NAME }) =>
    (ALIAS_NAME ?? "").split(/;\s*/).map((name): Alias => ({ name, strength: QUALITY === "Low" ? "weak" : "strong" })),
  );
  return row.NAME_ORIGINAL_SCRIPT ? [...listed, { name: row.NAME_ORIGINAL_SCRIPT, strength: "strong" }] : listed;
}

function toEntry(row: Party, type: "person" | "organization"): ListEntry | null {
  const places = [...row.INDIVIDUAL_ADDRESS, ...row.ENTITY_ADDRESS];
  return toListEntry({
    list: "un",
    ...(row.DATAID ? { id: row.DATAID } : {}),
    name: [row.FIRST_NAME, row.SECOND_NAME, row.THIRD_NAME, row.FOURTH_NAME].filter((part) => part).join(" "),
    aliases: aliasesOf(row),
    type,
    countries: [...places.flatMap((place) => place.COUNTRY ?? []), ...[row.NATIONALITY?.VALUE ?? []].flat()],
    addresses: places.flatMap((place) =>
      place.CITY || place.STREET
        ? [
            [place.STREET, place.CITY, place.STATE_PROVINCE, place.ZIP_CODE, place.COUNTRY]
              .filter((part) => part)
              .join(", "),
          ]
        : [],
    ),
    birthDates: row.INDIVIDUAL_DATE_OF_BIRTH.flatMap((born) =>
      [born.DATE?.slice(0, 10) ?? born.YEAR ?? [], years(born.FROM_YEAR, born.TO_YEAR)].flat(),
    ),
    ids: row.INDIVIDUAL_DOCUMENT.flatMap(({ TYPE_OF_DOCUMENT, NUMBER }) =>
      NUMBER ? [{ kind: readIdKind(TYPE_OF_DOCUMENT ?? "") ?? "idNumber", value: NUMBER.trim() }] : [],
    ),
    programs: row.UN_LIST_TYPE ? [row.UN_LIST_TYPE] : [],
    from: row.LISTED_ON?.slice(0, 10) ?? null,
    cite: `UN ${row.REFERENCE_NUMBER ?? ""}`.trim(),
  });
}

const document = z.looseObject({
  CONSOLIDATED_LIST: z.looseObject({
    "@dateGenerated": z.string().optional(),
    INDIVIDUALS: z
      .looseObject({ INDIVIDUAL: many(party) })
      .optional()
      .catch(undefined),
    ENTITIES: z
      .looseObject({ ENTITY: many(party) })
      .optional()
      .catch(undefined),
  }),
});

async function parseWhole(file: ListFile): Promise<z.infer<typeof document>["CONSOLIDATED_LIST"]> {
  const xml = await file.text();
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new ListFault("unreadable-file", file.name, "declares entities");
  if (!/<\/CONSOLIDATED_LIST>\s*$/.test(xml)) throw new ListFault("truncated-file", file.name);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    trimValues: true,
  });
  const read = document.safeParse(parser.parse(xml));
  if (!read.success) throw new ListFault("unreadable-file", file.name, read.error.issues[0]?.path.join(".") ?? "");
  return read.data.CONSOLIDATED_LIST;
}

/** The Security Council's consolidated list. Declared entities are refused, never expanded. */
export const unXml: ListFormat = {
  name: "un-xml",
  recognises: (head) => head.includes("<CONSOLIDATED_LIST"),
  async read(file) {
    const list = await parseWhole(file);
    const entries = [
      ...(list.INDIVIDUALS?.INDIVIDUAL ?? []).map((row) => toEntry(row, "person")),
      ...(list.ENTITIES?.ENTITY ?? []).map((row) => toEntry(row, "organization")),
    ].filter((entry) => entry !== null);
    return { editions: [{ list: "un", date: list["@dateGenerated"]?.slice(0, 10) ?? null, entries }] };
  },
};
