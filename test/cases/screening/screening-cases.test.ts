import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { toLawDate } from "../../../core/dates.ts";
import { buildIndex } from "../../../core/screening/build-index.ts";
import { screen } from "../../../core/screening/screen.ts";
import type { ScreenInput } from "../../../core/screening/screening.ts";
import { starterEdition } from "../../../rules/starter-lists/read-starter-list.ts";
import { rules, tongue } from "../../core/screening/factories.ts";

type Case = {
  readonly name: string;
  readonly as_of: string;
  readonly input: ScreenInput;
  readonly expect: {
    readonly disposition: string;
    readonly hits: readonly {
      readonly list: string;
      readonly effect: string;
      readonly how?: string;
      readonly counted?: boolean;
    }[];
    readonly not_checked?: readonly string[];
    readonly ownership?: string;
  };
  readonly reference: string;
};

const folder = new URL(".", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name): readonly Case[] => parse(readFileSync(new URL(name, folder), "utf8")));
const index = buildIndex([starterEdition()], tongue, rules);

describe("screening cases on the demonstration list, in training", () => {
  it.each(cases)("$name", ({ as_of, input, expect: expected, reference }) => {
    const screening = screen(input, index, toLawDate(as_of), { training: true });
    expect(reference).not.toBe("");
    expect(screening.disposition).toBe(expected.disposition);
    const hits = screening.hits.map((hit, i) => ({
      list: hit.list,
      effect: hit.effect,
      ...(expected.hits[i]?.how ? { how: hit.because.find((one) => one.code === "name-matches")?.params["how"] } : {}),
      ...(expected.hits[i]?.counted === undefined ? {} : { counted: hit.counted }),
    }));
    expect(hits).toEqual(expected.hits);
    if (expected.not_checked) expect(screening.notChecked.map((point) => point.what)).toEqual(expected.not_checked);
    if (expected.ownership) expect(screening.ownership.status).toBe(expected.ownership);
  });
});
