const FULL = 16;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of text in proportion to `most`, in eighths of a sign; a count that is not 0 shows at least one. */
function bar(value: number, most: number): string {
  if (most <= 0 || value <= 0) return "";
  const eighths = Math.max(1, Math.round((value / most) * FULL * 8));
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

export type BarChart = {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
};

/** Label and bar of each value; the number stands beside its bar, always in figures. */
function barRows({ labels, series }: BarChart): readonly { readonly label: string; readonly bar: string }[] {
  const most = Math.max(0, ...series.flatMap(({ values }) => values));
  const named = series.length > 1;
  return labels.flatMap((label, at) =>
    series.map(({ name, values }, nth) => {
      const value = values[at] ?? 0;
      const drawn = [bar(value, most), `${value}`, ...(named ? [name] : [])].filter((part) => part !== "").join(" ");
      return { label: nth === 0 ? label : "", bar: drawn };
    }),
  );
}

/** A chart as lines of text, where no picture can be drawn; labels are of one width. */
export function barLines(chart: BarChart): readonly string[] {
  const width = Math.max(0, ...chart.labels.map((label) => label.length));
  return barRows(chart).map(({ label, bar: drawn }) => `${label.padEnd(width)}  ${drawn}`);
}
