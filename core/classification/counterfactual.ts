import type { Finding } from "../finding.ts";
import { marginOf } from "./score-leaf.ts";
import type { Decided } from "./decide.ts";
import { textParam, toFinding } from "./findings.ts";
import type { Leaf } from "./test-entry.ts";

const MOST = 4;

/** What would change the answer: the limit that caught it, and the nearest limits it stays clear of. */
export function counterfactualOf(decided: Decided): readonly Finding[] {
  const caught = decided.winner ? limitOf(decided.winner) : [];
  const missed = decided.entries
    .flatMap(({ leaves }) => leaves)
    .filter((leaf) => leaf.answer === "not-met" && failsOnlyOnFigures(leaf))
    .flatMap((leaf) => limitOf(leaf));
  return [...caught, ...missed.toSorted((a, b) => far(a) - far(b))].slice(0, MOST);
}

const failsOnlyOnFigures = (leaf: Leaf): boolean =>
  leaf.findings.length > 0 && leaf.findings.every(({ code }) => code === "limit-not-met");

function limitOf(leaf: Leaf): readonly Finding[] {
  const margin = marginOf(leaf);
  const source = leaf.findings.find(
    ({ params }) => params["limit"] === margin?.limit && params["fact"] === margin?.fact,
  );
  if (!margin || !source) return [];
  return [
    toFinding(
      "nearest-limit",
      {
        ...margin,
        comparator: textParam(source, "comparator"),
        paragraph: leaf.paragraph,
        met: leaf.answer === "met",
      },
      { cite: leaf.entry.source.cite, rule: leaf.entry.id },
    ),
  ];
}

const far = ({ params }: Finding): number => Math.abs(Math.log(Math.abs(Number(params["ratio"])) || 1e-9));
