import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealClauses } from "../../../core/releases/deal-clauses.ts";
import { possibleViolation } from "../../../core/releases/deal-words.ts";
import { readRequest } from "../../../core/releases/read-request.ts";
import { rulebook } from "../../rulebook.ts";

const read = (text: string) => readRequest(text, rulebook);

describe("requests in words nobody tuned for", () => {
  it.each([
    [
      "Need ECCN for: thermal camera, 640x480, 60 Hz. Going to Brazil.",
      { item: "thermal camera", destination: "Brazil" },
    ],
    [
      "Quote request: 2 units PXIe digitizer 16-bit 250 MS/s, Example Instruments Inc, Japan",
      { item: "PXIe digitizer 16-bit 250 MS/s", quantity: "2 units" },
    ],
    [
      "Turkey: can I ship 12 FPGA boards to Example Elektronik A.S.?",
      { item: "FPGA boards", quantity: "12 pcs", destination: "Türkiye" },
    ],
    ["what about selling a GPU server to a university in China?", { item: "GPU server", destination: "China" }],
    ["Our distributor Example Distribution Ltd (UK) ordered 100 routers", { item: "routers", quantity: "100 pcs" }],
    [
      "Hi, a customer in Israel wants 40 pcs of the AD-7 ADC (14-bit, 3 GSPS)",
      { item: "AD-7 ADC", quantity: "40 pcs" },
    ],
    [
      "Customer Example Co., Ltd. in South Korea asks for 14-bit ADC, 3 GSPS",
      { item: "14-bit ADC", destination: "South Korea" },
    ],
    [
      "Same as last time, but to Mexico",
      { item: null, same: { takes: "last-time", item: null }, destination: "Mexico" },
    ],
  ])("%s", (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it("how the buyer sets the thing up is about the thing; where the customer installs it is about the deal", () => {
    expect(dealClauses("It is sold in shops and the buyer installs it alone.", [])).toEqual([]);
    expect(dealClauses("The customer will install it in a radar.", []).map(({ text }) => text)).toEqual([
      "The customer will install it in a radar",
    ]);
  });
});

describe("the words of a request", () => {
  it("samples for a firm in a country", () => {
    expect(read("Can I send samples of the AD-7 converter to Acme GmbH in Germany?")).toEqual({
      item: "AD-7 converter",
      act: "sample",
      destination: "Germany",
      parties: [{ role: "ultimate-consignee", name: "Acme GmbH", country: "Germany" }],
      endUse: null,
      quantity: null,
      same: null,
    });
  });

  it("a quote with a count", () => {
    expect(read("quote 40 pcs of X-100 for Foo Ltd, Israel")).toMatchObject({
      item: "X-100",
      act: "quote",
      destination: "Israel",
      quantity: "40 pcs",
      parties: [{ name: "Foo Ltd", country: "Israel" }],
    });
  });

  it("a hand-carry to a city", () => {
    expect(read("hand-carry the demo unit to Dubai")).toMatchObject({
      item: "demo unit",
      act: "hand-carry",
      destination: "United Arab Emirates",
      parties: [],
    });
  });

  it.each([
    ["send AD-7 to germany", "Germany"],
    ["Can we ship the AD-7 to Georgia?", "Georgia"],
    ["sell the AD-7 to Tbilisi, Georgia", "Georgia (country)"],
    ["ship 5 x RT-5 via Singapore to Acme Example Sdn Bhd in Malaysia", "Malaysia"],
    ["an AD-7 from Japan to France", "France"],
    ["AD-7 for Acme Example GmbH, Munich", "Germany"],
    ["Customer Foo Example Ltd (UK) wants 3 AD-7 boards", "United Kingdom"],
  ])("%s goes to %s", (text, expected) => {
    expect(read(text).destination).toBe(expected);
  });

  it.each([
    "AD-7 to Germany and to Israel",
    "Can I send it?",
    "we had turkey for lunch, can I send an AD-7",
    "Beijing Example Institute wants an AD-7",
    "send it to Deutchland",
  ])("%s leaves the destination to be asked", (text) => {
    expect(read(text).destination).toBeNull();
  });

  it.each([
    ["ship via Example Trading Ltd to Acme Example Inc", ["intermediate-consignee", "ultimate-consignee"]],
    ["the end user is Beijing Example Institute", ["end-user"]],
    ["ordered by Acme Example Inc", ["purchaser"]],
    ["for University of Exampleton, France", ["ultimate-consignee"]],
  ])("%s gives roles %j", (text, roles) => {
    expect(read(text).parties.map(({ role }) => role)).toEqual(roles);
  });

  it.each([
    ["Need to ship one FL-5 to Acme Welding Example in Turkey", "Acme Welding Example", "Türkiye"],
    ["can we send an AD-7 to Acme in Germany?", "Acme", "Germany"],
    ["quote two RT-5 for our customer Acme Works of Exampleton in France", "Acme Works of Exampleton", "France"],
  ])("%s names a firm without a legal form", (text, name, country) => {
    expect(read(text).parties).toEqual([{ role: "ultimate-consignee", name, country }]);
  });

  it.each([
    "ship an AD-7 to Lyon, France",
    "ship an AD-7 to Germany",
    "AD-7 to the Netherlands in June",
    "AD-7 to our Plant",
  ])("%s names nobody", (text) => {
    expect(read(text).parties).toEqual([]);
  });

  it.each([
    ["Is the RT-5 router controlled?", "RT-5 router"],
    ["What is the ECCN of the AD-7?", "AD-7"],
    ["kitchen scale to France", "kitchen scale"],
    ["Please quote 14-bit 3 GSPS ADC chip for Acme Example Inc", "14-bit 3 GSPS ADC chip"],
    ["butterfly valve of fluoropolymer, Israel", "butterfly valve of fluoropolymer"],
  ])("%s is about %s", (text, item) => {
    expect(read(text).item).toBe(item);
  });

  it("the same as last time names no item", () => {
    expect(read("same as last time please")).toMatchObject({ item: null, same: { takes: "last-time", item: null } });
  });

  it("the end use is kept as said", () => {
    expect(read("3 AD-7 for Acme Example Inc, to be used in radar test benches. Thanks").endUse).toBe(
      "radar test benches",
    );
  });

  it("any text is read without a fault, and every name read stands in it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: "grapheme" }), (text) => {
        for (const { name } of read(text).parties) expect(text).toContain(name);
        expect(read(text).same === null || typeof read(text).same === "object").toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("a pasted document of 200 KB is read in its beginning only", () => {
    expect(read(`send AD-7 to Germany. ${"word ".repeat(40_000)} Israel`).destination).toBe("Germany");
  });
});

describe("words of something already shipped", () => {
  it.each([
    "we shipped it last week",
    "The unit has already left our dock",
    "We already sent the drawings to them",
    "it was shipped last month",
  ])("%s is quoted", (text) => {
    expect(possibleViolation([text], rulebook)?.code).toBe("possible-violation");
  });
  it.each(["can we ship it next week?", "we will send it", "we have not already shipped it"])("%s is none", (text) => {
    expect(possibleViolation([text], rulebook)).toBeNull();
  });
});
