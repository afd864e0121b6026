import { BEYOND_HERE, FROM_HERE_UP, SHORT_OF_HERE, UP_TO_HERE } from "./figures.ts";
import type { Passage } from "./passages.ts";
import { flag } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** Where a figure of a written form stands: the words before it say whether it is a bound. */
export type FigureAt = { readonly match: RegExpExecArray; readonly figure: string; readonly passage: Passage };
type Limit = { readonly value: number; readonly limit: number };

const before = ({ match, figure, passage }: FigureAt): string =>
  passage.plain.slice(0, match.index + Math.max(0, match[0].indexOf(figure)));

/** The figure a written form begins with, as the bound that the words before it make of it: "more than 700 user I/O". */
export function asBound(reading: Reading, match: RegExpExecArray, passage: Passage): Reading {
  const { value } = reading;
  const [figure = ""] = /\d[\d.,]*(?<!\D)/.exec(match[0]) ?? [];
  if (typeof value !== "object" || !("value" in value) || Number(figure.replaceAll(",", "")) !== Number(value.value))
    return reading;
  const words = before({ match, figure, passage });
  const { value: end, unit } = value;
  if (BEYOND_HERE.test(words)) return { ...reading, value: { from: end, to: null, unit, beyond: true } };
  if (FROM_HERE_UP.test(words)) return { ...reading, value: { from: end, to: null, unit } };
  if (UP_TO_HERE.test(words)) return { ...reading, value: { from: null, to: end, unit } };
  return SHORT_OF_HERE.test(words) ? { ...reading, value: { from: null, to: end, unit, beyond: true } } : reading;
}

/** Whether a figure is over a limit: "more than 1,000" is over 1,000, and "more than 500" tells nothing of it. */
export function over(name: string, { value, limit }: Limit, at: FigureAt): readonly Reading[] {
  const words = before(at);
  if (BEYOND_HERE.test(words)) return value >= limit ? flag(name, true) : [];
  if (FROM_HERE_UP.test(words)) return value > limit ? flag(name, true) : [];
  if (SHORT_OF_HERE.test(words) || UP_TO_HERE.test(words)) return value <= limit ? flag(name, false) : [];
  return flag(name, value > limit);
}

/** Whether a figure is under a limit: "less than 2 %" is under 2 %, and "less than 5 %" tells nothing of it. */
export function under(name: string, { value, limit }: Limit, at: FigureAt): readonly Reading[] {
  const words = before(at);
  if (SHORT_OF_HERE.test(words)) return value <= limit ? flag(name, true) : [];
  if (UP_TO_HERE.test(words)) return value < limit ? flag(name, true) : [];
  if (BEYOND_HERE.test(words) || FROM_HERE_UP.test(words)) return value >= limit ? flag(name, false) : [];
  return flag(name, value < limit);
}
