import { toDecimal, toUnit } from "../quantity.ts";
import type { Figure } from "./figures.ts";
import { readingsOfCount } from "./number-marks.ts";
import type { DecimalMark } from "./number-marks.ts";
import type { Passage } from "./passages.ts";

const NUMBER = String.raw`(\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?)`;
/** Between a label and its number: "M² < 1.2", "elements: 2048", "soundings of up to 400". */
const BETWEEN = String.raw`(?: ?\([^()\d]{1,14}\))?\)?[ ]?(?:\(?(?:typ|max|min)\.?\)?[ ])?(?::|=|<|≤|>|≥|~|≈|\t|\||is|of|up to|=<|<=|>=|as low as|below|under|ist|von|beträgt)*[ ]?(?:up to |below |under )?[<≤>≥~≈]?[ ]?`;
/** "Mach 0.4 to 4.0", "Mach 0.5-1.4". */
const RANGE = String.raw`[ ]?(?:to|-|–|\.\.\.|…|bis|à)[ ]?`;
const patterns = new Map<string, readonly RegExp[]>();

function patternsOf(label: string): readonly RegExp[] {
  const known = patterns.get(label);
  if (known) return known;
  const word = label.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const made = [
    new RegExp(
      String.raw`(?<![\p{L}\d])${word}s?${BETWEEN}${NUMBER}(?!${RANGE}\d)(?!\s?(?:million|thousand)(?!\p{L}))(?![\p{L}\d%°µ])`,
      "gu",
    ),
    new RegExp(String.raw`(?<![\p{L}\d.,/^])${NUMBER}[ -]${word}s?(?![\p{L}\d])`, "gu"),
    // "97 magnetic actuators": one word of what kind they are, before the plural only.
    new RegExp(
      String.raw`(?<![\p{L}\d.,^])${NUMBER}[ -](?!(?:million|thousand|x|of|per|and|or|with|for|to|in|at|by|from|times)[ -])\p{L}{3,}[ -]${word}${word.endsWith("s") ? "" : "s"}(?![\p{L}\d])`,
      "gu",
    ),
  ];
  patterns.set(label, made);
  return made;
}

const ranges = new Map<string, RegExp>();

function rangeOf(label: string): RegExp {
  const word = label.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const made =
    ranges.get(label) ??
    new RegExp(String.raw`(?<![\p{L}\d])${word}s?${BETWEEN}${NUMBER}${RANGE}${NUMBER}(?![\p{L}\d%°µ])`, "gu");
  ranges.set(label, made);
  return made;
}

/** Numbers without a unit right beside one of the labels, as counts. */
export function bareFigures(passage: Passage, labels: readonly string[], mark: DecimalMark): readonly Figure[] {
  const figure = (match: RegExpExecArray, written: string | undefined, end?: "low" | "high"): Figure => ({
    from: match.index,
    to: match.index + match[0].length,
    dimension: "count",
    readings: readingsOfCount(written ?? "", mark).map((value) => ({ value: toDecimal(value), unit: toUnit("count") })),
    ...(end === undefined ? {} : { end }),
  });
  const said = labels.filter((label) => passage.plain.includes(label));
  return [
    ...said.flatMap((label) =>
      patternsOf(label).flatMap((pattern) =>
        [...passage.plain.matchAll(pattern)].map((match) => figure(match, match[1])),
      ),
    ),
    ...said.flatMap((label) =>
      [...passage.plain.matchAll(rangeOf(label))].flatMap((match) => [
        figure(match, match[1], "low"),
        figure(match, match[2], "high"),
      ]),
    ),
  ];
}
