import { z } from "zod";

const name = z.string().regex(/^[a-z][a-z0-9-]*$/);
const words = z.string().min(1).max(400);
/** A number and its unit: `30 µm`. */
const figureText = z.string().regex(/^\d+(?:\.\d+)? \S+$/);

/** Rational factors of a base unit; `offset` is added after the factor (temperatures). */
export const unitsSchema = z.strictObject({
  dimensions: z.array(
    z.strictObject({
      name,
      base: z.string().min(1),
      units: z.array(
        z.strictObject({
          symbol: z.string().min(1).max(24),
          factor: z.string().regex(/^\d+(\/\d+)?$/),
          offset: z
            .string()
            .regex(/^-?\d+(\.\d+)?(\/\d+)?$/)
            .optional(),
          /** A level: ten to the tenth part of the figure, times the factor (dBm: 30 dBm is 1 W). */
          decibels: z.literal(true).optional(),
          /** Other spellings read in texts. Case counts: `mW` is not `MW`. */
          also: z.array(z.string().min(1)).optional(),
        }),
      ),
    }),
  ),
});

/**
 * One fact an entry may test: its type, its unit and the question a salesperson is asked. `implies` states what
 * follows from an answer (no encryption at all: no algorithm to name).
 */
export const factSchema = z
  .strictObject({
    name,
    type: z.enum(["class", "quantity", "choice", "flag", "name"]),
    title: words,
    question: words.optional(),
    dimension: name.optional(),
    unit: z.string().optional(),
    /** `words` of a choice are what it is called in texts; `lists` says where such a word is this fact. */
    choices: z
      .array(
        z.strictObject({ value: z.string().min(1), label: words, words: z.array(z.string().min(2)).min(1).optional() }),
      )
      .optional(),
    /** The first question of the 600 series or of 9x515: asked once for all their entries, behind what is nearer. */
    "opens-series": z.literal(true).optional(),
    /** That figure is asked for in the place of this; with `when`, only where the text names what it is a figure of. */
    "asked-as": z.strictObject({ when: name.optional(), fact: name }).optional(),
    /** Lower is easier for a salesperson to answer; breaks ties between questions. */
    effort: z.number().int().min(1).max(9).optional(),
    /** How a figure of this fact is found in a text. */
    reads: z
      .strictObject({
        /** A figure of this dimension is this fact even without a label. */
        alone: z.boolean().optional(),
        /** Labels in the same sentence or table row, lower case. */
        words: z.array(z.string().min(1)).optional(),
        /** A sentence with one of these is about something else. */
        not: z.array(z.string().min(1)).optional(),
        /** When one of these stands anywhere in the sources, only a labelled figure counts. */
        unless: z.array(z.string().min(1)).optional(),
        /** Of a range or a min/typ/max row: a rating is its highest figure, a lower temperature its lowest. */
        take: z.enum(["highest", "lowest"]).optional(),
        /** What a thing is capable of: of all figures said of it, whatever the condition, only the one taken counts. */
        "of-all": z.boolean().optional(),
        /** Read only when the thing is one of these kinds. */
        only: z.array(name).optional(),
        /** Read only once the kind is known: a figure of a rare thing says nothing while it may be anything. */
        known: z.boolean().optional(),
        /** Only figures written in one of these units (their symbols): a wavelength is in nm or µm, a lens in mm. */
        units: z.array(z.string().min(1)).optional(),
        /** A larger figure is of something else: no laser emits at 105 µm. A number and a unit. */
        below: figureText.optional(),
        /** A number without a unit beside one of `words` is a figure of it: "M² < 1.2", "2048 elements". Counts only. */
        bare: z.boolean().optional(),
      })
      .optional(),
    /** What follows from two other figures when nobody states it: energy times rate is power. */
    derived: z
      .array(
        z.strictObject({
          of: z.tuple([name, name]),
          /** `share-of-middle`: how far apart the two are, in percent of the middle between them (fractional bandwidth). */
          by: z.enum(["product", "quotient", "share-of-middle"]),
          /** Read only when the thing is one of these kinds. */
          only: z.array(name).optional(),
          /**
           * While the first of the two is not said, the figure is asked by that one where the second lies on this side of
           * a number with a unit. Pulses of 10 Hz are sold by their energy, of 1 MHz by the average power.
           */
          asked: z
            .union([z.strictObject({ below: figureText }), z.strictObject({ "at-least": figureText })])
            .optional(),
        }),
      )
      .optional(),
    /** How the words of the choices are read: several may hold at once ("wetted parts: PVDF, PTFE and ceramic"). */
    lists: z
      .strictObject({
        /** What stands behind one of these, up to the end of the sentence or cell, is this fact. */
        labels: z.array(z.string().min(2)).optional(),
        /** A word right before or behind one of these is: "PFA-lined", "lined with PFA". */
        joined: z.array(z.string().min(2)).optional(),
        /** Any mention is. */
        mentions: z.boolean().optional(),
        /** A word next to one of these is about another part: the seat, the seal. A label's list ends there. */
        not: z.array(z.string().min(2)).optional(),
        only: z.array(name).optional(),
      })
      .optional(),
    /** Phrases that state a flag or a choice. A negated phrase states `negated`, or nothing ("no VPN" is not "no encryption"). */
    says: z
      .array(
        z.strictObject({
          value: z.union([z.string(), z.boolean()]),
          negated: z.union([z.string(), z.boolean()]).optional(),
          words: z.array(z.string().min(2)).min(1).optional(),
          /**
           * One of each group inside one clause, in any order. `*` ends a word openly, `~` is a gap of up to three words,
           * `(a|b)` a choice.
           */
          together: z
            .array(z.array(z.string().min(2)).min(1))
            .min(1)
            .optional(),
          /** It is said by denying it: "the encryption cannot be changed". */
          denied: z.boolean().optional(),
          /** A clause with one of these is about something else. */
          not: z.array(z.string().min(2)).optional(),
          /** What stands anywhere in the text and says the fact more nearly: a CMOS sensor behind an image intensifier. */
          unless: z.array(z.string().min(2)).optional(),
          /** Counts only as the head of a noun phrase that names the thing: "brake pads for a tank", not "pump with pads". */
          head: z.literal(true).optional(),
          /** Counts only where nothing else is said of the fact: an aperture tells of optics, "LWIR" beside it of infrared. */
          hint: z.literal(true).optional(),
          /** Said of these kinds of things only: a Wi-Fi router encrypts, the antenna for one does not. */
          only: z.array(name).optional(),
          /** Never said of these kinds: the bolt of a rifle is no fastener. */
          except: z.array(name).min(1).optional(),
        }),
      )
      .optional(),
    /** Where nothing is said of this fact itself, a single value of that one counts: a valve of titanium is wetted by titanium. */
    "falls-back-to": name.optional(),
    implies: z
      .array(
        z.strictObject({
          /** Left out = from any answer. */
          when: z.union([z.string(), z.boolean()]).optional(),
          fact: name,
          is: z.union([z.string(), z.boolean()]),
        }),
      )
      .optional(),
  })
  .refine((fact) => (fact.type === "quantity") === (fact.dimension !== undefined), "a quantity names its dimension")
  .refine((fact) => fact.type !== "choice" || fact.choices !== undefined, "a choice lists its choices");
export type FactDefinition = z.infer<typeof factSchema>;
export const factsSchema = z.strictObject({ facts: z.array(factSchema).min(1) });
