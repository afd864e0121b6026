import { z } from "zod";
import { checkedSchema, dateSchema, sourceSchema } from "./schema.ts";

export const words = z.string().min(1).max(400);
export const cite = z.string().min(3).max(200);
export const id = z.string().regex(/^[a-zA-Z0-9-]+$/);
/** ISO 3166-1, or a region with rules of its own: `UA-CRIMEA`. */
export const code = z.string().regex(/^[A-Z]{2}(-[A-Z]+)?$/);
export const group = z.string().regex(/^[ABDE](:\d)?$/);
/** `5A992.z.2`: the paragraph and everything under it; a bare code is the whole entry. */
export const paragraphs = z.array(z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/)).min(1);
export const reasons = z.array(z.string().regex(/^[A-Z]{2}$/)).min(1);
export const symbol = z.string().regex(/^[A-Z]{3}(\/[A-Z]{3})?$/);
export const policy = z.enum(["approval", "case-by-case", "presumption-of-denial", "denial"]);
export const agency = z.enum(["BIS", "DDTC", "OFAC", "NRC", "DOE"]);
export const kind = z.enum(["commodity", "software", "source-code", "technology", "service"]);
export const act = z.enum(["quote", "share-data", "demo", "sample", "ship", "hand-carry", "remote-access", "service"]);
export const movement = z.enum([
  "export",
  "reexport",
  "transfer",
  "deemed-export",
  "deemed-reexport",
  "temporary-export",
  "return",
]);
export const role = z.enum([
  "purchaser",
  "intermediate-consignee",
  "ultimate-consignee",
  "end-user",
  "forwarder",
  "carrier",
  "bank",
  "broker",
  "employee",
]);
export const choices = z.array(z.strictObject({ value: z.string().min(1), label: words }));
/** What every dated file says of itself. */
export const part = {
  id: z.string().min(1),
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
};

/**
 * A set of destinations. `countries` belong to it whatever `less` says (the UAE is in A:5 and still named beside the D
 * groups); `notes` = the chart row carries one of these footnotes; `except` takes out by code.
 */
export const reachSchema = z.strictObject({
  worldwide: z.literal(true).optional(),
  groups: z.array(group).optional(),
  less: z.array(group).optional(),
  countries: z.array(code).optional(),
  except: z.array(code).optional(),
  notes: z.array(z.number().int()).optional(),
});
export type Reach = z.infer<typeof reachSchema>;
