/** A run of text on a PDF page: left edge and baseline in points from the lower left corner. */
export type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

type Line = { text: string; y: number; height: number; end: number };

/** Gaps in parts of the font's height: a word apart, a column apart. */
const WORD_GAP = 0.12;
const COLUMN_GAP = 0.9;
/** A smaller figure above the baseline is an exponent or a footnote mark: `10³` must not become `103`. */
const RAISED = 0.18;
const SMALLER = 0.85;

const sameLine = (line: Line, piece: Piece): boolean =>
  Math.abs(piece.y - line.y) <= 0.5 * Math.max(line.height, piece.height) && piece.x >= line.end - line.height;

function between(line: Line, piece: Piece): string {
  const raised = piece.y - line.y > RAISED * line.height && piece.height < SMALLER * line.height;
  const gap = piece.x - line.end;
  if (gap > COLUMN_GAP * line.height) return "\t";
  if (raised && /[\d)\]a-z]$/i.test(line.text) && /^[-+−]?\d/.test(piece.text.trimStart())) return "^";
  if (gap > WORD_GAP * line.height && !/\s$/.test(line.text) && !/^\s/.test(piece.text)) return " ";
  return "";
}

/**
 * Puts a page's pieces into lines, in the order the file draws them: columns of prose stay apart, the cells of a
 * table row come together with tabs where the gap is wider than a word's. Blank pieces only move the pen.
 */
export function linesOfPage(pieces: readonly Piece[]): readonly string[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    if (piece.text.trim() === "") continue;
    const last = lines.at(-1);
    const end = piece.x + piece.width;
    if (last && sameLine(last, piece)) {
      last.text += between(last, piece) + piece.text;
      last.end = end;
    } else lines.push({ text: piece.text, y: piece.y, height: piece.height, end });
  }
  return lines.map((line) => line.text.replace(/[ \u00a0]*\t[ \u00a0]*/g, "\t").trimEnd());
}
