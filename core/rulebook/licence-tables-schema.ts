import { z } from "zod";
import { part } from "./rule-parts.ts";
import { basisSchema, controlFields, eccnSchema, exceptionFields, path, reportRowSchema } from "./schema.ts";

const controlSchema = z
  .strictObject({
    ...controlFields,
    column: controlFields.column.optional(),
    /** The section that the row names; left out: the entry's own table. */
    see: z.string().min(3).max(200).optional(),
  })
  .refine((row) => (row.column === undefined) === (row.prose !== undefined), "a row has a column or a prose scope");
export type TableControl = z.infer<typeof controlSchema>;
const exceptionSchema = z.strictObject(exceptionFields);
export type TableException = z.infer<typeof exceptionSchema>;

/**
 * The licence requirements tables of the Commerce Control List as codes: one row a line, paragraphs by path. Written
 * from the official text by the importer's grammar (core/rulebook/licence-table); the scope of a row that stands in
 * words is not copied, such a row goes to a person.
 */
export const licenceTablesSchema = z.strictObject({
  ...part,
  basis: basisSchema,
  entries: z.array(
    z.strictObject({
      eccn: eccnSchema,
      controls: z.array(controlSchema),
      exceptions: z.array(exceptionSchema),
      reports: z.array(reportRowSchema).optional(),
      paragraphs: z.array(path),
    }),
  ),
});
export type LicenceTables = z.infer<typeof licenceTablesSchema>;
