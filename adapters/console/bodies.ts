import type { Context } from "hono";
import type { z } from "zod";
import { MAX_JSON_BYTES } from "./limits.ts";
import { refuse } from "./refuse.ts";

/** At most `limit` bytes of a request's body, or null as soon as there is one more: the rest is not read. */
async function boundedBytes(c: Context, limit: number): Promise<Uint8Array | null> {
  if (Number(c.req.header("content-length") ?? 0) > limit) return null;
  const body = c.req.raw.body;
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A JSON body that fits the schema, or the response that says why not. */
export async function jsonBody<T>(c: Context, schema: z.ZodType<T>): Promise<T | Response> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) return refuse(c, 415, "json");
  const bytes = await boundedBytes(c, MAX_JSON_BYTES);
  if (!bytes) return refuse(c, 413, "too-large");
  try {
    return schema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return refuse(c, 400, "body");
  }
}

/** A body of raw bytes within the limit, or the response that says why not. */
export async function rawBody(c: Context, limit: number): Promise<Uint8Array | Response> {
  if (!/^application\/octet-stream\s*(;|$)/i.test(c.req.header("content-type") ?? "")) return refuse(c, 415, "bytes");
  return (await boundedBytes(c, limit)) ?? refuse(c, 413, "too-large");
}
