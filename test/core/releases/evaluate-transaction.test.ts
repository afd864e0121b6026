import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLooser } from "../../../core/licensing/precedence.ts";
import { evaluateTransaction } from "../../../core/releases/evaluate-transaction.ts";
import type { TransactionInput, TransactionLine } from "../../../core/releases/transaction.ts";
import { facts } from "../licensing/case-file.ts";
import { anEntry, fullIndex } from "../screening/factories.ts";
import { aContext, aDeal, aLine } from "./deals.ts";

const run = (over: Partial<TransactionInput> = {}, context = aContext()) => evaluateTransaction(aDeal(over), context);
const hitOn = (list: string, reviewPolicy: string | null = null) =>
  aContext({ lists: fullIndex([anEntry({ name: "Beijing Example Institute", list, reviewPolicy })]) });
const listed: Partial<TransactionInput> = {
  parties: [{ role: "end-user", name: "Beijing Example Institute", country: "Israel", owners: [] }],
};
const words = (text: string): TransactionLine => ({
  id: "1",
  item: { sources: [{ name: "message", kind: "message", pages: [{ page: 1, text }] }] },
});

describe("a deal of one line", () => {
  it("is an exception to be used, for people, until a day", () => {
    const result = run();
    expect(result.outcome).toBe("exception-available");
    expect(result.exceptions).toEqual(["exception-use"]);
    expect(result.missing).toEqual([]);
    expect(result.validUntil).toBe("2026-12-23");
    expect([result.talk.answer, result.show.answer, result.ship.answer]).toEqual(["yes", "ask", "ask"]);
  });

  it("without a destination asks where it goes first, and determines nothing", () => {
    const result = run({ destination: null });
    expect(result.outcome).toBe("needs-facts");
    expect(result.missing.map(({ fact }) => fact)).toEqual(["destination"]);
    expect(result.lines[0]?.licence).toBeNull();
  });

  it("to a barred place asks nothing more", () => {
    const result = run({ destination: "Iran", endUse: {}, lines: [aLine({ facts: [] })] });
    expect(result.outcome).toBe("prohibited");
    expect(result.missing).toEqual([]);
    expect([result.talk.answer, result.show.answer, result.ship.answer]).toEqual(["no", "no", "no"]);
  });

  it("asks what a reason turns on before the end use, and one question for one reason", () => {
    const result = run({ endUse: {}, lines: [aLine({ facts: [] })] });
    expect(result.missing.map(({ fact }) => fact)).toEqual(["military-design", "end-use-any"]);
  });

  it("asks what the item is before any end use", () => {
    const result = run({ destination: "Germany", endUse: {}, lines: [words("a thermal camera, 640×480, 60 Hz")] });
    expect(result.lines[0]?.classification?.outcome).toBe("needs-facts");
    expect(result.missing.length).toBeGreaterThan(0);
    expect(result.missing.map(({ fact }) => fact)).not.toContain("end-use-any");
  });

  it("holds an item nobody could classify where an embargo holds any item", () => {
    expect(run({ destination: "Cuba", lines: [words("a kitchen scale")] }).outcome).toBe("licence-required");
    expect(run({ destination: "Iran", lines: [words("a kitchen scale")] }).outcome).toBe("prohibited");
  });

  it("carries the shipping block: filing by value, statement on the invoice", () => {
    const shipping = JSON.stringify(
      run({ lines: [{ ...aLine(), value: { amount: "2500.01" as never, currency: "USD" } }] }).shipping,
    );
    expect(shipping).toContain('"eei":{"required":true,"why":"above-2500-usd"');
    expect(shipping).toContain('"destinationControlStatement":{"required":true');
    const small = JSON.stringify(
      run({ lines: [{ ...aLine(), value: { amount: "2500" as never, currency: "USD" } }] }).shipping,
    );
    expect(small).not.toContain("above-2500-usd");
  });
});

describe("parties of the deal", () => {
  it("a denied party bars it", () => {
    const result = run(listed, hitOn("dpl"));
    expect([result.outcome, result.disposition]).toEqual(["prohibited", "hold"]);
    expect(result.exceptions).toContain("party-hit");
  });

  it("an Entity List party needs a license with the row's policy, and no exception is left", () => {
    const result = run(listed, hitOn("entity-list", "Presumption of denial"));
    expect(result.outcome).toBe("licence-required");
    expect(result.lines[0]?.licence?.reviewPolicy).toBe("presumption-of-denial");
    expect(
      result.lines[0]?.licence?.exceptions.filter(({ outcome }) => outcome === "open" || outcome === "available"),
    ).toEqual([]);
  });

  it("an Entity List name as the carrier goes to a person", () => {
    const result = run(
      { ...listed, destination: "Germany", parties: [{ role: "carrier", name: "Beijing Example Institute" }] },
      hitOn("entity-list"),
    );
    expect(result.outcome).toBe("review");
  });

  it("an unverified party is never answered with an exception, and its statement is an obligation", () => {
    const result = run(listed, hitOn("uvl"));
    expect(result.outcome).not.toBe("exception-available");
    expect(result.obligations.map(({ what }) => what)).toContain("uvl-statement");
    expect(JSON.stringify(result.shipping)).toContain("uvl-statement");
  });

  it("a list of procurement rules is a note and bars nothing", () => {
    expect(run(listed, hitOn("section-1260h")).outcome).toBe("exception-available");
  });

  it("an ITAR debarment bars a defense article and sends anything else to a person", () => {
    const usml = { ...listed, lines: [aLine({ eccn: "USML XI", paragraph: "XI(a)(5)", facts: [] })] };
    expect(run(usml, hitOn("dtc")).outcome).toBe("prohibited");
    expect(run({ ...listed, destination: "Germany" }, hitOn("dtc")).outcome).toBe("review");
  });

  it("of two parties the listed one decides", () => {
    const clean = aDeal().parties[0]!;
    const result = run(
      { parties: [clean, { role: "purchaser", name: "Beijing Example Institute" }] },
      hitOn("entity-list"),
    );
    expect(result.screening).toHaveLength(2);
    expect(result.outcome).toBe("licence-required");
  });
});

