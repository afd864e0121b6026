import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

function said(description: string, name: string): readonly string[] {
  const { facts } = readItem({ description, sources: [] }, rulebook.vocabulary);
  return facts.filter((fact) => fact.name === name).map(({ value }) => showValue(value));
}

describe("written forms of electronics", () => {
  it.each([
    ["OCXO 100 MHz, phase noise -162 dBc/Hz @ 1 kHz, -176 @10 kHz", "phase-noise-below-limit", "true"],
    ["TCXO 26 MHz, -138 dBc/Hz @ 1 kHz offset, -110 @ 100 Hz", "phase-noise-below-limit", "false"],
    ["Superconducting quantum computer with 156 working, connected qubits", "physical-qubits", "156"],
    ["Quantum computer, 100 qubits, average CNOT error 8e-4", "cnot-error", "0.08 %"],
    ["Quantum computer, 100 qubits, CNOT error 2 x 10^-3", "cnot-error", "0.2 %"],
    ["Quantum computer, 72 qubits, two-qubit gate fidelity 99.4 %", "cnot-error", "0.6 %"],
    ["Direction finder, minimum signal duration 300 µs", "finds-short-signals", "true"],
    ["Direction finder, minimum signal duration 5 ms", "finds-short-signals", "false"],
    ["IC SRAM 256K x 16, 10 ns", "memory-capacity", "4096 kbit"],
    ["Network interface card, dual port 25GbE SFP28", "port-rate", "25 Gbit/s"],
    ["8-port gigabit switch", "port-rate", "1 Gbit/s"],
    ["Absolute angle encoder, accuracy ±5″", "encoder-accuracy", "5 arcsec"],
    ["AWG 65 GSa/s, 8 bit", "instrument-frequency-max", "26 GHz"],
    ["Phased array antenna, EIRP 40 dBm", "effective-radiated-power", "37.85 dBm"],
    ["SiC Schottky diode 1200 V, Tj max 175C", "junction-max", "175 °C"],
    ["HBM2E stack 16 GB, 460 GB/s, 110 mm2 package", "memory-bandwidth-density", "4.182"],
    ["Frequency extension module for VNA 140-220 GHz", "extends-instrument", "network-analyzer"],
    ["Embedded computer board, no chip with more than 4 TOPS", "contains-3a991p-chip", "false"],
    ["IC ADC 16 bit 48-LFCSP", "hermetically-sealed", "false"],
  ])("%s", (description, name, value) => {
    expect(said(description, name)).toContain(value);
  });

  it("takes one point near the formula for no proof that a whole curve is worse", () => {
    expect(said("VCO 5.8 GHz, -90 dBc/Hz @ 10 kHz", "phase-noise-below-limit")).toEqual([]);
  });

  it("a stated ceramic package is no molded one", () => {
    expect(said("ADC 16 bit, ceramic SOP-28", "hermetically-sealed")).not.toContain("false");
  });
});

describe("figures as data sheets write them", () => {
  it("a power of ten is the number it stands for", () => {
    expect(said("Single board computer, total dose 1 x 10^4 Gy(Si)", "total-dose")).toEqual(["10000 Gy"]);
  });

  it("the end of a range is the rating, a point inside it is not", () => {
    const text = "Vector signal generator 100 kHz to 44 GHz, phase noise at 10 GHz";
    expect(said(text, "instrument-frequency-max")).toEqual(["44 GHz"]);
  });

  it("a junction temperature beside it leaves the ambient one readable", () => {
    expect(said("SAR ADC, -40...+125 °C junction, ambient -40 to +85 °C", "ambient-max")).toEqual(["85 °C"]);
  });

  it("a list that is denied as a whole states none of its members", () => {
    expect(said("Computer, not for spacecraft, civil aircraft or missiles", "military-platform")).toEqual([]);
  });
});

describe("what the thing is, in one line of a shop", () => {
  it.each([
    ["Tower workstation, 24 core CPU, 64 GB RAM, 2 TB SSD", "computer"],
    ["Rack server, 8 sockets, processors: CPUs, no GPU", "server"],
    ["1U rack server dual socket", "server"],
    ["GaN on SiC MMIC HPA 8-12 GHz", "mmic-amplifier"],
    ["Discrete GaN HEMT bare die, DC - 18 GHz", "rf-transistor"],
    ["Test and diagnostics software for servers", "software"],
  ])("%s is a %s", (text, kind) => {
    expect(said(text, "is")).toEqual([kind]);
  });
});
