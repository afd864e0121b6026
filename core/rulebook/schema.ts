import { z } from "zod";
import { conditionSchema } from "./condition-schema.ts";
import type { Condition } from "./condition-schema.ts";

/** A civil date as YAML keeps it: a string. */
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const eccnSchema = z.string().regex(/^\d[A-E]\d{3}$/);
const words = z.string().min(1).max(400);
const cite = z.string().min(3).max(200);
/**
 * `a.5.a.4`: the full path below the code, without a leading dot. A prefix names everything under it. `heading` = what
 * the heading itself controls, where the list of items is contained in it: the result is the bare code.
 */
export const path = z.string().regex(/^[a-z0-9]+(\.[a-z0-9]+)*$/);
const paths = z.array(path).min(1);
const itemsSchema = z.string().regex(/^\d[A-E]\d{3}(-\d[A-E]\d{3}|(\.[a-z0-9]+)*)$/);
const group = z.string().regex(/^[ABDE](:\d)?$/);
const country = z.string().regex(/^[A-Z]{2}$/);

/** Where a value was read, and the date of that edition. */
export const sourceSchema = z.strictObject({ cite, title: words, edition: dateSchema });

/** Imported official text, or our own summary of it (LAW §1). */
export const basisSchema = z.enum(["text", "summary"]);

/** Who looked at it besides its author: `none`, or compared with a second edition or source. */
export const checkedSchema = z.enum(["none", "second-source"]);

/**
 * Who is reached by a row that names destinations in words instead of a chart column. `section` = read the section
 * (a person does); `groups` = in any of `in`, less those also in `less`, and `also` by ISO code.
 */
export const destinationScopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("worldwide"), except: z.array(country).optional() }),
  z.strictObject({
    kind: z.literal("groups"),
    in: z.array(group).min(1),
    less: z.array(group).optional(),
    also: z.array(country).optional(),
  }),
  z.strictObject({ kind: z.literal("countries"), in: z.array(country).min(1) }),
  z.strictObject({ kind: z.literal("section"), section: cite }),
]);
export type DestinationScope = z.infer<typeof destinationScopeSchema>;

/** The parts of a row of a licence requirements table that are codes. `paragraphs` left out = entire entry. */
export const controlFields = {
  reason: z.string().regex(/^[A-Z]{2}$/),
  /** `NS Column 2`. */
  column: z.string().regex(/^(NS|MT|NP|CB|CC|RS|FC|AT) Column [123]$/),
  paragraphs: paths.optional(),
  except: paths.optional(),
  /** The official row describes items in words that no test decides: a person reads it wherever it could matter. */
  words: z.literal(true).optional(),
  /** Software or technology for these items: `3A001.b.2`, `6A001-6A008`. */
  of: z.array(itemsSchema).min(1).optional(),
  /** … as far as those items are controlled for the same reason. */
  "same-reason": z.literal(true).optional(),
  prose: destinationScopeSchema.optional(),
};

/** One row of the entry's licence requirements table. `column` is null where the row is prose. */
export const controlRowSchema = z
  .strictObject({
    ...controlFields,
    column: controlFields.column.nullable(),
    scope: words,
    /** The row reaches the paragraph only when this holds; unknown puts a question, never a "no". */
    when: conditionSchema.optional(),
    cite,
  })
  .refine(
    (row) => (row.column === null) === (row.prose !== undefined),
    "a row has a column or a prose scope, not both",
  );
export type ControlRow = z.infer<typeof controlRowSchema>;

/**
 * One line of an entry on reports under part 743, as codes. `when`: what makes it bind: an export under a license
 * exception, any export, a deemed one, one without a license; `unread`: the line says more than the grammar reads, so
 * that it stands for every export.
 */
