import { daysBetween } from "./days.ts";
import { ruleOf } from "./effect.ts";
import type { ListEdition, ListRules } from "./list-edition.ts";

export type EditionStanding = {
  readonly edition: ListEdition;
  /** `active`: answers stand on it. `beside`: another form of the same list, kept for what the active one leaves out. */
  readonly role: "active" | "beside" | "superseded";
  readonly why: "newest" | "other-form" | "newer-held" | "closed" | "too-old" | "short" | "demonstration";
};

const OLD_DAYS = 365;
const BESIDE_DAYS = 60;

/** Whole before short or superseded, then the newest: the first is the one to answer from. */
export const byDate = (a: ListEdition, b: ListEdition): number =>
  Number(b.status === "whole") - Number(a.status === "whole") ||
  (b.date ?? "").localeCompare(a.date ?? "") ||
  b.entries.length - a.entries.length;

function worn(edition: ListEdition, rules: ListRules, today: string): "closed" | "too-old" | null {
  const closed = ruleOf(rules, edition.list)?.closed ?? null;
  if (closed && closed <= today) return "closed";
  return edition.date && daysBetween(edition.date, today) > OLD_DAYS ? "too-old" : null;
}

/**
 * Of all editions held: per list the newest whole one is active; one in another published form at most 60 days older
 * stands beside it (its addresses and aliases are searched too); the others are superseded. An edition of a closed list
 * or over a year old is used, but marked superseded: nothing is clear on it.
 */
export function chooseEditions(
  held: readonly ListEdition[],
  rules: ListRules,
  today: string,
): readonly EditionStanding[] {
  const standings: EditionStanding[] = [];
  for (const list of new Set(held.map((edition) => edition.list))) {
    const [active, ...others] = held.filter((edition) => edition.list === list).sort(byDate);
    if (!active) continue;
    if (active.status === "demonstration") {
      standings.push({ edition: active, role: "active", why: "demonstration" });
      continue;
    }
    const old = worn(active, rules, today);
    const edition: ListEdition = old ? { ...active, status: "superseded" } : active;
    standings.push({ edition, role: "active", why: old ?? (active.status === "short" ? "short" : "newest") });
    const forms = new Set([active.format]);
    for (const other of others) {
      const near = active.date !== null && other.date !== null && daysBetween(other.date, active.date) <= BESIDE_DAYS;
      const beside = near && !forms.has(other.format);
      forms.add(other.format);
      standings.push({
        edition: { ...other, status: other.status === "short" ? "short" : "superseded" },
        role: beside ? "beside" : "superseded",
        why: beside ? "other-form" : "newer-held",
      });
    }
  }
  return standings;
}

/** The editions an index is built of. */
export const usedEditions = (standings: readonly EditionStanding[]): readonly ListEdition[] =>
  standings.filter(({ role }) => role !== "superseded").map(({ edition }) => edition);
