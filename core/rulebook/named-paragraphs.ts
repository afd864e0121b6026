import type { UsmlCategory } from "./catalogue-schema.ts";
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

/**
 * The same for a category of the Munitions List: a paragraph with `named: true` is followed by one paragraph for each
 * name under it. A name that is part of a longer one (a salt, an ester) is a person's.
 */
export function withListedNames(
  file: string,
  category: UsmlCategory,
  tables: readonly RuleFile<NameTable>[],
): UsmlCategory {
  const mine = tables.filter(({ data }) => data.category === category.code && data.from === category.from);
  const rows = mine.flatMap(({ data }) => data.names.map((row) => ({ ...row, kind: data.kind })));
  const placed = new Set<string>();
  const paragraphs = category.paragraphs?.flatMap((paragraph) => {
    if (paragraph.named !== true) return [paragraph];
    const under = rows.filter(({ path }) => path.startsWith(paragraph.path) && !placed.has(path));
    if (under.length === 0) throw new RulebookFault(file, paragraph.path, "no name table has names for it");
    for (const { path } of under) placed.add(path);
    const listed = [...Map.groupBy(under, ({ path }) => path)];
    return [paragraph, ...listed.map(([path, same]) => toListed(paragraph, path, same))];
  });
  const left = rows.find(({ path }) => !placed.has(path));
  if (left)
    throw new RulebookFault(mine[0]?.file ?? file, left.path, `no paragraph of ${category.code} takes this name`);
  return { ...category, paragraphs };
}

type UsmlParagraph = NonNullable<UsmlCategory["paragraphs"]>[number];
type Row = NameTable["names"][number] & { readonly kind: string };

function toListed({ significant }: UsmlParagraph, path: string, same: readonly Row[]): UsmlParagraph {
  const partial = same.some(({ modelled }) => modelled === "partial");
  const missiles = same.some((row) => row["missile-technology"] === true);
  return {
    path,
    title: same.map(({ name }) => name).join(", "),
    test: {
      "all-of": [
        { fact: "is", "is-named": [...new Set(same.map(({ kind }) => kind))] },
        ...(partial ? [] : [{ fact: "name-in-longer", "is-stated": false }]),
        { fact: "substance", includes: same.map(({ name }) => name) },
      ],
    },
    ...(significant === undefined ? {} : { significant }),
    ...(missiles ? { "missile-technology": true } : {}),
    ...(partial ? { modelled: "partial" as const } : {}),
  };
}
