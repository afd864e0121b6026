/** How much of a card is drawn. A card that is too large is drawn again with less, and each cut is named on it. */
export type Detail = {
  /** Facts in two columns, or label and value on one line (a third of the size). */
  readonly columns: boolean;
  /** Rows of facts and items of lists at the top of the card. */
  readonly items: number;
  /** The same, inside folded parts. */
  readonly foldedItems: number;
  /** Blocks of a folded part. */
  readonly foldedBlocks: number;
  /** Code points of one text, quote, item or value. */
  readonly text: number;
};

const ALL = Number.MAX_SAFE_INTEGER;

/** From everything to the least. What is folded goes first, then long lists, then long texts. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
  { columns: true, items: ALL, foldedItems: ALL, foldedBlocks: ALL, text: ALL },
  { columns: false, items: ALL, foldedItems: ALL, foldedBlocks: ALL, text: ALL },
  { columns: false, items: ALL, foldedItems: 30, foldedBlocks: ALL, text: 2000 },
  { columns: false, items: 40, foldedItems: 12, foldedBlocks: 24, text: 1200 },
  { columns: false, items: 20, foldedItems: 6, foldedBlocks: 12, text: 600 },
  { columns: false, items: 12, foldedItems: 3, foldedBlocks: 6, text: 300 },
  { columns: false, items: 8, foldedItems: 1, foldedBlocks: 2, text: 160 },
];
