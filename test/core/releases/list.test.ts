import { describe, expect, it } from "vitest";
import { contentsOf } from "../../../core/bom/contents.ts";
import { judgeLines } from "../../../core/bom/judge-lines.ts";
import { toLawDate } from "../../../core/dates.ts";
import { evaluateTransaction } from "../../../core/releases/evaluate-transaction.ts";
import { ticksOf } from "../../../core/releases/ticks.ts";
import { rulebook } from "../../rulebook.ts";
import { bomOf } from "../bom/tables.ts";

const context = { rulebook, lists: null, asOf: toLawDate("2026-11-24") };
const SCALE = { id: "1", item: { description: "GNSS receiver module for cars", sources: [] } };

function answer(...parts: readonly (readonly [string, string])[]) {
  const bom = bomOf(
    ["Part number", "Description", "Qty", "Spare"],
    ...parts.map(([what, spare], at) => [`P-${at}`, what, "1", spare]),
  );
  const verdicts = judgeLines({ lines: bom.lines, register: [] }, context);
  const input = { destination: "Germany", lines: [SCALE], parties: [], contents: contentsOf(bom, verdicts, context) };
  return evaluateTransaction(input, context);
}
const alone = () => evaluateTransaction({ destination: "Germany", lines: [SCALE], parties: [] }, context);

describe("a deal whose item comes with its bill of material", () => {
  it("is classified as without it: no line of the list is the assembly", () => {
    const plain = alone();
    const listed = answer(["Analog-to-digital converter 14 bit 3.0 GSPS", ""]);
    expect(listed.lines).toEqual(plain.lines);
    expect(listed.outcome).toBe(plain.outcome);
    expect(plain.rolledUp).toBeUndefined();
    expect(listed.rolledUp?.counts.byResult).toEqual([{ result: "3A001.a.5.a.4", lines: 1 }]);
  });

  it("needs the State Department for a part on the Munitions List, and the officer first", () => {
    const stopped = answer(["Silencer", ""]);
    expect(stopped).toMatchObject({ outcome: "licence-required", disposition: "hold" });
    expect(stopped.exceptions).toContain("itar");
    expect(stopped.ship.answer).not.toBe("yes");
    expect(stopped.because).toContainEqual(expect.objectContaining({ code: "usml-part", cite: "22 CFR 120.11(c)" }));
  });

  it("a part that may be on the list holds it too, and spares are nothing that goes with it", () => {
    expect(answer(["Rocket motor", ""])).toMatchObject({ outcome: "review", disposition: "hold" });
    const spares = answer(["GNSS receiver module", "spare"]);
    expect(spares.outcome).toBe("review");
    expect(spares.exceptions).toContain("conflict");
  });

  it("what the lines leave open is a tick of its own, with its figures", () => {
    const ticks = ticksOf(answer(["Thing", ""], ["FPGA", ""]));
    expect(ticks.map(({ code }) => code)).toEqual(expect.arrayContaining(["lines-not-known", "de-minimis"]));
    expect(ticks.find(({ code }) => code === "lines-not-known")?.params).toMatchObject({ count: "2", lines: "2, 3" });
    expect(new Set(ticks.map(({ id }) => id)).size).toBe(ticks.length);
  });

  it("is never looser for its list", () => {
    const HELD = ["prohibited", "licence-required", "not-covered", "other-agency", "review", "needs-facts"];
    for (const part of ["Silencer", "Rocket motor", "FPGA", "Thing"]) {
      const listed = answer([part, ""]);
      if (HELD.includes(alone().outcome)) expect(HELD).toContain(listed.outcome);
      expect(listed.exceptions).toEqual(
        expect.arrayContaining([...alone().exceptions].filter((kind) => kind !== "not-covered")),
      );
    }
  });
});
