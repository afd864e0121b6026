import { toDecimal, toUnit } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import { decimalOf } from "./figures.ts";
import type { Pattern } from "./read-patterns.ts";
import { quantity } from "./reading.ts";
import type { Reading } from "./reading.ts";

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const ratio = (value: number): readonly Reading[] =>
  Number.isFinite(value) && value > 0
    ? [
        {
          name: "scan-aspect-ratio",
          value: { value: toDecimal(String(Number(value.toFixed(4)))), unit: toUnit("count") },
        },
      ]
    : [];

const MM: Readonly<Record<string, number>> = { mm: 1, cm: 10, m: 1000, in: 25.4, inch: 25.4, '"': 25.4 };
const unitOf = (written: string): string => (written === '"' || written === "in" ? "inch" : written);
const inMm = (written: string, unit: string): number => Number(written) * (MM[unit] ?? 1);

/** A lens is at least half of the cylinder around it; a window or blank is all of it. */
function volumeOf(area: number, thickness: number, isLens: boolean): readonly Reading[] {
  const volume = (area * thickness) / 1000;
  if (!Number.isFinite(volume) || volume <= 0) return [];
  const text = (value: number): string => String(Number(value.toFixed(volume < 1 ? 6 : 3)));
  const unit = toUnit("cm³");
  return [
    {
      name: "optic-volume",
      value: isLens
        ? { from: toDecimal(text(volume / 2)), to: toDecimal(text(volume)), unit }
        : { value: toDecimal(text(volume)), unit },
    },
  ];
}

/** What the names of video formats say of their pixels. */
const VIDEO_PIXELS: Readonly<Record<string, string>> = {
  pal: "437664",
  secam: "437664",
  ntsc: "379392",
  "720p": "921600",
  "1080p": "2073600",
  "1080i": "2073600",
  fullhd: "2073600",
};
const LENGTH = String.raw`(mm|cm|m|in|inch|")`;
const SQUARE = String.raw`(?:long|wide|square|edge)?`;

