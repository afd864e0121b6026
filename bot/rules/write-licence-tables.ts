import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { importCcl } from "../../adapters/ecfr/import-ccl.ts";
import { aroundOf } from "../../adapters/ecfr/ccl-blocks.ts";
import { readXml } from "../../adapters/ecfr/xml.ts";
import { printOf, printsAround } from "../../core/rulebook/editions/text-prints.ts";
import type { OfficialEntry } from "../../core/rulebook/official-entry.ts";
import { toTable, type TableEntry } from "../../core/rulebook/licence-table/table-entry.ts";

function toYaml(category: string, edition: string, entries: readonly TableEntry[]): string {
  const head = [
    "# Licence requirements tables and list-based exceptions as codes, written from the official text by",
    "# bot/rules/write-licence-tables.ts. `words: true` = the row describes its items in words; a person reads it.",
    `id: us-ear/licence-tables/${category}`,
    `from: ${edition}`,
    `source: { cite: 15 CFR 774 Supp. 1, title: Commerce Control List, edition: ${edition} }`,
    "basis: summary",
    "checked: none",
    "entries:",
  ];
  const body = entries.flatMap(({ eccn, controls, exceptions, reports = [], paragraphs }) => [
    `  - eccn: "${eccn}"`,
    ...list("controls", controls.map(flow)),
    ...list("exceptions", exceptions.map(flow)),
    ...(reports.length > 0 ? list("reports", reports.map(flow)) : []),
    `    paragraphs: [${paragraphs.map(scalar).join(", ")}]`,
  ]);
  return `${[...head, ...body].join("\n")}\n`;
}

const list = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [`    ${name}: []`] : [`    ${name}:`, ...lines.map((line) => `      - ${line}`)];

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalar(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{ ${pairs.join(", ")} }`;
}

/** Quoted where YAML would read something else: `3E001` is a number, `y` a flag, `D:1` a pair. */
const scalar = (value: unknown): string =>
  typeof value === "string" &&
  !/^[A-Z][A-Za-z]+(?: [A-Za-z]+)*(?: \d)?$/.test(value) &&
  !/^(?:[a-mo-xz]|[a-z]\.[a-z0-9.]*[a-z]|countries|groups|worldwide|section)$/.test(value)
    ? JSON.stringify(value)
    : String(value);

const toPrints = (
  edition: string,
  entries: readonly OfficialEntry[],
  around: Readonly<Record<string, string>>,
): string =>
  [
    "# Hashes of what each entry's text said when its tests and rows were written: what it controls, and what of its",
    "# requirements stands in words. Written by bot/rules/write-licence-tables.ts; no word of the text is here.",
    "id: us-ear/text-prints",
    `from: "${edition}"`,
    `source: { cite: 15 CFR 774 Supp. 1, title: Commerce Control List, edition: "${edition}" }`,
    "basis: summary",
    "checked: none",
    "prints:",
    ...entries.map((entry) => `  "${entry.eccn}": ["${printOf(entry).join('", "')}"]`),
    "# Notes of categories, parts and product groups, and annexes: they stand between the entries.",
    "around:",
    ...Object.entries(around).map(([key, print]) => `  "${key}": "${print}"`),
    "",
  ].join("\n");

/**
 * `node bot/rules/write-licence-tables.ts FILE.xml DATE`: writes rules/us-ear/licence-tables/0.yaml … 9.yaml and
 * rules/us-ear/text-prints.yaml from the official text of an edition. Codes only: what a row says in words is marked, not copied.
 */
const [file, date] = process.argv.slice(2);
if (file === undefined || date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  console.error("usage: node bot/rules/write-licence-tables.ts FILE.xml YYYY-MM-DD");
  process.exit(2);
}
const folder = fileURLToPath(new URL("../../rules/us-ear/licence-tables/", import.meta.url));
const xml = readFileSync(file, "utf8");
const texts = importCcl(xml);
const between = printsAround(aroundOf(readXml(xml)));
const tables = texts.map(toTable);
for (const category of new Set(tables.map(({ eccn }) => eccn.charAt(0)))) {
  const entries = tables.filter(({ eccn }) => eccn.startsWith(category));
  writeFileSync(`${folder}${category}.yaml`, toYaml(category, date, entries));
}
writeFileSync(
  fileURLToPath(new URL("../../rules/us-ear/text-prints.yaml", import.meta.url)),
  toPrints(date, texts, between),
);
console.log(`${tables.length} entries`);
