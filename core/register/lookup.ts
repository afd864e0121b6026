import { changedSince } from "./cites.ts";
import type { Due, FiledDetermination } from "./filed.ts";
import { differencesOf, isSameKey, keyOf, type Difference, type ItemIdentity } from "./identity.ts";
import { standingOf, type Standing } from "./precedence.ts";
import type { LawDate } from "../dates.ts";
import type { ItemId } from "../ids.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** What evaluation is handed of an item of the register: it stands in the determination's input, so replay has it. */
export type RegisterRecord = {
  readonly id: ItemId;
  readonly identity: ItemIdentity;
  readonly aliases: readonly ItemIdentity[];
  readonly determinations: readonly FiledDetermination[];
};

export type Similar = {
  readonly record: RegisterRecord;
  readonly standing: Standing;
  readonly differences: readonly Difference[];
};
/** What the register says of an item. `due`: the very item, and what is on file has to be looked at again first. */
export type Lookup = {
  readonly same: { readonly record: RegisterRecord; readonly standing: Standing; readonly due: Due | null } | null;
  readonly similar: readonly Similar[];
};

type At = { readonly rulebook: Rulebook; readonly asOf: LawDate };
const MOST_SIMILAR = 3;

/**
 * Looks an item up among records. Only the very item and revision (by its own or another name on file) is the same; two
 * records of one name are neither. Everything else that is near is similar, with the difference, and never applied.
 */
export function lookUp(asked: ItemIdentity, records: readonly RegisterRecord[], at: At): Lookup {
  const key = keyOf(asked);
  const named = records.filter(({ identity, aliases }) =>
    [identity, ...aliases].some((name) => isSameKey(keyOf(name), key)),
  );
  const [only, ...more] = named;
  const standing = only && more.length === 0 ? standingOf(only.determinations) : null;
  const same = only && standing ? { record: only, standing, due: dueOf(standing, at) } : null;
  const similar = records
    .filter((record) => record !== same?.record)
    .flatMap((record): readonly Similar[] => {
      const stands = standingOf(record.determinations);
      return stands ? [{ record, standing: stands, differences: differencesOf(asked, record.identity) }] : [];
    })
    .filter(({ record }) => nearness(asked, record.identity) !== null)
    .toSorted((a, b) => (nearness(asked, a.record.identity) ?? 0) - (nearness(asked, b.record.identity) ?? 0))
    .slice(0, MOST_SIMILAR);
  return { same, similar };
}

/** What was found due, a day that has come, or a cited provision that says something else now; null: it still holds. */
export function dueOf(standing: Standing, { rulebook, asOf }: At): Due | null {
  const counted = countedOf(standing);
  const [found] = counted.flatMap(({ due }) => (due ? [due] : []));
  if (found) return found;
  const [day] = counted.flatMap(({ reviewBy }) => (reviewBy !== null && reviewBy <= asOf ? [reviewBy] : []));
  if (day) return { because: "date", provisions: [], since: day };
  const provisions = [...new Set(counted.flatMap((filed) => changedSince(filed, rulebook, asOf)))];
  return provisions.length > 0 ? { because: "rule-changed", provisions, since: asOf } : null;
}

/** The determinations that count: the one whose code, and the one whose jurisdiction is taken. */
export const countedOf = ({ code, jurisdiction }: Standing): readonly FiledDetermination[] => [
  ...new Set([code, jurisdiction?.from].flatMap((one) => (one ? [one] : []))),
];

/** How many characters the part numbers differ by; null: too many to be worth showing. */
function nearness(asked: ItemIdentity, filed: ItemIdentity): number | null {
  const [a, b] = [keyOf(asked).part, keyOf(filed).part];
  if (a === b) return 0;
  if (a.startsWith(b) || b.startsWith(a)) return Math.abs(a.length - b.length);
  const most = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));
  const apart = distance(a, b);
  return apart <= most ? apart : null;
}

/** Levenshtein's distance of two short codes. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [above, left, across] = [row[j] ?? 0, next[j - 1] ?? 0, row[j - 1] ?? 0];
      next.push(Math.min(above + 1, left + 1, across + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
