import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { get, piecesOf, type HttpLimits } from "./http.ts";
import { SyncFault } from "./sync-fault.ts";

const markSchema = z.strictObject({ etag: z.string() });

/**
 * Fetches XML into a file: `fresh`, or `unchanged` when the server says that the file is what it has. What came of an
 * answer that was cut off stands beside it as `.part` and the next run asks for the rest, as long as the server's tag is
 * the same. Throws SyncFault; the file itself is whole or not there.
 */
export async function download(url: URL, path: string, limits: HttpLimits): Promise<"fresh" | "unchanged"> {
  const [part, mark, etagPath] = [`${path}.part`, `${path}.part.json`, `${path}.json`];
  await mkdir(dirname(path), { recursive: true });
  const whole = (await exists(path)) ? await tagOf(etagPath) : null;
  const begun = await sizeOf(part);
  const tag = begun > 0 ? await tagOf(mark) : null;
  const headers = {
    accept: "application/xml, text/xml",
    // The rest of a compressed answer is no rest of the text.
    "accept-encoding": "identity",
    ...(whole === null ? {} : { "if-none-match": whole }),
    ...(whole === null && tag !== null ? { range: `bytes=${begun}-`, "if-range": tag } : {}),
  };
  const response = await get(url, headers, limits);
  if (response.status === 304) return "unchanged";
  if (response.status === 416) {
    await Promise.all([part, mark].map((file) => rm(file, { force: true })));
    return download(url, path, limits);
  }
  const type = response.headers.get("content-type") ?? "";
  if (!/\bxml\b/i.test(type)) {
    await response.body?.cancel();
    throw new SyncFault("not-xml", type === "" ? "no content type" : (type.split(";")[0] ?? type));
  }
  const goesOn = response.status === 206 && isNext(response, begun);
  const etag = response.headers.get("etag");
  if (etag !== null) await writeFile(mark, JSON.stringify({ etag }));
  else await rm(mark, { force: true });
  await write(response, part, { goesOn, begun, host: url.host, limits });
  await rename(part, path);
  await rm(mark, { force: true });
  if (etag === null) await rm(etagPath, { force: true });
  else await writeFile(etagPath, JSON.stringify({ etag }));
  return "fresh";
}

type Writing = { readonly goesOn: boolean; readonly begun: number; readonly host: string; readonly limits: HttpLimits };

async function write(response: Response, part: string, { goesOn, begun, host, limits }: Writing): Promise<void> {
  const file = await open(part, goesOn ? "a" : "w");
  let size = goesOn ? begun : 0;
  try {
    for await (const piece of piecesOf(response, host, limits)) {
      size += piece.length;
      if (size > limits.mostBytes) throw new SyncFault("too-large", `${limits.mostBytes} bytes`);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const wanted = wholeSize(response, goesOn ? begun : 0);
  if (wanted !== null && size < wanted) throw new SyncFault("cut-off", `${size} of ${wanted} bytes came`);
  if (wanted !== null && size > wanted) {
    await rm(part, { force: true });
    throw new SyncFault("refused", `${size} bytes came where ${wanted} were announced`);
  }
}

/** `bytes 100-199/200`: the piece that was asked for, and no other. */
const isNext = (response: Response, begun: number): boolean =>
  response.headers.get("content-range")?.startsWith(`bytes ${begun}-`) ?? false;

function wholeSize(response: Response, begun: number): number | null {
  const length = response.headers.get("content-length");
  return length === null ? null : begun + Number(length);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
async function tagOf(path: string): Promise<string | null> {
  try {
    return markSchema.parse(JSON.parse(await readFile(path, "utf8"))).etag;
  } catch {
    return null;
  }
}
