import { toDecimal, toUnit } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import { decimalOf } from "./figures.ts";
import { readingsOfFigure } from "./number-marks.ts";
import type { Pattern } from "./read-patterns.ts";
import { fromInches, millimeters } from "./reading.ts";

const GUN = ["firearm", "ammunition", "firearm-part", "firearm-magazine"];

/** Written forms of the arms trade: `.308`, `5.56x45`, `9 mm Luger`, `300 Blackout`. */
export const FIREARM_PATTERNS: readonly Pattern[] = [
  {
    // `.308 Winchester`, `.50 BMG`: hundredths or thousandths of an inch.
    only: GUN,
    expression: /(?<![\d\p{L}])\.(\d{2,3})(?!\d)/gu,
    read: ([, digits = ""]) => fromInches("caliber", { n: BigInt(digits), d: 10n ** BigInt(digits.length) }),
  },
  {
    // `5.56x45 mm`, `9x19`: bore by length of the case; `5/8x24` is a thread.
    only: GUN,
    expression: /(?<![\d.,x×/])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:mm)?\s?[x×]\s?(\d{2,3})(?:\s?mm)?r?(?![\d\p{L}])/gu,
    read: ([, bore = ""]) =>
      readingsOfFigure(bore, "point")
        .slice(0, 1)
        .map((value) => millimeters("caliber", value)),
  },
  {
    // `9 mm Luger`, `6.5 Creedmoor`, `7.62 mm NATO`, `9mm pistol`.
    only: GUN,
    expression:
      /(?<![\d.,x×])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:(?:mm)?\s(?:luger|parabellum|para|nato|creedmoor|mauser|browning|grendel|prc|makarov)|mm\s(?:pistol|rifle|ammunition|cartridges?|auto))(?!\p{L})/gu,
    read: ([, bore = ""]) =>
      readingsOfFigure(bore, "point")
        .slice(0, 1)
        .map((value) => millimeters("caliber", value)),
  },
  {
    // `12 oz` of an irritant, unless the grams stand beside it. An ounce is 28.349523125 g.
    only: ["irritant-spray"],
    expression: /(?<![\d.,])(\d{1,2}(?:\.\d{1,2})?)[\s-]?(?:oz|ounces?)\.?(?!\p{L}|[^.;]{0,12}\d\s?g(?!\p{L}))/gu,
    read: ([, ounces = ""]) => {
      const grams = decimalOf(times(exactOf(ounces) ?? { n: 0n, d: 1n }, { n: 28_349_523_125n, d: 1_000_000_000n }));
      return grams ? [{ name: "container-net-weight", value: { value: toDecimal(grams), unit: toUnit("g") } }] : [];
    },
  },
  {
    // `9mm carry pistol`, `7.62 mm, chrome lined`: the usual calibers, wherever they stand.
    only: GUN,
    expression:
      /(?<![\d.,x×/-])(5\.45|5\.56|5\.7|6\.5|6\.8|7\.62|7\.65|7\.92|9|12\.7|14\.5)[\s-]?mm(?![\p{L}\d]|\s?[x×])/gu,
    read: ([, bore = ""]) => [millimeters("caliber", bore)],
  },
  {
    // `#7½`, `No. 6 shot`: sizes under No. 4 buckshot. A shell that names none may hold either.
    only: ["ammunition"],
    expression:
      /(?:#|(?<!\p{L})(?:no\.?|nr\.?|number|size)\s?)(?:2|4|5|6|7(?:\.5|½| 1\/2|-1\/2)?|8(?:\.5|½| 1\/2)?|9|bb)(?![\d.,]|\s?buck)/gu,
    read: (_, { everything }) =>
      /(?<!\p{L})(?:shells?|shotshells?|gauge|ga|bore|shot|loads?)(?!\p{L})/u.test(everything)
        ? [{ name: "ammunition-kind", value: "other-shotshell" }]
        : [],
  },
  {
    // `30-30 Winchester`, `45-70 Gov't`, `30-06 Springfield`: the first number is the bore.
    only: GUN,
    expression:
      /(?<![\d.,x×\p{L}-])(25-06|25-35|25-20|30-06|30-30|30-40|32-20|32-40|38-40|38-55|44-40|45-70|45-90|50-70|50-90)(?![\d-])/gu,
    read: ([, name = ""]) => fromInches("caliber", { n: BigInt(name.slice(0, 2)), d: 100n }),
  },
  {
    // `7mm Rem Mag`, `8 mm Mauser`, `9.3 mm`: a bore in front of the name of its cartridge.
    only: GUN,
    expression:
      /(?<![\d.,x×/-])(\d{1,2}(?:\.\d{1,2})?)[\s-]?mm\s(?:rem(?:ington)?|weatherby|stw|wsm|lebel|roberts|nambu|steyr|kurz|short|glisenti|browning|largo|ultra)(?!\p{L})/gu,
    read: ([, bore = ""]) => [millimeters("caliber", bore)],
  },
  {
    // `300 Blackout`, `45 ACP`, `308 Win`: hundredths or thousandths of an inch without the point.
    only: GUN,
    expression:
      /(?<![\d.,x×-])(\d{2,3})\s?(?:acp|auto|special|spl|s&w|mag(?:num)?|(?:long )?colt|gap|lr|wmr|hmr|bmg|sig|win(?:chester)?(?: mag)?|rem(?:ington)?(?: mag)?|blackout|blk|wsm|lapua|weatherby|prc|norma|bushmaster|socom|gov(?:'?t|ernment)?)(?![\p{L}\d])/gu,
    read: ([, digits = ""]) => fromInches("caliber", { n: BigInt(digits), d: 10n ** BigInt(digits.length) }),
  },
];
