import { figureOf, type Digest } from "../../core/digest/digest.ts";
import { AGES } from "../../core/digest/figures.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import { ageWords } from "../words/digest.ts";

export type Chart = Extract<CardBlock, { block: "chart" }>;

/** Opened and closed over eight weeks; null while nothing ever came. */
export function weeksChart(digest: Digest): Chart | null {
  const { weeks } = digest;
  if (weeks.every(({ opened, closed }) => opened + closed === 0)) return null;
  return {
    block: "chart",
    title: "Opened and closed, eight weeks",
    labels: weeks.map(({ week }) => week.slice(-3)),
    series: [
      { name: "opened", values: weeks.map(({ opened }) => opened) },
      { name: "closed", values: weeks.map(({ closed }) => closed) },
    ],
  };
}

/** How long what waits has waited; null when nothing does. */
export function agesChart(digest: Digest): Chart | null {
  const ages = AGES.map((age) => ({ age, count: figureOf(digest, `aged-${age[0]}`)?.count ?? 0 }));
  if (ages.every(({ count }) => count === 0)) return null;
  return {
    block: "chart",
    title: "Waiting, by working days",
    labels: ages.map(({ age }) => ageWords(age)),
    series: [{ name: "waiting", values: ages.map(({ count }) => count) }],
  };
}
