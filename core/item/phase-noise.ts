import type { Fact } from "./fact.ts";

/** Hertz of a written unit. */
const HERTZ: Readonly<Record<string, number>> = { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 };
const OFFSET = String.raw`(\d+(?:\.\d+)?)\s?(hz|khz|mhz)(?:\s?offset)?`;
const LEVEL = String.raw`(-\d{2,3}(?:\.\d+)?)`;
/** "-162 dBc/Hz @ 1 kHz", "-176 @10 kHz", "-130 (1 kHz)", "1 kHz: -162 dBc/Hz", "1kHz -162; 10kHz -176". */
const NOISE_AT = new RegExp(
  String.raw`${LEVEL}\s?(?:dbc(?:\/hz)?)?\s?(?:\(?typ\.?\)?\s?)?(?:@|at|,|\()\s?${OFFSET}`,
  "g",
);
const AT_NOISE = new RegExp(
  String.raw`(?<!(?:@|\bat)\s?)(?<![\d.])${OFFSET}\s?(?::|=|,|\t|-\s)?\s?${LEVEL}(?![\d.])(?!\s?(?:°|c(?!\p{L})|dbm|to\b|~|\.{2,3}|v(?!\p{L})|/))`,
  "gu",
);
/** "-120 dBc/Hz (10 GHz, 10 kHz offset)": with its own carrier. */
const NOISE_OF = new RegExp(
  String.raw`${LEVEL}\s?dbc(?:\/hz)?\s?[(,]?\s?(?:at |@ ?)?\d+(?:\.\d+)?\s?[mg]hz(?: carrier)?[,\s]+(?:at |@ ?)?${OFFSET}`,
  "g",
);
/** "Phase noise at 10 GHz", "1 GHz carrier": the one carrier that the points are of. */
const OF_CARRIER =
  /(?:noise|ssb)[^;\n\d]{0,16}?(?:at|@|for|,)\s(?:an? )?(\d+(?:\.\d+)?)\s?(mhz|ghz)(?!\s?offset)|(?<![\d.])(\d+(?:\.\d+)?)\s?(mhz|ghz) carrier|dbc[^;\n]{0,28}?(?:at|@) ?(\d+(?:\.\d+)?)\s?(ghz)|oscillators?[^;\n\d]{0,12}?(?:at|@|,|for)\s(\d+(?:\.\d+)?)\s?(mhz|ghz)(?!\s?offset)/g;
const CARRIER = /(?<![@\d]|(?<!\.)\.)(?<!(?:@|at|offset:?)\s)(\d+(?:\.\d+)?)\s?(mhz|ghz)(?!\s?offset)/g;
/** How much worse than the formula, in dB, every stated point must be before the whole curve is taken to be worse. */
const CLEARLY = 10;

type Point = { readonly level: number; readonly offset: number };

function noisePoints(plain: string): readonly Point[] {
  const point = (level = "", offset = "", unit = ""): Point => ({
    level: Number(level),
    offset: Number(offset) * (HERTZ[unit] ?? 1),
  });
  return [
    ...[...plain.matchAll(NOISE_AT)].map(([, level, offset, unit]) => point(level, offset, unit)),
    ...[...plain.matchAll(NOISE_OF)].map(([, level, offset, unit]) => point(level, offset, unit)),
    ...[...plain.matchAll(AT_NOISE)].map(([, offset, unit, level]) => point(level, offset, unit)),
  ];
}

/**
 * Single sideband phase noise against -(126 + 20 log10 F - 20 log10 f) dBc/Hz for offsets F from 10 Hz to 10 kHz and a
 * carrier of f MHz (15 CFR 774 Supp. 1, 3A001.b.10, 3A002.d.4.a), for a generator also against -(206 - 20 log10 f) up to
 * 100 kHz (3A002.d.4.b). One point better is enough; the curve is worse only where two points or more are stated and each
 * is clearly worse, or where every decade of the range has its point and none is better.
 */
export function againstNoiseFormula(plain: string, isGenerator: boolean): readonly Pick<Fact, "name" | "value">[] {
  const hertz = (figure = "", unit = ""): number => Number(figure) * (HERTZ[unit] ?? 1);
  const named = [...plain.matchAll(OF_CARRIER)].map(([, behind, unit, before, other, last, third, own, fourth]) =>
    hertz(behind ?? before ?? last ?? own, unit ?? other ?? third ?? fourth),
  );
  const others = [...plain.matchAll(CARRIER)].map(([, figure, unit]) => hertz(figure, unit));
  const carriers = named.length > 0 ? named : others;
  const furthest = isGenerator ? 100_000 : 10_000;
  const points = noisePoints(plain).filter(({ offset }) => offset >= 10 && offset <= furthest);
  if (carriers.length === 0 || points.length === 0) return [];
  const limit = (carrier: number, offset: number): number =>
    -(126 + 20 * Math.log10(Math.min(offset, 10_000)) - 20 * Math.log10(carrier / 1e6));
  const [lowest, highest] = [Math.min(...carriers), Math.max(...carriers)];
  const name = "phase-noise-below-limit";
  if (points.some(({ level, offset }) => level < limit(lowest, offset))) return [{ name, value: true }];
  const decades = [10, 100, 1000, 10_000, ...(isGenerator ? [100_000] : [])];
  const margin = decades.every((decade) => points.some(({ offset }) => offset === decade)) ? 0 : CLEARLY;
  const worse = points.every(({ level, offset }) => level > limit(highest, offset) + margin);
  return worse && new Set(points.map(({ offset }) => offset)).size > 1 ? [{ name, value: false }] : [];
}