export const reportRowSchema = z.strictObject({
  section: z
    .string()
    .regex(/^743\.\d+$/)
    .nullable(),
  when: z.enum(["exception", "export", "deemed", "without-licence", "unread"]),
  paragraphs: paths.optional(),
  groups: z.array(group).min(1).optional(),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** The parts of one statement on a list-based exception that are codes. `grants: false` = "N/A" or "may not". */
export const exceptionFields = {
  symbol: z.enum(["LVS", "GBS", "TSR", "STA", "APP", "ENC", "NAC/ACA", "AIA", "ACM", "LPP", "HBM", "IEC"]),
  grants: z.boolean(),
  /** LVS: the net value per order. */
  limit: z
    .string()
    .regex(/^\d+ USD$/)
    .optional(),
  paragraphs: paths.optional(),
  except: paths.optional(),
  /** Holds for what is controlled for one of these reasons ("N/A for MT"). */
  reasons: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .optional(),
  /** The statement is in words that no test decides: a person reads it. */
  words: z.literal(true).optional(),
  /** The statement holds for these destinations only (STA: A:5, A:6). */
  destinations: z.array(group).optional(),
};

/** One statement of the entry on a list-based exception, or a bar on STA. */
export const exceptionRowSchema = z.strictObject({
  ...exceptionFields,
  when: conditionSchema.optional(),
  scope: words.optional(),
  cite,
});
export type ExceptionRow = z.infer<typeof exceptionRowSchema>;

/** A note that takes something out again. It is a test that runs, not a remark. */
const decontrolSchema = z.strictObject({ id: z.string().min(1), title: words, test: conditionSchema, cite });

export type Paragraph = {
  readonly path: string;
  readonly title: string;
  /** Holds for the paragraph and everything under it. */
  readonly test?: Condition | undefined;
  readonly decontrols?: readonly z.infer<typeof decontrolSchema>[] | undefined;
  /** `partial`: the test is necessary, not sufficient; when it does not fail, the paragraph stays open. */
  readonly modelled?: "partial" | undefined;
  /** Two texts are about: `held` (the one in our data) and `reported` (known from elsewhere). Both go to a person. */
  readonly reading?: "held" | "reported" | undefined;
  readonly cite?: string | undefined;
  /** Its items are the names of the entry's name table (us-ear/names), one paragraph a name. */
  readonly named?: true | undefined;
  readonly paragraphs?: readonly Paragraph[] | undefined;
};
export const paragraphSchema: z.ZodType<Paragraph> = z.lazy(() =>
  z.strictObject({
    path,
    title: words,
    test: conditionSchema.optional(),
    decontrols: z.array(decontrolSchema).optional(),
    modelled: z.literal("partial").optional(),
    reading: z.enum(["held", "reported"]).optional(),
    cite: cite.optional(),
    named: z.literal(true).optional(),
    paragraphs: z.array(paragraphSchema).min(1).optional(),
  }),
);

/**
 * One entry of the Commerce Control List in one edition. A later edition is another file with a later `from`; a past
 * one is never edited. Titles and scopes are our own words (`basis: summary`).
 */
export const cclEntrySchema = z.strictObject({
  id: z.string().min(1),
  eccn: eccnSchema,
  category: z.string().regex(/^\d$/),
  group: z.enum(["A", "B", "C", "D", "E"]),
  title: words,
  from: dateSchema,
  source: sourceSchema,
  basis: z.literal("summary"),
  checked: checkedSchema,
  /** What the thing must be for the entry to be looked at at all. */
  test: conditionSchema.optional(),
  decontrols: z.array(decontrolSchema).optional(),
  /** "Not controlled by …": tested only after these entries are closed. */
  "residual-to": z.array(eccnSchema).optional(),
  /** When one of these is met too, it is the answer and this one is named beside it (Category 5 Part 2 goes first). */
  "yields-to": z.array(eccnSchema).optional(),
  /** As above, but this one stands while they are open: nothing about them is asked first. */
  "gives-way-to": z.array(eccnSchema).optional(),
  /** From this date the text is known to have changed and the new one is not held: nothing here decides alone. */
  unsettled: z.strictObject({ from: dateSchema, cite, why: words }).optional(),
  /** Software and technology that go with the commodity. */
  companions: z.strictObject({ software: eccnSchema.optional(), technology: eccnSchema.optional() }).optional(),
  controls: z.array(controlRowSchema),
  exceptions: z.array(exceptionRowSchema),
  paragraphs: z.array(paragraphSchema).min(1),
});
export type CclEntry = z.infer<typeof cclEntrySchema>;
