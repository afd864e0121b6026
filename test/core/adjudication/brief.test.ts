import { describe, expect, it } from "vitest";
import { briefFor } from "../../../core/adjudication/brief.ts";
import { context, ADC, CAMERA, proposalOf } from "./proposals.ts";

const factsOf = (text: string): readonly string[] =>
  briefFor(proposalOf(text), null, context).facts.map(({ name }) => name);

describe("what a model is asked to read", () => {
  it.each([
    [CAMERA, ["is", "frame-rate", "array-elements"]],
    [ADC("Israel"), ["is", "sample-rate", "resolution"]],
    ["We want to ship ten of our XY-7 to Austria", ["is", "subject", "ordinary-commercial"]],
  ])("the facts that its candidates test, and no others: %s", (text, wanted) => {
    const facts = factsOf(text);
    expect(facts).toEqual(expect.arrayContaining(wanted));
    expect(facts.length).toBeLessThan(200);
    expect(facts).not.toContain("caliber");
  });

  it("what the desk asks is among them", () => {
    const proposal = proposalOf(CAMERA);
    const asked = proposal.result.lines.flatMap(({ classification }) => classification?.missing ?? []);
    expect(asked.length).toBeGreaterThan(0);
    expect(factsOf(CAMERA)).toEqual(expect.arrayContaining(asked.map(({ fact }) => fact)));
  });
});
