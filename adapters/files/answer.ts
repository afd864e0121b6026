import { z } from "zod";
import type { DocumentFault } from "../../core/ports/documents.ts";

export type Page = {
  readonly page: number;
  readonly title?: string;
  readonly text: string;
  /** Cells whose formula has no stored result. */
  readonly uncalculated?: readonly string[];
};

/** What the reader child writes to standard output: pages, or why there are none. */
export type ReaderAnswer =
  | { readonly ok: true; readonly pages: readonly Page[] }
  | { readonly ok: false; readonly fault: DocumentFault };

const answer = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    pages: z.array(
      z.strictObject({
        page: z.int().positive(),
        title: z.string().max(200).exactOptional(),
        text: z.string(),
        uncalculated: z
          .array(z.string().regex(/^[A-Z]{1,3}\d+$/))
          .max(20)
          .exactOptional(),
      }),
    ),
  }),
  z.strictObject({
    ok: z.literal(false),
    fault: z.enum(["unsupported-file", "empty-file", "unreadable-file", "protected-file", "no-text"]),
  }),
]);

/** The child is not trusted: any other shape is an unreadable file. */
export function parseAnswer(text: string): ReaderAnswer {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    return { ok: false, fault: "unreadable-file" };
  }
}
