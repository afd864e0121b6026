import type { KnownBlock } from "@slack/web-api";
import { strong } from "./elements.ts";
import { CHART_CATEGORIES, CHART_LABEL, CHART_SERIES, CHART_TITLE, RICH_TEXT } from "./limits.ts";
import { cleanLine, fitLiteral } from "./text.ts";
import { barLines } from "../../core/cards/bars.ts";
import type { CardBlock } from "../../core/ports/card.ts";

type Chart = Extract<CardBlock, { block: "chart" }>;
const short = (text: string): string => fitLiteral(cleanLine(text), CHART_LABEL);

/** Slack's own chart (`data_visualization`, since June 2026): drawn by the client, read out by it, no file and no scope. */
export function drawChart(chart: Chart): readonly KnownBlock[] {
  const labels = chart.labels.slice(0, CHART_CATEGORIES).map(short);
  const series = chart.series.slice(0, CHART_SERIES).map(({ name, values }) => ({
    name: short(name),
    data: labels.map((label, at) => ({ label, value: values[at] ?? 0 })),
  }));
  return [
    toBlock({
      type: "data_visualization",
      title: fitLiteral(cleanLine(chart.title), CHART_TITLE),
      chart: { type: "bar", series, axis_config: { categories: labels } },
    }),
  ];
}

/** The same as bars of text, for a workspace whose Slack does not know the block yet. */
export const drawChartText = (chart: Chart): readonly KnownBlock[] => [
  ...strong(chart.title),
  {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_preformatted",
        elements: [{ type: "text", text: fitLiteral(barLines(chart).join("\n"), RICH_TEXT) || "·" }],
      },
    ],
  },
];

/** The SDK's types are older than the block. */
const toBlock = (block: object): KnownBlock => block as KnownBlock;
