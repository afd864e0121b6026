import { toDecimal, toUnit } from "../quantity.ts";
import { exactOf, times } from "../rulebook/exact.ts";
import type { Fact } from "./fact.ts";
import { decimalOf } from "./figures.ts";
import { readingsOfFigure } from "./number-marks.ts";
import { passagesOf, spanIn } from "./passages.ts";
import type { Page, Passage } from "./passages.ts";
import { isForKind } from "./reading-context.ts";
import type { ReadingContext } from "./reading-context.ts";

/** Bits of the inputs of a multiplication, by the name of the number format. TF32 is stored in 32 bits: the stricter reading. */
const BITS: Readonly<Record<string, string>> = {
  int4: "4",
  fp4: "4",
  nvfp4: "4",
  mxfp4: "4",
  fp6: "6",
  int8: "8",
  fp8: "8",
  int16: "16",
  fp16: "16",
  bf16: "16",
  bfloat16: "16",
  tf32: "32",
  fp32: "32",
  int32: "32",
  fp64: "64",
};
const SCALES: Readonly<Record<string, string>> = { g: "1/1000", t: "1", p: "1000", e: "1000000" };
const FORMAT = String.raw`(nvfp4|mxfp4|bfloat16|bf16|tf32|fp(?:4|6|8|16|32|64)|int(?:4|8|16|32))`;
const FIGURE = String.raw`(?<![\w.,])(\d{1,3}(?:[,' ]\d{3})+|\d+(?:[.,]\d+)?)\s?(g|t|p|e)(?:era|eta|iga)?-?\s?(?:fl)?ops?(?:/s)?(?![a-z])`;
const BEHIND = new RegExp(String.raw`${FIGURE}[^\d,;.\n]{0,20}?\b${FORMAT}\b`, "g");
const BEFORE = new RegExp(String.raw`\b${FORMAT}\b[^\d,;.\n]{0,24}?${FIGURE}`, "g");
const ONLY = ["integrated-circuit", "electronic-assembly", "computer"] as const;

/**
 * Total processing performance where a text gives operations per second and their number format: the figure times the
 * bits of the format, the highest of them (15 CFR 774 Supp. 1, 3A090 Technical Note 2). Figures of sparse matrices are
 * not used: the dense ones count.
 */
export function readProcessing(pages: readonly Page[], context: ReadingContext): readonly Fact[] {
  if (!isForKind(ONLY, context) || context.kinds.length === 0) return [];
  const found = pages.flatMap((page) =>
    passagesOf(page).flatMap((passage) => [
      ...[...passage.plain.matchAll(BEHIND)].map((match) => toTotal(passage, match, [match[1], match[2], match[3]])),
      ...[...passage.plain.matchAll(BEFORE)].map((match) => toTotal(passage, match, [match[2], match[3], match[1]])),
    ]),
  );
  const totals = found.flatMap((one) => (one === null ? [] : [one]));
  const [highest] = totals.toSorted((a, b) => Number(b.total) - Number(a.total));
  return highest ? [highest.fact] : [];
}

type Parts = readonly (string | undefined)[];

function toTotal(passage: Passage, match: RegExpExecArray, [figure = "", scale = "", format = ""]: Parts) {
  const around = passage.plain.slice(Math.max(0, match.index - 25), match.index + match[0].length + 25);
  if (/spars/.test(around) && !/dense|without sparsity/.test(around)) return null;
  const [written] = readingsOfFigure(figure, "english");
  const [value, factor, bits] = [exactOf(written ?? ""), exactOf(SCALES[scale] ?? ""), exactOf(BITS[format] ?? "")];
  const total = value && factor && bits ? decimalOf(times(times(value, factor), bits)) : null;
  if (total === null) return null;
  const span = spanIn(passage, match.index, match.index + match[0].length);
  const fact: Fact = {
    name: "total-processing-performance",
    value: { value: toDecimal(total), unit: toUnit("count") },
    by: "grammar",
    span,
  };
  return { total, fact };
}
