import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

function said(description: string, name: string): readonly string[] {
  const { facts } = readItem({ description, sources: [] }, rulebook.vocabulary);
  return facts.filter((fact) => fact.name === name).map(({ value }) => showValue(value));
}

describe("a chip with converters both ways", () => {
  it("leaves the bits and rates of its DAC aside", () => {
    const text = "Mixed-signal front end IC: four 16-bit 12 GSPS RF DACs and four 12-bit 4 GSPS RF ADCs";
    expect(said(text, "resolution")).toEqual(["12 bit"]);
    expect(said(text, "sample-rate")).toEqual(["4 GSPS"]);
  });

  it("keeps the bits of a chip that only converts to analog", () => {
    expect(said("DAC IC, 16 bit, pin compatible with an ADC family", "resolution")).toEqual(["16 bit"]);
  });
});

describe("tables and lists of electronics", () => {
  it.each([
    ["OCXO 10 MHz phase noise 10Hz -145; 100Hz -160; 1kHz -170 dBc/Hz", "phase-noise-below-limit", ["true"]],
    [
      "OCXO 10 MHz, -120 dBc/Hz @ 10 Hz, -140 @ 100 Hz, -150 @ 1 kHz, -155 @ 10 kHz",
      "phase-noise-below-limit",
      ["false"],
    ],
    ["Signal generator to 20 GHz, phase noise at 1 GHz: -130 dBc/Hz at 10 kHz", "phase-noise-below-limit", []],
    ["FPGA, 32 transceivers 10 Gbps plus 16 transceivers 16 Gbps", "aggregate-transceiver-rate", ["576 Gbit/s"]],
    ["FPGA, 2 SERDES 3.125 Gb/s", "aggregate-transceiver-rate", ["6.25 Gbit/s"]],
    ["Quad 16-bit, 1.8 V A/D converter • SNR 76 dB • 125 MSPS", "is", ["adc"]],
    ["Beamformer transmit MMIC, Psat 14 dBm (25 mW) per channel", "rf-output-power", ["14 dBm"]],
    ["SFP transceiver 850 nm VCSEL", "is", ["optical-module"]],
    ["HPC cluster, CPUs only", "is", ["server"]],
    ["Edge AI module 26 TOPS INT8", "advanced-computing", ["false"]],
    ["Edge AI module 26 TOPS", "advanced-computing", []],
    ["Graphics card, TPP 1,100", "contains-3a991p-chip", ["true"]],
    ["Graphics card, TPP 2,800", "contains-3a991p-chip", []],
    ["Router, set up by the user without help", "user-installable", ["true"]],
  ])("%s", (description, name, values) => {
    expect(said(description, name)).toEqual(values);
  });

  it("bounds the rate of what speaks a slow radio only", () => {
    expect(said("DECT cordless phone", "port-rate")).toHaveLength(1);
    expect(said("DECT cordless phone with Wi-Fi", "port-rate")).toEqual([]);
  });

  it("an ordinary part named beside another thing makes no ordinary product of it", () => {
    expect(said("Fiber intrusion alarm monitors data cable", "ordinary-commercial")).toEqual([]);
  });
});
