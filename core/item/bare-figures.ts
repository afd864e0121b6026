import { toDecimal, toUnit } from "../quantity.ts";
import type { Figure } from "./figures.ts";
import { readingsOfCount } from "./number-marks.ts";
import type { DecimalMark } from "./number-marks.ts";
import type { Passage } from "./passages.ts";

const NUMBER = String.raw`(\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?)`;
/** Between a label and its number: "M² < 1.2", "elements: 2048", "soundings of up to 400". */
const BETWEEN = String.raw`\)?[ ]?(?:\(?(?:typ|max|min)\.?\)?[ ])?(?::|=|<|≤|>|≥|~|≈|\t|is|of|up to|=<|<=|>=|as low as|below|under|ist|von|beträgt)*[ ]?(?:up to |below |under )?[<≤>≥~≈]?[ ]?`;
const patterns = new Map<string, readonly RegExp[]>();

function patternsOf(label: string): readonly RegExp[] {
  const known = patterns.get(label);
  if (known) return known;
  const word = label.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const made = [
    new RegExp(String.raw`(?<![\p{L}\d])${word}s?${BETWEEN}${NUMBER}(?![\p{L}\d%°µ])`, "gu"),
    new RegExp(String.raw`(?<![\p{L}\d.,])${NUMBER}[ -]${word}s?(?![\p{L}\d])`, "gu"),
    // "97 magnetic actuators": one word of what kind they are, before the plural only.
    new RegExp(
      String.raw`(?<![\p{L}\d.,])${NUMBER}[ -](?!(?:x|of|per|and|or|with|for|to|in|at|by|from|times)[ -])\p{L}{3,}[ -]${word}${word.endsWith("s") ? "" : "s"}(?![\p{L}\d])`,
      "gu",
    ),
  ];
  patterns.set(label, made);
  return made;
}

/** Numbers without a unit right beside one of the labels, as counts. */
export function bareFigures(passage: Passage, labels: readonly string[], mark: DecimalMark): readonly Figure[] {
  return labels
    .filter((label) => passage.plain.includes(label))
    .flatMap((label) => patternsOf(label).flatMap((pattern) => [...passage.plain.matchAll(pattern)]))
    .map((match): Figure => ({
      from: match.index,
      to: match.index + match[0].length,
      dimension: "count",
      readings: readingsOfCount(match[1] ?? "", mark).map((value) => ({
        value: toDecimal(value),
        unit: toUnit("count"),
      })),
    }));
}
