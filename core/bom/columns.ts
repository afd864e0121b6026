import { BOM_ROLES, NAMES, REFERENCE, type BomRole } from "./column-names.ts";

export type BomColumns = {
  readonly roles: ReadonlyMap<BomRole, number>;
  /** Currency that a header of values names, as in `Unit price (USD)`. */
  readonly currency: string | null;
  /** Headers that are no column of ours. */
  readonly unused: readonly string[];
};

const CURRENCY = /\b(USD|EUR|GBP|CHF|JPY|CNY|CAD|SEK|NOK|DKK)\b|([$€£])/u;
const SIGNS: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };

/** The currency a text names by code or sign; null: none. A bare `$` is taken for the US dollar. */
export function currencyIn(text: string): string | null {
  const [, code, sign] = CURRENCY.exec(text.toUpperCase()) ?? [];
  return code ?? (sign === undefined ? null : (SIGNS[sign] ?? null));
}

const plain = (header: string): string =>
  header
    .toUpperCase()
    .replace(CURRENCY, " ")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("’", "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[#*():.°_]/gu, " ")
    .replace(/\[|\]/gu, " ")
    .replace(/\s*([/-])\s*/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();

const EVERY: ReadonlySet<string> = new Set([...Object.values(NAMES).flat(), ...REFERENCE]);
/** Whether a header names a column of a bill of material by itself. */
export const namesColumn = (header: string): boolean => EVERY.has(plain(header));

const IDENTITY: readonly BomRole[] = ["part", "makerPart", "description", "rating"];
const STRUCTURE: readonly BomRole[] = ["quantity", "level", "parent", "references"];
/** `Value` alone, as in a list of figures, names nothing: beside reference designators it does. */
const isNamed = (roles: ReadonlyMap<BomRole, number>): boolean =>
  IDENTITY.some((role) => roles.has(role) && (role !== "rating" || roles.has("references")));

/**
 * The columns of a header row; null where it names nothing that a line could be known by, or nothing that makes it a
 * line of a bill of material (quantity, level, parent, reference designators): then it is no header.
 */
export function bomColumnsOf(cells: readonly string[]): BomColumns | null {
  const headers = cells.map(plain);
  const roles = new Map<BomRole, number>();
  const taken = new Set<number>();
  const take = (role: BomRole, at: number): void => {
    roles.set(role, at);
    taken.add(at);
  };
  for (const role of BOM_ROLES)
    for (const name of NAMES[role]) {
      const at = headers.findIndex((header, index) => header === name && !taken.has(index));
      if (at < 0) continue;
      take(role, at);
      break;
    }
  const reference = headers.findIndex((header, index) => REFERENCE.has(header) && !taken.has(index));
  if (reference >= 0 && !roles.has("references")) {
    const isPart = !roles.has("part") && !roles.has("rating") && !roles.has("footprint");
    take(isPart ? "part" : "references", reference);
  }
  if (!isNamed(roles) || !STRUCTURE.some((role) => roles.has(role))) return null;
  const values = [roles.get("unitValue"), roles.get("lineValue")].map((at) => cells[at ?? -1] ?? "");
  return {
    roles,
    currency: currencyIn(values.join(" ")),
    unused: cells.filter((cell, index) => cell.trim() !== "" && !taken.has(index)),
  };
}
