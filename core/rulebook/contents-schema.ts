import { z } from "zod";
import { cite, id, paragraphs, part } from "./rule-parts.ts";
import { eccnSchema } from "./schema.ts";

const paragraph = z.string().regex(/^\d[A-E]\d{3}(\.[a-z0-9]+)*$/);
const percent = z.number().int().min(1).max(100);
const grounds = z.strictObject({ cite });

/** Entries that catch an assembly because of what it contains, and the sections around them (LAW §5). */
export const contentsSchema = z.strictObject({
  ...part,
  "by-itself": grounds,
  "shipped-separately": grounds,
  "usml-part": grounds,
  "de-minimis": z.strictObject({ general: percent, terrorist: percent, cite }),
  contents: z.array(
    z.strictObject({
      entry: paragraph,
      /** Paragraphs of a line, and everything under them. */
      contains: paragraphs,
      /** Kinds of assembly it catches; left out: of any kind. */
      kinds: z.array(id).min(1).optional(),
      /** The assembly has to be in this entry itself. */
      within: eccnSchema.optional(),
      "made-abroad": z.literal(true).optional(),
      /** What it takes besides, that no list of parts says: a person is asked. */
      asks: id.optional(),
      cite,
    }),
  ),
});
export type ContentsRule = z.infer<typeof contentsSchema>["contents"][number];
