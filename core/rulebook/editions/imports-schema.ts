import { z } from "zod";
import { dateSchema, eccnSchema } from "../schema.ts";
import { usmlChangeSchema } from "./usml-prints.ts";

/**
 * What of a rulebook edition was imported, and what that text says differently from the text the rules were written
 * from. Written by composing (compose-rulebook.ts), never by hand.
 */
export const importsSchema = z.strictObject({
  parts: z.array(
    z.strictObject({
      part: z.string(),
      title: z.string(),
      date: dateSchema,
      /** Of the imported part's canonical JSON. */
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      /** Rules read it; false: it is held for comparing and quoting only. */
      read: z.boolean(),
    }),
  ),
  /**
   * `controlled`: what the entry controls reads otherwise; `required`: a requirement or exception in words does; `rows`:
   * coded rows do, and the text's rows stand in; `removed`, `added`: the heading.
   */
  changed: z.array(
    z.strictObject({
      eccn: eccnSchema,
      from: dateSchema,
      what: z.enum(["controlled", "required", "rows", "removed", "added"]),
    }),
  ),
  /** Of the Munitions List, paragraph by paragraph. */
  usml: z.array(usmlChangeSchema).optional(),
});
export type TextChange = z.infer<typeof importsSchema>["changed"][number];

/** Changes that a person has to read before anything of the entry decides alone. */
export const isOpen = ({ what }: TextChange): boolean =>
  what === "controlled" || what === "required" || what === "removed";
