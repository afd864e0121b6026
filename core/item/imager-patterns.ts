import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";
import type { Reading } from "./reading.ts";

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const MICRON = String.raw`(?:[µμu]m|microns?)`;
const short = (value: number): string => String(Number(value.toFixed(4)));

/** Pixels across the longer side, where the format is written out. */
function acrossIn(everything: string): number | undefined {
  const [, width, height] =
    /(?<![\d.,]|[x×*]\s?)(\d{2,4})\s?(?:\(?h\)?\s?)?(?:[x×*]|by)\s?(\d{2,4})(?![\d.,]*\d|\s?(?:[x×*]|mm|cm|[µμu]m))/u.exec(
      everything,
    ) ?? [];
  return width === undefined || height === undefined ? undefined : Math.max(Number(width), Number(height));
}

/** The pitch of the elements: said so, or the one figure of 5 to 50 µm that is no range of wavelengths. */
function pitchIn(everything: string): number | undefined {
  const said =
    new RegExp(String.raw`${NUMBER}\s?-?${MICRON}[ -](?:pixels? )?(?:pitch|pixels?)(?!\p{L})`, "u").exec(everything) ??
    new RegExp(String.raw`(?:pitch|pixel size|pixel)(?: of|:|=)?\s?${NUMBER}\s?${MICRON}`, "u").exec(everything);
  if (said) return Number(said[1]);
  const alone = [
    ...everything.matchAll(
      new RegExp(
        String.raw`(?<![\d.,–~-]|[–~-]\s|to |bis )${NUMBER}\s?${MICRON}(?![\p{L}\d]|\s?(?:-|–|~|to|bis)\s?\d)`,
        "gu",
      ),
    ),
  ].map(([, written]) => Number(written));
  const [first, second] = [...new Set(alone.filter((pitch) => pitch >= 5 && pitch <= 50))];
  return second === undefined ? first : undefined;
}

/** A full field of view over its elements, in mrad: the lesser of both ways is that of the longer side. */
function ofFocal(focal: number, everything: string): readonly Reading[] {
  const pitch = pitchIn(everything);
  const across = acrossIn(everything);
  if (pitch === undefined || !(focal > 0)) return [];
  if (across !== undefined)
    return [quantity("ifov", short((2000 * Math.atan((across * pitch) / (2000 * focal))) / across), "mrad")];
  // Without the format the quotient is the most it can be.
  return pitch / focal < 2 ? [quantity("ifov", short(pitch / focal), "mrad")] : [];
}

/** A range of wavelengths, in nm or µm. */
const SPAN =
  /(?<![\d.,])(\d+(?:\.\d+)?)\s?(nm|[µμu]m)?\s?(?:-|–|—|~|to|\.\.\.?|…)\s?(\d+(?:\.\d+)?)\s?(nm|[µμu]m)(?![\p{L}\d])/gu;
const NM: Readonly<Record<string, number>> = { nm: 1, µm: 1000, μm: 1000, um: 1000 };

const saysIfov = (everything: string): boolean => /ifov|instantaneous field|spatial resolution/.test(everything);

