import { exactOf, minus, plus, times } from "../rulebook/exact.ts";
import type { Exact } from "../rulebook/exact.ts";
import type { Units } from "../rulebook/units.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Decimal, Interval, Quantity } from "../quantity.ts";
import { readingsOfFigure } from "./number-marks.ts";
import type { DecimalMark } from "./number-marks.ts";
import type { Passage } from "./passages.ts";

/** A figure with a unit somewhere in a passage. Two readings = the marks leave it open. */
export type Figure = {
  readonly from: number;
  readonly to: number;
  readonly dimension: string;
  readonly readings: readonly (Quantity | Interval)[];
  /** Read from a min/typ/max row: which column. */
  readonly column?: "min" | "typ" | "max";
  /** It stands behind its label and unit, "power (W) 100": nothing else says what it is. */
  readonly labelled?: true;
  /** First or second end of a written range. */
  readonly end?: "low" | "high";
};

/** "Five-axis", "two rotary axes". */
export const SPELLED: Readonly<Record<string, string>> = {
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
};
/** "1 x 10^4", "5·10⁻¹²", "1e5", "5 x 10-8" as it comes out of a PDF, "10⁻⁸". */
const POWER = String.raw`[-+]?\d+(?:\.\d+)?(?:\s?[x×·*]\s?10(?:\^\(?[-+]?\d+\)?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-\d{1,2}(?![\d.,]))|[eE][-+]?\d+)|10(?:\^\(?[-+]?\d+\)?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)`;
const DIGITS = String.raw`[-+]?\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?|[-+]?\d+(?:[.,]\d+)*|\.\d+`;
const NUMBER = String.raw`${POWER}|${DIGITS}|\b(?:[Oo]ne|[Tt](?:wo|hree)|[Ff](?:our|ive)|[Ss](?:ix|even)|[Ee]ight|[Nn]ine)(?=[\s-])`;
/** Words before a figure that say where it begins: at the figure itself, or only beyond it. */
export const FROM_HERE_UP =
  /(?:≥|⩾|>=|\b(?:at least|not less than|no less than|minimum|min\.?|starting (?:at|from)|mindestens|au moins))\s?$/i;
export const BEYOND_HERE =
  /(?:>|(?<!\b(?:not|no) )\b(?:over|more than|above|greater than|higher than|faster than|longer than|larger than|exceeding|exceeds|über|mehr als|größer als|höher als|länger als|plus de|supérieure? à))\s?$/i;
/** Between a figure and its tolerance. */
const SPREAD = String.raw`(?:±|\+\s?\/\s?-|\+-)`;
/** "Not more than 2 min" ends at the figure, "less than 2 min" before it: a limit below that is neither met nor missed. */
export const UP_TO_HERE =
  /(?:≤|⩽|<=|\b(?:(?:not|no) (?:more|greater|higher|longer|larger) than|not (?:over|above|exceeding)|höchstens))\s?$/i;
export const SHORT_OF_HERE =
  /(?:<|\b(?:less than|lower than|smaller than|fewer than|shorter than|below|under|unter|weniger als|kürzer als|kleiner als|geringer als|moins de|inférieure? à))\s?$/i;
const HAS_NUMBER = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-]/;
const patterns = new WeakMap<Units, RegExp>();

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Every spelling of a unit, as alternatives of a pattern. */
export const unitSymbols = (units: Units): string =>
  units.spellings
    .filter((symbol) => symbol !== "count")
    .map(escape)
    .join("|");

/** The original letters of a passage (mW is not MW) with one kind of minus, degree sign and space, of the same length. */
export const figureText = ({ page, from, to }: Passage): string =>
  page.text
    .slice(from, to)
    .replaceAll(/[\u2212\u2010\u2011]/g, "-")
    // The raised "o" and the ring typed for a degree sign.
    .replaceAll(/[\u00BA\u02DA]/g, "°")
    .replaceAll(/[\u00A0\u2007\u2009\u202F]/g, " ");

