import { z } from "zod";
import { get, piecesOf, type HttpLimits } from "./http.ts";
import { SyncFault } from "./sync-fault.ts";

/** A part as the versioner names it. `appendix` is free prose and goes back word by word. */
export type WantedPart = { readonly title: string; readonly part: string; readonly appendix?: string };

const titlesSchema = z.looseObject({
  titles: z.array(z.looseObject({ number: z.number(), latest_issue_date: z.string().nullable() })),
});
const versionsSchema = z.looseObject({
  content_versions: z.array(z.looseObject({ issue_date: z.string(), identifier: z.string() })),
});
/** The page size: so many rows may be a part of them. */
const FULL_PAGE = 1000;
const MOST_JSON = 16_000_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The last day for which each title is issued. Throws SyncFault. */
export async function latestIssues(base: URL, limits: HttpLimits): Promise<ReadonlyMap<string, string>> {
  const { titles } = await json(new URL("/api/versioner/v1/titles.json", base), titlesSchema, limits);
  return new Map(
    titles.flatMap(({ number, latest_issue_date: day }) =>
      day !== null && DAY.test(day) ? [[String(number), day] as const] : [],
    ),
  );
}

/**
 * The issue date of the last change of a part after `since`; null: it did not change. Too many changes to tell: the
 * title's own last day. Throws SyncFault.
 */
export async function changedSince(
  base: URL,
  { title, part, appendix }: WantedPart,
  { since, latest }: { readonly since: string; readonly latest: string },
  limits: HttpLimits,
): Promise<string | null> {
  const url = new URL(`/api/versioner/v1/versions/title-${title}.json`, base);
  url.searchParams.set("part", part);
  url.searchParams.set("issue_date[gte]", since);
  const { content_versions: rows } = await json(url, versionsSchema, limits);
  if (rows.length >= FULL_PAGE) return latest;
  const days = rows
    .filter(({ identifier }) => appendix === undefined || identifier === appendix)
    .map(({ issue_date: day }) => day)
    .filter((day) => DAY.test(day) && day > since && day <= latest);
  return days.toSorted().at(-1) ?? null;
}

/** Where the text of a part stands for an issue date. */
export function addressOf(base: URL, { title, part, appendix }: WantedPart, day: string): URL {
  const url = new URL(`/api/versioner/v1/full/${day}/title-${title}.xml`, base);
  if (appendix === undefined) url.searchParams.set("part", part);
  else url.searchParams.set("appendix", appendix);
  return url;
}

async function json<Read>(url: URL, schema: z.ZodType<Read>, limits: HttpLimits): Promise<Read> {
  const response = await get(url, { accept: "application/json" }, limits);
  const type = response.headers.get("content-type") ?? "";
  if (!/\bjson\b/i.test(type)) {
    await response.body?.cancel();
    throw new SyncFault("not-json", type === "" ? "no content type" : (type.split(";")[0] ?? type));
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(response, url.host, { ...limits, mostBytes: MOST_JSON })) pieces.push(piece);
  const read = schema.safeParse(parse(Buffer.concat(pieces).toString("utf8")));
  if (!read.success) throw new SyncFault("not-json", "the answer is cut, damaged or of another form");
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
