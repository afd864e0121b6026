import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { classifyRead } from "../../core/classification/classify.ts";
import type { Classification, ItemInput } from "../../core/classification/classification.ts";
import { CLOSING } from "../../core/classification/closing-question.ts";
import { toLawDate } from "../../core/dates.ts";
import type { LawDate } from "../../core/dates.ts";
import type { Fact } from "../../core/item/fact.ts";
import { readItem } from "../../core/item/read-item.ts";
import type { ReadItem } from "../../core/item/read-item.ts";
import { isSeries } from "../../core/rulebook/series.ts";
import { severity } from "../labelled/score.ts";
import { openHalf } from "../labelled/set.ts";
import type { LabelledItem } from "../labelled/set.ts";
import { rulebook } from "../rulebook.ts";

/** Cuts after which the text is of another thing, or says something else: each with its reason. */
const OTHER = parse(readFileSync(new URL("../cases/silence.yaml", import.meta.url), "utf8")) as readonly {
  readonly item: string;
  readonly cut: string;
  readonly because: string;
}[];

const words = rulebook.vocabulary;
const kindOf = (facts: readonly Fact[]): string =>
  JSON.stringify(facts.filter(({ name }) => name === "is").map(({ value }) => value));
const strictness = ({ eccn, jurisdiction }: Classification): number => severity({ eccn: eccn ?? "", jurisdiction });

/** Every stretch of the description that a fact other than its kind was read from. */
function cutsOf(description: string, facts: readonly Fact[]): readonly (readonly [number, number])[] {
  const spans = facts.flatMap(({ name, span }) =>
    span && name !== "is" && span.source === "description" && description.slice(span.from, span.to) === span.quote
      ? [[`${span.from}-${span.to}`, [span.from, span.to] as const] as const]
      : [],
  );
  return [...new Map(spans).values()];
}

/** The cuts after which the same thing is classified as something looser: nobody was asked for what is not said. */
function looserBySilence({ as_of, item }: LabelledItem): readonly string[] {
  const { description } = item;
  if (description === undefined) return [];
  const asOf = toLawDate(as_of);
  const whole = readItem(item, words);
  const before = classifyRead(whole, rulebook, asOf, description);
  if (before.outcome !== "classified" || strictness(before) === 0) return [];
  return cutsOf(description, whole.facts).flatMap(([from, to]) => {
    const text = `${description.slice(0, from)} ${description.slice(to)}`;
    const read = readItem({ ...item, description: text }, words);
    const names = new Set(read.facts.map(({ name }) => name));
    const isLess = whole.facts.some(({ name }) => !names.has(name));
    if (!isLess || kindOf(read.facts) !== kindOf(whole.facts)) return [];
    const answers = answersOf({ ...item, description: text }, { read, asOf, closes: isOrdinary(whole, before) });
    return answers.some((after) => after.outcome === "classified" && strictness(after) < strictness(before))
      ? [description.slice(from, to)]
      : [];
  });
}

/** What the desk says of the text and, where it asks, what it says when a person calls it an ordinary commercial product. */
function answersOf(
  input: ItemInput,
  { read, asOf, closes }: { readonly read: ReadItem; readonly asOf: LawDate; readonly closes: boolean },
): readonly Classification[] {
  const first = classifyRead(read, rulebook, asOf, input.description);
  if (first.outcome !== "needs-facts" || !closes) return [first];
  const facts = [...(input.facts ?? []), { name: CLOSING, value: true }];
  return [first, classifyRead(readItem({ ...input, facts }, words), rulebook, asOf, input.description)];
}

/** Nobody could truthfully call what is made for a military or space purpose an ordinary commercial product. */
const isOrdinary = ({ facts }: ReadItem, { eccn, jurisdiction }: Classification): boolean =>
  jurisdiction === "EAR" &&
  !isSeries(eccn ?? "") &&
  !facts.some(({ name, value }) => name === CLOSING && value === false);

describe("no fact that is left out makes the answer looser", () => {
  it.each(openHalf("tuned"))("category $category", ({ items }) => {
    const looser = items.flatMap((item) => looserBySilence(item).map((cut) => ({ item: item.name, cut })));
    const here = new Set(items.map(({ name }) => name));
    const known = OTHER.filter(({ item }) => here.has(item)).map(({ item, cut }) => ({ item, cut }));
    expect(looser.toSorted(byName)).toEqual(known.toSorted(byName));
  });
});

const byName = (a: { item: string; cut: string }, b: { item: string; cut: string }): number =>
  `${a.item} ${a.cut}` < `${b.item} ${b.cut}` ? -1 : 1;
