import { describe, expect, it, onTestFinished } from "vitest";
import { ACME, counted, newCase, noted, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

const start = async (): Promise<TestDesk> => {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  return desk;
};

/** A case with these words; `openedAt` of the toy projection is its number. */
async function openCase(desk: TestDesk, of: { tenant?: typeof ACME; number: number; words?: string; party?: string }) {
  const { tenant = ACME, number, words = "", party = "" } = of;
  const { id, stream } = newCase();
  const requestKey = `r-${number}`;
  const events = [opened({ number, party, requestKey, requester: number % 2 === 0 ? "even" : "odd" }), noted(words)];
  await desk.stores.for(tenant).ledger.commit([{ stream, expected: 0, events }], []);
  return { id, stream };
}

describe("the list of cases", () => {
  it("is newest first, and each filter is exact and its tenant's own", async () => {
    const desk = await start();
    const one = await openCase(desk, { number: 1, words: "AD-7 converter", party: "acme example gmbh" });
    await openCase(desk, { number: 2, words: "butterfly valve" });
    await openCase(desk, { number: 3, words: "AD-9 converter", party: "acme example gmbh" });
    await openCase(desk, { tenant: OTHER, number: 3, words: "AD-7 converter", party: "acme example gmbh" });
    await desk.stores.for(ACME).ledger.commit([{ stream: one.stream, expected: 2, events: [counted(11)] }], []);
    const { cases } = desk.stores.for(ACME);
    const numbers = async (filter: Parameters<typeof cases.list>[0]) =>
      (await cases.list(filter)).map((row) => row.number);
    expect(await numbers({})).toEqual([3, 2, 1]);
    expect(await numbers({ limit: 2 })).toEqual([3, 2]);
    expect(await numbers({ state: "done" })).toEqual([1]);
    expect(await numbers({ requester: "even" })).toEqual([2]);
    expect(await numbers({ party: "acme example gmbh" })).toEqual([3, 1]);
    expect(await numbers({ party: "acme" })).toEqual([]);
    expect(await numbers({ country: "DE", state: "open" })).toEqual([3]);
    expect(await numbers({ ref: "PO-2" })).toEqual([2]);
    expect(await numbers({ from: 2 })).toEqual([3, 2]);
    expect(await numbers({ to: 2 })).toEqual([2, 1]);
    expect(await numbers({ from: 2, to: 2 })).toEqual([2]);
    expect(await numbers({ words: "converter" })).toEqual([3, 1]);
    expect(await numbers({ words: "ad-7 converter" })).toEqual([1]);
  });

  it.each([
    "analog-to-digital",
    'a "quoted" word',
    "NOT",
    "OR",
    "words:x",
    "tenant",
    "NEAR(a b)",
    "*",
    "^a",
    "a*",
    "(",
    '"',
    "",
    "  ",
    "'; drop table",
  ])("takes the words %j as words, whatever FTS5 makes of them", async (words) => {
    const desk = await start();
    await openCase(desk, { number: 1, words });
    await openCase(desk, { number: 2, words: "something else" });
    const found = await desk.stores.for(ACME).cases.list({ words });
    const isSearchable = /[\p{L}\p{N}]/u.test(words);
    expect(found.map((row) => row.number)).toEqual(isSearchable ? [1] : []);
  });

  it("finds words with and without accents, in any script, and forgets old words", async () => {
    const desk = await start();
    const { stream } = await openCase(desk, { number: 1, words: "Überspannungsschutz 東京 датчик" });
    const { cases, ledger } = desk.stores.for(ACME);
    for (const words of ["überspannungsschutz", "Uberspannungsschutz", "東京", "Датчик"])
      expect(await cases.list({ words })).toHaveLength(1);
    await ledger.commit([{ stream, expected: 2, events: [opened({ number: 1, requestKey: "r-1" })] }], []);
    expect(await cases.list({ words: "датчик" })).toEqual([]);
  });

  it("does not let one tenant's name find another's words", async () => {
    const desk = await start();
    await openCase(desk, { tenant: OTHER, number: 1, words: "acme example secret" });
    expect(await desk.stores.for(ACME).cases.list({ words: "secret" })).toEqual([]);
    expect(await desk.stores.for(ACME).cases.list({ words: "acme" })).toEqual([]);
    expect(await desk.stores.for(OTHER).cases.list({ words: "acme" })).toHaveLength(1);
  });

  it("names a case by id, number and request key", async () => {
    const desk = await start();
    const { id } = await openCase(desk, { number: 7 });
    await openCase(desk, { tenant: OTHER, number: 7 });
    const { cases } = desk.stores.for(ACME);
    expect((await cases.byId(id))?.number).toBe(7);
    expect((await cases.byNumber(7))?.caseId).toBe(id);
    expect((await cases.byRequestKey("r-7"))?.caseId).toBe(id);
    expect(await cases.byNumber(8)).toBeNull();
    expect(await cases.byRequestKey("r-8")).toBeNull();
  });

  it("hands out each number once per tenant, also to many at once", async () => {
    const desk = await start();
    const taken = await Promise.all(Array.from({ length: 20 }, () => desk.stores.for(ACME).cases.takeNumber()));
    expect(new Set(taken).size).toBe(20);
    expect(Math.min(...taken)).toBe(1001);
    expect(await desk.stores.for(OTHER).cases.takeNumber()).toBe(1001);
    await expect(desk.stores.for("nobody" as never).cases.takeNumber()).rejects.toMatchObject({ code: "not-found" });
  });
});
