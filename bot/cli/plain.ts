const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);
const label = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** One line for a reason, a question or anything else that says itself in a `text`. */
function asLine(value: unknown): string | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isRecord(value)) return null;
  if (typeof value["text"] === "string")
    return `${value["text"]}${typeof value["cite"] === "string" ? ` (${value["cite"]})` : ""}`;
  const simple = Object.entries(value).filter(([, one]) => !isNothing(one));
  return simple.length > 0 && simple.every(([, one]) => typeof one !== "object")
    ? simple.map(([key, one]) => `${label(key)} ${String(one)}`).join(" · ")
    : null;
}

/** An answer for people: the same fields as the JSON, empty ones left out, reasons as sentences. */
export function plain(value: unknown, indent = ""): string {
  if (!isRecord(value)) return `${indent}${String(value)}\n`;
  return Object.entries(value)
    .filter(([, one]) => !isNothing(one))
    .map(([key, one]) => {
      if (typeof one !== "object" || one === null) return `${indent}${label(key)}: ${String(one)}\n`;
      const line = asLine(one);
      if (line !== null) return `${indent}${label(key)}: ${line}\n`;
      if (!Array.isArray(one)) return `${indent}${label(key)}:\n${plain(one, `${indent}  `)}`;
      return `${indent}${label(key)}:\n${one.map((item) => itemLines(item, indent)).join("")}`;
    })
    .join("");
}
function itemLines(item: unknown, indent: string): string {
  const line = asLine(item);
  if (line !== null) return `${indent}  - ${line}\n`;
  return plain(item, `${indent}    `).replace(`${indent}    `, `${indent}  - `);
}
