import type { CardBlock } from "../../core/ports/card.ts";

/** Characters of one page: drawn as an Adaptive Card (28 KB, two bytes each, and its own marks) it still fits. */
const MOST_CHARACTERS = 4000;
const MOST_ROWS = 24;
const CHUNK = 8;

/** A long part as pages, in order; what stands in one block may go on over the page. */
export function pagesOf(blocks: readonly CardBlock[]): readonly (readonly CardBlock[])[] {
  const pages: CardBlock[][] = [];
  let [rows, size] = [MOST_ROWS, MOST_CHARACTERS];
  for (const piece of blocks.flatMap(piecesOf)) {
    const weight = JSON.stringify(piece).length;
    const count = rowsOf(piece);
    if (rows + count > MOST_ROWS || size + weight > MOST_CHARACTERS) {
      pages.push([]);
      [rows, size] = [0, 0];
    }
    pages.at(-1)?.push(piece);
    [rows, size] = [rows + count, size + weight];
  }
  return pages.length === 0 ? [[]] : pages;
}

const rowsOf = (block: CardBlock): number =>
  block.block === "facts" ? block.rows.length : block.block === "list" ? block.items.length : 1;

function piecesOf(block: CardBlock): readonly CardBlock[] {
  if (block.block === "facts") return chunks(block.rows).map((rows) => ({ ...block, rows }));
  if (block.block === "list")
    return chunks(block.items).map((items, index) => (index === 0 ? { ...block, items } : { block: "list", items }));
  // A part inside a part stands open on its page.
  if (block.block === "more")
    return [{ block: "text", text: block.title, weight: "strong" }, ...block.blocks.flatMap(piecesOf)];
  return [block];
}

const chunks = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) => all.slice(index * CHUNK, (index + 1) * CHUNK));
