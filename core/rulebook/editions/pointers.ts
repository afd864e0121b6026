import type { OfficialEntry } from "../official-entry.ts";

type Pointers = Readonly<Record<string, "ITAR" | "NRC" | "DOE" | "elsewhere">>;

const AUTHORITIES = [
  [/subject to the ITAR|22 CFR parts? 120/i, "ITAR"],
  [/Nuclear Regulatory Commission|10 CFR part 110/i, "NRC"],
  [/Department of Energy|10 CFR part 810/i, "DOE"],
] as const;

/**
 * Entries that only send elsewhere. One that was a pointer stays one as long as it holds no row of its own; a new one is
 * recognised by holding neither rows nor items and naming another authority in its heading.
 */
export function pointersOf(entries: readonly OfficialEntry[], before: Pointers): Pointers {
  const found = entries.flatMap((entry) => {
    if (entry.rows.length > 0) return [];
    const known = before[entry.eccn];
    const named = AUTHORITIES.find(([words]) => words.test(entry.heading))?.[1];
    const authority = known ?? (entry.items.length === 0 ? named : undefined);
    return authority ? [[entry.eccn, authority] as const] : [];
  });
  return Object.fromEntries(found);
}
