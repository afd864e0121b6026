import { fileURLToPath } from "node:url";
import type { Documents } from "../../core/ports/documents.ts";
import { parseAnswer } from "./answer.ts";
import { kindOfFile } from "./file-kind.ts";
import { CHILDREN_AT_ONCE } from "./limits.ts";
import { READER_BOUNDS, readerArguments, runReader } from "./reader-process.ts";
import type { ReaderBounds } from "./reader-process.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));

/** At most `slots` at a time; the others wait their turn in order. */
function createTurns(slots: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (busy >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

/**
 * Reads PDF, DOCX, XLSX, CSV, text and bills of software (CycloneDX, SPDX) into pages (engineering-decisions §13).
 * Size, name, type and zip limits are judged here; parsing happens in a child without files, network or environment. A PDF that opens without a
 * password is read, whatever its owner restricted; one that needs a password is `protected-file`.
 */
export function createDocuments(
  options: { readonly bounds?: ReaderBounds; readonly childrenAtOnce?: number } = {},
): Documents {
  const inTurn = createTurns(options.childrenAtOnce ?? CHILDREN_AT_ONCE);
  return {
    async read(name, bytes) {
      const judged = await kindOfFile(name, bytes);
      if ("fault" in judged) return { ok: false, fault: judged.fault };
      const args = [...readerArguments(CHILD), judged.kind];
      const run = await inTurn(() => runReader(args, bytes, options.bounds ?? READER_BOUNDS));
      if ("fault" in run) return { ok: false, fault: run.fault };
      const answer = parseAnswer(run.out);
      if (!answer.ok) return answer;
      return { ok: true, source: { name, kind: judged.kind === "json" ? "text" : judged.kind, pages: answer.pages } };
    },
  };
}