/** Written forms of infrared cameras and of beams: what follows from the lens, the pitch and the format. */
export const IMAGER_PATTERNS: readonly Pattern[] = [
  {
    only: ["thermal-camera"],
    expression: new RegExp(
      String.raw`(?<![\d.,]|[x×–-]\s?)${NUMBER}\s?mm(?=(?: [\p{L}/-]+){0,2} ?(?:lens|optics?|objective|f\/?\s?\d|focal|efl|athermal)|,? ?f\/?\s?\d|\s?\(f\/?\d)|(?:lens|focal length|efl|objective|objektiv|objectif|brennweite|focale)(?: of|:|=)?\s?(?:f\s?=\s?)?${NUMBER}\s?mm`,
      "gu",
    ),
    read: ([, before, behind], { everything }) =>
      saysIfov(everything) ? [] : ofFocal(Number(before ?? behind), everything),
  },
  {
    // "640x512, 12um, 13mm": with a pitch beside it a bare length is the lens; it may only make the answer stricter.
    only: ["thermal-camera"],
    expression: new RegExp(String.raw`(?<=[,;|] ?)${NUMBER}\s?mm(?=\s?(?:[,;|)]|$))`, "gu"),
    read: ([, focal = ""], { everything }) => {
      const pitch = pitchIn(everything);
      const said = saysIfov(everything) || pitchAndLens(everything) || pitch === undefined || Number(focal) > 200;
      return said || pitch / Number(focal) >= 2 ? [] : ofFocal(Number(focal), everything);
    },
  },
  {
    // "25-100 mm lens": a zoom has no fixed focal length.
    only: ["camera"],
    expression:
      /(?<![\d.,])\d+(?:\.\d+)?\s?(?:mm)?\s?(?:-|–|to|~)\s?\d+(?:\.\d+)?\s?mm (?:[\p{L}-]+ ){0,2}(?:lens|zoom|optics?)(?!\p{L})/gu,
    read: () => flag("lens-fixed", false),
  },
  {
    // "Fixed 4 mm lens, not removable".
    only: ["camera"],
    expression: /fixed (?:[\p{L}\d.-]+ ){0,4}(?:lens|optics?)[^.;]{0,16}(?:not|non)[ -](?:[\p{L}-]+ ){0,2}remov/gu,
    read: () => flag("lens-fixed", true),
  },
  {
    // "FOV 24° x 18°", "57° HFOV": over the elements of the longer side.
    only: ["thermal-camera"],
    expression: new RegExp(
      String.raw`(?:h?fov|field of view|horizontal fov)(?: \(h\))?(?: of|:|=)?\s?${NUMBER}\s?(?:°|deg)|(?<![\d.,]|[x×]\s?)${NUMBER}\s?(?:°|deg)(?:\s?[x×]\s?[\d.]+\s?(?:°|deg))?\s?(?:\(?h\)?\s)?(?:h?fov|field of view|horizontal)`,
      "gu",
    ),
    read: ([, behind, before], { everything }) => {
      const across = acrossIn(everything);
      if (across === undefined || saysIfov(everything) || pitchAndLens(everything)) return [];
      return [quantity("ifov", short((Number(behind ?? before) * Math.PI * 1000) / 180 / across), "mrad")];
    },
  },
  {
    // "384(H) x 288(V)", "640 by 512", "640*480", with no unit of length behind.
    only: ["camera", "detector"],
    expression:
      /(?<![\d.,]|[x×*]\s?)(\d{2,4})\s?(?:\(h\)|h)?\s?(?:[x×*]|by)\s?(\d{2,4})\s?(?:\(v\)|v)?(?=\s?(?:$|[,;.)|]|pixels?|px|vox|ingaas|mct|insb|microbolometer|uncooled|array|elements|fpa|@))/gu,
    read: ([whole, width = "0", height = "0"]) =>
      /[x×]/.test(whole) && !/[hv)]/.test(whole)
        ? []
        : [
            quantity("array-elements", String(BigInt(width) * BigInt(height)), "pixel"),
            { name: "two-dimensional-array", value: true },
          ],
  },
  {
    // What the sensor yields beyond 760 nm, in mA/W or as a quantum efficiency (one electron for each photon of λ).
    only: ["camera", "detector", "image-sensor"],
    expression: new RegExp(
      String.raw`(?<![\d.,])${NUMBER}\s?(ma\/w|a\/w|%)(?: (?:qe|quantum efficiency))?\s?(?:@|at|bei|for)\s?(\d{3,4})\s?nm`,
      "gu",
    ),
    read: ([, figure = "", unit = "", wavelength = ""], { everything }) => {
      const beyond = Number(wavelength);
      const yields =
        unit === "%" ? ((Number(figure) / 100) * beyond * 1000) / 1240 : Number(figure) * (unit === "a/w" ? 1000 : 1);
      if (beyond <= 760) return [];
      if (yields > 10) return flag("radiant-sensitivity-high", true);
      return /limit|filter|maximum/.test(everything) ? flag("radiant-sensitivity-high", false) : [];
    },
  },
  {
    // "Signal 1.40-2.07 µm, idler 2.18-4.62 µm": what it is tuned over is all of it.
    only: ["laser"],
    expression: SPAN,
    read: (match, { everything }) => {
      const ends = [...everything.matchAll(SPAN)].map(([, low = "", lowUnit, high = "", unit = ""]) => [
        Number(low) * (NM[lowUnit ?? unit] ?? 1),
        Number(high) * (NM[unit] ?? 1),
      ]);
      const all = ends.flat();
      const first = [...everything.matchAll(SPAN)][0]?.[0] === match[0];
      return first
        ? [
            quantity("laser-longest-wavelength", short(Math.max(...all)), "nm"),
            quantity("laser-shortest-wavelength", short(Math.min(...all)), "nm"),
          ]
        : [];
    },
  },
  {
    // "M2<1.1", "M² ≤ 1.5": below 1.3 is a single transverse mode.
    only: ["laser"],
    expression: /(?<![\p{L}\d])m(?:²|2|\^2)\s?(?:\(?(?:typ|max)\.?\)?\s?)?(<|≤|=|:|~|≈|<=)\s?(\d{1,2}(?:\.\d+)?)/gu,
    read: ([, sign = "", figure = ""]) => [
      {
        name: "laser-mode",
        value: Number(figure) < 1.3 || (sign === "<" && Number(figure) === 1.3) ? "single" : "multiple",
      },
    ],
  },
];

const pitchAndLens = (everything: string): boolean =>
  pitchIn(everything) !== undefined && /\d\s?mm\s(?:lens|f\/)|lens[^.;]{0,12}\d\s?mm/.test(everything);
