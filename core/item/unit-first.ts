import { toDecimal, toUnit } from "../quantity.ts";
import type { Units } from "../rulebook/units.ts";
import { figureText, symbolOf, unitSymbols } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { readingsOfFigure } from "./number-marks.ts";
import type { DecimalMark } from "./number-marks.ts";
import type { Passage } from "./passages.ts";

const NUMBER = String.raw`[-+]?\d+(?:[.,'’]\d{3})*(?:[.,]\d+)?`;
const LABEL = String.raw`\p{L}[\p{L}²/ .-]{1,48}?`;
const patterns = new WeakMap<Units, RegExp>();

function patternOf(units: Units): RegExp {
  const known = patterns.get(units);
  if (known) return known;
  const symbols = `${unitSymbols(units)}|in`;
  const own = String.raw`\s?(?:${symbols})(?![A-Za-z0-9µ])`;
  const made = new RegExp(
    String.raw`(?<![\p{L}\d])(${LABEL}) ?[([] ?(${symbols}) ?[)\]](?: ?[:=|])? ?(?:[±<≤>≥]\s?)?(${NUMBER})(?:\s?(?:to|~|–|—|-|\.\.\.?|…)\s?(${NUMBER}))?(?![\d.,]*\d)(?!${own})`,
    "gu",
  );
  patterns.set(units, made);
  return made;
}

/** Figures of tables written in one line, each behind its label and unit: "power (W) 100 wavelength (nm) 1064". */
export function unitFirstFigures(passage: Passage, units: Units, mark: DecimalMark): readonly Figure[] {
  if (passage.plain.includes("\t") || !/[)\]][ :=|±<≤>≥]{0,3}[-+]?\d/.test(passage.plain)) return [];
  return [...figureText(passage).matchAll(patternOf(units))].flatMap((match) => {
    const [whole, , symbol = "", low = "", high] = match;
    return units.findAll(symbolOf(symbol)).flatMap((unit): readonly Figure[] => {
      const figure = (written: string, end?: "low" | "high"): Figure => ({
        from: match.index,
        to: match.index + whole.length,
        dimension: unit.dimension,
        labelled: true,
        readings: readingsOfFigure(written, mark).map((value) => ({
          value: toDecimal(value),
          unit: toUnit(unit.symbol),
        })),
        ...(end === undefined ? {} : { end }),
      });
      return high === undefined ? [figure(low)] : [figure(low, "low"), figure(high, "high")];
    });
  });
}
