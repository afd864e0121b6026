import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItem } from "../../../core/item/read-item.ts";
import { decimalMarkOf, readingsOfFigure } from "../../../core/item/number-marks.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const read = (description: string, more: object = {}) =>
  readItem({ description, sources: [], ...more }, rulebook.vocabulary);
const factsOf = (description: string, more: object = {}) =>
  Object.fromEntries(
    [...Map.groupBy(read(description, more).facts, ({ name }) => name)].map(([name, facts]) => [
      name,
      facts.map(({ value }) => showValue(value)).join(" | "),
    ]),
  );

describe("what the thing is", () => {
  it.each([
    ["14-bit 3 GSPS analog-to-digital converter", "adc"],
    ["The AD-7 is a 14-bit converter chip", "adc"],
    ["ADC die, 14 bit", "adc"],
    ["14-bit data acquisition board with two ADCs", "data-acquisition-board"],
    ["Evaluation board for the AD-7 ADC", "electronic-assembly"],
    ["Wi-Fi router with a quad-core processor", "router"],
    ["Drone with a thermal camera", "unmanned-aircraft"],
    ["Thermal camera core, 640×480", "thermal-camera"],
    ["Can we send two samples of the AD-7 ADC to Acme Drones Example GmbH?", "adc"],
    ["Firmware for our router", "software"],
    ["Design drawings of a converter chip", "technology"],
    ["Buck converter, 5 A", "dc-dc-converter"],
    ["Butterfly valve lined with PTFE", "valve"],
    ["Router bag", "accessory"],
    ["Enclosure with an ADC", "accessory"],
    ["drone propellers, set of 4", "drone-part"],
    ["power supply for router", "dc-power-supply"],
    ["camera lens 50 mm f/1.4", "optics"],
    ["gyroscope MEMS bias stability 0.5 deg/h", "gyro"],
    ["driver source code for the FPGA board", "source-code"],
    ["ADC driver amplifier, 6 GHz", "analog-ic"],
    ["FPGA, 96 transceivers at 32 Gb/s", "fpga"],
    ["A customer asks for our ADC: 14 bit", "adc"],
    ["We would like to send our Wi-Fi router", "router"],
    ["This is not an ADC, it is a digital-to-analog converter", "dac"],
    ["Wi-Fi router and an oscilloscope", "router | oscilloscope"],
    ["Please classify: 1) Wi-Fi router, WPA3 2) 14-bit 3 GSPS ADC", "router | adc"],
  ])("%s is a %s", (text, kind) => {
    expect(factsOf(text)["is"]).toBe(kind);
  });

  it.each([
    "10,000 rounds of 9 mm, 124 gr full metal jacket",
    "Kneader 400 liters, vacuum, temperature controlled jacket",
    "Gyro stage, two axes, cable",
  ])("%s: an ordinary thing named behind others is what those have", (text) => {
    expect(factsOf(text)["is"] ?? "").not.toMatch(/household-article|connector/);
  });

  it('what stands behind "specially designed" is no part of the name', () => {
    expect(factsOf("Software specially designed for the development of amplifiers")["is"]).toBe("software");
  });

  it("a long run of digits before an ordinary thing is read in one pass", () => {
    // A pattern that could cut the run in more than one place took twice as long with each digit.
    expect(factsOf(`${"1".repeat(2000)} qq, usb cable`)["is"]).not.toBe("connector");
    expect(factsOf(`${"1-".repeat(1000)} qq, usb cable`)["is"]).not.toBe("connector");
  });

  it.each(["Gizmo with an ADC", "Gadget for routers", "Router doodah", "AD-7, low power"])(
    "%s: what it contains, serves or only precedes another word decides nothing",
    (text) => {
      expect(factsOf(text)["is"]).toBeUndefined();
    },
  );

  it("a stated kind wins, and `kind: technology` says that it is technology", () => {
    expect(factsOf("14-bit ADC", { kind: "technology" })["is"]).toBe("technology");
    expect(factsOf("14-bit ADC", { facts: [{ name: "is", value: "dac" }] })["is"]).toBe("dac");
  });
});

