import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const valueOf = (name: string, description: string): unknown =>
  readItem({ description, sources: [] }, rulebook.vocabulary).facts.find((fact) => fact.name === name)?.value;

describe("written forms of telecommunications and computing", () => {
  it.each([
    ["receiver-channels-over-1000", "Wideband monitoring receiver, 20,000 channels", true],
    ["receiver-channels-over-1000", "Wideband monitoring receiver, 400 memory channels", false],
    ["receiver-channels-over-1000", "Monitoring receiver 20 MHz to 3 GHz, tuning step 1 kHz", true],
    ["fiber-proof-strength", "Single-mode fiber, 2 km, proof test 2.1 GPa", true],
    ["fiber-proof-strength", "Single-mode fiber, 25 km, proof tested at 0.69 GPa (100 kpsi)", false],
    ["extreme-range", "Telemetry transmitter for an unmanned aircraft with 900 km range", true],
    ["extreme-range", "Telemetry transmitter for drones, range of 80 km", false],
    ["extreme-range", "Telemetry transmitter for drones, link range 350 km", undefined],
    ["spread-bandwidth-wide", "DSSS radio, 26 MHz transmitted bandwidth, each information channel 128 kHz", true],
    ["spread-bandwidth-wide", "DSSS radio, 2 MHz transmitted bandwidth, each information channel 128 kHz", false],
    ["upset-over-1e-8", "Rad-hard single board computer, SEU rate 2E-10 errors/bit-day", true],
    ["upset-over-1e-8", "Rad-hard single board computer, SEU rate 3 x 10^-7 errors/bit-day", false],
    ["advanced-computing", "Industrial computer, NPU 13 TOPS", false],
    ["advanced-computing", "Industrial computer, NPU 40 TOPS", undefined],
    ["interrupt-latency-short", "Real-time operating system, latency 12 µs", true],
  ])("reads %s in %j as %j", (name, text, value) => {
    expect(valueOf(name, text)).toEqual(value);
  });

  it("takes APP with a figure for the performance, not for an app", () => {
    const kinds = readItem(
      { description: "Quantum annealer; its control server APP 0.009 WT", sources: [] },
      rulebook.vocabulary,
    );
    expect(kinds.facts.filter(({ name }) => name === "is").map(({ value }) => value)).toEqual(["quantum-computer"]);
  });

  it("reads a thing with what it is mounted on behind it", () => {
    expect(valueOf("is", "IMSI catcher vehicle mounted")).toBe("phone-interceptor");
    expect(
      valueOf("military-platform", "Computer for accelerator tunnels. No use in aircraft or missiles."),
    ).toBeUndefined();
  });
});
