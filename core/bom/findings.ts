import type { Finding } from "../finding.ts";
import type { JsonObject } from "../json.ts";

/**
 * What is said of a list as it is written, and of the assembly by its lines. `lines` are ids, the first twenty of them;
 * `count` is all.
 */
export type BomFindingCode =
  /** Parts that contain themselves: `parts` in their order. */
  | "cycle"
  /** One part on several lines of one parent: `part`, `parent`. */
  | "duplicate-in-parent"
  /** One part with different descriptions: `part`, `descriptions`. */
  | "conflicting-descriptions"
  /** The parent that a line names is on no line: `parent`. */
  | "orphan"
  /** A level that skips one: `level`, `after`. */
  | "level-skipped"
  | "level-not-read"
  | "empty-lines"
  /** Neither part number nor description. */
  | "line-without-name"
  | "quantity-not-read"
  | "value-not-read"
  /** A part that is a USML article: the assembly stops. */
  | "usml-part"
  /** A part that may be one: a category of the Munitions List is open, or the list claims one. */
  | "usml-part-possible"
  /** An entry that catches the assembly because of what it contains: `entry`. */
  | "contents-decide"
  /** Whether it contains such a thing is open: `entry`. */
  | "contents-open"
  /** What it takes beside the contents for the entry to catch it: `entry`, `asks`. */
  | "contents-ask"
  | "shipped-separately"
  /** Made abroad, or not said where: the share of US content counts. `origin`, `atMost` (percent), `unknown` lines. */
  | "de-minimis"
  | "lines-not-known"
  | "claim-differs"
  /** Nothing of the lines decides: what the assembly itself is and does. */
  | "assembly-by-itself";
export type BomFinding = Finding<BomFindingCode>;

export const MOST_LINES = 20;

/** A finding about lines: their ids in the order of the sheet, the first twenty, and how many they are. */
export function aboutLines(
  code: BomFindingCode,
  ids: readonly string[],
  more: JsonObject = {},
  about: Pick<Finding, "cite" | "rule" | "basis"> = {},
): BomFinding {
  const lines = [...new Set(ids)].toSorted((a, b) => Number(a) - Number(b));
  return { code, params: { ...more, count: lines.length, lines: lines.slice(0, MOST_LINES) }, ...about };
}
