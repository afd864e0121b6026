import { ruleOf } from "./effect.ts";
import type { ListEdition, ListRules } from "./list-edition.ts";

/** Fewer than this part of the last whole edition of the same form: the edition came short. */
const SHRINK = 0.8;

/**
 * The editions held with `short` set where the count says so: fewer entries than the list ever has, or than four fifths
 * of the last whole one of the same form. A publisher's file cut off at a row's end looks whole in every other way.
 */
export function guardCounts(held: readonly ListEdition[], rules: ListRules): readonly ListEdition[] {
  const last = new Map<string, number>();
  return held
    .toSorted((a, b) => (a.date ?? "").localeCompare(b.date ?? ""))
    .map((edition) => {
      if (edition.status === "demonstration") return edition;
      const form = `${edition.list}|${edition.format}`;
      const count = edition.entries.length;
      const short = count < (ruleOf(rules, edition.list)?.minimum ?? 1) || count < (last.get(form) ?? 0) * SHRINK;
      if (!short) last.set(form, count);
      return { ...edition, status: short ? ("short" as const) : edition.status };
    });
}
