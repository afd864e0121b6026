import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { toHash, toItemId } from "../../../core/ids.ts";
import type { FiledDetermination } from "../../../core/register/filed.ts";
import type { RegisterRecord } from "../../../core/register/lookup.ts";
import { classificationRequests, MOST_ITEMS } from "../../../core/releases/classification-request.ts";
import type { TransactionLine } from "../../../core/releases/transaction.ts";
import { rulebook } from "../../rulebook.ts";

const AS_OF = toLawDate("2026-11-24");
const line = (id: string, description: string, partNumber = `EX-${id}`): TransactionLine => ({
  id,
  item: { name: partNumber, partNumber, description, sources: [] },
});
const requestsFor = (lines: readonly TransactionLine[], register: readonly RegisterRecord[] = []) =>
  classificationRequests(
    { lines, register },
    {
      lines: lines.map(({ id, item }) => ({
        id,
        classification: "eccn" in item ? null : classify(item, rulebook, AS_OF),
        licence: null,
      })),
    },
  );
const CHIP = "14-bit 3 GSPS analog-to-digital converter chip";
const ruled = (kind: FiledDetermination["kind"], reference: string): FiledDetermination => ({
  kind,
  reference,
  jurisdiction: null,
  eccn: "3A001",
  paragraph: null,
  date: AS_OF,
  by: [],
  approver: null,
  case: null,
  notes: null,
  editions: toHash("0".repeat(64)),
  cites: [],
  facts: [],
  reviewBy: null,
  evidence: [],
  seq: 1,
  due: null,
});
const record = (partNumber: string, ...determinations: readonly FiledDetermination[]): RegisterRecord => ({
  id: toItemId("019a0000-0000-7000-8000-000000000001"),
  identity: { maker: null, partNumber, revision: null },
  aliases: [],
  determinations,
});

describe("the facts for a classification request to BIS (15 CFR 748.3)", () => {
  it("recommends what is classified, with its parameters and without what decides nothing", () => {
    const [item] = requestsFor([line("1", `${CHIP}, in a blue tray`)])[0]?.items ?? [];
    expect(item?.recommended).toEqual({ eccn: "3A001", paragraph: "3A001.a.5.a.4" });
    expect(item?.description.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["is", "resolution", "sample-rate"]),
    );
    expect(item?.contenders[0]).toMatchObject({ paragraph: "3A001.a.5.a.4", status: "met" });
  });
  it("names at most six items a request", () => {
    const lines = Array.from({ length: MOST_ITEMS + 1 }, (_, n) => line(String(n + 1), CHIP));
    expect(requestsFor(lines).map(({ items }) => items.length)).toEqual([MOST_ITEMS, 1]);
  });
  it("names earlier CCATS of the very item, of no other, and no other kind of determination", () => {
    const register = [
      record("EX-1", ruled("CCATS", "G000001"), ruled("own", "ED-7")),
      record("EX-1B", ruled("CCATS", "G000002")),
    ];
    expect(requestsFor([line("1", CHIP)], register)[0]?.items[0]?.earlier).toEqual(["G000001"]);
  });
  it("leaves out lines that are given and articles of the Munitions List", () => {
    const given: TransactionLine = { id: "2", item: { eccn: "3A001", facts: [] } };
    expect(requestsFor([given, line("3", "Fully automatic assault rifle, caliber 5.56 mm")])).toEqual([]);
  });
});
