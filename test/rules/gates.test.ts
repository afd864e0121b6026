import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { classify } from "../../core/classification/classify.ts";
import { closeHeadings } from "../../core/classification/close-headings.ts";
import type { ItemInput } from "../../core/classification/classification.ts";
import { toLawDate } from "../../core/dates.ts";
import { rulebook } from "../rulebook.ts";

const asOf = toLawDate("2026-11-23");
const FOLDER = new URL("../cases/classification/decided/", import.meta.url);
type Labelled = { name: string; item: Partial<ItemInput>; expect: { paragraph?: string; eccn?: string } };
const labelled = readdirSync(FOLDER).flatMap(
  (file) => parse(readFileSync(new URL(file, FOLDER), "utf8")) as Labelled[],
);

describe("gates", () => {
  it.each(labelled)("no gate closes the labelled heading: $name", ({ item, expect: expected }) => {
    const result = classify({ sources: [], ...item }, rulebook, asOf);
    const eccn = expected.paragraph?.split(".")[0] ?? "";
    const facts = new Map(result.facts.map(({ name, value }) => [name, [value]]));
    const { open } = closeHeadings(rulebook, new Map(), { context: { facts, words: rulebook.vocabulary }, asOf });
    // A paragraph of the Munitions List is no heading that a gate could close.
    if (/^[IVX]+\(/.test(eccn)) expect(result.jurisdiction).toBe("ITAR");
    else if (expected.eccn === "EAR99") expect(result.eccn).toBe("EAR99");
    else if (eccn === "") expect(result.outcome).not.toBe("classified");
    else expect(open).toContain(eccn);
  });

  it("each gate counts what it closes alone", () => {
    const { trace } = classify({ description: "Digital kitchen scale", sources: [] }, rulebook, asOf);
    const closed = trace.flatMap(({ because }) => because).filter(({ code }) => code === "headings-closed");
    expect(closed.length).toBeGreaterThan(0);
    for (const { params } of closed) expect(Number(params["alone"])).toBeLessThanOrEqual(Number(params["count"]));
  });

  it("a kind the lexicon did not decide closes nothing", () => {
    const { open } = closeHeadings(rulebook, new Map(), {
      context: { facts: new Map(), words: rulebook.vocabulary },
      asOf,
    });
    const all = rulebook.sections.headings[0]?.data.headings.flatMap(({ codes }) => codes) ?? [];
    const pointers = Object.keys(rulebook.sections.headings[0]?.data.pointers ?? {});
    expect(open).toHaveLength(all.length - pointers.length);
  });
});
