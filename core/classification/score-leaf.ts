import type { Finding } from "../finding.ts";
import type { Classes } from "../rulebook/classes.ts";
import type { Candidate } from "./classification.ts";
import { textParam } from "./findings.ts";
import type { Leaf } from "./test-entry.ts";

const SAYS_NOTHING = new Set(["note-open", "fact-stated"]);
export const HOLDS = new Set(["limit-met", "fact-is", "kind-is"]);

/** Rank only: met 1, open by the share of its comparisons that hold, missed by how near the figure is. */
export function scoreOf(leaf: Leaf, classes: Classes): number {
  if (leaf.answer === "met") return 1;
  // A note that could still take it out says nothing against it, and that a fact is stated is no test of it by itself.
  const tests = leaf.findings.filter(({ code }) => !SAYS_NOTHING.has(code));
  const held = tests.filter(({ code }) => HOLDS.has(code)).length;
  const share = tests.length === 0 ? 0 : held / tests.length;
  // A first test that holds whole leaves the rest to a person: nearer than a paragraph that still lacks facts.
  if (leaf.partial && leaf.answer === "unknown") return round(leaf.missing.length === 0 ? 0.9 : 0.3 + 0.2 * share);
  if (leaf.answer === "unknown") return round(0.45 + 0.5 * share - width(leaf, classes));
  const ratio = marginOf(leaf)?.ratio ?? 0;
  const closeness = ratio > 1 ? 1 / ratio : Math.max(0, ratio);
  return round(0.15 * closeness);
}

export const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * How much wider than the thing the kinds are that the paragraph names: "any computer" is a weaker sign than "a
 * workstation", and one of nine kinds a weaker one than the kind alone.
 */
function width(leaf: Leaf, classes: Classes): number {
  const named = leaf.findings.filter(({ code, params }) => code === "kind-is" && params["fact"] === "is");
  const steps = named.map((finding) => stepsUp(textParam(finding, "value"), finding.params["wanted"], classes));
  const last = named.at(-1)?.params["wanted"];
  const many = Array.isArray(last) ? Math.max(0, last.length - FEW) : 0;
  return steps.length === 0 ? 0 : Math.min(MOST_WIDE, 0.04 * Math.min(...steps)) + Math.min(MOST_MANY, 0.02 * many);
}

const MOST_WIDE = 0.16;
/** Kinds that a paragraph may name and still be about each of them. */
const FEW = 5;
const MOST_MANY = 0.1;

function stepsUp(kind: string, wanted: unknown, classes: Classes): number {
  const at = classes.lineage(kind).findIndex((name) => Array.isArray(wanted) && wanted.includes(name));
  return at === -1 ? MOST_WIDE / 0.04 : at;
}

/** The deciding limit: of a met paragraph the last one it passed, of a missed one the nearest it failed. */
export function marginOf(leaf: Leaf): Candidate["margin"] {
  const wanted = leaf.answer === "not-met" ? "limit-not-met" : "limit-met";
  const limits = leaf.findings.filter(({ code, params }) => code === wanted && typeof params["ratio"] === "number");
  const sorted = limits.toSorted((a, b) => distance(a) - distance(b));
  const shown = leaf.answer === "not-met" ? sorted[0] : limits.at(-1);
  if (!shown) return null;
  return {
    fact: textParam(shown, "fact"),
    value: textParam(shown, "value"),
    limit: textParam(shown, "limit"),
    ratio: Number(shown.params["ratio"]),
  };
}

const distance = ({ params }: Finding): number => Math.abs(Math.log(Math.abs(Number(params["ratio"])) || 1e-9));