/** Written forms of optics and sensors: pixel shapes, shares of the range, sizes of windows. */
export const SENSOR_PATTERNS: readonly Pattern[] = [
  {
    // A line along its pixels' width: "pixel size 25 x 500 µm (W x H)".
    only: ["detector", "camera"],
    expression: new RegExp(
      String.raw`(?:pixels?|elements?)(?: (?:size|dimensions?|pitch|format|area))?(?: of|:|=)?\s?${NUMBER}\s?(?:[µμu]m)?\s?[x×]\s?${NUMBER}\s?[µμu]m(?:\s?\(?\s?(h(?:eight)?\s?[x×]\s?w))?`,
      "gu",
    ),
    read: ([, first = "", second = "", turned]) =>
      ratio(turned === undefined ? Number(second) / Number(first) : Number(first) / Number(second)),
  },
  {
    only: ["detector", "camera"],
    expression: new RegExp(
      String.raw`(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:[µμu]m)?\s?[x×]\s?${NUMBER}\s?[µμu]m\s?(?:pixels?|elements?)(?!\p{L})`,
      "gu",
    ),
    read: ([, first = "", second = ""]) => ratio(Number(second) / Number(first)),
  },
  {
    // "InGaAs 2048 x 1", "1 x 512": one line.
    only: ["detector", "camera"],
    expression:
      /(?<![\d.,x×]|[x×]\s)(?:(\d{2,5})\s?[x×]\s?1|1\s?[x×]\s?(\d{2,5}))(?![\d.,]*\d|\s?(?:[µμu]m|[x×]|mm|cm|m(?!\p{L})))/gu,
    read: ([, behind, before]) => [
      quantity("linear-elements", behind ?? before ?? "0", "count"),
      { name: "two-dimensional-array", value: false },
    ],
  },
  {
    only: ["detector", "camera"],
    expression: /(?:(?<![\d.,])\d+(?:\.\d+)?\s?[µμu]m\s)?square (?:pixels?|elements?|pitch)(?!\p{L})/gu,
    read: () => ratio(1),
  },
  {
    only: ["detector", "camera"],
    expression: new RegExp(
      String.raw`(?:pixel |element )?(?:height|tall)\s?(?:of|:|=)?\s?${NUMBER}\s?[µμu]m[^.;]{0,40}?(?:pitch|width)\s?(?:of|:|=)?\s?${NUMBER}\s?[µμu]m`,
      "gu",
    ),
    read: ([, height = "", width = ""]) => ratio(Number(height) / Number(width)),
  },
  {
    only: ["detector", "camera"],
    expression: new RegExp(
      String.raw`(?:pitch|width)\s?(?:of|:|=)?\s?${NUMBER}\s?[µμu]m[^.;]{0,40}?(?:height|tall)\s?(?:of|:|=)?\s?${NUMBER}\s?[µμu]m`,
      "gu",
    ),
    read: ([, width = "", height = ""]) => ratio(Number(height) / Number(width)),
  },
  {
    // "Depth range 50 m to 11,000 m": how deep the bottom is that it measures.
    only: ["multibeam-sonar", "echo-sounder"],
    expression:
      /depth range(?: of|:|=|\s\|)?\s?(?:from )?\d[\d.,]*\s?(?:m|meters|metres)?\s?(?:-|–|to|\.\.\.?|…)\s?(\d{1,2}[, ]?\d{3}|\d{1,3})\s?(?:m|meters|metres)(?!\p{L})/gu,
    read: ([, deepest = ""]) => [quantity("sonar-depth", deepest.replaceAll(/[, ]/g, ""), "m")],
  },
  {
    // The limit is set at 1,000 m: 0.3 % of the range is 3 m there.
    only: ["acoustic-positioning"],
    expression: new RegExp(
      String.raw`(?<![\d.,])${NUMBER}\s?% (?:of )?(?:the )?(?:slant |measured )?(?:range|distance)`,
      "gu",
    ),
    read: ([, percent = ""]) => {
      const share = exactOf(percent);
      const meters = share ? decimalOf(times(share, { n: 10n, d: 1n })) : null;
      return meters ? [{ name: "sonar-position-error", value: { value: toDecimal(meters), unit: toUnit("m") } }] : [];
    },
  },
  {
    // A range of wavelengths of these lasers is one they are tuned over.
    only: ["laser"],
    expression:
      /(?:ti:sa(?:pphire)?|titanium[ :-](?:doped )?sapphire)[^.;]{0,60}?(?<![\d.,])\d{3,4}\s?(?:nm)?\s?(?:-|–|to|\.\.\.?)\s?\d{3,4}\s?nm/gu,
    read: () => [{ name: "laser-tunable", value: true }],
  },
  {
    // Energy of a pulse, or a duration in femtoseconds: it is pulsed.
    only: ["laser"],
    expression: /(?<![\d.,])\d+(?:\.\d+)?\s?(?:fs|mj|[µμu]j|nj)(?![\p{L}\d])/gu,
    read: () => [{ name: "laser-operation", value: "pulsed" }],
  },
  {
    only: ["camera"],
    expression: /(?<![\p{L}\d])(pal|ntsc|secam|720p|1080p|1080i|full[ -]?hd|4k|uhd|2160p)(?![\p{L}\d])/gu,
    read: ([, written = ""]) => [
      {
        name: "array-elements",
        value: { value: toDecimal(VIDEO_PIXELS[written.replace(/[ -]/g, "")] ?? "8294400"), unit: toUnit("pixel") },
      },
    ],
  },
  {
    // "2 mm thick": the figure right before the word, whatever else stands in the clause.
    only: ["optics", "optical-material"],
    expression:
      /(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?-?(mm|cm)[ -]thick(?!\p{L})|(?<!\p{L})thick:\s?(\d{1,3}(?:\.\d+)?)\s?(mm|cm)/gu,
    read: ([, before, unit, behind, other]) => [
      quantity("optic-thickness", before ?? behind ?? "0", unit ?? other ?? "mm"),
    ],
  },
  {
    only: ["optics", "optical-material", "gimbal-system"],
    expression: new RegExp(String.raw`[ø⌀]\s?${NUMBER}\s?${LENGTH}`, "gu"),
    read: ([, across = "", unit = "mm"]) => [
      {
        name: "optic-diameter",
        value: { value: toDecimal(across), unit: toUnit(unitOf(unit)) },
      },
    ],
  },
  {
    // "Ø160 mm, 22 mm thick", "38.1 mm dia x 3 mm", "dia 25.4 x 3 mm".
    only: ["optics", "optical-material"],
    expression: new RegExp(
      String.raw`(?:(?:ø|⌀|\bdia(?:m|meter)?\.?)\s?)${NUMBER}\s?${LENGTH}?(?: (?:dia(?:m|meter)?|diameter))?\s?(?:[x×,]|and|with)\s?(?:(?:centre|center|edge|ct|et|t)\s?)?(?:thickness |thick )?(?:=|of)?\s?${NUMBER}\s?${LENGTH}`,
      "gu",
    ),
    read: ([, across = "", first, thick = "", unit = "mm"], _, passage) => {
      const d = inMm(across, first ?? unit);
      return [
        quantity("optic-diameter", across, unitOf(first ?? unit)),
        quantity("optic-thickness", thick, unitOf(unit)),
        ...volumeOf((Math.PI / 4) * d * d, inMm(thick, unit), /lens|meniscus|dome|prism/.test(passage.plain)),
      ];
    },
  },
  {
    only: ["optics", "optical-material"],
    expression: new RegExp(
      String.raw`(?<![\d.,x×]\s?)${NUMBER}\s?${LENGTH} (?:dia(?:m|meter)?\.?|diameter|ø)\s?(?:[x×,]|and|by|(?=\d+(?:\.\d+)?\s?(?:mm|cm)[ -]thick))\s?${NUMBER}\s?${LENGTH}`,
      "gu",
    ),
    read: ([, across = "", first = "mm", thick = "", unit = "mm"], _, passage) => {
      const d = inMm(across, first);
      return [
        quantity("optic-diameter", across, unitOf(first)),
        quantity("optic-thickness", thick, unitOf(unit)),
        ...volumeOf((Math.PI / 4) * d * d, inMm(thick, unit), /lens|meniscus|dome|prism/.test(passage.plain)),
      ];
    },
  },
  {
    only: ["zinc-optic", "optical-material"],
    expression: new RegExp(
      String.raw`(?<![\d.,]|ø\s?)${NUMBER}\s?${LENGTH}?\s?[x×]\s?${NUMBER}\s?${LENGTH}?\s?[x×]\s?${NUMBER}\s?${LENGTH}(?: ${SQUARE})?`,
      "gu",
    ),
    read: ([, a = "", , b = "", , c = "", unit = "mm"]) =>
      volumeOf(inMm(a, unit) * inMm(b, unit), inMm(c, unit), false),
  },
];
