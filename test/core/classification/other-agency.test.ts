import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const AS_OF = toLawDate("2026-11-23");
const read = (description: string) => classify({ description, sources: [] }, rulebook, AS_OF);

describe("what another agency licenses alone goes before every list", () => {
  it.each([
    ["Gas centrifuge rotor tube, maraging steel, 150 mm", "NRC", "10 CFR 110.8(b), Appendices B to H"],
    ["Nuclear reactor control rod drive mechanism", "NRC", "10 CFR 110.8(a), Appendix A"],
    ["Spent fuel shear machine", "NRC", "10 CFR 110.8(d) to (f), Appendices I, J and O"],
    ["Yellowcake, 200 kg drum", "NRC", "10 CFR 110.9(a) and (b)"],
    ["Technology for the design of reactor internals of a pressurized water reactor", "DOE", "10 CFR 810.2(b)"],
  ])("%s", (text, agency, cite) => {
    const { outcome, jurisdiction, disposition, eccn, candidates, missing, trace } = read(text);
    expect({ outcome, jurisdiction, disposition, eccn, missing }).toEqual({
      outcome: "other-agency",
      jurisdiction: agency,
      disposition: "hold",
      eccn: null,
      missing: [],
    });
    expect(candidates.filter((one) => one.eccn === "EAR99")).toEqual([]);
    const [first] = trace.find(({ step }) => step === "other-agency")?.because ?? [];
    expect(first).toMatchObject({ code: "agency-names-it", cite });
  });

  it.each([
    "Laboratory centrifuge 15,000 rpm",
    "Chemical reactor 500 l, glass lined",
    "Steam turbine generator for nuclear plant",
    "Radiation detector for nuclear reactors",
    "Penetration seal assembly for nuclear plant",
    "Hoist for a nuclear reactor building",
    "Depleted uranium shielding block",
  ])("is not said of a neighbor: %s", (text) => {
    expect(read(text).outcome).not.toBe("other-agency");
  });
});
