import type { CclEntry, Paragraph } from "./schema.ts";

/** `covers("a.5", "a.5.a.4")`: a prefix names the paragraph itself and everything under it. */
export const covers = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}.`);

/** `3A001.a.5`; the bare code for what the heading itself controls. */
export const nameOfParagraph = (eccn: string, path: string): string => (path === "heading" ? eccn : `${eccn}.${path}`);

/** True when every paragraph under `path` falls under `prefix`, false when none does, null when it depends. */
export function scopeOver(prefixes: readonly string[], path: string | null): boolean | null {
  if (path !== null && prefixes.some((prefix) => covers(prefix, path))) return true;
  if (path === null || prefixes.some((prefix) => covers(path, prefix))) return null;
  return false;
}

/** `3A001.a.5.a.4` → `a.5.a.4`; null for the bare code. */
export function pathOf(eccn: string, paragraph: string | null | undefined): string | null {
  if (!paragraph || paragraph === eccn) return null;
  return paragraph.startsWith(`${eccn}.`) ? paragraph.slice(eccn.length + 1) : paragraph.replace(/^\./, "");
}

/** Every paragraph of the entry, parents first. */
export function allParagraphs(entry: CclEntry): readonly Paragraph[] {
  const under = (list: readonly Paragraph[]): readonly Paragraph[] =>
    list.flatMap((paragraph) => [paragraph, ...under(paragraph.paragraphs ?? [])]);
  return under(entry.paragraphs);
}
