import type { CardDraft } from "../cards/view.ts";
import { barLines } from "../../core/cards/bars.ts";
import type { CardBlock } from "../../core/ports/card.ts";

/** A card as plain lines: for reports and the command line. */
export function cardText(card: CardDraft): string {
  return [card.status, card.headline, ...card.blocks.flatMap(blockLines), ...card.footer].join("\n");
}

function blockLines(block: CardBlock): readonly string[] {
  switch (block.block) {
    case "text":
      return [block.text];
    case "facts":
      return block.rows.map((row) => `${row.label}: ${row.value}${row.mark ? ` [${row.mark}]` : ""}`);
    case "quote":
      return [`“${block.text}” (${block.source})`];
    case "link":
      return [`${block.label}: ${block.url}`];
    case "list":
      return [...(block.title ? [`${block.title}:`] : []), ...block.items.map((item) => `- ${item}`)];
    case "input":
      return [`( ) ${block.input.label}`];
    case "chart":
      return [`${block.title}:`, ...barLines(block).map((line) => `  ${line}`)];
    case "lists":
      return block.lists.map(({ label }) => `> ${label}`);
    case "more":
      return [`${block.title}:`, ...block.blocks.flatMap(blockLines).map((line) => `  ${line}`)];
  }
}
