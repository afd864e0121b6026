import { z } from "zod";
import { conditionSchema } from "./condition-schema.ts";
import { basisSchema, checkedSchema, dateSchema, eccnSchema, sourceSchema } from "./schema.ts";

const name = z.string().regex(/^[a-z][a-z0-9-]*$/);
const words = z.string().min(1).max(400);

/** Kinds of things, as a tree, with the trade words that name each. The first fact of an item is its kind. */
export const lexiconSchema = z.strictObject({
  classes: z.array(
    z.strictObject({
      name,
      title: words,
      "is-a": name.optional(),
      /** Trade words, lower case; the longest that fits is taken. */
      words: z.array(z.string().min(2)).optional(),
      /** Names of two halves, each first half before each last one: "conductor etch" + "module". */
      joined: z
        .array(z.strictObject({ first: z.array(z.string().min(2)).min(1), last: z.array(z.string().min(2)).min(1) }))
        .optional(),
      /** Headings such a thing may fall under, nearest first; they hold for narrower kinds too. Names, never results. */
      near: z.array(eccnSchema).optional(),
    }),
  ),
  /** "ADC" + "board" is an acquisition board: a head word with a class before it. */
  compounds: z.array(z.strictObject({ head: name, of: z.array(name).min(1), is: name })).optional(),
  /** Words right behind a thing that make another thing of it: "router bag", "drone propeller". */
  heads: z.array(z.strictObject({ is: name, words: z.array(z.string().min(2)).min(1) })).optional(),
  /** Bare words that name a part only by what it is for: "barrel for a bolt-action rifle", "magazine for a pistol". */
  serves: z
    .array(z.strictObject({ is: name, of: z.array(name).min(1), words: z.array(z.string().min(2)).min(1) }))
    .optional(),
  /** Words that may stand behind a thing without making another thing of it: "gyroscope bias stability". */
  follows: z.array(z.string().min(1)).optional(),
});

/** Every heading of the list in one edition: codes are facts. `pointers` are entries that only send elsewhere. */
export const headingsSchema = z.strictObject({
  id: z.string().min(1),
  from: dateSchema,
  source: sourceSchema,
  basis: basisSchema,
  checked: checkedSchema,
  count: z.number().int().positive(),
  headings: z.array(
    z.strictObject({
      category: z.string().regex(/^\d$/),
      group: z.enum(["A", "B", "C", "D", "E"]),
      codes: z.array(eccnSchema).min(1),
    }),
  ),
  /** Authority by code; `elsewhere` = holds nothing itself and names other entries. Never a result. */
  pointers: z.record(eccnSchema, z.enum(["ITAR", "NRC", "DOE", "elsewhere"])),
});

/**
 * Closes headings in two ways only: the thing is of a class that the heading's own words exclude, or a property
 * the heading requires is stated absent. `closes` holds codes or `3C*` (category and group).
 */
export const gateSchema = z.strictObject({
  id: z.string().min(1),
  title: words,
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
  why: z.enum(["excluded-class", "property-absent"]),
  closes: z.array(z.string().regex(/^(\d[A-E]\d{3}|\d[A-E]\*|\*[A-E]\*)$/)).min(1),
  except: z.array(eccnSchema).optional(),
  when: conditionSchema,
});

/**
 * What headings without tests are about, as kinds of things. A heading is closed for an item whose kind is known and is
 * none of them, nor a wider one; `closed-when` closes it too where it takes only things made for a purpose.
 */
export const subjectsSchema = z.strictObject({
  id: z.string().min(1),
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
  rows: z.array(
    z.strictObject({
      what: words,
      headings: z.array(eccnSchema).min(1),
      about: z.array(name).min(1),
      "closed-when": conditionSchema.optional(),
    }),
  ),
});

/** `(c)(2)`, `(b)(3)(ii)(A)`. */
const usmlPath = z.string().regex(/^(\([A-Za-z0-9]+\))+$/);

/** One paragraph of a category. */
const usmlParagraphSchema = z.strictObject({
  path: usmlPath,
  title: words,
  /** The asterisk of the list: significant military equipment (22 CFR 120.36). */
  significant: z.boolean().optional(),
  /** Marked (MT): in the annex of the missile technology regime, as far as the paragraph says. */
  "missile-technology": z.boolean().optional(),
  test: conditionSchema.optional(),
  /** The test is necessary, not sufficient: a person reads the paragraph. */
  modelled: z.literal("partial").optional(),
  /** The items under it are the names of the category's name table (us-itar/names), one paragraph a name. */
  named: z.literal(true).optional(),
});

/**
 * A category of the Munitions List in one edition and the words and properties that make a person look at it. A later
 * edition is another file with a later `from`.
 */
export const usmlSchema = z.strictObject({
  id: z.string().min(1),
  code: z.string().regex(/^USML [IVX]+$/),
  title: words,
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
  /** The paragraph on technical data and services about the articles of the category. */
  "technical-data": usmlPath.optional(),
  looks: z.array(conditionSchema).optional(),
  /** Facts that settle such a thing before a person looks: what a satellite senses says which list has it. */
  "asks-first": z
    .array(z.strictObject({ fact: name, when: conditionSchema }))
    .min(1)
    .optional(),
  /** Paragraphs in the order of the list. A title stands alone where only a person can read the paragraph. */
  paragraphs: z.array(usmlParagraphSchema).optional(),
});
export type UsmlCategory = z.infer<typeof usmlSchema>;

/**
 * What another agency alone licenses (15 CFR 734.3(b)(1)): items of its own list in our order. It goes before every list
 * (15 CFR 774 Supp. 4 (a)). A later edition is another file with a later `from`.
 */
export const otherAgencySchema = z.strictObject({
  id: z.string().min(1),
  agency: z.enum(["NRC", "DOE"]),
  title: words,
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
  items: z.array(z.strictObject({ cite: z.string().min(1), title: words, test: conditionSchema })).min(1),
});
export type OtherAgency = z.infer<typeof otherAgencySchema>;

/** What is not modelled: asking about it yields `not-covered`, never silence. */
export const coverageSchema = z.strictObject({
  gaps: z.array(z.strictObject({ part: z.string().min(1), what: words, since: dateSchema })),
});