/** "18.5 in, 12 ga", "14 in barrel", "12 in OD": inches where a stop, a sign or the name of a dimension follows. */
const INCH = String.raw`in(?=\s*$|\t|\s?[;)\]|×]|\s?[,/](?!\s?\d+\s?out)|\s?x\s?\d|\s(?:barrels?|overall|long|wide|high|tall|thick|deep|dia|diameter|OD|ID|bore|chamber|stroke|travel|display|screen|touchscreen|monitor|wafers?|blade|wheels?|pipe|ports?|flange|hose|tub(?:e|ing)|rack|lens|dish|aperture|max|min|nominal|length|width|height|threaded|fluted|stainless|heavy|test section)(?![\w-]))`;

/** The symbol that the units know for what stands in the text. */
export const symbolOf = (written: string): string => (written === "in" ? "inch" : written);

/** Units are matched on the original letters: mW is not MW. */
function patternOf(units: Units): RegExp {
  const known = patterns.get(units);
  if (known) return known;
  const symbols = `${unitSymbols(units)}|${INCH}`;
  const end = String.raw`(?![A-Za-z0-9µ]|\/[A-Za-z])`;
  const made = new RegExp(
    String.raw`(?<![\w.,])(?:(${NUMBER})(?:[\s-]?(${symbols})${end})?\s?(?:to|bis|through|~|–|—|-|\.\.\.?|…)\s?|(${NUMBER})\s?${SPREAD}\s?)?((?:${NUMBER}))[\s-]?(${symbols})${end}(?:\s?${SPREAD}\s?([\d.,]+)\s?(%|${symbols})?)?`,
    "g",
  );
  patterns.set(units, made);
  return made;
}

/** Every figure with a known unit, with ranges and tolerances; a bare number is none. */
export function figuresIn(passage: Passage, units: Units, mark: DecimalMark): readonly Figure[] {
  if (!HAS_NUMBER.test(passage.plain)) return [];
  const text = figureText(passage);
  return [...text.matchAll(patternOf(units))].flatMap((match) => {
    // "3/4 inch" is no 4 inches: fractions are read elsewhere (trade-patterns).
    const isFraction = /\d\/$/.test(text.slice(0, match.index));
    // "LD-976-12W" is a part number, not 976 to 12 W.
    if (
      match[1] !== undefined &&
      match[2] === undefined &&
      /[A-Za-z]-$/.test(text.slice(0, match.index)) &&
      /\d-\d/.test(match[0])
    )
      return [];
    // "304L", "316L" are grades of steel, no liters.
    if (STEEL_GRADE.test(match[0])) return [];
    return units
      .findAll(symbolOf(match[5] ?? ""))
      .filter(({ symbol }) => !(isFraction && (symbol === "inch" || symbol === "hp")))
      .flatMap((unit) => figuresOf(match, unit, { text, units, mark }));
  });
}

const STEEL_GRADE = /^(?:30[1-9]|31[0-9]|32[19]|347|904)L$/;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number written as a power of ten, written out; any other as it stands. */
function plainNumber(written: string): string {
  const match =
    /^(?:([-+]?\d+(?:\.\d+)?)(?:\s?[x×·*]\s?10\^?\(?|[eE])|10(?:\^\(?|(?=[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹])))([-+⁻⁺]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)?$/.exec(
      written,
    );
  // ".15" is written so in American sheets.
  if (!match) return written.startsWith(".") ? `0${written}` : written;
  const [, base = "1", power = ""] = match;
  const digits = power.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit))).replace("⁻", "-");
  const places = Number(digits.replace("⁺", "+"));
  const value = exactOf(base);
  if (!value || Math.abs(places) > 30) return written;
  const scale = 10n ** BigInt(Math.abs(places));
  return decimalOf(times(value, places < 0 ? { n: 1n, d: scale } : { n: scale, d: 1n })) ?? written;
}

type Reading = { readonly text: string; readonly units: Units; readonly mark: DecimalMark };

