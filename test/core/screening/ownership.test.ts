import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import type { Owner } from "../../../core/licensing/determination.ts";
import { screen } from "../../../core/screening/screen.ts";
import { anEntry, fullIndex, TODAY } from "./factories.ts";

const index = fullIndex([
  anEntry({ name: "Blocked Example Holding", list: "sdn" }),
  anEntry({ name: "Listed Example Works", list: "entity-list" }),
  anEntry({ name: "Unverified Example Parts", list: "uvl" }),
]);
const of = (owners: readonly Owner[], asOf = TODAY) => screen({ name: "Subsidiary Exampleton", owners }, index, asOf);
const clean = { name: "Jane Doe-Example" };
const status = (owners: readonly Owner[], asOf = TODAY) => of(owners, asOf).ownership.status;

describe("ownership by listed parties (50 percent)", () => {
  it("holds at 50 percent and not at 49.9", () => {
    expect(
      status([
        { name: "Blocked Example Holding", share: 50 },
        { ...clean, share: 50 },
      ]),
    ).toBe("listed");
    expect(
      status([
        { name: "Blocked Example Holding", share: 49.9 },
        { ...clean, share: 50.1 },
      ]),
    ).toBe("below");
    expect(
      of([
        { name: "Blocked Example Holding", share: 50 },
        { ...clean, share: 50 },
      ]).disposition,
    ).toBe("hold");
    expect(
      of([
        { name: "Blocked Example Holding", share: 10 },
        { ...clean, share: 90 },
      ]).disposition,
    ).toBe("review");
  });
  it("adds up owners of several lists", () => {
    const screening = of([
      { name: "Blocked Example Holding", share: 25 },
      { name: "Listed Example Works", share: 25 },
      { ...clean, share: 50 },
    ]);
    expect(screening.ownership.status).toBe("aggregate-50");
    expect(screening.ownership.chain.map((one) => one.hit)).toEqual(["sdn", "entity-list", null]);
    expect(screening.disposition).toBe("hold");
  });
  it("counts an owner in full that is itself held to 50 percent, and not at all below", () => {
    const between = (share: number): Owner => ({
      name: "Between Exampleton",
      share: 60,
      owners: [
        { name: "Blocked Example Holding", share },
        { ...clean, share: 100 - share },
      ],
    });
    expect(status([between(50), { ...clean, share: 40 }])).toBe("aggregate-50");
    expect(status([between(40), { ...clean, share: 40 }])).toBe("below");
  });
  it("does not know where unnamed or unsized parts could reach 50", () => {
    expect(status([{ ...clean, share: 50 }])).toBe("unknown");
    expect(status([{ ...clean, share: 50.1 }])).toBe("below");
    expect(status([{ name: "Blocked Example Holding" }, { ...clean, share: 60 }])).toBe("unknown");
    expect(status([clean])).toBe("unknown");
    expect(of([clean]).notChecked).toContainEqual({ what: "ownership", why: "unknown" });
  });
  it("does not add up the Unverified List, and still tells the reviewer", () => {
    const screening = of([
      { name: "Unverified Example Parts", share: 80 },
      { ...clean, share: 20 },
    ]);
    expect(screening.ownership).toMatchObject({ status: "below", chain: [{ hit: "uvl" }, { hit: null }] });
    expect(screening.disposition).toBe("review");
  });
  it.each([
    ["2025-09-28", "below", null],
    ["2025-09-29", "listed", "in-force"],
    ["2025-11-09", "listed", "in-force"],
    ["2025-11-10", "below", "stayed"],
    ["2026-11-09", "below", "stayed"],
    ["2026-11-10", "listed", "in-force"],
  ])("reads the affiliates rule for the Entity List on %s as %s", (asOf, expected, state) => {
    const { ownership } = of(
      [
        { name: "Listed Example Works", share: 60 },
        { ...clean, share: 40 },
      ],
      toLawDate(asOf),
    );
    expect(ownership.status).toBe(expected);
    expect(ownership.because?.find((one) => one.code === "affiliates-rule")?.params["state"] ?? null).toBe(state);
  });
  it("adds up blocked owners during the stay as well: OFAC's own rule stood all along", () => {
    expect(
      status(
        [
          { name: "Blocked Example Holding", share: 60 },
          { ...clean, share: 40 },
        ],
        toLawDate("2026-06-01"),
      ),
    ).toBe("listed");
  });
  it("says that the state after the stay is assumed", () => {
    const { ownership } = of([{ ...clean, share: 100 }]);
    expect(ownership.because?.at(-1)).toMatchObject({
      code: "affiliates-rule",
      params: { state: "in-force", assumed: "yes" },
    });
  });
});
