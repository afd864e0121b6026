import type { z } from "zod";
import { LineFault } from "./faults.ts";

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === "object" && value !== null;
const at = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** Whether the value at a path was not given at all. */
function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let here: unknown = value;
  for (const key of path) {
    if (!isRecord(here) || !(key in here)) return true;
    here = here[key];
  }
  return here === undefined;
}

/** The deepest issue of a union's best branch: what a person most likely meant. */
function plainest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const [best] = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length);
  return best ? { ...plainest(best), path: [...issue.path, ...best.path] } : issue;
}

/** A value in a shape. Throws LineFault: unknown-key, missing-key, or bad-value with the place and what belongs there. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  if (!first) throw new LineFault("bad-value", "this line cannot be read");
  const issue = plainest(first);
  const place = at(issue.path);
  if (issue.code === "unrecognized_keys")
    throw new LineFault(
      "unknown-key",
      `unknown key ${issue.keys.map((key) => `"${place ? `${place}.` : ""}${key}"`).join(", ")}`,
    );
  if (isAbsent(value, issue.path)) throw new LineFault("missing-key", `"${place}" is missing`);
  throw new LineFault("bad-value", `"${place}": ${issue.message.replace(/^Invalid (input|option): /, "")}`);
}