/** A written figure as one of its unit's meanings. */
function figuresOf(
  match: RegExpExecArray,
  unit: NonNullable<ReturnType<Units["find"]>>,
  { text, units, mark }: Reading,
): readonly Figure[] {
  const [whole, low, lowSymbol, middle, high = "", written = "", after, afterUnit] = match;
  const symbol = symbolOf(written);
  // "1070 ± 10 nm" has its tolerance before the unit, "1070 nm ± 10 nm" behind it.
  const [rated, tolerance, toleranceUnit] = middle === undefined ? [high, after, afterUnit] : [middle, high, symbol];
  const at = { from: match.index, to: match.index + whole.length, dimension: unit.dimension };
  const quantities = (written: string, of = unit.symbol): readonly Quantity[] =>
    readingsOfFigure(SPELLED[written.toLowerCase()] ?? plainNumber(written), mark).map((value) => ({
      value: toDecimal(value),
      unit: toUnit(of),
    }));
  if (tolerance) {
    const readings = quantities(rated).flatMap((quantity) => {
      const spread = spreadOf(quantity, { tolerance, toleranceUnit, mark, units });
      return spread ? [spread] : [];
    });
    return readings.length > 0 ? [{ ...at, readings }] : [{ ...at, readings: quantities(rated) }];
  }
  if (low === undefined) {
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    const readings = quantities(high).map((quantity): Quantity | Interval => {
      const { value, unit: of } = quantity;
      if (FROM_HERE_UP.test(before)) return { from: value, to: null, unit: of };
      if (UP_TO_HERE.test(before)) return { from: null, to: value, unit: of };
      if (BEYOND_HERE.test(before)) return { from: value, to: null, unit: of, beyond: true };
      return SHORT_OF_HERE.test(before) ? { from: null, to: value, unit: of, beyond: true } : quantity;
    });
    return [{ ...at, readings }];
  }
  const lowUnits = units.findAll(symbolOf(lowSymbol ?? symbol));
  const lowUnit = lowUnits.find(({ dimension }) => dimension === unit.dimension) ?? lowUnits[0];
  if (lowUnit && lowUnit.dimension !== unit.dimension) {
    const first = { ...at, dimension: lowUnit.dimension, readings: quantities(low, lowUnit.symbol) };
    // "50 GHz -160 dBm/Hz", "6 GHz -40 °C": between two dimensions there is no range, the dash is a minus.
    const signed = whole.includes(` -${high}`) ? `-${high}` : high;
    return [first, { ...at, readings: quantities(signed) }];
  }
  return [
    { ...at, readings: quantities(low, lowUnit?.symbol), end: "low" },
    { ...at, readings: quantities(high), end: "high" },
  ];
}

type Tolerance = {
  readonly tolerance: string;
  readonly toleranceUnit: string | undefined;
  readonly mark: DecimalMark;
  readonly units: Units;
};

/** `100 MHz ± 5 %` is an interval, exactly. */
function spreadOf(quantity: Quantity, { tolerance, toleranceUnit, mark, units }: Tolerance): Interval | null {
  const [written] = readingsOfFigure(tolerance, mark);
  const middle = exactOf(quantity.value);
  const width = exactOf(written ?? "");
  if (!middle || !width) return null;
  const percent = toleranceUnit === "%";
  if (
    !percent &&
    !units.findAll(symbolOf(toleranceUnit ?? quantity.unit)).some(({ symbol }) => symbol === quantity.unit)
  )
    return null;
  const delta = percent ? times(middle, times(width, { n: 1n, d: 100n })) : width;
  const from = decimalOf(minus(middle, delta));
  const to = decimalOf(plus(middle, delta));
  return from && to ? { from, to, unit: quantity.unit } : null;
}

/** The decimal of a rational whose denominator is a power of ten (tolerances are); null otherwise. */
export function decimalOf(value: Exact): Decimal | null {
  const places = String(value.d).length - 1;
  if (value.d !== 10n ** BigInt(places)) return null;
  const negative = value.n < 0n;
  const digits = String(negative ? -value.n : value.n).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return toDecimal(`${negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`);
}
