import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { chooseEditions, usedEditions } from "../../../core/screening/choose-editions.ts";
import { daysBetween } from "../../../core/screening/days.ts";
import { listPoints } from "../../../core/screening/list-state.ts";
import { anEdition, anEntry, rules, TODAY } from "./factories.ts";

const sdn = (over: Parameters<typeof anEdition>[1] = {}) =>
  anEdition([anEntry({ name: "Exampleton", list: "sdn" })], { list: "sdn", ...over });
const points = (editions: readonly ReturnType<typeof sdn>[]) =>
  listPoints(editions, rules, TODAY, { required: ["sdn"] });

describe("the state of the lists", () => {
  it("counts days across months, years and leap days", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2025-12-31", "2026-01-01")).toBe(1);
    expect(daysBetween("1970-01-01", "2026-11-23")).toBe(20_780);
  });
  it("takes a list of 7 days as fresh and one of 8 as stale", () => {
    expect(points([sdn({ date: toLawDate("2026-11-16") })])).toEqual([]);
    expect(points([sdn({ date: toLawDate("2026-11-15") })])).toEqual([
      { what: "list/sdn", date: "2026-11-15", why: "stale" },
    ]);
  });
  it.each(["short", "superseded", "demonstration"] as const)("names a list that is %s", (status) => {
    expect(points([sdn({ status })]).map((point) => point.why)).toContain(
      status === "demonstration" ? "demonstration" : status,
    );
  });
  it("names a list that is missing or does not say its date", () => {
    expect(points([])).toEqual([{ what: "list/sdn", why: "missing" }]);
    expect(points([sdn({ date: null })])).toEqual([{ what: "list/sdn", why: "undated" }]);
  });
  it("does not let a company's own list or a list in the rule's text grow stale", () => {
    const own = anEdition([anEntry({ name: "Exampleton", list: "own" })], { list: "own", date: null });
    expect(listPoints([own, sdn()], rules, TODAY, { required: ["sdn"] })).toEqual([]);
  });
});

describe("choosing among the editions held", () => {
  const at = (date: string, over: Parameters<typeof anEdition>[1] = {}) => sdn({ date: toLawDate(date), ...over });
  const roles = (held: readonly ReturnType<typeof sdn>[]) =>
    chooseEditions(held, rules, TODAY).map(
      ({ edition, role, why }) => `${edition.date} ${role} ${why} ${edition.status}`,
    );

  it("uses the newest by its own date, in whatever order they came", () => {
    expect(roles([at("2026-11-01"), at("2026-11-20")])).toEqual([
      "2026-11-20 active newest whole",
      "2026-11-01 superseded newer-held superseded",
    ]);
  });
  it("never prefers a newer one that came short", () => {
    expect(roles([at("2026-11-20", { status: "short" }), at("2026-11-01")])[0]).toBe("2026-11-01 active newest whole");
  });
  it("keeps another form of the same list beside it for 60 days, not for 61", () => {
    expect(roles([at("2026-11-20"), at("2026-09-21", { format: "b" })])[1]).toBe(
      "2026-09-21 beside other-form superseded",
    );
    expect(roles([at("2026-11-20"), at("2026-09-20", { format: "b" })])[1]).toBe(
      "2026-09-20 superseded newer-held superseded",
    );
  });
  it("marks as superseded what is over 365 days old or closed by its publisher", () => {
    expect(roles([at("2025-11-23")])).toEqual(["2025-11-23 active newest whole"]);
    expect(roles([at("2025-11-22")])).toEqual(["2025-11-22 active too-old superseded"]);
    const closed = anEdition([anEntry({ name: "Exampleton", list: "uk-conlist" })], { list: "uk-conlist" });
    expect(chooseEditions([closed], rules, TODAY)).toMatchObject([
      { role: "active", why: "closed", edition: { status: "superseded" } },
    ]);
  });
  it("indexes the active ones and those beside them only", () => {
    const used = usedEditions(
      chooseEditions([at("2026-11-20"), at("2026-11-01"), at("2026-11-10", { format: "b" })], rules, TODAY),
    );
    expect(used.map((edition) => edition.date)).toEqual(["2026-11-20", "2026-11-10"]);
  });
});
