import { z } from "zod";
import { cite, id, paragraphs, part, reachSchema, words } from "../rule-parts.ts";
import { dateSchema, eccnSchema } from "../schema.ts";

/** Parts whose dates make a set one of one date or of mixed dates, by the name that answers print. */
export const SET_PARTS = [
  "us-ear/licence-tables",
  "us-ear/country-chart",
  "us-ear/country-groups",
  "us-ear/embargoes",
  "us-itar/usml",
  "us-itar/126.1",
] as const;
export type SetPart = (typeof SET_PARTS)[number];
const setPart = z.enum(SET_PARTS);

const differenceSchema = z.strictObject({
  id,
  title: words,
  cite,
  /** The part that reads otherwise. */
  part: setPart,
  /** The part whose later edition makes it matter; left out: any of them. */
  beside: setPart.optional(),
  /** The last edition known without the change, and the first known with it. */
  unchanged: dateSchema,
  changed: dateSchema,
  /** The overlay that reads an older edition as the newer stands. */
  overlay: id,
  /** What a determination must touch for the difference to reach it; left out: every destination. */
  paragraphs,
  destinations: reachSchema.optional(),
});
export type KnownDifference = z.infer<typeof differenceSchema>;

/**
 * Which editions of a part were compared with which, what was found to differ in meaning, and the overlay for each
 * difference. Data, so that a reviewer can see why a set of mixed dates is read as it is.
 */
export const knownDifferencesSchema = z.strictObject({
  ...part,
  compared: z.array(
    z.strictObject({
      part: setPart,
      from: dateSchema,
      to: dateSchema,
      found: z.array(id),
      without: z.array(eccnSchema).optional(),
      source: words,
    }),
  ),
  differences: z.array(differenceSchema),
});
