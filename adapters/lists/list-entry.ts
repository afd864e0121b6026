import { createHash } from "node:crypto";
import type { Alias, ListEntry } from "../../core/screening/list-edition.ts";
import { countryCode } from "./country-code.ts";
import { cleanName } from "./clean-name.ts";

/** What a format knows of a row; the rest is null or empty. `countries` as written. */
export type RawEntry = Partial<Omit<ListEntry, "list" | "name">> & { readonly list: string; readonly name: string };

const unique = (values: readonly string[]): readonly string[] => [
  ...new Set(values.map((value) => value.trim()).filter((value) => value !== "")),
];

/** An id that stays when the list is published again: 12 hex digits of list, name and countries. */
const idOf = (list: string, name: string, countries: readonly string[]): string =>
  createHash("sha256")
    .update(
      `${list}|${name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim()}|${[...countries].sort().join()}`,
    )
    .digest("hex")
    .slice(0, 12);

/** A row as an entry: prose cut off the name, aliases apart, countries as codes. A row without a name takes its first alias; null when it has neither. */
export function toListEntry(raw: RawEntry): ListEntry | null {
  const cleaned = cleanName(raw.name);
  if (cleaned.name === "") {
    const [first, ...aliases] = raw.aliases ?? [];
    return first ? toListEntry({ ...raw, name: first.name, aliases }) : null;
  }
  const address = /^address \d+$/i.test(cleaned.name);
  const countries = [...new Set((raw.countries ?? []).flatMap((text) => countryCode(text) ?? []))];
  const listed = [
    ...cleaned.aliases.map((name): Alias => ({ name, strength: "strong" })),
    ...(raw.aliases ?? []).flatMap(({ name, strength }) => {
      const alias = cleanName(name);
      return [alias.name, ...alias.aliases].map((text): Alias => ({ name: text, strength }));
    }),
  ];
  const aliases = [
    ...new Map(
      listed.filter(({ name }) => name !== "" && name !== cleaned.name).map((alias) => [alias.name, alias]),
    ).values(),
  ];
  return {
    id: raw.id ?? idOf(raw.list, cleaned.name, countries),
    list: raw.list,
    name: cleaned.name,
    aliases,
    type: address ? "address" : (raw.type ?? null),
    countries,
    addresses: unique(raw.addresses ?? []),
    birthDates: unique(raw.birthDates ?? []),
    ids: raw.ids ?? [],
    programs: unique(raw.programs ?? []),
    requirement: raw.requirement?.trim() || null,
    reviewPolicy: raw.reviewPolicy?.trim() || null,
    footnotes: unique(raw.footnotes ?? []),
    from: raw.from ?? null,
    to: raw.to ?? null,
    ended: raw.ended ?? false,
    nonStandard: raw.nonStandard ?? false,
    cite: raw.cite?.trim() || "",
    effect: raw.effect ?? null,
  };
}

/** Ids unique in the edition: the second row of one id gets `-2`. */
export function withUniqueIds(entries: readonly ListEntry[]): readonly ListEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.id) ?? 0) + 1;
    seen.set(entry.id, count);
    return count === 1 ? entry : { ...entry, id: `${entry.id}-${count}` };
  });
}
