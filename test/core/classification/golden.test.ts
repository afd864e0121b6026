import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import type { Classification, ItemInput } from "../../../core/classification/classification.ts";
import { toLawDate } from "../../../core/dates.ts";
import type { Finding } from "../../../core/finding.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

type Expected = {
  /** Several where each would be honest. */
  outcome: string | string[];
  /** The one paragraph it may be when it is classified at all. */
  may_be?: string;
  is?: string[];
  is_not?: string[];
  reads?: Record<string, string>;
  asks?: string[];
  most_questions?: number;
  never_candidates?: string[];
  jurisdiction?: string;
  paragraph?: string;
  /** Where there is no paragraph: EAR99. */
  eccn?: string;
  margin?: object;
  quotes?: Record<string, string>;
  applies?: string[];
  not?: string[];
  unknown?: string[];
  candidates?: string[];
  top?: string;
  not_met?: string[];
  first_question?: string;
  never_asks?: string[];
  findings?: string[];
  open?: string;
  disposition?: string;
  advise?: string;
};
type GoldenCase = {
  name: string;
  as_of: string;
  item: Omit<ItemInput, "sources"> & Partial<ItemInput>;
  expect: Expected;
  reference: string;
  /** What is still wrong here: the case must fail until it is put right, then this line goes. */
  still_wrong?: string;
};

const FOLDER = new URL("../../cases/classification/", import.meta.url);
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));

const nameOf = (candidate: Classification["candidates"][number]) => candidate.paragraph ?? candidate.eccn;
const every = (result: Classification): readonly Finding[] => [
  ...result.candidates.flatMap(({ because }) => because),
  ...result.trace.flatMap(({ because }) => because),
  ...result.missing.flatMap(({ because }) => because),
  ...result.counterfactual,
  ...result.reasonsForControl.flatMap(({ because }) => because),
];
const columns = (result: Classification, status: string) =>
  result.reasonsForControl.filter((reason) => reason.status === status).map(({ column }) => column ?? "prose");

/** What was understood: the kind of thing, the figures, the questions. */
function expectReading(result: Classification, expected: Expected): void {
  const kinds = result.facts.filter(({ name }) => name === "is").map(({ value }) => showValue(value));
  // A narrower kind than the one expected is that kind too: a lexicon may grow below it.
  const { classes } = rulebook.vocabulary;
  const asExpected = kinds.map(
    (kind, index) => classes.lineage(kind).find((one) => one === expected.is?.[index]) ?? kind,
  );
  if (expected.is) expect(asExpected).toEqual(expected.is);
  for (const kind of expected.is_not ?? []) expect(kinds).not.toContain(kind);
  for (const [fact, value] of Object.entries(expected.reads ?? {}))
    expect(result.facts.filter(({ name }) => name === fact).map((one) => showValue(one.value))).toEqual([value]);
  const asked = result.missing.map(({ fact }) => fact);
  for (const fact of expected.asks ?? []) expect(asked).toContain(fact);
  if (expected.most_questions) expect(asked.length).toBeLessThanOrEqual(expected.most_questions);
  for (const paragraph of expected.never_candidates ?? [])
    expect(result.candidates.map(nameOf)).not.toContain(paragraph);
}

describe.each(files)("golden cases in %s", (file) => {
  const cases = parse(readFileSync(new URL(file, FOLDER), "utf8")) as GoldenCase[];
  const run = ({ as_of, item, expect: expected }: GoldenCase) => {
    const result = classify({ sources: [], ...item }, rulebook, toLawDate(as_of));
    expect([expected.outcome].flat()).toContain(result.outcome);
    expect(result.disposition).toBe(expected.disposition ?? result.disposition);
    expect(result.disposition).not.toBe("auto-clear");
    expectReading(result, expected);
    if (expected.paragraph) expect(result.paragraph).toBe(expected.paragraph);
    else if (expected.may_be) expect([null, expected.may_be]).toContain(result.paragraph);
    else expect(result.paragraph).toBeNull();
    if (expected.eccn) expect(result.eccn).toBe(expected.eccn);
    else if (expected.paragraph === undefined && expected.may_be === undefined) expect(result.eccn).toBeNull();
    if (expected.jurisdiction) expect(result.jurisdiction).toBe(expected.jurisdiction);
    if (expected.advise) expect(result.advise).toBe(expected.advise);
    if (expected.margin) expect(result.candidates[0]?.margin).toEqual(expected.margin);
    for (const [fact, quote] of Object.entries(expected.quotes ?? {}))
      expect(result.facts.find(({ name }) => name === fact)?.span?.quote).toBe(quote);
    for (const column of expected.applies ?? []) expect(columns(result, "applies")).toContain(column);
    for (const column of expected.not ?? []) {
      expect(columns(result, "not")).toContain(column);
      expect(columns(result, "applies")).not.toContain(column);
      expect(columns(result, "unknown")).not.toContain(column);
    }
    if (expected.unknown) expect(columns(result, "unknown")).toEqual(expected.unknown);
    for (const candidate of expected.candidates ?? []) expect(result.candidates.map(nameOf)).toContain(candidate);
    if (expected.top) expect(result.candidates.map(nameOf)[0]).toBe(expected.top);
    for (const paragraph of expected.not_met ?? [])
      expect(result.candidates.filter((one) => nameOf(one) === paragraph && one.status !== "not-met")).toEqual([]);
    if (expected.first_question) expect(result.missing[0]?.fact).toBe(expected.first_question);
    for (const fact of expected.never_asks ?? [])
      expect(result.missing.map((missing) => missing.fact)).not.toContain(fact);
    if (expected.open) expect(JSON.stringify(result.trace)).toContain(expected.open);
    const codes = new Set(every(result).map(({ code }) => code));
    for (const code of expected.findings ?? []) expect([...codes]).toContain(code);
  };
  const right = cases.filter(({ still_wrong }) => still_wrong === undefined);
  const wrong = cases.filter(({ still_wrong }) => still_wrong !== undefined);
  const named = (all: readonly GoldenCase[]) => all.map((one) => [one.name, one] as const);
  if (right.length > 0) it.each(named(right))("%s", (_, one) => run(one));
  if (wrong.length > 0) it.fails.each(named(wrong))("still wrong: %s", (_, one) => run(one));
});
