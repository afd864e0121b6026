import { z } from "zod";
import type { Owner } from "../../core/licensing/determination.ts";
import { kind as itemKind, role } from "../../core/rulebook/rule-parts.ts";

export const id = z.union([z.string(), z.number()]);
export const words = z.string().max(200_000);
export const short = z.string().trim().min(1).max(2_000);
export const partyType = z.enum(["person", "organization", "vessel", "aircraft", "address"]);
export const stage = z.enum(["enquiry", "quote", "order", "shipment", "after-shipment"]);
export const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "a date is YYYY, YYYY-MM or YYYY-MM-DD");
export const lawDate = z.iso.date("a date is YYYY-MM-DD");
export const props = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const owner: z.ZodType<Owner> = z.lazy(() =>
  z.strictObject({
    name: short,
    share: z.number().min(0).max(100).exactOptional(),
    country: short.exactOptional(),
    owners: z.array(owner).exactOptional(),
  }),
);
export const party = z.strictObject({
  role,
  name: short,
  country: short.exactOptional(),
  address: words.exactOptional(),
  headquarters: short.exactOptional(),
  ultimateParent: short.exactOptional(),
  owners: z.array(owner).exactOptional(),
  ids: props.exactOptional(),
});

const number = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/, "a number in plain digits")]);
const figure = z.strictObject({ value: number, unit: z.string().min(1).max(24) });
const range = z.strictObject({ from: number.nullable(), to: number.nullable(), unit: z.string().min(1).max(24) });
export const facts = z.record(
  z.string(),
  z.union([z.number(), z.string().max(2_000), z.boolean(), z.null(), figure, range]),
);
export type FactsIn = z.infer<typeof facts>;

/** A number with `currency` beside it, or `{value, unit:"USD"}`. */
export const amount = z.union([number, figure]);
export type AmountIn = z.infer<typeof amount>;
export const currency = z.string().regex(/^[A-Z]{3}$/, "a currency is three capital letters (ISO 4217)");
/** `{value, unit}`, or words with a unit: `40 pcs`. */
export const quantity = z.union([figure, z.string().min(1).max(100), z.number()]);
export type QuantityIn = z.infer<typeof quantity>;
export const content = z.array(
  z.strictObject({ eccn: short, value: amount, currency: currency.exactOptional(), origin: short.exactOptional() }),
);
export type ContentIn = z.infer<typeof content>;
export const answers = z.record(z.string(), z.union([z.string(), z.boolean()]));

/** The keys of `classify` without `id`. */
export const itemKeys = {
  name: short.exactOptional(),
  manufacturer: short.exactOptional(),
  partNumber: short.exactOptional(),
  revision: short.exactOptional(),
  kind: itemKind.exactOptional(),
  description: words.exactOptional(),
  facts: facts.exactOptional(),
  files: z.array(short).max(50).exactOptional(),
};