describe("figures", () => {
  it.each([
    ["ADC, sample rate 10 MSPS to 3 GSPS", "sample-rate", "3 GSPS"],
    ["ADC, 3.2GSPS", "sample-rate", "3.2 GSPS"],
    ["ADC, 65 MS/s", "sample-rate", "65 MSPS"],
    ["ADC, 14 bits, ENOB 9.8 bits", "resolution", "14 bit"],
    ["Thermal camera 640 × 480", "array-elements", "307200 pixel"],
    ["FPGA, 1,234 user I/Os, 3.3 V", "user-io", "1234"],
    ["FPGA with 32 transceivers at 28 Gb/s", "aggregate-transceiver-rate", "896 Gbit/s"],
    ["ADC, operating temperature −40 °C to +85 °C", "ambient-min", "-40 °C"],
    ["ADC, operating temperature −40 to +125 °C", "ambient-max", "125 °C"],
    ["ADC board\nParameter\tMin\tMax\tUnit\nOperating temperature\t0\t+50\t°C", "ambient-max", "50 °C"],
    ["Clock chip ADC 100 MSPS ± 5 %", "sample-rate", "95 to 105 MSPS"],
    ["ADC rated minus 55 °C to plus 125 °C", "ambient-min", "-55 °C"],
    ["ADC rated minus 55 to plus 125 °C", "ambient-max", "125 °C"],
    ["Clock chip ADC 100 ± 5 MSPS", "sample-rate", "95 to 105 MSPS"],
    ["Clock chip ADC 1,000 +/- 20 MSPS", "sample-rate", "980 to 1020 MSPS"],
    ["Clock chip ADC 100±5MSPS", "sample-rate", "95 to 105 MSPS"],
    ["Clock chip ADC 100 MSPS +/- 5 %", "sample-rate", "95 to 105 MSPS"],
    ["Router with AES-256", "symmetric-key", "256 bit"],
  ])("%s: %s is %s", (text, fact, value) => {
    expect(factsOf(text)[fact]).toBe(value);
  });

  it("a storage or soldering temperature is not an operating one", () => {
    expect(factsOf("ADC. Storage temperature -65 °C to +150 °C. Soldering 260 °C.")["ambient-max"]).toBeUndefined();
  });

  it("milliwatt is not megawatt: the case of a unit counts", () => {
    expect(rulebook.vocabulary.units.find("Mbit")?.symbol).not.toBe(rulebook.vocabulary.units.find("Gbit")?.symbol);
    expect(rulebook.vocabulary.units.find("GB/s")?.symbol).toBe("Gbyte/s");
    expect(rulebook.vocabulary.units.find("Gb/s")?.symbol).toBe("Gbit/s");
  });

  it("decides decimal and thousands marks per document, and keeps both readings where it says neither", () => {
    expect(decimalMarkOf("3.3 V and 1,250 MSPS")).toBe("point");
    expect(decimalMarkOf("3,3 V und 1.250 MSPS")).toBe("comma");
    expect(decimalMarkOf("1,250 MSPS")).toBe("unknown");
    expect(readingsOfFigure("1,250", "point")).toEqual(["1250"]);
    expect(readingsOfFigure("1,250", "comma")).toEqual(["1.250"]);
    expect(readingsOfFigure("1,250", "unknown")).toEqual(["1250", "1.250"]);
  });
});

describe("negations", () => {
  it.each([
    ["Router, no encryption", "encrypts-data", "false"],
    ["Router without any encryption", "encrypts-data", "false"],
    ["Router. Encryption: none", "encrypts-data", "false"],
    ["ADC, not radiation hardened", "radiation-hardened", "false"],
    ["Router, no VPN, WPA3", "encrypts-data", "true"],
    ["Router. Users cannot modify the cryptography.", "encrypts-data", "true"],
    ["Router. The user can not disable the encryption.", "encrypts-data", "true"],
    ["Router. It does not change the encryption.", "encrypts-data", "true"],
    ["Switch that cannot encrypt", "encrypts-data", "false"],
    ["Switch ohne Verschlüsselung, no encryption", "encrypts-data", "false"],
    ["Router, not only encryption but also a firewall", "encrypts-data", "true"],
  ])("%s: %s is %s", (text, fact, value) => {
    expect(factsOf(text)[fact]).toBe(value);
  });
});

describe("what makes a thing a mass market one (15 CFR 774 Supp. 1, Category 5 Part 2, Note 3)", () => {
  it.each([
    ["Wi-Fi router. Anyone can buy it in electronics stores.", "sold-at-retail", "true"],
    ["Wi-Fi router, available at retail", "sold-at-retail", "true"],
    ["Wi-Fi router, not available at retail", "sold-at-retail", "false"],
    ["Wi-Fi router, not for sale to the general public", "sold-at-retail", "false"],
    ["Wi-Fi router sold only to operators", "sold-at-retail", "false"],
    ["Wi-Fi router, the buyer sets it up alone", "user-installable", "true"],
    ["Wi-Fi router, self-install", "user-installable", "true"],
    ["Wi-Fi router, customers can't install it themselves", "user-installable", "false"],
    ["Wi-Fi router, installed by our technicians", "user-installable", "false"],
    ["Wi-Fi router, encryption not changeable by the user", "crypto-user-changeable", "false"],
    ["Wi-Fi router, users can not modify the cryptography", "crypto-user-changeable", "false"],
    ["Wi-Fi router. The user can load custom encryption algorithms.", "crypto-user-changeable", "true"],
    ["Is the Wi-Fi router controlled?", "encrypts-data", "true"],
    ["Wi-Fi router without encryption", "encrypts-data", "true | false"],
  ])("%s: %s is %s", (text, fact, value) => {
    expect(factsOf(text)[fact]).toBe(value);
  });

  it.each([
    ["Can we sell our Wi-Fi router to anyone in Israel?", "sold-at-retail"],
    ["We want to sell Wi-Fi routers to a shop in Brazil", "sold-at-retail"],
    ["The customer wants to buy the Wi-Fi router for his shop", "sold-at-retail"],
    ["Wi-Fi router, sold in shops to professionals only", "sold-at-retail"],
    ["Wi-Fi router sold to anyone with a government license", "sold-at-retail"],
    ["Wi-Fi router, the data sheet is available online to anyone", "sold-at-retail"],
    ["Wi-Fi router, installed at the customer's site", "user-installable"],
    ["Wi-Fi router. The encryption has not changed since version 1.", "crypto-user-changeable"],
    ["Wi-Fi router. The user cannot change the encryption key.", "crypto-user-changeable"],
    ["Antenna for Wi-Fi router", "encrypts-data"],
  ])("%s: %s stays open", (text, fact) => {
    expect(factsOf(text)[fact]).toBeUndefined();
  });
});

