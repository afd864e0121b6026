import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import type { StatedFact } from "../../../core/item/fact.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import type { LicenceInput, Outcome } from "../../../core/licensing/determination.ts";
import { isLooser, stepOf } from "../../../core/licensing/precedence.ts";
import { rulebook } from "../../rulebook.ts";
import { facts, money } from "./case-file.ts";

const asOf = toLawDate("2026-11-23");
const outcomeOf = (input: LicenceInput): Outcome => determineLicence(input, { rulebook, asOf, lists: null }).outcome;

const CODES = rulebook.sections.countryChart[0]!.data.rows.map(({ of }) => of);
const ITEMS = [
  { eccn: "3A001", paragraph: "3A001.a.5.a.4" },
  { eccn: "3A001", paragraph: "3A001.a.5.a" },
  { eccn: "3A001" },
  { eccn: "5A992", paragraph: "5A992.c" },
  { eccn: "5A992", paragraph: "5A992.z.2" },
  { eccn: "6A003", paragraph: "6A003.b.4.b" },
  { eccn: "3A090", paragraph: "3A090.b" },
  { eccn: "EAR99" },
];
const allFacts: readonly StatedFact[] = facts({});
const someFacts = fc
  .record({
    "military-design": fc.boolean(),
    "hermetically-sealed": fc.boolean(),
    "ambient-min": fc.constantFrom("-55 °C", "-54 °C", "-40 °C"),
    "ambient-max": fc.constantFrom("126 °C", "125 °C", "85 °C"),
    "frame-rate": fc.constantFrom("9 Hz", "60 Hz", "61 Hz"),
    "array-elements": fc.constantFrom("111000 count", "111001 count"),
    "embedded-in-civil-product": fc.boolean(),
    headquarters: fc.constantFrom("Germany", "China", "Macau", "Japan"),
    "destination-region": fc.constantFrom("other", "crimea", "donetsk"),
  })
  .map((given) => [...allFacts, ...facts(given)]);

describe("license determination, over items, destinations and facts", () => {
  it("forgetting a fact never moves the answer towards free", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEMS),
        fc.constantFrom(...CODES, "UA"),
        someFacts,
        fc.nat(20),
        (item, destination, stated, at) => {
          const whole = outcomeOf({ ...item, destination, facts: stated });
          const less = outcomeOf({
            ...item,
            destination,
            facts: stated.filter((_, index) => index !== at % stated.length),
          });
          expect(isLooser(less, whole)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("not knowing a fact is never looser than saying it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEMS),
        fc.constantFrom(...CODES),
        someFacts,
        fc.nat(20),
        (item, destination, stated, at) => {
          const whole = outcomeOf({ ...item, destination, facts: stated });
          const unknown = stated.map((fact, index) => (index === at % stated.length ? { ...fact, value: null } : fact));
          expect(isLooser(outcomeOf({ ...item, destination, facts: unknown }), whole)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("forgetting the paragraph never moves the answer towards free", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ITEMS), fc.constantFrom(...CODES), someFacts, (item, destination, stated) => {
        const whole = outcomeOf({ ...item, destination, facts: stated });
        expect(isLooser(outcomeOf({ eccn: item.eccn, destination, facts: stated }), whole)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it("a party, a place on the way or a restricted use never loosens the answer", () => {
    const harder: fc.Arbitrary<Partial<LicenceInput>> = fc.constantFrom<Partial<LicenceInput>>(
      { parties: [{ role: "end-user", name: "Acme Example GmbH" }] },
      { transit: ["Kazakhstan"] },
      { endUse: { missile: true } },
      { endUse: "for the army" },
      { movement: "deemed-export" },
      { description: "the customer pays cash" },
    );
    fc.assert(
      fc.property(fc.constantFrom(...ITEMS), fc.constantFrom(...CODES), harder, (item, destination, more) => {
        const plain = { ...item, destination, facts: facts({ "military-design": false, headquarters: "Germany" }) };
        expect(isLooser(outcomeOf({ ...plain, ...more }), outcomeOf(plain))).toBe(false);
      }),
      { numRuns: 250 },
    );
  });

  it("a higher value never loosens the answer", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), fc.nat(10_000), fc.nat(10_000), (destination, value, more) => {
        const at = (dollars: number): Outcome =>
          outcomeOf({
            ...ITEMS[0]!,
            destination,
            facts: facts({ "military-design": false }),
            value: money(`${dollars} USD`),
          });
        expect(isLooser(at(value + more), at(value))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it("another spelling of the destination gives the same determination", () => {
    const spelled = rulebook.sections.countries[0]!.data.destinations.flatMap(({ code, iso3, also }) =>
      [iso3, ...(also ?? [])].map((text) => ({ code, text })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...spelled), fc.constantFrom(...ITEMS), ({ code, text }, item) => {
        const input = { ...item, facts: facts({ "military-design": false }) };
        const [one, two] = [code, text].map((destination) =>
          determineLicence({ ...input, destination }, { rulebook, asOf, lists: null }),
        );
        expect(two).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });

  it("nothing is free in an embargoed place, whatever the item", () => {
    for (const destination of ["CU", "IR", "KP", "SY", "RU", "BY", "UA-CRIMEA", "UA-DONETSK", "UA-LUHANSK"])
      for (const item of ITEMS) expect(stepOf(outcomeOf({ ...item, destination, facts: [] }))).toBe("held");
  });

  it("3A090, 4A090 and the z paragraphs come out free nowhere in D:1, D:4, D:5, Macau, Hong Kong or the Emirates", () => {
    const groups = rulebook.sections.countryGroups.at(-1)!.data.groups;
    const members = (...names: string[]) =>
      groups.filter(({ group }) => names.includes(group)).flatMap((one) => one.members);
    const friends = new Set(members("A:5", "A:6"));
    const reached = [
      ...new Set([...members("D:1", "D:4", "D:5").filter((code) => !friends.has(code)), "AE", "MO", "HK"]),
    ];
    expect(reached.length).toBeGreaterThan(30);
    const guarded = [
      { eccn: "3A090", paragraph: "3A090.a" },
      { eccn: "3A090", paragraph: "3A090.b" },
      { eccn: "4A090", paragraph: "4A090.b" },
      { eccn: "5A992", paragraph: "5A992.z.2" },
      { eccn: "5A002", paragraph: "5A002.z.1.b" },
      { eccn: "3A001", paragraph: "3A001.z.1.b" },
    ];
    for (const destination of reached)
      for (const item of guarded)
        expect(stepOf(outcomeOf({ ...item, destination, facts: facts({ headquarters: "Germany" }) }))).not.toBe("free");
  });

  it("… and nowhere at all while headquarters are unknown or in a country of D:5", () => {
    for (const destination of CODES)
      for (const paragraph of ["3A090.b", "4A090.b", "5A992.z.2", "5A002.z.1.b", "3A001.z.1.b"]) {
        const item = { eccn: paragraph.slice(0, 5), paragraph, destination };
        expect(stepOf(outcomeOf({ ...item, facts: [] }))).not.toBe("free");
        expect(stepOf(outcomeOf({ ...item, facts: facts({ headquarters: "China" }) }))).toBe("held");
      }
  });
});
