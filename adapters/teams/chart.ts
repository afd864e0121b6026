import { barLines } from "../../core/cards/bars.ts";
import type { JsonObject } from "../../core/json.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { paragraph, run } from "./card-text.ts";
import { shortLine } from "./plain-text.ts";

type Chart = Extract<CardBlock, { block: "chart" }>;

/** What a client shows that draws no charts (older and mobile ones): bars of text, each with its number. */
const barsOf = (chart: Chart): JsonObject => ({
  type: "Container",
  spacing: "Medium",
  items: [
    paragraph([run(shortLine(chart.title), { weight: "Bolder" })]),
    ...barLines(chart).map((line) =>
      paragraph([run(line.replaceAll(" ", "\u00a0"), { fontType: "Monospace", size: "Small" })], { spacing: "None" }),
    ),
  ],
});

/** A chart as Teams draws it itself (Adaptive Cards charts: grouped or single vertical bars). */
export function drawChart(chart: Chart): JsonObject {
  const pairs = (values: readonly number[]): readonly JsonObject[] =>
    chart.labels.map((label, at) => ({ x: shortLine(label), y: values[at] ?? 0 }));
  const [only, ...others] = chart.series;
  const common = { title: shortLine(chart.title), spacing: "Medium", fallback: barsOf(chart) };
  if (only && others.length === 0)
    return { type: "Chart.VerticalBar", ...common, showBarValues: true, data: [...pairs(only.values)] };
  return {
    type: "Chart.VerticalBar.Grouped",
    ...common,
    colorSet: "categorical",
    data: chart.series.map(({ name, values }) => ({ legend: shortLine(name), values: [...pairs(values)] })),
  };
}
