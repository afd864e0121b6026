import type { Units } from "../rulebook/units.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Figure } from "./figures.ts";
import { readingsOfFigure } from "./number-marks.ts";
import type { DecimalMark } from "./number-marks.ts";
import { passagesOf, plainText } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";

type Column = "min" | "typ" | "max";
const HEADS: readonly (readonly [RegExp, Column])[] = [
  [/^min(imum)?\.?$/, "min"],
  [/^(typ(ical)?\.?|nom(inal)?\.?|value|rating)$/, "typ"],
  [/^max(imum)?\.?$/, "max"],
];

/** One table row: its passage and the figures of its value cells in the unit of its unit cell. */
export type Row = { readonly passage: Passage; readonly figures: readonly Figure[] };

/**
 * Rows of tables whose unit stands in a cell of its own (cells divided by tabs), read with the min/typ/max heads of
 * the nearest head row above.
 */
export function rowsOf(page: Page, units: Units, mark: DecimalMark): readonly Row[] {
  let heads: readonly (Column | null)[] = [];
  return passagesOf(page).flatMap((passage): readonly Row[] => {
    const text = page.text.slice(passage.from, passage.to);
    if (!text.includes("\t")) return [];
    const cells = text.split("\t");
    const named = cells.map((cell) => headOf(cell));
    if (named.filter((head) => head !== null).length > 0 && !cells.some((cell) => /^\s*[-+]?\d/.test(cell))) {
      heads = named;
      return [];
    }
    return [{ passage, figures: figuresOfCells(cells, { heads, units, mark }) }];
  });
}

const headOf = (cell: string): Column | null =>
  HEADS.find(([pattern]) => pattern.test(plainText(cell.trim())))?.[1] ?? null;

function figuresOfCells(
  cells: readonly string[],
  {
    heads,
    units,
    mark,
  }: { readonly heads: readonly (Column | null)[]; readonly units: Units; readonly mark: DecimalMark },
): readonly Figure[] {
  const meanings = cells.map((cell) => units.findAll(cell.trim())).find((rules) => rules.length > 0) ?? [];
  let at = 0;
  return cells.flatMap((cell, index): readonly Figure[] => {
    const from = at;
    at += cell.length + 1;
    const written = cell.trim().replaceAll("\u2212", "-");
    const readings = index === 0 ? [] : readingsOfFigure(written, mark);
    if (readings.length === 0) return [];
    const column = heads[index] ?? null;
    const start = from + cell.indexOf(cell.trim());
    return meanings.map((unit) => ({
      from: start,
      to: start + cell.trim().length,
      dimension: unit.dimension,
      readings: readings.map((value) => ({ value: toDecimal(value), unit: toUnit(unit.symbol) })),
      ...(column ? { column } : {}),
    }));
  });
}
