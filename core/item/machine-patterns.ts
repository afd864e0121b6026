import { toDecimal, toUnit } from "../quantity.ts";
import type { Fact } from "./fact.ts";
import type { Pattern } from "./read-patterns.ts";

type Reading = Pick<Fact, "name" | "value">;

const quantity = (name: string, value: string, unit: string): Reading => ({
  name,
  value: { value: toDecimal(value), unit: toUnit(unit) },
});
const numberOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.replace(",", "."));

/** Materials of 2.0 T or more and a yield strength over 414 MPa (15 CFR 774 Supp. 1, 2A001.c.1). */
function strongMagnet(plain: string): boolean {
  const tesla = numberOf(/(\d(?:[.,]\d{1,2})?)\s?t(?:esla)?(?![\p{L}\d])/u.exec(plain)?.[1]);
  const yields = numberOf(
    /yield(?: strength| stress| point)?[^\d;]{0,16}(\d{3,4})\s?mpa/u.exec(plain)?.[1] ??
      /(\d{3,4})\s?mpa[^\d;,]{0,6}yield/u.exec(plain)?.[1],
  );
  return tesla !== null && yields !== null && tesla >= 2 && yields > 414;
}

/** Written forms of machines and plant that a label and a unit do not catch. */
export const MACHINE_PATTERNS: readonly Pattern[] = [
  {
    // "C and B rotary axes", "rotary axes A/C", "B- and C-axis": two letters, two rotary axes.
    only: ["machine-tool", "edm-machine", "laser-machine"],
    expression:
      /(?<![\p{L}\d])([abc])(?:[- ]axis)?\s?(?:and|&|\+|\/|,)\s?([abc])[ -](?:rotary |rotational |simultaneous )?ax[ei]s(?!\p{L})|rotary axes:?\s\(?([abc])\s?(?:and|&|\+|\/|,)\s?([abc])(?![\p{L}\d])/gu,
    read: ([, first, second, third, fourth]) =>
      (first ?? third) === (second ?? fourth) ? [] : [quantity("contouring-rotary-axes", "2", "axes")],
  },
  {
    // "90 g fluorine per hour", "1.2 kg F2/h".
    only: ["fluorine-cell"],
    expression:
      /(?<![\d.,])(\d{1,4}(?:\.\d+)?)\s?(g|kg)\s(?:of\s)?(?:fluorine|f2|f₂)(?: gas)?\s?(?:per|an|\/|each)\s?h(?:our|r)?(?!\p{L})/gu,
    read: ([, written = "", unit = ""]) => [
      quantity("fluorine-rate", unit === "kg" ? String(Number(written) * 1000) : written, "g/h"),
    ],
  },
  {
    only: ["magnetic-bearing"],
    expression: /yield/g,
    read: (_, { everything }) =>
      strongMagnet(everything) ? [{ name: "magnetic-bearing-kind", value: "strong-material" }] : [],
  },
  {
    // Loaded with magnetic powder and too strong for Note 1.c of 1C001.a: "carbonyl iron loaded, tensile strength 8 MPa".
    only: ["radar-absorber"],
    expression: /tensile ?strength[^\d;,.]{0,12}(\d{1,3}(?:\.\d+)?)\s?(?:mpa|n\/mm²|n\/mm2)(?!\p{L})/gu,
    read: ([, written = "0"], { everything }) =>
      Number(written) >= 7 &&
      /(?:magnetic|carbonyl iron|iron[- ](?:loaded|filled)|ferrite[- ](?:loaded|filled))/.test(everything) &&
      !/(?:sintered|non-?magnetic|hair type|pyramid|(?<!\p{L})cones?|wedge)/u.test(everything)
        ? [{ name: "absorber-excluded", value: false }]
        : [],
  },
];
