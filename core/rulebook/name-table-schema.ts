import { z } from "zod";
import { checkedSchema, dateSchema, eccnSchema, sourceSchema } from "./schema.ts";

const name = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** `b.13` of an entry, `(a)(23)(i)` of a category of the Munitions List. */
const path = z.string().regex(/^([a-z0-9]+(\.[a-z0-9]+)*|(\([A-Za-z0-9]+\))+)$/);
/** Lower case, as a text is read. */
const written = z
  .string()
  .min(2)
  .max(120)
  .refine((text) => text === text.toLowerCase(), "names are written in lower case");

/**
 * The names an entry, or a category of the Munitions List, lists one by one (chemicals, agents): official name, CAS
 * numbers, and other names of the same substance. Its paragraphs with `named: true` take their items from here. A number that is not here proves
 * nothing (15 CFR 774 Supp. 1, 1C350, Technical Note 3).
 */
export const nameTableSchema = z
  .strictObject({
    id: z.string().min(1),
    eccn: eccnSchema.optional(),
    category: z
      .string()
      .regex(/^USML [IVX]+$/)
      .optional(),
    title: z.string().min(1).max(400),
    from: dateSchema,
    source: sourceSchema,
    basis: z.literal("summary"),
    checked: checkedSchema,
    /** The kind of thing that such a name names. */
    kind: name,
    names: z
      .array(
        z.strictObject({
          path,
          name: written,
          cas: z.array(z.string().regex(/^\d{2,7}-\d{2}-\d$/)).optional(),
          also: z.array(written).optional(),
          "missile-technology": z.literal(true).optional(),
          /** The paragraph says more than the name (a purity, a form): a person reads it. */
          modelled: z.literal("partial").optional(),
        }),
      )
      .min(1),
  })
  .refine(
    (table) => (table.eccn === undefined) !== (table.category === undefined),
    "a table is of an entry or of a category",
  );
export type NameTable = z.infer<typeof nameTableSchema>;
