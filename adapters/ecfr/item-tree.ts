import type { ItemLine } from "../../core/rulebook/official-entry.ts";

const PART = String.raw`(?:[a-z]{1,2}|\d{1,2})`;
/** `a.1.a.1. words`, `b.1 Being …`, `.a words`, `a.; or`: the full path stands before the words. */
const LINE = new RegExp(String.raw`^\.?([a-z]{1,2}(?:\.${PART}){0,8})(?:\.(?=[\s;,“"'‘[]|$)|\.?(?=\s))\s*(.*)$`, "s");
const RESERVED = new RegExp(
  String.raw`^\.?([a-z](?:\.${PART})*)\.?\s+(?:through|to|and|or)\s+\.?[a-z](?:\.${PART})*\.?\s*\[Reserved`,
  "i",
);

/**
 * Reads the paragraphs of an entry. The path is written in full (`a.1.a.1.`, up to seven levels, letters and digits
 * alternating); a line whose start only looks like one ("a device", "is") has none. A trailing "and" or "or" says how
 * the paragraph joins its next sibling.
 */
export function readItemTree(eccn: string, lines: readonly string[]): readonly ItemLine[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const text = line.startsWith(`${eccn}.`) ? line.slice(eccn.length + 1) : line;
    const match = RESERVED.test(text) ? null : LINE.exec(text);
    const path = match?.[1] ?? null;
    const words = (path === null ? line : (match?.[2] ?? "")).trim();
    // The same letter twice: a list of its own in a note or a table that goes on outside it (1A613, 2E003, 5D001).
    const alternates = path !== null && isPath(path) && !seen.has(path) && follows(path, seen, words);
    if (!alternates || path === null) return { path: null, text: line, joins: null };
    seen.add(path);
    return { path, text: words, joins: joinOf(words) };
  });
}

/** Letters and digits take turns, but for a few entries that number twice (`f.2.1`). */
const isPath = (path: string): boolean => {
  const parts = path.split(".");
  return parts.every((part, index) => index === 0 || /^\d/.test(part) || /^\d/.test(parts[index - 1] ?? ""));
};

/** A path needs its parent before it, and a first letter alone must not be a word of the sentence ("a device"). */
function follows(path: string, seen: ReadonlySet<string>, words: string): boolean {
  const parent = path.split(".").slice(0, -1).join(".");
  if (parent === "") return seen.size > 0 || path === "a" || /^[A-Z“"'[(]/.test(words);
  return true;
}

function joinOf(words: string): ItemLine["joins"] {
  const end = /[;,.:]?\s*\b(and|or)\s*[;.]?$/i.exec(words)?.[1]?.toLowerCase();
  return end === "and" || end === "or" ? end : null;
}
