import { describe, expect, it } from "vitest";
import { EFFECT_LEDGER_OFF, FAILPOINTS, PATIENT, timesFound } from "../faults/failpoints.ts";

// The kill runs are not part of the ordinary suite: without this a moved line would stop them unnoticed.
describe("the points at which the kill runs kill", () => {
  it.each([...FAILPOINTS, EFFECT_LEDGER_OFF, PATIENT])("stand in the sources, once each: $name", async (patch) => {
    expect(await timesFound(patch)).toBe(1);
  });
});
