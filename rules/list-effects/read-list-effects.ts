import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { ListRules } from "../../core/screening/list-edition.ts";

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const ascending = (values: readonly { readonly from: string }[]): boolean =>
  values.every((value, i) => i === 0 || (values[i - 1]?.from ?? "") < value.from);

const effect = z.strictObject({
  from: date,
  effect: z.enum([
    "block",
    "licence",
    "statement",
    "itar-bar",
    "sanction-terms",
    "import-or-procurement",
    "foreign-list",
  ]),
  cite: z.string().min(1),
  basis: z.enum(["text", "summary"]),
});
const list = z.strictObject({
  list: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  publisher: z.string().min(1),
  required: z.boolean(),
  minimum: z.int().min(1),
  ages: z.boolean(),
  ownership: z.enum(["ofac", "bis"]).nullable().default(null),
  closed: date.nullable().default(null),
  effects: z.array(effect).min(1).refine(ascending, "dates ascend"),
});
const lists = z.strictObject({ lists: z.array(list).min(1) });
const affiliates = z.strictObject({
  affiliates: z
    .array(
      z.strictObject({
        from: date,
        state: z.enum(["in-force", "stayed"]),
        cite: z.string().min(1),
        assumed: z.boolean(),
      }),
    )
    .min(1)
    .refine(ascending, "dates ascend"),
});

const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** The tables of rules/list-effects, checked. Throws a zod error that names the path of a bad value. */
export const readListEffects = (): ListRules => ({
  ...lists.parse(read("lists.yaml")),
  ...affiliates.parse(read("affiliates.yaml")),
});
