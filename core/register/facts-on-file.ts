import type { FactOnFile } from "./filed.ts";
import type { Fact } from "../item/fact.ts";

/** Facts that are true of one deal, not of the item: what becomes of it there is asked every time. */
const OF_THE_DEAL: ReadonlySet<string> = new Set(["embedded-in-civil-product"]);

/** Facts that stay with the item. One that was read with two values is not settled and is not kept. */
export function factsOnFile(facts: readonly Fact[]): readonly FactOnFile[] {
  const texts = Map.groupBy(facts, ({ name }) => name);
  return [...texts].flatMap(([name, readings]): readonly FactOnFile[] => {
    const values = new Map(readings.map(({ value }) => [JSON.stringify(value), value]));
    const [value] = values.values();
    // What a thing is may be said more and less widely at once: all of it stays.
    if (name === "is") return [...values.values()].map((kind) => ({ name, value: kind }));
    return value === undefined || values.size > 1 || OF_THE_DEAL.has(name) ? [] : [{ name, value }];
  });
}

/** What was read now, and what is on file for names of which nothing was read. The same list where nothing is added. */
export function withFactsOnFile(read: readonly Fact[], onFile: readonly FactOnFile[]): readonly Fact[] {
  const names = new Set(read.map(({ name }) => name));
  const more = onFile.filter(({ name }) => !names.has(name));
  return more.length === 0 ? read : [...read, ...more.map((fact): Fact => ({ ...fact, by: "register" }))];
}
