/** What a column of a company's matrix can be. */
export const COLUMN_ROLES = [
  "part",
  "maker",
  "revision",
  "code",
  "paragraph",
  "jurisdiction",
  "kind",
  "date",
  "approver",
  "reference",
  "notes",
  "reviewBy",
  "alias",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

// The better name first: of two columns that could be the same thing, the one named more exactly is taken.
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  part: [
    "part number",
    "part no",
    "pn",
    "p/n",
    "mpn",
    "manufacturer part number",
    "order code",
    "ordering code",
    "material number",
    "article number",
    "article no",
    "item number",
    "item no",
    "sku",
    "model number",
    "product code",
    "material",
    "article",
    "part",
    "model",
    "item",
    "product",
  ],
  maker: ["manufacturer", "maker", "mfr", "mfg", "manufacturer name", "brand", "oem", "producer"],
  revision: ["revision", "rev", "revision level", "part revision", "version"],
  code: [
    "eccn",
    "eccn/usml",
    "eccn number",
    "us eccn",
    "export control classification number",
    "usml",
    "usml category",
    "eccn or usml",
    "export classification",
    "control number",
    "classification",
  ],
  paragraph: ["paragraph", "subparagraph", "sub-paragraph", "eccn paragraph", "usml paragraph"],
  jurisdiction: ["jurisdiction", "ear/itar", "regime", "export jurisdiction"],
  kind: [
    "kind of determination",
    "determination kind",
    "determination type",
    "type of determination",
    "determination",
    "classification source",
    "source of classification",
    "kind",
    "basis",
    "source",
  ],
  date: [
    "date of determination",
    "determination date",
    "classification date",
    "date classified",
    "approval date",
    "approved on",
    "determined on",
    "classified on",
    "date",
  ],
  approver: ["approver", "approved by", "classified by", "determined by", "responsible"],
  reference: [
    "reference",
    "reference number",
    "ccats number",
    "ccats",
    "cj number",
    "document",
    "document number",
    "source document",
    "ruling",
    "ruling number",
    "letter",
  ],
  notes: ["notes", "note", "comment", "comments", "remark", "remarks"],
  reviewBy: ["review by", "next review", "re-review", "re-review date", "review date", "valid until", "expires"],
  alias: [
    "alias",
    "aliases",
    "also known as",
    "alternate part number",
    "alternative part number",
    "customer part number",
    "cross reference",
    "old part number",
  ],
};

export type Columns = {
  readonly roles: ReadonlyMap<ColumnRole, number>;
  /** Headers that are no column of ours. */
  readonly unused: readonly string[];
};

const plain = (header: string): string =>
  header
    .toLowerCase()
    .replace(/[#*():]/g, " ")
    .replace(/[._]/g, " ")
    .replace(/\s*\/\s*/g, "/")
    .replace(/\s+/g, " ")
    .trim();

/** The columns of a header row; null where it names no part number or no code: then it is no header. */
export function columnsOf(cells: readonly string[]): Columns | null {
  const headers = cells.map(plain);
  const roles = new Map<ColumnRole, number>();
  for (const role of COLUMN_ROLES)
    for (const name of NAMES[role]) {
      const at = headers.findIndex((header, index) => header === name && ![...roles.values()].includes(index));
      if (at < 0) continue;
      roles.set(role, at);
      break;
    }
  if (!roles.has("part") || (!roles.has("code") && !roles.has("jurisdiction"))) return null;
  const used = new Set(roles.values());
  return { roles, unused: cells.filter((cell, index) => cell.trim() !== "" && !used.has(index)) };
}
