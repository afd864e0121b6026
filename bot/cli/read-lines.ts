/** The longest line of a batch; a longer one is answered with `too-large` and skipped. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 10;

/** Lines of a byte stream without holding more than one of them; null stands for a line that was too long. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string | null> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (): string | null => {
    const line = size > MAX_LINE_BYTES ? null : Buffer.concat(parts).toString("utf8");
    parts = [];
    size = 0;
    return line;
  };
  const add = (part: Uint8Array): void => {
    size += part.length;
    if (size <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (size > 0) yield take();
}
