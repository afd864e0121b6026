import type { Json, JsonObject } from "../../core/json.ts";

/** Reads a JSON column that we wrote. Throws SyntaxError for anything else. */
export const parseJson = (text: string): Json => JSON.parse(text) as Json;

/** Reads a JSON column that holds an object. Throws when it holds something else. */
export function parseJsonObject(text: string): JsonObject {
  const json = parseJson(text);
  if (json === null || typeof json !== "object" || Array.isArray(json)) throw new Error("a stored object is no object");
  return json as JsonObject;
}
