import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { buildIndex } from "../../../core/screening/build-index.ts";
import { screen } from "../../../core/screening/screen.ts";
import { starterEdition } from "../../../rules/starter-lists/read-starter-list.ts";
import { anEdition, anEntry, anIndex, fullIndex, rules, TODAY, tongue } from "./factories.ts";

const party = { name: "Exampleton Instruments", owners: [{ name: "Jane Doe-Example", share: 100 }] };
const listed = (over: Parameters<typeof anEntry>[0] = { name: "Exampleton Instruments" }) => anEntry(over);
const whys = (screening: ReturnType<typeof screen>): readonly string[] =>
  screening.notChecked.map((point) => `${point.what} ${point.why}`);

describe("screening a party", () => {
  it("is clear only on complete and fresh lists, with owners known and no hit", () => {
    expect(screen(party, fullIndex(), TODAY)).toMatchObject({ hits: [], notChecked: [], disposition: "auto-clear" });
  });
  it("checks nothing without lists, and says so", () => {
    expect(screen(party, null, TODAY)).toMatchObject({
      hits: [],
      notChecked: [{ what: "lists", why: "no-lists" }],
      disposition: "review",
      lists: [],
    });
  });
  it("asks who owns an organisation, and not who owns a person", () => {
    expect(whys(screen({ name: "Exampleton Instruments" }, fullIndex(), TODAY))).toEqual(["ownership not-asked"]);
    expect(screen({ name: "Jane Doe-Example", type: "person" }, fullIndex(), TODAY).disposition).toBe("auto-clear");
  });
  it("holds a party with a listing in force and shows what the row says", () => {
    const entry = listed({
      name: "Exampleton Instruments",
      footnotes: ["4"],
      requirement: "For all items subject to the EAR",
      reviewPolicy: "Presumption of denial",
      countries: ["CN"],
    });
    const screening = screen({ ...party, country: "China" }, fullIndex([entry]), TODAY);
    expect(screening.disposition).toBe("hold");
    expect(screening.hits).toHaveLength(1);
    expect(screening.hits[0]).toMatchObject({
      list: "entity-list",
      effect: "licence",
      requirement: "For all items subject to the EAR",
      reviewPolicy: "Presumption of denial",
      footnotes: ["4"],
      score: 1,
      counted: true,
    });
    expect(screening.hits[0]?.because.map((one) => one.code)).toEqual([
      "name-matches",
      "country-agrees",
      "effect-of-list",
      "footnote-widens-jurisdiction",
    ]);
  });
  it("shows every reason for a party on several lists", () => {
    const on = (list: string) => listed({ name: "Exampleton Instruments", list });
    const screening = screen(party, fullIndex([on("sdn"), on("uflpa"), on("un"), on("uvl"), on("dtc")]), TODAY);
    expect(screening.hits.map((hit) => `${hit.list} ${hit.effect}`).sort()).toEqual([
      "dtc itar-bar",
      "sdn block",
      "uflpa import-or-procurement",
      "un foreign-list",
      "uvl statement",
    ]);
    expect(screening.disposition).toBe("hold");
  });
  it.each([
    ["block", "sdn", "hold"],
    ["licence", "meu", "hold"],
    ["itar-bar", "dtc", "hold"],
    ["statement", "uvl", "review"],
    ["sanction-terms", "ssi", "review"],
    ["foreign-list", "meti", "review"],
    ["import-or-procurement", "section-1260h", "review"],
  ])("gives a hit with effect %s (%s) the disposition %s %s", (effect, list, disposition) => {
    const screening = screen(party, fullIndex([listed({ name: "Exampleton Instruments", list })]), TODAY);
    expect(screening.hits[0]?.effect).toBe(effect);
    expect(screening.disposition).toBe(disposition);
  });
  it("counts a denial order on its last day and not on the day after", () => {
    const index = fullIndex([
      listed({ name: "Exampleton Instruments", list: "dpl", from: "2020-01-01", to: "2026-11-23" }),
    ]);
    expect(screen(party, index, TODAY)).toMatchObject({ disposition: "hold", hits: [{ counted: true }] });
    const after = screen(party, index, toLawDate("2026-11-24"));
    expect(after).toMatchObject({
      disposition: "auto-clear",
      hits: [{ counted: false, inForce: { from: "2020-01-01", to: "2026-11-23" } }],
    });
    expect(after.hits[0]?.because.map((one) => one.code)).toContain("listing-ended");
  });
  it("shows and does not count what the publisher marks as lifted", () => {
    const screening = screen(
      party,
      fullIndex([listed({ name: "Exampleton Instruments", list: "isn", ended: true })]),
      TODAY,
    );
    expect(screening).toMatchObject({ disposition: "auto-clear", hits: [{ list: "isn", counted: false }] });
  });
  it("says that a denial order with terms of its own has to be read", () => {
    const screening = screen(
      party,
      fullIndex([listed({ name: "Exampleton Instruments", list: "dpl", nonStandard: true })]),
      TODAY,
    );
    expect(screening.hits[0]?.because.map((one) => one.code)).toContain("order-not-standard");
  });
  it("reads the effect of a company's own row, and blocks on a list the table does not know", () => {
    const own = screen(
      party,
      fullIndex([listed({ name: "Exampleton Instruments", list: "own", effect: "statement" })]),
      TODAY,
    );
    expect(own.hits[0]).toMatchObject({
      effect: "statement",
      because: [{ code: "name-matches" }, { code: "effect-of-row" }],
    });
    expect(
      screen(party, fullIndex([listed({ name: "Exampleton Instruments", list: "somebody-elses" })]), TODAY).hits[0]
        ?.effect,
    ).toBe("block");
  });
  it("finds an address-only row by its address, whatever the name", () => {
    const row = listed({
      name: "Address 01",
      type: "address",
      addresses: ["Unit 0, 16/F Fictional Plaza, 18 Example Rd, Wan Chai, Hong Kong"],
    });
    const at = (address: string) =>
      screen({ ...party, address }, fullIndex([row]), TODAY).hits.map((hit) => hit.because[0]?.code);
    expect(at("16F Fictional Plaza, 18 Example Road, Wan Chai")).toEqual(["address-alone"]);
    expect(at("Fictional Plaza, Wan Chai")).toEqual([]);
    expect(at("7/F Other House, 4 Other Road, Berlin")).toEqual([]);
    expect(screen({ ...party, name: "Address 01" }, fullIndex([row]), TODAY).hits).toEqual([]);
  });
  it("searches all addresses when an address is asked for", () => {
    const row = listed({
      name: "Exampleton Instruments",
      addresses: ["18 Example Street, Building 4, Fictionville 12345"],
    });
    const screening = screen(
      { name: "Building 4, 18 Example St, Fictionville", type: "address" },
      fullIndex([row]),
      TODAY,
    );
    expect(screening.hits.map((hit) => hit.name)).toEqual(["Exampleton Instruments"]);
  });
  it("names a country, a date and a name that it cannot read", () => {
    expect(whys(screen({ ...party, country: "Atlantis", birthDate: "soon" }, fullIndex(), TODAY))).toEqual([
      "country not-known",
      "birth-date unreadable",
    ]);
    expect(screen({ ...party, name: "???" }, fullIndex(), TODAY)).toMatchObject({
      disposition: "review",
      notChecked: [{ what: "name", why: "unreadable" }],
    });
  });
  it("counts the demonstration list as complete in training only", () => {
    const index = buildIndex([starterEdition()], tongue, rules);
    const clear = screen(party, index, TODAY, { training: true });
    expect(clear).toMatchObject({ disposition: "auto-clear", notChecked: [] });
    const real = screen(party, index, TODAY);
    expect(real.disposition).toBe("review");
    expect(whys(real)).toContain("list/demonstration demonstration");
    expect(whys(real)).toContain("list/sdn missing");
    expect(screen({ name: "Beijing Example Institute" }, index, TODAY, { training: true })).toMatchObject({
      disposition: "hold",
      hits: [{ list: "entity-list", effect: "licence" }],
    });
  });
  it("merges one listing in two published forms and keeps the words that only one has", () => {
    const newer = anEdition([listed({ name: "Exampleton Instruments (EXI)" })], { format: "a" });
    const older = anEdition(
      [listed({ name: "Exampleton Instruments", requirement: "For all items subject to the EAR", footnotes: ["3"] })],
      { format: "b", status: "superseded" },
    );
    const screening = screen(party, buildIndex([newer, older], tongue, rules), TODAY);
    expect(screening.hits).toMatchObject([
      { name: "Exampleton Instruments (EXI)", requirement: "For all items subject to the EAR", footnotes: ["3"] },
    ]);
  });
  it("never lets a longer list clear a hit", () => {
    const word = fc.stringMatching(/^[a-z]{5,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 30 }), (names) => {
        const entry = listed({ name: "Exampleton Instruments" });
        const others = names.map(([a, b], i) => listed({ name: `${a} ${b}`, id: `other-${i}` }));
        const hits = screen(party, anIndex([...others, entry]), TODAY).hits.map((hit) => hit.entryId);
        expect(hits).toContain(entry.id);
      }),
      { numRuns: 25 },
    );
  });
  it("answers the same for the same question", () => {
    const index = fullIndex([listed()]);
    expect(JSON.stringify(screen(party, index, TODAY))).toBe(JSON.stringify(screen(party, index, TODAY)));
  });
});
