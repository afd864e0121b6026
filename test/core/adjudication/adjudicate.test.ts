import { describe, expect, it } from "vitest";
import { adjudicate } from "../../../core/adjudication/adjudicate.ts";
import { isNoLooser } from "../../../core/adjudication/no-looser.ts";
import {
  ADC,
  CAMERA,
  CAMERA_ANSWERS,
  claim,
  context,
  opining,
  proposalOf,
  saying,
  VPN,
  withModel,
} from "./proposals.ts";

const codes = (adjudicated: ReturnType<typeof withModel>): readonly string[] =>
  (adjudicated.line.trace.find(({ step }) => step === "model")?.because ?? []).map(({ code }) => code);

describe("facts of a model join the tests", () => {
  it("a figure that grammar left alone settles a stricter answer", () => {
    const proposal = proposalOf(CAMERA, [], CAMERA_ANSWERS);
    expect(proposal.result.outcome).toBe("needs-facts");
    const now = withModel(proposal, saying([claim("frame-rate", "60 Hz", "its screen runs at 60 Hz")]));
    expect(now.result.outcome).toBe("licence-required");
    expect(now.line).toMatchObject({ outcome: "classified", paragraph: "6A003.b.4.b" });
    expect(now.line.facts.find(({ name }) => name === "frame-rate")).toMatchObject({ by: "model" });
    expect(codes(now)).toEqual(["model-facts", "model-read"]);
  });

  it("a fact that would let something go is shown, and the question is asked all the same", () => {
    const proposal = proposalOf(CAMERA);
    const slow = proposalOf(CAMERA.replace("60 Hz", "9 Hz"));
    const now = withModel(slow, saying([claim("frame-rate", "9 Hz", "its screen runs at 9 Hz")]));
    expect(now.result.missing.map(({ fact }) => fact)).toEqual(slow.result.missing.map(({ fact }) => fact));
    expect(now.result.missing.map(({ fact }) => fact)).toEqual(proposal.result.missing.map(({ fact }) => fact));
    expect(now.result.outcome).toBe("needs-facts");
    expect(codes(now)).toContain("model-read");
    expect(now.line.facts.some(({ by }) => by === "model")).toBe(false);
  });

  it("a license exception does not open on a model's reading", () => {
    const proposal = proposalOf(VPN);
    const now = withModel(proposal, saying([claim("sold-at-retail", "no", "only sell it to ministries")]));
    expect(isNoLooser(now.result, proposal.result)).toBe(true);
    expect(now.result.outcome).toBe("needs-facts");
  });

  it("a fact that gives the item another result than the tests is a conflict, and their result stands", () => {
    const proposal = proposalOf(`${ADC("Israel")} Reads out the sensor of a camera.`);
    const now = withModel(proposal, saying([claim("is", "camera", "sensor of a camera")]));
    expect(now.line.paragraph).toBe(proposal.result.lines[0]?.classification?.paragraph);
    expect(now.result.outcome).toBe(proposal.result.outcome);
    expect(now.result.exceptions).toContain("conflict");
    expect(now.result.disposition).toBe("hold");
    expect(codes(now)).toContain("model-disagrees");
  });

  it("what a person stated stays above what a model read", () => {
    const proposal = proposalOf(CAMERA, [], [{ name: "frame-rate", value: "9 Hz" }]);
    const now = withModel(proposal, saying([claim("frame-rate", "60 Hz", "its screen runs at 60 Hz")]));
    expect(isNoLooser(now.result, proposal.result)).toBe(true);
    expect(now.line.facts.filter(({ name }) => name === "frame-rate").map(({ by }) => by)).toEqual(["stated"]);
  });
});

describe("the opinion of a model", () => {
  const proposal = proposalOf(ADC("Israel"));
  const changed = (adjudication: Parameters<typeof withModel>[1]) => withModel(proposal, adjudication);

  it("that agrees changes nothing and is on record", () => {
    const now = changed(opining("3A001.a.5.a.4", [["3A001.a.5.a.4", "met", "3A001.a.5.a.4"]]));
    expect(now.result.exceptions).toEqual(proposal.result.exceptions);
    expect(now.result.outcome).toBe(proposal.result.outcome);
    expect(codes(now)).toEqual(["model-agrees"]);
  });

  it("that picks another candidate is a conflict, never a pick", () => {
    const now = changed(opining("3A991.c.4", [["3A991.c.4", "met", "3A991.c.4"]]));
    expect(now.line.paragraph).toBe("3A001.a.5.a.4");
    expect(now.result.outcome).toBe(proposal.result.outcome);
    expect(now.result.exceptions).toEqual(["conflict", ...proposal.result.exceptions]);
    expect(codes(now)).toEqual(["model-disagrees", "model-disagrees"]);
  });

  it("that contradicts one test is a conflict as well", () => {
    const now = changed(opining(null, [["3A001.a.5.a.4", "not-met", "3A001.a.5.a.4"]]));
    expect(now.result.exceptions).toContain("conflict");
  });

  it('"unknown" is no disagreement', () => {
    const now = changed(opining(null, [["3A001.a.5.a.4", "unknown", "3A001.a.5.a.4"]]));
    expect(now.result).toEqual(proposal.result);
  });

  it.each([
    ["EAR99, which is no candidate here", opining("EAR99", [["EAR99", "met", "3A001"]]), "not-a-candidate"],
    ["an entry it remembers", opining("4A994.l", [["4A994.l", "met", "4A994"]]), "not-a-candidate"],
    [
      "a citation it made up",
      opining("3A001.a.5.a.4", [["3A001.a.5.a.4", "met", "15 CFR 999.9"]]),
      "not-in-the-rulebook",
    ],
    [
      "one made-up citation among real ones",
      opining(null, [["3A001.a.5.a.4", "not-met", "3A001", "3A001.z.9"]]),
      "not-in-the-rulebook",
    ],
    ["no citation", opining("3A991.c.4", [["3A991.c.4", "met"]]), "no-citation"],
    ["a choice without findings", opining("3A991.c.4", []), "no-citation"],
  ])("with %s is dropped whole", (_, adjudication, why) => {
    const now = changed(adjudication);
    expect({ ...now.result, lines: [] }).toEqual({ ...proposal.result, lines: [] });
    expect(now.line.trace.at(-1)).toMatchObject({
      step: "model",
      because: [{ code: "model-answer-dropped", params: { why } }],
    });
  });
});

describe("what a model is not asked about", () => {
  it("an ECCN that was given stands as given", () => {
    const given = proposalOf(ADC("Israel"));
    const input = {
      ...given.input,
      lines: [{ id: "1", item: { eccn: "3A001", paragraph: "3A001.a.5.a.4", facts: [] } }],
    };
    const proposal = { ...given, input };
    expect(adjudicate(proposal, saying([claim("resolution", "8 bit", "14-bit")]), context)).toEqual(given.result);
  });
});
