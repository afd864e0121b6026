import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const AS_OF = toLawDate("2026-11-23");
const asked = (description: string): readonly string[] =>
  classify({ description, sources: [] }, rulebook, AS_OF).missing.map(({ fact }) => fact);

describe("the first question", () => {
  it.each([
    ["8U server with eight SXM GPUs for AI training, 2x 56-core CPU, 2 TB DDR5", "total-processing-performance"],
    ["Edge AI box computer with NPU, 8-core Arm, 64GB LPDDR5, 2x GbE", "total-processing-performance"],
    ["Rack server 2U, 2x 32-core x86 CPU, 24 DIMM slots, 12 drive bays", "advanced-computing"],
  ])("is the figure of the accelerator that the text names, else whether there is one: %s", (text, fact) => {
    expect(asked(text)[0]).toBe(fact);
  });

  it("is about the paragraph of which two figures hold already", () => {
    expect(asked("Oil diffusion pump DN 500; inlet flange 500 mm; pumping speed 18,000 l/s")[0]).toBe(
      "ultimate-pressure",
    );
  });

  it("of a boat with a mount for a gun is the one of the 600 series, of any other none", () => {
    expect(asked("Coast guard patrol boat 19 m, unarmed, mount for one .50 caliber machine gun")[0]).toBe(
      "military-design",
    );
    expect(asked("Fishing boat 12 m, diesel, with rod mounts")).toEqual([]);
  });
});