describe("signs in the words", () => {
  it("words of something already shipped stop the case, are quoted, and say nothing of guilt", () => {
    const result = run({ words: "We shipped it last week, was that ok?" });
    expect(result.exceptions[0]).toBe("possible-violation");
    expect([result.outcome, result.disposition]).toEqual(["review", "hold"]);
    expect(JSON.stringify(result.because)).toContain("We shipped it last week");
  });

  it("a denial is none: we have not shipped anything", () => {
    expect(run({ words: "Nothing was sent, never sent: we have not already shipped it." }).exceptions).not.toContain(
      "possible-violation",
    );
  });

  it("boycott language in a file holds the reply and opens a report", () => {
    const order: TransactionLine = {
      id: "1",
      item: {
        sources: [
          {
            name: "order.pdf",
            kind: "pdf",
            pages: [{ page: 1, text: "The supplier certifies that the goods are not of Israeli origin." }],
          },
        ],
      },
    };
    const result = run({ destination: "Kuwait", lines: [order] });
    expect(result.exceptions).toContain("boycott-language");
    expect(result.disposition).toBe("hold");
    expect(result.obligations).toContainEqual({
      what: "boycott-report",
      owner: "legal",
      due: "2027-01-31",
      cite: "15 CFR 760.5(b)(4)(i)",
    });
  });

  it("a datasheet that speaks of cash registers is no red flag", () => {
    const sheet: TransactionLine = {
      id: "1",
      item: { sources: [{ name: "a.pdf", kind: "pdf", pages: [{ page: 1, text: "For cash payment terminals" }] }] },
    };
    expect(run({ lines: [sheet] }).exceptions).not.toContain("red-flag");
  });
});

describe("several lines", () => {
  const lines = fc.constantFrom(
    aLine({}, "a"),
    aLine({ facts: [] }, "b"),
    aLine({ eccn: "5A992", paragraph: "5A992.c", facts: [] }, "c"),
    aLine({ eccn: "EAR99", facts: [] }, "d"),
    aLine({ eccn: "1A001", facts: [] }, "e"),
    aLine({ eccn: "USML XI", facts: [] }, "f"),
    aLine(
      {
        eccn: "3A001",
        paragraph: "3A001.a.5.a.4",
        facts: facts({
          "military-design": true,
          "hermetically-sealed": true,
          "ambient-min": "-60 °C",
          "ambient-max": "130 °C",
        }),
      },
      "g",
    ),
  );
  const places = fc.constantFrom("Germany", "Israel", "China", "Russia", "Iran", "Georgia", "Bermuda");

  it("another line never makes the deal looser", () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 3 }), lines, places, (some, more, destination) => {
        const before = run({ lines: some, destination });
        const after = run({ lines: [...some, { ...more, id: "new" }], destination });
        expect(isLooser(after.outcome, before.outcome)).toBe(false);
      }),
      { numRuns: 120 },
    );
  });

  it("the order of lines changes neither outcome nor permissions", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(lines, { minLength: 2, maxLength: 4, selector: ({ id }) => id }),
        places,
        (some, destination) => {
          const [one, two] = [run({ lines: some, destination }), run({ lines: some.toReversed(), destination })];
          expect([two.outcome, two.talk.answer, two.ship.answer, two.exceptions]).toEqual([
            one.outcome,
            one.talk.answer,
            one.ship.answer,
            one.exceptions,
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("names the line that decides", () => {
    const result = run({
      destination: "Germany",
      lines: [aLine({}, "chip"), aLine({ eccn: "USML XI", facts: [] }, "radar")],
    });
    expect(result.outcome).toBe("licence-required");
    expect(result.because[0]).toMatchObject({ code: "line-decides", params: { line: "radar" } });
    expect(result.exceptions).toContain("itar");
  });

  it("taking every list away never moves the deal towards free", () => {
    fc.assert(
      fc.property(lines, places, (line, destination) => {
        const [held, none] = [
          run({ lines: [line], destination }),
          run({ lines: [line], destination }, aContext({ lists: null })),
        ];
        expect(isLooser(none.outcome, held.outcome)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
