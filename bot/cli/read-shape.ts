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

/** How far a branch of a union is from what was written: another type altogether is farthest. */
const distance = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code === "invalid_type") return sum + 1000;
    return sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1);
  }, 0);

/** The first issue of the branch that a person most likely meant. */
function plainest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const [[best] = []] = issue.errors.toSorted((a, b) => distance(a) - distance(b));
  if (!best) return issue;
  const inner = plainest(best);
  return { ...inner, path: [...issue.path, ...inner.path] };
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
