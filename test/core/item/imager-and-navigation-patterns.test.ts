import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const said = (description: string, name: string): readonly string[] =>
  readItem({ description, sources: [] }, rulebook.vocabulary).facts.flatMap(({ name: fact, value }) =>
    fact === name
      ? [typeof value === "object" && "value" in value ? `${value.value} ${value.unit}` : JSON.stringify(value)]
      : [],
  );

describe("written forms of infrared cameras and lasers", () => {
  it("follows the field of view of one element from pitch, lens and format", () => {
    expect(said("LWIR core 640x512 VOx, 12 µm pitch, 13 mm lens, 60 Hz", "ifov")).toEqual(["0.8976 mrad"]);
    expect(said("Thermal camera core 160x120 VOx, 57° HFOV, 8.7 Hz", "ifov")).toEqual(["6.2177 mrad"]);
    expect(said("LWIR core 640x512 VOx, 8-14 µm, 13 mm lens", "ifov")).toEqual([]);
  });

  it("takes a bare length for a lens only where the answer gets stricter by it", () => {
    expect(said("LWIR core 640x512, 12um, 13mm, 60Hz", "ifov")).toEqual(["0.8976 mrad"]);
    expect(said("LWIR core 80x60, 17um, 2mm, 60Hz", "ifov")).toEqual([]);
  });

  it("reads what a sensor yields beyond 760 nm", () => {
    expect(said("EMCCD camera, 490 mA/W at 800 nm", "radiant-sensitivity-high")).toEqual(["true"]);
    expect(said("EMCCD camera, 95 % QE at 575 nm", "radiant-sensitivity-high")).toEqual([]);
  });

  it("keeps both ends of what a laser is tuned over", () => {
    const opo = "Tunable OPO 410-2400 nm, pulse energy 90 mJ at 450 nm, 5 ns";
    expect(said(opo, "laser-longest-wavelength")).toEqual(["2400 nm"]);
    expect(said(opo, "laser-shortest-wavelength")).toEqual(["410 nm"]);
  });

  it("takes no core of a fiber for a wavelength", () => {
    expect(said("laser diode 976 nm 30 W CW multimode 105 µm", "laser-wavelength")).toEqual(["976 nm"]);
  });
});

describe("written forms of navigation", () => {
  it("reads the noise of a rate as random walk, where no random walk is stated", () => {
    expect(said("FOG, ARW 0.15 deg/hr/√Hz", "gyro-arw")).toEqual(["0.0025 deg/√h"]);
    expect(said("FOG, ARW 0.72 deg/hr/√Hz (0.012 deg/√hr)", "gyro-arw")).toEqual(["0.012 deg/√h"]);
  });

  it("reads nm of what sails as nautical miles", () => {
    expect(said("Marine INS, 1 nm / 24 h position drift without GNSS", "ins-drift-day")).toEqual(["1 nmi"]);
    expect(said("Marine radar, ranges 0.0625 - 48 nm", "radar-range")).toEqual(["48 nmi"]);
  });
});

describe("tables written in one line", () => {
  it("takes each figure behind its label and unit", () => {
    const sheet = "Fiber laser. Wavelength (nm) 1064 Output power (W) 100 Weight (kg) 12 Supply (V) 24";
    expect(said(sheet, "laser-power")).toEqual(["100 W"]);
    expect(said(sheet, "laser-wavelength")).toEqual(["1064 nm"]);
    expect(said(sheet, "laser-mass")).toEqual(["12 kg"]);
  });

  it("ends a clause at a bullet or a cell with words of its own", () => {
    expect(said("Fiber laser • Output power 100 W • 24 VDC, 350 W consumption", "laser-power")).toEqual(["100 W"]);
    expect(said("Fiber laser | Output power | 100 W | Weight | 12 kg", "laser-power")).toEqual(["100 W"]);
  });

  it("takes no part number for a range", () => {
    expect(said("laser diode LD-976-12W, 976 nm, 12 W CW", "laser-power")).toEqual(["12 W"]);
  });

  it("knows inches before the name of a thing", () => {
    expect(said("10.6 in electronic flight display with ADAHRS", "is")).toEqual(['"avionics"']);
  });

  it("names a part after what it is called first", () => {
    expect(said("Search coil magnetometer; 10-pin connector; cable 10 m", "named-part")).not.toContain('"cable"');
  });
});
