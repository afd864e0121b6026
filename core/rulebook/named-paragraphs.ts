import type { NameTable } from "./name-table-schema.ts";
import { covers } from "./paragraphs.ts";
import type { CclEntry, Paragraph } from "./schema.ts";
import { RulebookFault } from "./sections.ts";
import type { RuleFile } from "./sections.ts";

/**
 * Gives the paragraphs with `named: true` their items from the name tables of the entry: one paragraph a name. Throws
 * RulebookFault when such a paragraph has no name, or a name no such paragraph.
 */
export function withNames(file: string, entry: CclEntry, tables: readonly RuleFile<NameTable>[]): CclEntry {
  const mine = tables.filter(({ data }) => data.eccn === entry.eccn && data.from === entry.from);
  const rows = mine.flatMap(({ data }) => data.names);
  const placed = new Set<string>();
  const fill = (paragraph: Paragraph): Paragraph => {
    const children = paragraph.paragraphs?.map(fill);
    if (paragraph.named !== true) return children ? { ...paragraph, paragraphs: children } : paragraph;
    const under = rows.filter(({ path }) => covers(paragraph.path, path) && !placed.has(path));
    if (under.length === 0) throw new RulebookFault(file, paragraph.path, "no name table has names for it");
    for (const { path } of under) placed.add(path);
    const listed = Map.groupBy(under, ({ path }) => path);
    const items = [...listed].map(([path, same]): Paragraph => ({
      path,
      title: same.map(({ name }) => name).join(", "),
      test: { fact: "substance", includes: same.map(({ name }) => name) },
    }));
    return { ...paragraph, paragraphs: [...items, ...(children ?? [])] };
  };
  const paragraphs = entry.paragraphs.map(fill);
  const left = rows.find(({ path }) => !placed.has(path));
  if (left) throw new RulebookFault(mine[0]?.file ?? file, left.path, `no paragraph of ${entry.eccn} takes this name`);
  return { ...entry, paragraphs };
}
