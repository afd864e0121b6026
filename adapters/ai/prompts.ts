import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { toHash } from "../../core/ids.ts";
import type { ModelTask, PromptAbout } from "../../core/ports/model.ts";
import { extractionSchema, opinionSchema } from "./schemas.ts";

const read = (name: string): string => readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), "utf8").trim();
const hashOf = (text: string) => toHash(createHash("sha256").update(text, "utf8").digest("hex"));

/** What is said when an output did not fit: nothing of the output is sent back. */
export const REPAIR = read("repair-1");

function about(id: string, schema: z.ZodType): PromptAbout {
  const text = read(id);
  return { id, text, hash: hashOf(`${text}\n\n${REPAIR}`), schema: hashOf(JSON.stringify(z.toJSONSchema(schema))) };
}

/** The instructions in use. A changed instruction is a new file with the next number. */
export const PROMPTS: Readonly<Record<ModelTask, PromptAbout>> = {
  extract: about("extract-1", extractionSchema),
  adjudicate: about("adjudicate-1", opinionSchema),
};
