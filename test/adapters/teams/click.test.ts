import { describe, expect, it } from "vitest";
import { openClick } from "../../../adapters/teams/click.ts";

describe("the data of a pressed button", () => {
  it("is our token and the inputs as text", () => {
    expect(openClick({ token: "t.m", rate: 0.25, sure: true, note: "p. 3" })).toEqual({
      token: "t.m",
      inputs: { rate: "0.25", sure: "true", note: "p. 3" },
    });
  });

  it("the second input of one name wins over the first, whatever the order", () => {
    const inputs = { reason: "long reason" };
    expect(openClick({ token: "t.m", "reason~2": "long reason", reason: "" })?.inputs).toEqual(inputs);
    expect(openClick({ token: "t.m", reason: "", "reason~2": "long reason" })?.inputs).toEqual(inputs);
  });

  it.each([null, "t.m", [], {}, { token: "" }, { token: 7 }])("%j holds no token: no click", (data) => {
    expect(openClick(data)).toBeNull();
  });

  it("an input called __proto__ is an input and nothing else", () => {
    const click = openClick(JSON.parse('{"token":"t.m","__proto__":"x"}'));
    expect(click?.token).toBe("t.m");
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});
