import { z } from "zod";
import {
  countriesSchema,
  countryChartSchema,
  countryGroupsSchema,
  embargoesSchema,
  overlaysSchema,
  scopesSchema,
} from "./destination-rules.ts";
import {
  act,
  choices,
  cite,
  code,
  id,
  kind,
  movement,
  paragraphs,
  part,
  policy,
  reachSchema,
  reasons,
  role,
  symbol,
  words,
} from "./rule-parts.ts";
import { eccnSchema } from "./schema.ts";

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
  "not-part-numbers": z.array(z.string().min(1)).min(1),
  "end-use": z.array(z.string().min(3)).min(1),
  roles: z.array(z.strictObject({ role, words: z.array(z.string().min(3)).min(1) })),
  "legal-forms": z.array(z.string().min(2)).min(1),
  units: z.array(z.string().min(2)).min(1),
  replies: z.strictObject({
    chatter: z.array(z.string().min(2)).min(1),
    status: z.array(z.string().min(4)).min(1),
    why: z.array(z.string().min(3)).min(1),
    "what-if": z.array(z.string().min(4)).min(1),
    "same-for": z.array(z.string().min(3)).min(1),
    "not-known": z.array(z.string().min(3)).min(1),
  }),
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
