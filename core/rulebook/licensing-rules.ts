import { z } from "zod";
import { checkedSchema, dateSchema, eccnSchema, sourceSchema } from "./schema.ts";

const words = z.string().min(1).max(400);
const cite = z.string().min(3).max(200);
const id = z.string().regex(/^[a-zA-Z0-9-]+$/);
/** ISO 3166-1, or a region with rules of its own: `UA-CRIMEA`. */
const code = z.string().regex(/^[A-Z]{2}(-[A-Z]+)?$/);
const group = z.string().regex(/^[ABDE](:\d)?$/);
/** `5A992.z.2`: the paragraph and everything under it; a bare code is the whole entry. */
const paragraphs = z.array(z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/)).min(1);
const reasons = z.array(z.string().regex(/^[A-Z]{2}$/)).min(1);
const symbol = z.string().regex(/^[A-Z]{3}(\/[A-Z]{3})?$/);
const policy = z.enum(["approval", "case-by-case", "presumption-of-denial", "denial"]);
const agency = z.enum(["BIS", "DDTC", "OFAC", "NRC", "DOE"]);
const kind = z.enum(["commodity", "software", "source-code", "technology", "service"]);
const act = z.enum(["quote", "share-data", "demo", "sample", "ship", "hand-carry", "remote-access", "service"]);
const movement = z.enum([
  "export",
  "reexport",
  "transfer",
  "deemed-export",
  "deemed-reexport",
  "temporary-export",
  "return",
]);
const role = z.enum([
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
const choices = z.array(z.strictObject({ value: z.string().min(1), label: words }));
const part = {
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
const reachSchema = z.strictObject({
  worldwide: z.literal(true).optional(),
  groups: z.array(group).optional(),
  less: z.array(group).optional(),
  countries: z.array(code).optional(),
  except: z.array(code).optional(),
  notes: z.array(z.number().int()).optional(),
});
export type Reach = z.infer<typeof reachSchema>;

const countriesSchema = z.strictObject({
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
const countryChartSchema = z.strictObject({
  ...part,
  columns: z.array(column).length(16),
  rows: z.array(
    z.strictObject({
      of: code,
      marks: z.array(column),
      notes: z.array(z.number().int()).optional(),
      embargoed: z.literal(true).optional(),
    }),
  ),
});

const countryGroupsSchema = z.strictObject({
  ...part,
  groups: z.array(z.strictObject({ group, title: words, members: z.array(code).min(1) })),
});

const barrierSchema = z.strictObject({
  outcome: z.enum(["prohibited", "licence-required", "review"]),
  agency,
  policy,
  cite: cite.optional(),
});
const embargoesSchema = z.strictObject({
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

const scopesSchema = z.strictObject({
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

const overlaysSchema = z.strictObject({
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
      printed: z.literal(true).optional(),
    }),
  ),
});
export type Overlay = z.infer<typeof overlaysSchema>["overlays"][number];

const conditionSchema = z.strictObject({
  id,
  test: z.enum([
    "entry-grants",
    "entry-allows",
    "destination",
    "sta-destination",
    "value-limit",
    "reasons-only",
    "kind",
    "open",
  ]),
  reach: reachSchema.optional(),
  reasons: reasons.optional(),
  kinds: z.array(kind).optional(),
  text: words,
  cite,
});
const exceptionSchema = z.strictObject({
  symbol,
  title: words,
  cite,
  /** Named by the entry; its conditions are not held here. */
  listed: z.literal(true).optional(),
  when: z
    .strictObject({
      acts: z.array(act).optional(),
      movements: z.array(movement).optional(),
      kinds: z.array(kind).optional(),
    })
    .optional(),
  conditions: z.array(conditionSchema),
});
export type ExceptionRule = z.infer<typeof exceptionSchema>;
export type ExceptionCondition = z.infer<typeof conditionSchema>;
const barSchema = z.strictObject({
  id,
  cite,
  why: words,
  when: z.strictObject({
    reasons: reasons.optional(),
    paragraphs: paragraphs.optional(),
    series: z.literal(true).optional(),
    reach: reachSchema.optional(),
  }),
  leaves: z.array(symbol).optional(),
  only: z.array(symbol).optional(),
});
export type ExceptionBar = z.infer<typeof barSchema>;
const licenceExceptionsSchema = z.strictObject({
  ...part,
  exceptions: z.array(exceptionSchema).optional(),
  bars: z.array(barSchema).optional(),
});

const endUseSchema = z.strictObject({
  ...part,
  ask: z.strictObject({ fact: id, question: words, none: words, other: words }),
  uses: z.array(
    z.strictObject({
      id,
      cite,
      label: words,
      reach: reachSchema,
      items: z.union([z.literal("all"), z.strictObject({ entries: z.array(eccnSchema).min(1) })]),
      policy,
      /** Where the section does not reach, the use named outright still goes to a person. */
      elsewhere: z.literal("review").optional(),
      words: z.strictObject({ strong: z.array(z.string().min(3)), weak: z.array(z.string().min(3)) }),
    }),
  ),
});
export type RestrictedUse = z.infer<typeof endUseSchema>["uses"][number];

const generalProhibitionsSchema = z.strictObject({
  ...part,
  prohibitions: z.array(z.strictObject({ number: z.number().int().min(1).max(10), what: id, cite })),
  transit: z.array(code),
});

const itarCountriesSchema = z.strictObject({
  ...part,
  countries: z.array(
    z.strictObject({ of: code, paragraph: cite, scope: words.optional(), unsettled: words.optional() }),
  ),
  inform: z.strictObject({ cite, owner: words }),
});

const questionsSchema = z.strictObject({
  ...part,
  /** Facts of an item that a salesperson answers most easily: asked before the others that would do as well. */
  first: z.array(id),
  questions: z.array(
    z.strictObject({ fact: id, question: words, choices: choices.optional(), unit: z.string().optional() }),
  ),
});

const redFlagsSchema = z.strictObject({
  ...part,
  flags: z.array(z.strictObject({ id, number: z.number().int().nullable(), words: z.array(z.string().min(4)) })),
});
const boycottSchema = z.strictObject({
  ...part,
  phrases: z.array(z.strictObject({ id, words: z.array(z.string().min(3)).min(1) })),
  report: z.strictObject({ cite, owner: words }),
});
const requestWordsSchema = z.strictObject({
  id: z.string().min(1),
  acts: z.array(z.strictObject({ act, words: z.array(z.string().min(2)).min(1) })),
  verbs: z.array(z.string().min(3)).min(1),
  stops: z.array(z.string().min(2)).min(1),
  lead: z.array(z.string().min(1)).min(1),
  past: z.array(z.string().min(4)).min(1),
  "same-as-last": z.array(z.string().min(4)).min(1),
  "end-use": z.array(z.string().min(3)).min(1),
  roles: z.array(z.strictObject({ role, words: z.array(z.string().min(3)).min(1) })),
  "legal-forms": z.array(z.string().min(2)).min(1),
  units: z.array(z.string().min(2)).min(1),
});

/**
 * Schemas of the licensing part of the rulebook (chart, groups, exceptions, end use, overlays), by section key. Each
 * key needs a row in rules/sections.ts that says which files belong to it.
 */
export const licensingSchemas = {
  countries: countriesSchema,
  countryChart: countryChartSchema,
  countryGroups: countryGroupsSchema,
  embargoes: embargoesSchema,
  scopes: scopesSchema,
  overlays: overlaysSchema,
  licenceExceptions: licenceExceptionsSchema,
  endUse: endUseSchema,
  generalProhibitions: generalProhibitionsSchema,
  itarCountries: itarCountriesSchema,
  licensingQuestions: questionsSchema,
  redFlags: redFlagsSchema,
  boycott: boycottSchema,
  requestWords: requestWordsSchema,
} as const;
