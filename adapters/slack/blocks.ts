import type { KnownBlock, MessageMetadata } from "@slack/web-api";
import { drawActions } from "./buttons.ts";
import { drawBlock, type Drawing } from "./card-blocks.ts";
import { headline, quiet, spoken } from "./elements.ts";
import { createBlockIds } from "./inputs.ts";
import { MESSAGE_BLOCKS, MESSAGE_JSON, MESSAGE_TEXT } from "./limits.ts";
import { moreParts } from "./phrases.ts";
import { cleanLine } from "./text.ts";
import type { Card } from "../../core/ports/card.ts";

/** A message for chat.postMessage or chat.update. */
export type SlackMessage = {
  /** Push and screen-reader text. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** Readable by everyone in the channel, so it holds our opaque key and nothing else. */
  readonly metadata?: MessageMetadata;
};

/** The name our messages carry in their metadata. */
export const METADATA_EVENT = "export_desk_copy";
export const metadataOf = (key: string): MessageMetadata => ({ event_type: METADATA_EVENT, event_payload: { key } });

/** Counts from 0. */
export function createDrawing(copy: string | null, charts: Drawing["charts"] = "native"): Drawing {
  let folded = 0;
  return { ids: createBlockIds(), copy, charts, nextFolded: () => folded++ };
}

/**
 * Renders a neutral card as a Slack message. Everything is plain text or rich text, which know no markup; the bold
 * labels are ours. What exceeds a limit is cut and the cut is named; buttons and footer are never what is left out.
 * `deliveryKey` stands in the metadata and names the folded parts; without it they are drawn open. Throws
 * AdapterFault for a button or a choice whose value exceeds Slack's limit: it cannot be shortened.
 */
export function toBlocks(
  card: Card,
  deliveryKey: string | null = null,
  charts: Drawing["charts"] = "native",
): SlackMessage {
  const drawing = createDrawing(deliveryKey, charts);
  const head = [...quiet(cleanLine(card.status)), ...headline(card.headline)];
  const tail = [...drawActions(card.actions), ...quiet(card.footer.map(cleanLine).join(" · "))];
  const parts = card.blocks.flatMap((block) => drawBlock(block, drawing));
  return {
    text: spoken(card.fallback, MESSAGE_TEXT) || " ",
    blocks: [...head, ...fitBlocks(parts, MESSAGE_BLOCKS - head.length - tail.length), ...tail],
    ...(deliveryKey === null ? {} : { metadata: metadataOf(deliveryKey) }),
  };
}

/** As many as there is room for, from the first on; what is left out is counted. */
function fitBlocks(blocks: readonly KnownBlock[], room: number): readonly KnownBlock[] {
  const whole = takeBlocks(blocks, { count: room, json: MESSAGE_JSON });
  if (whole.length === blocks.length) return whole;
  const kept = whole.slice(0, room - 1);
  return [...kept, ...quiet(moreParts(blocks.length - kept.length))];
}

/** The first blocks that stay within a number and a size (characters as JSON); at least one, so that pages end. */
export function takeBlocks(
  blocks: readonly KnownBlock[],
  most: { readonly count: number; readonly json: number },
): readonly KnownBlock[] {
  let size = 0;
  let kept = 0;
  for (const block of blocks.slice(0, most.count)) {
    size += JSON.stringify(block).length;
    if (size > most.json && kept > 0) break;
    kept++;
  }
  return blocks.slice(0, kept);
}
