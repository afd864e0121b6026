import { beforeAll, describe, expect, it } from "vitest";
import type { ScreeningIndex } from "../../../core/screening/build-index.ts";
import type { ListEntry } from "../../../core/screening/list-edition.ts";
import { readEntry, readInput } from "../../../core/screening/read-party.ts";
import { scoreParties } from "../../../core/screening/score.ts";
import { screen } from "../../../core/screening/screen.ts";
import { normaliseName } from "../../../core/screening/normalise-name.ts";
import { toLawDate } from "../../../core/dates.ts";
import { DAMAGES, ordinaryCompany, seeded } from "./damage.ts";
import { DATA, openRealLists, tongue } from "./real-lists.ts";

const THRESHOLD = 0.8;
/** Least recall per kind of damage; what a dropped or twice mistyped word leaves is often not enough for anyone. */
const LEAST: Readonly<Record<string, number>> = {
  exact: 1,
  "lower case": 1,
  order: 0.97,
  "one typo": 0.97,
  "two typos": 0.82,
  transliteration: 0.88,
  glued: 0.97,
  split: 0.97,
  "a word dropped": 0.75,
  "initial for the given name": 0.94,
};

describe.skipIf(!DATA)("screening against the real lists (not run: no reference data without DESK_TEST_DATA)", () => {
  let index: ScreeningIndex;
  let entries: readonly ListEntry[];
  beforeAll(async () => {
    const opened = await openRealLists();
    index = opened.index;
    entries = index.editions.flatMap((edition) => edition.entries).filter((entry) => entry.type !== "address");
    console.log(`index of ${entries.length} entries built in ${Math.round(opened.buildMs)} ms`);
  }, 120_000);
  const find = (name: string) => index.find(readInput({ name }, tongue), THRESHOLD);
  const sampleOf = (count: number, chance: () => number): readonly ListEntry[] =>
    Array.from({ length: count }, () => entries[Math.floor(chance() * entries.length)]!);

  it.each(Object.keys(DAMAGES))("finds listed names damaged by: %s", (kind) => {
    const chance = seeded(11);
    const damaged = sampleOf(400, chance).flatMap((entry) => {
      const name = DAMAGES[kind]?.(entry.name, chance);
      return name ? [{ entry, name }] : [];
    });
    const results = damaged.map(({ entry, name }) => {
      const hits = find(name);
      const own = hits.find((hit) => hit.entry === entry);
      return { found: own !== undefined, first: own !== undefined && own.scored.score >= (hits[0]?.scored.score ?? 0) };
    });
    const recall = results.filter(({ found }) => found).length / results.length;
    const first = results.filter((result) => result.first).length / results.length;
    console.log(`${kind}: ${results.length} names, recall ${recall.toFixed(3)}, true entry first ${first.toFixed(3)}`);
    expect(recall).toBeGreaterThanOrEqual(LEAST[kind] ?? 1);
  });

  it("leaves ordinary company names alone", () => {
    const chance = seeded(5);
    const names = Array.from({ length: 1500 }, () => ordinaryCompany(chance));
    const hit = names.filter((name) => find(name).length > 0);
    console.log(`false positives: ${hit.length} of ${names.length}: ${hit.slice(0, 8).join("; ")}`);
    expect(hit.length / names.length).toBeLessThan(0.02);
  });

  it("misses nothing that comparing with every name would find (brute force on a sample)", () => {
    const chance = seeded(3);
    const views = entries.map((entry) => ({
      entry,
      view: readEntry(
        entry,
        [{ view: normaliseName(entry.name, tongue.romanise), strength: "strong" }],
        tongue.romanise,
      ),
    }));
    let [all, missed] = [0, 0];
    for (const entry of sampleOf(40, chance)) {
      const name = DAMAGES["one typo"]?.(entry.name, chance) ?? entry.name;
      const query = readInput({ name }, tongue);
      const found = new Set(index.find(query, THRESHOLD).map((hit) => hit.entry));
      const brute = views.filter(({ view }) => (scoreParties(query, view)?.score ?? 0) >= 0.85);
      all += brute.length;
      missed += brute.filter((one) => !found.has(one.entry)).length;
    }
    console.log(`brute force found ${all} at 0.85, the index missed ${missed} of them`);
    expect(all).toBeGreaterThan(20);
    expect(missed / all).toBeLessThan(0.03);
  }, 120_000);

  it("finds names in Arabic and Cyrillic letters", () => {
    const scripts = entries.flatMap((entry) =>
      entry.aliases
        .filter(({ name }) => /\p{Script=Arabic}|\p{Script=Cyrillic}/u.test(name))
        .map(({ name }) => ({ entry, name })),
    );
    const sample = scripts.filter((_, i) => i % 5 === 0);
    const found = sample.filter(({ entry, name }) => find(name).some((hit) => hit.entry === entry));
    console.log(`scripts: ${found.length} of ${sample.length}`);
    expect(sample.length).toBeGreaterThan(50);
    expect(found.length / sample.length).toBeGreaterThan(0.99);
  });
  it("finds by Latin name what is asked in Arabic letters, for a good part", () => {
    const sample = entries
      .filter((entry) => entry.list === "un" && entry.type === "person")
      .flatMap((entry) =>
        entry.aliases.filter(({ name }) => /\p{Script=Arabic}/u.test(name)).map(({ name }) => ({ entry, name })),
      )
      .filter((_, i) => i % 4 === 0);
    const found = sample.filter(({ entry, name }) => {
      const latin = [{ name: entry.name, strength: "strong" as const }, ...entry.aliases].filter((alias) =>
        /^[\p{Script=Latin}\P{L}]+$/u.test(alias.name),
      );
      const view = readEntry(
        entry,
        latin.map((alias) => ({ view: normaliseName(alias.name, tongue.romanise), strength: alias.strength })),
        tongue.romanise,
      );
      return (scoreParties(readInput({ name, type: "person" }, tongue), view)?.score ?? 0) >= THRESHOLD;
    });
    console.log(`Arabic against Latin only: ${found.length} of ${sample.length}`);
    expect(found.length / sample.length).toBeGreaterThan(0.5);
  });
  it("shows every list that names a party, with footnotes and the entry's words", () => {
    const screening = screen(
      { name: "Semiconductor Manufacturing International Corporation" },
      index,
      toLawDate("2026-08-05"),
    );
    expect(new Set(screening.hits.map((hit) => hit.list))).toEqual(
      new Set(["entity-list", "ns-cmic", "section-1260h"]),
    );
    expect(screening.hits.find((hit) => hit.list === "entity-list")?.footnotes).toEqual(["5"]);
    expect(screening.disposition).toBe("hold");
  });
  it("finds an address-only entry at its address", () => {
    const screening = screen(
      { name: "Exampleton Ltd", address: "Unit D, 16/F, One Capital Place, 18 Luard Road, Wan Chai, Hong Kong" },
      index,
      toLawDate("2026-08-05"),
    );
    expect(screening.hits.map((hit) => hit.name)).toEqual(["Address 01"]);
  });
});
