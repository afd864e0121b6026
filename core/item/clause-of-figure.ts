import type { Figure } from "./figures.ts";
import type { Passage } from "./passages.ts";

/** The words a figure belongs to, and where in the passage they begin. */
export type Clause = { readonly clause: string; readonly at: number };

/** "100 mm diameter x 25 mm thick": each figure has a word of its own. */
const TIMES = /(?<=\d ?(?:mm|cm|m|in|inch|µm) \p{L}{2,12}\.?) [x×] (?=\d)/gu;

/** "Signal 2 µm | power 3 W": a cell with words of its own ends at its bar; "power | 3 W" has its label in the cell before. */
function cellStart(before: string): number {
  const bar = before.lastIndexOf(" | ");
  return bar === -1 || /\p{L}{2}/u.test(before.slice(bar)) ? bar : before.lastIndexOf(" | ", bar - 1);
}

/** The words that a figure belongs to: up to a comma or bracket on each side, or the whole table row. */
export function clauseAround(passage: Passage, figure: Figure): Clause {
  if (passage.plain.includes("\t")) return { clause: passage.plain, at: figure.from };
  if (figure.labelled === true) return { clause: passage.plain.slice(figure.from, figure.to), at: 0 };
  const before = passage.plain.slice(0, figure.from);
  const after = passage.plain.slice(figure.to);
  // A bracket that was closed again interrupts nothing: "repeatability (ISO 230-2:2014) 0.8 µm".
  const bracket = before.lastIndexOf("(");
  const open = bracket > before.lastIndexOf(")") ? bracket : -1;
  // The figure itself is what the cross stands before.
  const times = [...passage.plain.slice(0, figure.from + 1).matchAll(TIMES)].map(({ index }) => index);
  // "Range ±30 g with a bias of 300 µg": behind a figure, "with" begins what another one is about.
  // "ISO 230-2:2006 with all compensations 4.0 µm": a condition of the same figure.
  const beside = before.replace(/ with (?=(?:all )?compensations?(?!\p{L}))/gu, "______").lastIndexOf(" with ");
  const withAt = beside !== -1 && /\d[^,;]*$/.test(before.slice(0, beside)) ? beside : -1;
  // "SFDR (fOUT = 100 MHz, 0 dBFS): 72 dB", "Tg (DMA, dry) | 190 °C": nor does a comma in it.
  const flat = before.replaceAll(/\([^()]*\)/g, (inside) => "_".repeat(inside.length));
  const start =
    Math.max(
      flat.lastIndexOf(", "),
      open,
      flat.lastIndexOf(";"),
      before.lastIndexOf(" and "),
      before.lastIndexOf("•"),
      cellStart(before),
      withAt,
      ...times,
    ) + 1;
  // "77 K @ 23 °C ambient": what stands behind the sign says under which condition.
  const stop = after.search(
    /, |[();•]| and | with (?=[^,;]*\d)| \| | ?@ ?(?=[-+±<>~]?\d)|\.$|(?<=^ \p{L}{2,12}\.?) [x×] (?=\d)/u,
  );
  // "0.3 % of range (3 m at 1000 m)": figures alone in a bracket belong to the words before it.
  const inside = open === -1 ? "" : `${before.slice(open + 1)}${passage.plain.slice(figure.from, figure.to)}`;
  const rest = after.split(")")[0] ?? "";
  // "Peak power 300 W per bar (3.6 kW total)": so does a figure with nothing but how it is counted.
  const alone =
    open !== -1 &&
    !/\p{L}{4,}/u.test(inside) &&
    (rest.trim() === "" ||
      / (?:at|@|bei) /.test(rest) ||
      /^ ?(?:in )?(?:total|combined|each|altogether|overall|typ\.?|max\.?|rms)$/.test(rest));
  const from = alone ? Math.max(before.slice(0, open).search(/[^,;]*$/), 0) : start;
  const own = passage.plain.slice(figure.from, figure.to) + (stop === -1 ? after : after.slice(0, stop));
  return { clause: before.slice(from) + own, at: before.length - from };
}
