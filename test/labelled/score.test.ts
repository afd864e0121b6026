import { describe, expect, it } from "vitest";
import type { Candidate } from "../../core/classification/classification.ts";
import type { LabelledItem, Twin } from "./set.ts";
import * as score from "./score.ts";

const candidate = (eccn: string, more: Partial<Candidate> = {}): Candidate => ({
  eccn,
  paragraph: null,
  jurisdiction: eccn.startsWith("USML") ? "ITAR" : "EAR",
  status: "met",
  score: 1,
  margin: null,
  because: [],
  ...more,
});
const item = (label: Partial<LabelledItem["label"]>): LabelledItem => ({
  name: "a thing",
  as_of: "2026-11-23",
  item: { sources: [] },
  label: { eccn: "3A001", paragraph: null, jurisdiction: "EAR", ...label },
  reference: "none",
});
const answer = (candidates: readonly Candidate[], more: Partial<score.Answer> = {}): score.Answer => ({
  outcome: "classified",
  disposition: "review",
  eccn: null,
  jurisdiction: "EAR",
  candidates,
  missing: [],
  ...more,
});
const scored = (
  label: Partial<LabelledItem["label"]>,
  candidates: readonly Candidate[],
  more: Partial<score.Answer> = {},
  category = "3",
): score.Scored => ({ category, item: item(label), answer: answer(candidates, more) });
const missing = (fact: string): score.Answer["missing"][number] => ({
  fact,
  question: "",
  choices: [],
  unit: null,
  because: [],
});

describe("the ranking", () => {
  it("leaves out what is ruled out, and names each code once", () => {
    const given = [
      candidate("3A002", { status: "not-met" }),
      candidate("3A001", { paragraph: "3A001.a" }),
      candidate("3A001", { paragraph: "3A001.b" }),
      candidate("EAR99"),
    ];
    expect(score.ranking(answer(given)).map(({ eccn, paragraph }) => paragraph ?? eccn)).toEqual(["3A001.a", "EAR99"]);
  });

  it("finds the label's code among the first places only", () => {
    const one = scored({ eccn: "3A001" }, [candidate("3A991"), candidate("3A001"), candidate("EAR99")]);
    expect([1, 2, 3].map((places) => score.among(one, places))).toEqual([false, true, true]);
    expect(score.among(scored({}, []), 3)).toBe(false);
  });

  it("is exact where the first choice is the paragraph or one as right", () => {
    const label = { paragraph: "3A002.h", also: ["3A002.h.1.d"] };
    const named = (paragraph: string | null) => scored(label, [candidate("3A002", { paragraph })]);
    expect(["3A002.h", "3A002.h.1.d", "3A002.h.1.e", null].map((one) => score.exact(named(one)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(score.exact(scored(label, []))).toBe(false);
    expect(score.hasParagraph(scored({}, []))).toBe(false);
  });
});

describe("over- and under-control", () => {
  it("orders ITAR over controlled over AT-only over EAR99", () => {
    const codes = ["USML XI", "3A001", "9A515", "0A998", "3A991", "1C995", "EAR99"];
    expect(codes.map((eccn) => score.severity(candidate(eccn)))).toEqual([3, 2, 2, 2, 1, 1, 0]);
  });

  it("takes a wrong code of the same strictness for neither", () => {
    const sides = ["USML XI", "3A002", "3A991", "EAR99"].map((eccn) => score.side(scored({}, [candidate(eccn)])));
    expect(sides).toEqual(["over", "even", "under", "under"]);
    expect(score.side(scored({}, []))).toBe("silent");
  });

  it("calls a clearance unsafe only where no person sees it and it is too loose", () => {
    const clear = { disposition: "auto-clear" } as const;
    expect(score.unsafeClear(scored({}, [candidate("EAR99")], clear))).toBe(true);
    expect(score.unsafeClear(scored({}, [], clear))).toBe(true);
    expect(score.unsafeClear(scored({}, [candidate("EAR99")]))).toBe(false);
    expect(score.unsafeClear(scored({ eccn: "EAR99" }, [candidate("EAR99")], clear))).toBe(false);
    expect(score.unsafeClear(scored({ eccn: "EAR99" }, [candidate("3A001")], clear))).toBe(false);
  });
});

describe("what is asked", () => {
  it("counts the first question apart from the others, and any of the facts that name the same thing", () => {
    const twin: Twin = { ...item({}), "twin-of": "a thing", removed: "purity", expect: { asks: ["purity", "assay"] } };
    const asking = (...facts: readonly string[]) => answer([], { missing: facts.map(missing) });
    expect([["assay"], ["is", "purity"], ["is"], []].map((facts) => score.askedFirst(twin, asking(...facts)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([["is", "purity"], ["is"]].map((facts) => score.asked(twin, asking(...facts)))).toEqual([true, false]);
  });

  it("calls an answer without the fact looser only where it is one, and below the label of the whole item", () => {
    const given = (more: Partial<score.Answer>) => score.classifiedLooser(item({}), answer([], more));
    expect([given({ eccn: "3A991" }), given({ eccn: "3A001" })]).toEqual([true, false]);
    expect(given({ eccn: "3A991", outcome: "needs-facts" })).toBe(false);
  });
});

describe("the figures", () => {
  const right = (category: string) => scored({}, [candidate("3A001", { score: 0.95 })], {}, category);
  const wrong = (category: string) => scored({}, [candidate("3A002", { score: 0.4 })], {}, category);

  it("weighs each category the same", () => {
    const all = [right("1"), right("1"), right("1"), wrong("2")];
    expect(score.share(all, (one) => score.among(one, 1))).toBe(0.75);
    expect(score.macro(all, (one) => score.among(one, 1))).toBe(0.5);
    expect(score.share([], () => true)).toBeNull();
    expect(score.macro([], () => true)).toBeNull();
  });

  it("sorts candidates into tenths of their score, the highest with the last", () => {
    const second = scored({}, [candidate("3A002", { score: 1 }), candidate("3A001", { score: 0.3 })]);
    const table = score.calibration([right("1"), wrong("2"), second]);
    const filled = table.filter(({ every }) => every.n > 0);
    expect(filled).toEqual([
      { from: 0.3, to: 0.4, first: { n: 0, right: 0 }, every: { n: 1, right: 1 } },
      { from: 0.4, to: 0.5, first: { n: 1, right: 0 }, every: { n: 1, right: 0 } },
      { from: 0.9, to: 1, first: { n: 2, right: 1 }, every: { n: 2, right: 1 } },
    ]);
  });
});
