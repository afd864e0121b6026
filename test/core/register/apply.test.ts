import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { classify } from "../../../core/classification/classify.ts";
import { toHash } from "../../../core/ids.ts";
import { withRegister } from "../../../core/register/apply.ts";
import type { FiledDetermination } from "../../../core/register/filed.ts";
import { identityOf } from "../../../core/register/item-identity.ts";
import { lookUp } from "../../../core/register/lookup.ts";
import { rulebook } from "../../rulebook.ts";
import { AS_OF, filed, record } from "./records.ts";

type Golden = {
  readonly name: string;
  readonly on_file: readonly (Partial<FiledDetermination> & { readonly cited?: "changed" })[];
  readonly description: string;
  readonly expect: Readonly<Record<string, unknown>> & { readonly says: string; readonly settled: boolean };
};
const golden = parse(
  readFileSync(new URL("../../cases/register/determinations.yaml", import.meta.url), "utf8"),
) as readonly Golden[];

const at = { rulebook, asOf: AS_OF };
const said = { manufacturer: "Northwind Example", partNumber: "AD-7", revision: "B" };
function answer(determinations: readonly FiledDetermination[], description: string, item = said) {
  const identity = identityOf(item);
  if (!identity) throw new Error("no identity");
  const tests = classify({ ...item, description, sources: [] }, rulebook, AS_OF);
  return withRegister(tests, lookUp(identity, [record({ determinations })], at), at);
}
const codesOf = (result: ReturnType<typeof answer>): readonly string[] =>
  result.classification.trace
    .filter(({ step }) => step === "register")
    .flatMap(({ because }) => because.map(({ code }) => code));

describe("what is on file for the very item", () => {
  it.each(golden)("$name", ({ on_file, description, expect: expected }) => {
    const determinations = on_file.map(({ cited, ...over }, index) => {
      const one = filed({ ...over, seq: index + 1 });
      return cited === "changed"
        ? { ...one, cites: one.cites.map((cite) => ({ ...cite, hash: toHash("0".repeat(64)) })) }
        : one;
    });
    const result = answer(determinations, description);
    const { says, settled, ...fields } = expected;
    expect(result.classification).toMatchObject(fields);
    expect(result.settled).toBe(settled);
    expect(codesOf(result)).toContain(says);
  });

  it("names the deciding case and the entry of the log", () => {
    const [finding] = answer([filed()], "AD-7").classification.trace[0]?.because ?? [];
    expect(finding).toMatchObject({ code: "register-same", cite: "ED-1042" });
    expect(finding?.rule).toMatch(/^item:[0-9a-f-]{36}#7$/);
  });

  it("brings the facts it was decided on, and what was said now goes before them", () => {
    const onFile = filed({
      facts: [
        { name: "ambient-min", value: { value: "-40" as never, unit: "°C" as never } },
        { name: "sample-rate", value: { value: "2" as never, unit: "GSPS" as never } },
      ],
    });
    const { facts } = answer([onFile], "a 14-bit 3 GSPS analog-to-digital converter chip").classification;
    expect(facts.find(({ name }) => name === "ambient-min")).toMatchObject({ by: "register", value: { value: "-40" } });
    expect(facts.filter(({ name }) => name === "sample-rate").map(({ by }) => by)).toEqual(["grammar"]);
  });
});

describe("anything different", () => {
  it("one changed character of the order code, another revision or maker is never reused: the tests' own answer stands", () => {
    const ordered = fc.stringMatching(/^[A-Z]{1,3}-?[0-9]{1,4}[A-Z]{0,3}$/);
    fc.assert(
      fc.property(ordered, fc.nat(), fc.constantFrom("part", "revision", "maker"), (code, place, what) => {
        const index = place % code.length;
        const was = code[index] ?? "";
        if (was === "-") return;
        const changed = `${code.slice(0, index)}${was === "X" ? "Y" : "X"}${code.slice(index + 1)}`;
        const item = {
          manufacturer: what === "maker" ? "Southwind Example" : "Northwind Example",
          partNumber: what === "part" ? changed : code,
          revision: what === "revision" ? "C" : "B",
        };
        const identity = identityOf(item);
        if (!identity) throw new Error("no identity");
        const onFile = record({ identity: { maker: "Northwind Example", partNumber: code, revision: "B" } });
        const lookup = lookUp(identity, [onFile], at);
        expect(lookup.same).toBeNull();
        const tests = classify({ ...item, sources: [] }, rulebook, AS_OF);
        const { classification, settled } = withRegister(tests, lookup, at);
        expect(settled).toBe(false);
        expect({ ...classification, trace: [] }).toEqual({ ...tests, trace: [] });
      }),
      { numRuns: 60 },
    );
  });

  it("is shown with the difference", () => {
    const lookup = lookUp({ maker: "Northwind Example", partNumber: "AD-8", revision: "B" }, [record()], at);
    expect(lookup.similar.map(({ differences }) => differences)).toEqual([
      [{ what: "part-number", asked: "AD-8", filed: "AD-7" }],
    ]);
  });

  it("two records of one name are neither; another name on file is as good as its own", () => {
    const alias = { maker: "Reseller Example", partNumber: "RX-900", revision: null };
    const one = record({ aliases: [alias] });
    expect(lookUp(alias, [one], at).same?.record).toBe(one);
    const other = record({ identity: { ...one.identity, revision: "D" }, aliases: [alias] });
    expect(lookUp(alias, [one, other], at).same).toBeNull();
  });

  it("an unsaid maker or revision is a question with the records as choices, never an assumption", () => {
    const result = (() => {
      const identity = { maker: null, partNumber: "AD-7", revision: null };
      const tests = classify({ partNumber: "AD-7", sources: [] }, rulebook, AS_OF);
      return withRegister(tests, lookUp(identity, [record()], at), at);
    })();
    expect(result.classification.outcome).toBe("needs-facts");
    expect(result.classification.missing.map(({ fact }) => fact)).toEqual(["same-item"]);
    expect(result.classification.missing[0]?.choices.at(-1)).toEqual({ value: "other", label: "None of these" });
  });
});
