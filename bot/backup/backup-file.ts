import { z } from "zod";

/** `backup.json` of a backup: what it holds. The root key is never in it. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const backupSchema = z.strictObject({
  format: z.literal(1),
  takenAt: z.string(),
  software: z.string(),
  environment: z.enum(["production", "test", "training"]),
  logs: z.array(z.strictObject({ tenant: z.string(), size: z.number().int().nonnegative(), root: hash })),
  files: z.array(
    z.strictObject({
      name: z.string().regex(/^(desk\.db|blobs\/[0-9a-f]{2}\/[0-9a-f]{64}|editions\/[0-9a-f]{64})$/),
      sha256: hash,
      size: z.number().int().nonnegative(),
    }),
  ),
});
export type Backup = z.infer<typeof backupSchema>;

/** Beside every backup: keys destroyed since, one JSON object a line. `restore` applies it, or does not start. */
export const SHREDDED = "shredded.jsonl";
export const MANIFEST = "backup.json";

const shreddedSchema = z.strictObject({ tenant: z.string().min(1), key: z.string().min(1), at: z.string().optional() });
export type ShreddedLine = z.infer<typeof shreddedSchema>;

/** Throws for a line that cannot be read: a key that should be gone must not come back by a typing error. */
export const parseShredded = (text: string): readonly ShreddedLine[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => shreddedSchema.parse(JSON.parse(line)));
