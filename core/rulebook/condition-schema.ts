import { z } from "zod";

const fact = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** A figure with its unit, as the entry writes it: `250 MSPS`, `-54 °C`, `32`. */
const limit = z.string().regex(/^-?\d+(\.\d+)?( \S+( \S+)?)?$/);

/** An entry or one of its paragraphs, with the code. */
const named = z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/);

/** Comparators of a quantity: the words of the lists, once each. */
export const COMPARATORS = ["at-least", "exceeds", "below", "at-most"] as const;
export type Comparator = (typeof COMPARATORS)[number];

export type Condition =
  | { readonly "all-of": readonly Condition[] }
  | { readonly "any-of": readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly "at-least": string }
  | { readonly fact: string; readonly exceeds: string }
  | { readonly fact: string; readonly below: string }
  | { readonly fact: string; readonly "at-most": string }
  | { readonly fact: string; readonly is: string | boolean }
  | { readonly fact: string; readonly "is-one-of": readonly string[] }
  | { readonly fact: string; readonly "is-named": readonly string[] }
  | { readonly fact: string; readonly includes: readonly string[] }
  | { readonly fact: string; readonly "all-are": readonly string[] }
  | { readonly fact: string; readonly "listed-under": readonly string[] }
  | { readonly fact: string; readonly "is-stated": boolean }
  | { readonly "core-test": "specially-designed" }
  | ControlledBy;
/**
 * Whether a thing is controlled by one of these entries or paragraphs (`3A001`, `3A001.b.2`), less those under `except`.
 * `of`: what software or technology is about (`subject`), the item itself (`item`), or a part of this kind inside it
 * (`integrated-circuit`). Tested by walking those entries with that thing in the item's place.
 */
export type ControlledBy = {
  readonly "controlled-by": readonly string[];
  readonly of: string;
  readonly except?: readonly string[] | undefined;
};

/**
 * The closed language of tests: comparisons of named facts, `all-of`, `any-of`, `not`, and core tests by name. No
 * expression strings: anything cleverer is a core function with its legal reference.
 */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ "all-of": z.array(conditionSchema).min(1) }),
    z.strictObject({ "any-of": z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ fact, "at-least": limit }),
    z.strictObject({ fact, exceeds: limit }),
    z.strictObject({ fact, below: limit }),
    z.strictObject({ fact, "at-most": limit }),
    z.strictObject({ fact, is: z.union([z.string().min(1), z.boolean()]) }),
    z.strictObject({ fact, "is-one-of": z.array(z.string().min(1)).min(1) }),
    /**
     * Kinds only, two-valued once a kind is known: the thing was said to be one of these. A wider kind is "no": nobody
     * called this camera a streak camera.
     */
    z.strictObject({ fact, "is-named": z.array(z.string().min(1)).min(1) }),
    /** Facts with several values at once (the materials of a valve, the ingredients of a mixture): one of them is listed. */
    z.strictObject({ fact, includes: z.array(z.string().min(1)).min(1) }),
    /** "All surfaces are made of any of the following": every value that was stated is listed. */
    z.strictObject({ fact, "all-are": z.array(z.string().min(1)).min(1) }),
    /** One of the names stands in the name table under one of these paragraphs (`1C350.b`). */
    z.strictObject({ fact, "listed-under": z.array(z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/)).min(1) }),
    /** Two-valued: whether anything at all was said of it. For kinds of things whose class excludes the fact unless named. */
    z.strictObject({ fact, "is-stated": z.boolean() }),
    z.strictObject({ "core-test": z.literal("specially-designed") }),
    z.strictObject({ "controlled-by": z.array(named).min(1), of: fact, except: z.array(named).min(1).optional() }),
  ]),
);
