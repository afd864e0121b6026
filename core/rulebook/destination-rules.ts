import { z } from "zod";
import {
  agency,
  cite,
  code,
  group,
  id,
  paragraphs,
  policy,
  reachSchema,
  reasons,
  symbol,
  words,
  part,
} from "./rule-parts.ts";
import { basisSchema, dateSchema, eccnSchema } from "./schema.ts";

export const countriesSchema = z.strictObject({
  ...part,
  destinations: z.array(
    z.strictObject({
      code,
      /** ISO 3166-1 alpha-3. */
      iso3: z.string().regex(/^[A-Z]{3}$/),
      name: words,
      /** Whose row of the chart and whose groups apply; left out: its own. `none`: no provision says. */
      row: z.union([code, z.literal("none")]).optional(),
      /** The provision that names the row; without it a person confirms (15 CFR 738.3(b)). */
      named: cite.optional(),
      also: z.array(words).optional(),
    }),
  ),
  regions: z.array(z.strictObject({ code, of: code, name: words, also: z.array(words) })),
  ambiguous: z.array(z.strictObject({ text: words, choices: z.array(code).min(2), why: words.optional() })),
  places: z.array(z.strictObject({ of: code, names: z.array(words) })),
});

export const CHART_COLUMNS = [
  ...([
    "CB1",
    "CB2",
    "CB3",
    "NP1",
    "NP2",
    "NS1",
    "NS2",
    "MT1",
    "RS1",
    "RS2",
    "FC1",
    "CC1",
    "CC2",
    "CC3",
    "AT1",
    "AT2",
  ] as const),
];
const column = z.enum(CHART_COLUMNS);
export const countryChartSchema = z.strictObject({
  ...part,
  basis: basisSchema,
  columns: z.array(column).length(16),
  rows: z.array(
    z.strictObject({
      of: code,
      marks: z.array(column),
      notes: z.array(z.number().int()).optional(),
      embargoed: z.literal(true).optional(),
    }),
  ),
  /** What each footnote said when its reading was written (us-ear/scopes), as a hash and never as words. */
  "note-prints": z.record(z.string().regex(/^\d+$/), z.string().regex(/^[0-9a-f]{12}$/)).optional(),
  /** Of imported text: footnotes that are new or read otherwise than when ours were written; a person reads them. */
  "notes-changed": z.array(z.number().int()).optional(),
});

export const countryGroupsSchema = z.strictObject({
  ...part,
  basis: basisSchema,
  groups: z.array(z.strictObject({ group, title: words, members: z.array(code).min(1) })),
});

const barrierSchema = z.strictObject({
  outcome: z.enum(["prohibited", "licence-required", "review"]),
  agency,
  policy,
  cite: cite.optional(),
});
export const embargoesSchema = z.strictObject({
  ...part,
  regimes: z.array(
    z.strictObject({
      id,
      destinations: z.array(code).min(1),
      cite,
      ccl: barrierSchema,
      ear99: barrierSchema.optional(),
      /** Only items controlled for one of these reasons (Iraq). */
      "for-reasons": reasons.optional(),
      /** Another review policy for some reasons. */
      reasons: z.array(z.strictObject({ reasons, policy, cite })).optional(),
      /** EAR99 goods that the section or an exception leaves open: a person decides. */
      goods: z.array(z.strictObject({ goods: z.string(), cite, policy })).optional(),
      exceptions: z.array(z.strictObject({ symbol, cite })),
      deemed: z.strictObject({ excluded: z.literal(true), cite }).optional(),
      unsettled: z.strictObject({ from: dateSchema, cite, why: words }).optional(),
      talk: z.enum(["yes", "no", "ask"]),
    }),
  ),
});
export type EmbargoRegime = z.infer<typeof embargoesSchema>["regimes"][number];

export const scopesSchema = z.strictObject({
  ...part,
  reasons: z.array(z.strictObject({ reason: z.string(), cite, reach: reachSchema })),
  scopes: z.array(
    z.strictObject({
      id,
      paragraphs,
      less: paragraphs.optional(),
      reason: z.string(),
      reach: reachSchema,
      cite,
      exceptions: z.union([z.literal("none"), z.literal("listed"), z.array(symbol)]),
      status: z.enum(["required", "review"]),
      overlay: id.optional(),
    }),
  ),
  headquarters: z.strictObject({ cite, reach: reachSchema, paragraphs }),
  families: z.array(z.strictObject({ eccn: eccnSchema, under: z.string().optional(), paragraphs })),
  "invoice-eccn": z.strictObject({ paragraphs, series: z.literal(true), cite }),
});
export type WrittenScope = z.infer<typeof scopesSchema>["scopes"][number];

export const overlaysSchema = z.strictObject({
  ...part,
  overlays: z.array(
    z.strictObject({
      id,
      title: words,
      cite,
      values: z
        .array(
          z.strictObject({
            from: dateSchema,
            state: z.enum(["on", "off"]),
            source: words,
            /** `assumed`: the state on that date is not known from our data; the stricter reading stands. */
            status: z.literal("assumed").optional(),
          }),
        )
        .min(1),
      adds: z.strictObject({ to: z.array(group), countries: z.array(code) }).optional(),
      otherwise: reachSchema.optional(),
      /** What the difference reaches goes to a person: the later words are not held. */
      reviews: z.literal(true).optional(),
      printed: z.literal(true).optional(),
    }),
  ),
});
export type Overlay = z.infer<typeof overlaysSchema>["overlays"][number];
