import { countryCode } from "../../../adapters/lists/country-code.ts";
import { romanise } from "../../../adapters/lists/romanise.ts";
import { toLawDate } from "../../../core/dates.ts";
import { buildIndex } from "../../../core/screening/build-index.ts";
import type { ScreeningIndex } from "../../../core/screening/build-index.ts";
import type { ListEdition, ListEntry, ListRules } from "../../../core/screening/list-edition.ts";
import { readListEffects } from "../../../rules/list-effects/read-list-effects.ts";

export const rules: ListRules = readListEffects();
export const tongue = { romanise, countryCode };
export const TODAY = toLawDate("2026-11-23");

export function anEntry(over: Partial<ListEntry> & { readonly name: string }): ListEntry {
  return {
    id: over.name,
    list: "entity-list",
    aliases: [],
    type: "organization",
    countries: [],
    addresses: [],
    birthDates: [],
    ids: [],
    programs: [],
    requirement: null,
    reviewPolicy: null,
    footnotes: [],
    from: null,
    to: null,
    ended: false,
    nonStandard: false,
    cite: "15 CFR part 744, Supp. No. 4",
    effect: null,
    ...over,
  };
}

export function anEdition(entries: readonly ListEntry[], over: Partial<ListEdition> = {}): ListEdition {
  return {
    list: entries[0]?.list ?? "entity-list",
    publisher: "test",
    date: TODAY,
    entries,
    status: "whole",
    hash: "0".repeat(64),
    format: "test",
    ...over,
  };
}

/** One edition per list the entries name. */
export function anIndex(entries: readonly ListEntry[], over: Partial<ListEdition> = {}): ScreeningIndex {
  const lists = [...new Set(entries.map((entry) => entry.list))];
  return buildIndex(
    lists.map((list) =>
      anEdition(
        entries.filter((entry) => entry.list === list),
        over,
      ),
    ),
    tongue,
    rules,
  );
}

/** Every list that is required, each with one entry that nothing resembles, whole and of today. */
export function fullIndex(entries: readonly ListEntry[] = []): ScreeningIndex {
  const required = rules.lists
    .filter((rule) => rule.required)
    .map((rule) => anEntry({ name: `Zzyzx Qwrtplk ${rule.list}`, list: rule.list }));
  return anIndex([...required, ...entries]);
}
