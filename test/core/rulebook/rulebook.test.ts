import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { inForceOn } from "../../../core/rulebook/in-force.ts";
import { entryOn, openRulebook } from "../../../core/rulebook/rulebook.ts";
import { buildRulebook, readRuleSources } from "../../../rules/build.ts";

const sources = readRuleSources();
const change = (file: string, edit: (text: string) => string) =>
  sources.map((source) => (source.file === file ? { file, text: edit(source.text) } : source));
const ENTRY = "us-ear/ccl/6/6A993.yaml";

describe("the rulebook", () => {
  it("is the same bytes and the same hash from the same files, in whatever order they are read", () => {
    const one = buildRulebook(sources);
    const two = buildRulebook(readRuleSources());
    expect(two).toEqual(one);
    expect(openRulebook(one.bundle).hash).toBe(one.hash);
  });

  it.each([
    ["an unknown key", (text: string) => `${text}\nlimits: none\n`, /limits/],
    ["a unit nobody knows", (text: string) => text.replace("9 Hz", "9 furlong"), /furlong/],
    ["a limit of another dimension", (text: string) => text.replace("9 Hz", "9 mrad"), /angle.*frequency/],
    ["a fact nobody declared", (text: string) => text.replace("fact: frame-rate", "fact: frames"), /frames/],
    ["a kind nobody declared", (text: string) => text.replace("is: camera", "is: periscope"), /periscope/],
    ["a choice that is none", (text: string) => text.replace("is: microbolometer", "is: bolometer"), /bolometer/],
    ["a missing source", (text: string) => text.replace(/^source:.*\n/m, ""), /source/],
    ["text that is no YAML", (text: string) => `${text}\n  : [`, /./],
  ])("refuses %s, naming file, place and reason", (_what, edit, reason) => {
    const build = () => buildRulebook(change(ENTRY, edit));
    expect(build).toThrow(ENTRY);
    expect(build).toThrow(reason);
  });

  it("refuses a second edition of an entry that is not later", () => {
    const twin = { file: "us-ear/ccl/6/6A993@twin.yaml", text: sources.find(({ file }) => file === ENTRY)?.text ?? "" };
    expect(() => buildRulebook([...sources, twin])).toThrow(/ascend/);
  });

  it("refuses a file that belongs to no section", () => {
    expect(() => buildRulebook([...sources, { file: "us-ear/stray.yaml", text: "a: 1" }])).toThrow(/no section/);
  });

  it("reads a value at a date: before the first edition there is none, on its day there is", () => {
    const rulebook = openRulebook(buildRulebook(sources).bundle);
    expect(entryOn(rulebook, "3A001", toLawDate("2026-06-21"))).toBeUndefined();
    expect(entryOn(rulebook, "3A001", toLawDate("2026-06-22"))?.eccn).toBe("3A001");
    expect(inForceOn([{ from: "2026-01-01" }, { from: "2026-06-01" }], toLawDate("2026-05-31"))?.from).toBe(
      "2026-01-01",
    );
  });
});
