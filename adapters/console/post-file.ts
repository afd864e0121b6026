import type { Context } from "hono";
import { rawBody } from "./bodies.ts";
import type { ConsoleDeps } from "./deps.ts";
import { MAX_UPLOAD_BYTES } from "./limits.ts";
import { refuse } from "./refuse.ts";

/** The name as the page encoded it: one line, no path. Null: there is none. */
function nameOf(header: string | undefined): string | null {
  try {
    const name =
      decodeURIComponent(header ?? "")
        .split(/[/\\]/)
        .at(-1) ?? "";
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be in a name
    return name === "" || name.length > 255 || /[\u0000-\u001f\u007f]/.test(name) ? null : name;
  } catch {
    return null;
  }
}

/**
 * POST /desk/files: raw bytes with `x-file-name`, or `x-desk-sample` and `x-file-name` for a file that the project
 * ships. Answers `{file: {id, name, size}}`; the id goes along with a message. Above 25 MB: 413, unread.
 */
export async function postFile(c: Context, deps: ConsoleDeps): Promise<Response> {
  const name = nameOf(c.req.header("x-file-name"));
  if (!name) return refuse(c, 400, "body");
  const sample = c.req.header("x-desk-sample");
  const shipped = deps
    .samples()
    .find((one) => one.id === sample)
    ?.files.find((file) => file.name === name);
  if (sample !== undefined && !shipped) return refuse(c, 404, "not-found");
  const bytes = shipped?.bytes ?? (await rawBody(c, MAX_UPLOAD_BYTES));
  if (bytes instanceof Response) return bytes;
  const file = { id: deps.ids.next(), name, size: bytes.length };
  await deps.desk.keepUpload(file, bytes);
  return c.json({ file });
}
