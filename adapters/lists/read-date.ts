const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (value: string | number): string => String(value).padStart(2, "0");
const monthOf = (name: string): string | null => {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : two(index + 1);
};
const fullYear = (year: string): string => (year.length === 2 ? (Number(year) > 50 ? `19${year}` : `20${year}`) : year);

const FORMS: readonly (readonly [RegExp, (m: RegExpExecArray) => string | null])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})/, (m) => `${m[1]}-${m[2]}-${m[3]}`],
  [/^(\d{4})-(\d{2})$/, (m) => `${m[1]}-${m[2]}`],
  [/^(?:circa |about )?(\d{4})$/i, (m) => m[1] ?? null],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/, (m) => `${fullYear(m[3] ?? "")}-${two(m[1] ?? "")}-${two(m[2] ?? "")}`],
  [
    /^(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})$/,
    (m) => (monthOf(m[2] ?? "") ? `${m[3]}-${monthOf(m[2] ?? "")}-${two(m[1] ?? "")}` : null),
  ],
  [
    /^([A-Za-z]{3,9}) (\d{1,2}), (\d{4})$/,
    (m) => (monthOf(m[1] ?? "") ? `${m[3]}-${monthOf(m[1] ?? "")}-${two(m[2] ?? "")}` : null),
  ],
  [/^([A-Za-z]{3,9}),? (\d{4})$/, (m) => (monthOf(m[1] ?? "") ? `${m[2]}-${monthOf(m[1] ?? "")}` : null)],
];

/** A published date in any of the lists' ways of writing, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when it is none. American order. */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(trimmed);
    if (match) return read(match);
  }
  return null;
}

/** The day in a file's name (`sdn_2026-08-02.csv`, `dpl_04142026.csv`), or null. */
export function dateOfName(name: string): string | null {
  const day = /(20\d{2})[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)/.exec(name);
  if (day) return `${day[1]}-${day[2]}-${day[3]}`;
  const american = /(?<!\d)([01]\d)([0-3]\d)(20\d{2})(?!\d)/.exec(name);
  if (american) return `${american[3]}-${american[1]}-${american[2]}`;
  return null;
}

/** The month in a file's name (`entity_list_2026-07.json`) as its first day, or null. */
export function monthOfName(name: string): string | null {
  const month = /(20\d{2})[-_]([01]\d)(?!\d)/.exec(name);
  return month ? `${month[1]}-${month[2]}-01` : null;
}
