import type { KnownBlock, SectionBlock } from "@slack/web-api";
import { foldedButton, foldedElement } from "./buttons.ts";
import { drawChart, drawChartText } from "./chart.ts";
import { boldLabel, bullets, linkText, plain, quiet, quote, section, strong } from "./elements.ts";
import { toInputBlock, type BlockIds } from "./inputs.ts";
import { ACTIONS, FIELD, FIELDS, LIST_ITEMS } from "./limits.ts";
import { moreItems } from "./phrases.ts";
import { cutList } from "./text.ts";
import type { CardBlock } from "../../core/ports/card.ts";

/** `copy`: delivery key of the message a folded part is opened from; null draws folded parts open. */
export type Drawing = {
  readonly ids: BlockIds;
  readonly copy: string | null;
  /** Slack's own charts, or bars of text where it refused them. */
  readonly charts: "native" | "text";
  /** Counts the folded parts of the card. */
  readonly nextFolded: () => number;
};

type Facts = Extract<CardBlock, { block: "facts" }>;
const ROWS = FIELDS / 2;

/** Label and value side by side on a desktop, below each other on a phone; the mark is a word. */
function drawFacts(block: Facts): readonly SectionBlock[] {
  const fields = block.rows.map((row) => [
    boldLabel(row.label),
    plain(`${row.value || "–"}${row.mark ? ` · ${row.mark}` : ""}`, FIELD),
  ]);
  return Array.from({ length: Math.ceil(fields.length / ROWS) }, (_, part) => ({
    type: "section" as const,
    fields: fields.slice(part * ROWS, (part + 1) * ROWS).flat(),
  }));
}

function drawList(block: Extract<CardBlock, { block: "list" }>): readonly KnownBlock[] {
  const { kept, more } = cutList(block.items, LIST_ITEMS);
  const title = strong(block.title ?? "");
  if (kept.length === 0) return title;
  return [...title, ...bullets(kept), ...(more > 0 ? quiet(moreItems(more)) : [])];
}

function drawMore(block: Extract<CardBlock, { block: "more" }>, drawing: Drawing): readonly KnownBlock[] {
  const index = drawing.nextFolded();
  if (drawing.copy !== null) return [foldedButton(block.title, { key: drawing.copy, index, page: 0 })];
  return [...strong(block.title), ...block.blocks.flatMap((inner) => drawBlock(inner, drawing))];
}

/** Each button opens its list in a view. Without a message to come back to there is nothing to open. */
function drawLists(block: Extract<CardBlock, { block: "lists" }>, drawing: Drawing): readonly KnownBlock[] {
  const { copy } = drawing;
  if (copy === null || block.lists.length === 0) return [];
  const elements = block.lists.map((list) => {
    const index = drawing.nextFolded();
    return foldedElement(list.label, { key: copy, index, page: 0 });
  });
  return Array.from({ length: Math.ceil(elements.length / ACTIONS) }, (_, row) => ({
    type: "actions" as const,
    elements: elements.slice(row * ACTIONS, (row + 1) * ACTIONS),
  }));
}

/** The blocks of one part of a card. Total: every kind draws something or, when empty, nothing at all. */
export function drawBlock(block: CardBlock, drawing: Drawing): readonly KnownBlock[] {
  switch (block.block) {
    case "text":
      return block.weight === "strong"
        ? strong(block.text)
        : block.weight === "quiet"
          ? quiet(block.text)
          : section(block.text);
    case "facts":
      return drawFacts(block);
    case "quote":
      return quote(block.text, block.source);
    case "link":
      return [{ type: "section", text: linkText(block.label, block.url) }];
    case "list":
      return drawList(block);
    case "input":
      return [toInputBlock(block.input, drawing.ids)];
    case "chart":
      return drawing.charts === "native" ? drawChart(block) : drawChartText(block);
    case "lists":
      return drawLists(block, drawing);
    case "more":
      return drawMore(block, drawing);
  }
}

/** The folded part a card's n-th `more` button opens, counted as `toBlocks` counts them. Null: there is none. */
export function foldedPart(
  blocks: readonly CardBlock[],
  index: number,
): { readonly title: string; readonly blocks: readonly CardBlock[] } | null {
  return blocks.filter((block) => block.block === "more")[index] ?? null;
}
