import type { LiveDifference, SetDates } from "../../core/rulebook/editions/set-dates.ts";

const WHY: Readonly<Record<NonNullable<LiveDifference["open"]>, string>> = {
  "no-overlay": "no overlay covers it",
  "overlay-off": "its overlay is switched off",
};

/** `the country groups of 2026-07-23`, by the name that answers print. */
export const differenceLine = ({ title, older, newer, overlay, open, cite }: LiveDifference): string =>
  `${title} (${cite}); ${older.part} of ${older.date} stands beside ${newer.part} of ${newer.date}, ${open ? `and ${WHY[open]}: ${overlay}` : `read with the overlay ${overlay}`}`;

/** Whether the parts in use are of one date, and what covers the differences that are known between theirs. */
export function setStateLine({ state, parts, differences, notCompared }: SetDates): string {
  const dates = parts.map(({ date }) => date).toSorted();
  const between = `${dates.at(0) ?? "undated"} to ${dates.at(-1) ?? "undated"}`;
  const left = notCompared.map(({ part, date, newest }) => `${part} of ${date} with ${newest}`);
  const unknown = left.length > 0 ? `; nobody compared ${left.join(", ")}` : "";
  if (state === "one-date") return `the parts in use are of one date, ${dates.at(0) ?? "undated"}`;
  const open = differences.filter((one) => one.open !== null);
  if (state === "mixed-open")
    return `mixed dates, ${between}, and ${open.length} known difference${open.length === 1 ? "" : "s"} that no overlay covers (${open.map(({ id }) => id).join(", ")}): whatever they touch goes to a person, and no new set is put in use${unknown}`;
  const read = differences.map(({ id, overlay }) => `${id} with ${overlay}`);
  const known =
    read.length === 0
      ? "no difference between them is known"
      : `each known difference is read with its overlay: ${read.join(", ")}`;
  return `mixed dates, ${between}; ${known}${unknown}`;
}

export const setStateRow = ({
  state,
  parts,
  differences,
  notCompared,
}: SetDates): Readonly<Record<string, unknown>> => ({
  dates: state,
  parts,
  differences: differences.map(({ id, overlay, open, older, newer }) => ({ id, overlay, open, older, newer })),
  notCompared,
});
