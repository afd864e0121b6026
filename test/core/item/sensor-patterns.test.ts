import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const said = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary).facts.flatMap(({ name: fact, value }) =>
    fact === name
      ? [typeof value === "object" && "value" in value ? `${value.value} ${value.unit}` : JSON.stringify(value)]
      : [],
  );

describe("written forms of optics and sensors", () => {
  it("takes the size of an element for its shape, never for a count of elements", () => {
    const tall = "InGaAs linear photodiode array, 512 pixels, pixel size 25 x 500 µm (W x H)";
    expect(said(tall, "scan-aspect-ratio")).toEqual(["20 count"]);
    expect(said(tall, "array-elements")).toEqual([]);
  });

  it("counts no pixels of a display", () => {
    expect(said("Thermal monocular, VOx 384x288, 1024x768 OLED eyepiece", "array-elements")).toEqual(["110592 pixel"]);
  });

  it("holds a share of the range at 1,000 m", () => {
    expect(said("USBL positioning system, accuracy 0.2 % of slant range", "sonar-position-error")).toEqual(["2 m"]);
  });

  it("computes the volume of a window", () => {
    expect(said("ZnSe window 100 mm dia x 20 mm thick", "optic-volume")).toEqual(["157.08 cm³"]);
  });
});

describe("figures under a condition", () => {
  it("leaves the second figure to the condition it states", () => {
    const sonar = "Diver detection sonar, detection range 900 m, position error 2 m rms at 530 m";
    expect(said(sonar, "sonar-position-error")).toEqual(["2 m"]);
    expect(said("Rotary Stirling cryocooler, 500 mW @ 77 K @ 23 °C ambient", "cooler-temperature")).toEqual(["77 K"]);
  });

  it("gives a word behind another figure to that one, and a denied word to none", () => {
    expect(said("Gyrocompass, heading 0.06 deg sec lat without GNSS", "heading-accuracy")).toEqual(["0.06 deg"]);
  });

  it("counts what one word describes", () => {
    expect(said("Deformable mirror, 97 magnetic actuators", "actuators")).toEqual(["97 count"]);
  });

  it("denies what stands behind a stroke too", () => {
    expect(said("GNSS receiver, no SAASM / M-code", "gnss-decryption")).toEqual(["false"]);
  });
});
