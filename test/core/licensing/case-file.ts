import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { LicenceInput } from "../../../core/licensing/determination.ts";
import { toDecimal, toUnit } from "../../../core/quantity.ts";
import type { Money, Quantity } from "../../../core/quantity.ts";
import type { StatedFact } from "../../../core/item/fact.ts";

const expectSchema = z.strictObject({
  outcome: z.string().optional(),
  agency: z.string().optional(),
  policy: z.string().optional(),
  disposition: z.string().optional(),
  talk: z.string().optional(),
  ship: z.string().optional(),
  valid_until: z.string().optional(),
  exceptions: z.record(z.string(), z.string()).optional(),
  conditions: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  reasons: z.record(z.string(), z.string()).optional(),
  because: z.array(z.string()).optional(),
  flags: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  missing_not: z.array(z.string()).optional(),
  missing_none: z.literal(true).optional(),
  first: z.string().optional(),
  checked: z.array(z.string()).optional(),
  not_checked: z.array(z.string()).optional(),
  obligations: z.record(z.string(), z.string()).optional(),
  shipping: z.literal("none").optional(),
});
const caseSchema = z.strictObject({
  name: z.string(),
  as_of: z.string(),
  input: z.record(z.string(), z.unknown()),
  expect: expectSchema.optional(),
  refused: z.string().optional(),
  reference: z.string().optional(),
});
export type LicenceCase = z.infer<typeof caseSchema>;

const FOLDER = new URL("../../cases/licensing/", import.meta.url).pathname;

export const readCases = (kind: string): readonly LicenceCase[] =>
  readdirSync(`${FOLDER}${kind}`)
    .filter((file) => file.endsWith(".yaml"))
    .toSorted()
    .flatMap((file) => z.array(caseSchema).parse(parse(readFileSync(`${FOLDER}${kind}/${file}`, "utf8"))));

export const money = (text: string): Money => {
  const [amount = "", currency = ""] = text.split(" ");
  return { amount: toDecimal(amount), currency };
};
const quantity = (text: string): Quantity => {
  const [value = "", unit = ""] = text.split(" ");
  return { value: toDecimal(value), unit: toUnit(unit) };
};

export const facts = (given: Readonly<Record<string, unknown>>): readonly StatedFact[] =>
  Object.entries(given).map(([name, value]) => ({
    name,
    value:
      typeof value === "string" && /^-?\d+(\.\d+)? \S+$/.test(value) ? quantity(value) : (value as StatedFact["value"]),
  }));

/** The case's short forms (`value: 5000 USD`) as the input of the product. */
export function toInput(given: LicenceCase["input"]): LicenceInput {
  const { facts: stated, value, unit_value: unitValue, quantity: count, statement, ...rest } = given;
  return {
    ...(rest as unknown as LicenceInput),
    facts: facts((stated ?? {}) as Record<string, unknown>),
    ...(typeof value === "string" ? { value: money(value) } : {}),
    ...(typeof unitValue === "string" ? { unitValue: money(unitValue) } : {}),
    ...(typeof count === "string" ? { quantity: quantity(count) } : {}),
    ...(typeof statement === "string" ? { endUseStatement: statement } : {}),
  };
}
