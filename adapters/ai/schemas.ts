import { z } from "zod";

// Strict mode of the endpoints takes objects, arrays, enums, strings, numbers, booleans and null; nothing optional, no
// unions, no formats. What the values mean is checked in core/adjudication.

export const extractionSchema = z.strictObject({
  facts: z.array(
    z.strictObject({
      name: z.string(),
      value: z.string(),
      quote: z.string(),
      source: z.string(),
      page: z.number().nullable(),
    }),
  ),
});

export const opinionSchema = z.strictObject({
  choice: z.string().nullable(),
  findings: z.array(
    z.strictObject({
      candidate: z.string(),
      verdict: z.enum(["met", "not-met", "unknown"]),
      citations: z.array(z.string()),
    }),
  ),
});
