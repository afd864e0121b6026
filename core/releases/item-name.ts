import type { TransactionInput } from "./transaction.ts";

/** What the first line is called by the people who ask; the number of lines where there are several. */
export function itemName(input: TransactionInput): string {
  const [line, ...others] = input.lines;
  if (!line) return "";
  const { item } = line;
  const name =
    "eccn" in item
      ? item.eccn
      : (item.name ?? item.partNumber ?? item.description?.slice(0, 80) ?? item.sources[0]?.name ?? "");
  return others.length > 0 ? `${name} (+${others.length})` : name;
}
