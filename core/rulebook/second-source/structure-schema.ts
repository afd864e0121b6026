import { z } from "zod";
import { part, words } from "../rule-parts.ts";
import { eccnSchema, path } from "../schema.ts";

/**
 * What comparing the operators of the official text with our tests came to: readings that a person settled, and the
 * paragraphs of the text that no test of ours reads. `untested` is written by bot/rules/write-second-source.ts.
 */
export const textStructureSchema = z.strictObject({
  ...part,
  settled: z.array(
    z.strictObject({
      /** `3A991.g.2`, `1C241.heading`. */
      paragraph: z.string().regex(/^\d[A-E]\d{3}\.[a-z0-9.]+$/),
      reads: z.enum(["any", "all", "list"]),
      why: words,
    }),
  ),
  untested: z.record(eccnSchema, z.array(path).min(1)),
});