describe("whose figure it is", () => {
  it.each([
    ["12-bit 210 MSPS ADC, drop-in replacement for the AD-4 (14-bit, 500 MSPS)", "210 MSPS"],
    ["14-bit ADC, 240 MSPS, compared with 1 GSPS for the AD-30", "240 MSPS"],
    ["Compared with our previous 100 MSPS part, this ADC runs at 500 MSPS", "500 MSPS"],
    ["Dual 12-bit ADC, 250 MSPS per channel, can be interleaved to 500 MSPS", "500 MSPS"],
    ["14-bit ADC, more than 200 MSPS", "over 200 MSPS"],
    ["14-bit ADC, not more than 200 MSPS", "up to 200 MSPS"],
    ["14-bit ADC, at least 200 MSPS", "from 200 MSPS"],
    ["14-bit ADC, less than 200 MSPS", "under 200 MSPS"],
    ["8-bit ADC, 1.299 GSPS", "1.299 GSPS"],
    ["ADC mit 8 Bit und 1.299 GSPS", "1.299 GSPS | 1299 GSPS"],
  ])("%s: the sample rate is %s", (text, value) => {
    expect(factsOf(text)["sample-rate"]).toBe(value);
  });

  it("more than 9 Hz is not 9 Hz: the release for slow cameras is not taken", () => {
    expect(factsOf("Thermal camera, frame rate > 9 Hz")["frame-rate"]).toBe("over 9 Hz");
    expect(factsOf("Thermal camera, frame rate < 9 Hz")["frame-rate"]).toBe("under 9 Hz");
    expect(factsOf("Gyroscope, gyro bias stability below 1 deg/h")["gyro-bias"]).toBe("under 1 deg/h");
  });

  it("a figure of another product is dropped and named, never lost in silence", () => {
    const { dropped } = read("14-bit ADC, 240 MSPS, unlike the AD-30 with 1 GSPS");
    expect(dropped).toEqual([
      { fact: "sample-rate", value: "1 GSPS", because: { code: "figure-of-another", params: { fact: "sample-rate" } } },
    ]);
  });
});

describe("evidence of each fact", () => {
  it("every fact read has a quote that stands at its offsets in its source", () => {
    const sources = [
      {
        name: "sheet.pdf",
        kind: "pdf" as const,
        pages: [{ page: 3, text: "Thermal camera,\u00A0uncooled VOx, 640×480, 60\u202FHz" }],
      },
    ];
    const facts = read("Thermal camera with Wi-Fi, WPA3", { sources }).facts;
    expect(facts.length).toBeGreaterThan(4);
    for (const { span } of facts) {
      const text = span?.source === "sheet.pdf" ? sources[0]!.pages[0]!.text : "Thermal camera with Wi-Fi, WPA3";
      expect(text.slice(span!.from, span!.to)).toBe(span!.quote);
    }
  });

  it("what does not fit its fact is dropped and named, and an unknown answer is kept as unknown", () => {
    const result = read("Router", {
      facts: [
        { name: "sold-at-retail", value: "perhaps" },
        { name: "colour", value: "red" },
        { name: "user-installable", value: null },
      ],
    });
    expect(result.dropped.map(({ because }) => because.code)).toEqual(["fact-does-not-fit", "fact-not-known-here"]);
    expect([...result.notKnown]).toEqual(["user-installable"]);
  });
});

describe("invariance", () => {
  const SENTENCES = [
    "The AD-7 is an analog-to-digital converter.",
    "Resolution 14 bit.",
    "Sample rate 3 GSPS.",
    "Operating temperature -40 °C to +85 °C.",
    "Plastic package.",
  ];
  const NOISE = [
    "Please answer soon.",
    "We send it to Acme Example GmbH in Germany.",
    "The customer is in Brazil.",
    "Thank you!",
    "Maker: Fictional Semi Example Inc.",
  ];

  it("order of sentences, politeness, maker and destination words change no fact", () => {
    const wanted = factsOf(SENTENCES.join(" "));
    fc.assert(
      fc.property(fc.shuffledSubarray([...SENTENCES, ...NOISE], { minLength: 0 }), (picked) => {
        const rest = SENTENCES.filter((sentence) => !picked.includes(sentence));
        expect(factsOf([...picked, ...rest].join(" "))).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});
