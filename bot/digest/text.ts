import { barLines } from "../../core/cards/bars.ts";
import type { Digest } from "../../core/digest/digest.ts";
import { digestRows, figureTitle, headlineWords, momentWords, number, scopeWords, weekWords } from "../words/digest.ts";
import { agesChart, weeksChart } from "./charts.ts";

/** A digest as lines for a terminal. */
export function digestText(digest: Digest): string {
  const charts = [weeksChart(digest), agesChart(digest)].filter((chart) => chart !== null);
  const lists = digest.figures.filter(({ count }) => count > 0);
  const width = Math.max(...lists.map(({ id }) => id.length), 0) + 2;
  return [
    `Export desk, ${weekWords(digest)} · ${scopeWords(digest)}`,
    headlineWords(digest),
    "",
    ...digestRows(digest).map(({ label, value }) => `${label.padEnd(11)}${value}`),
    ...charts.flatMap((chart) => ["", chart.title, ...barLines(chart)]),
    ...(lists.length > 0 ? ["", "Lists (desk digest --list NAME):"] : []),
    ...lists.map((figure) => `  ${figure.id.padEnd(width)}${number(figure.count)} ${figureTitle(figure)}`),
    "",
    `as of ${momentWords(digest.at, digest.zone)} ${digest.zone} · log ${number(digest.log.size)} entries, root ${digest.log.root}`,
    "",
  ].join("\n");
}
