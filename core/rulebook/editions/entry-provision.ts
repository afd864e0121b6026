import type { Provision } from "./diff-editions.ts";
import type { OfficialEntry } from "../official-entry.ts";

/** An official entry as it is compared: heading, rows, exceptions, STA, items, notes. */
export function toProvision(entry: OfficialEntry): Provision {
  return {
    key: entry.eccn,
    parts: {
      heading: [entry.heading],
      reasons: [entry.reasonForControl ?? ""],
      rows: entry.rows
        .filter(([scope]) => scope !== "")
        .map((cells) => cells.filter((cell) => cell !== "").join(" | ")),
      prose: entry.prose,
      reporting: entry.reporting.filter((line) => line !== ""),
      exceptions: Object.entries(entry.exceptions).map(([symbol, statement]) => `${symbol}: ${statement}`),
      sta: entry.sta === null ? [] : [entry.sta],
      items: entry.items.map(({ path, text }) => (path === null ? text : `${path}. ${text}`)),
      notes: entry.notes.flatMap(({ head, text }) => [head, ...text]),
    },
  };
}
