import type { JsonObject } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { drawActions, newRequestAction } from "./card-actions.ts";
import { drawBlock } from "./card-blocks.ts";
import { DETAILS, type Detail } from "./card-detail.ts";
import { createCardIds } from "./card-inputs.ts";
import { paragraph, paragraphs, run } from "./card-text.ts";
import { bytesOf, CARD_HARD_BYTES, CARD_WANTED_BYTES, SPOKEN_MAX } from "./limits.ts";
import { ASK_WITH_FORM, TONE_WORDS } from "./phrases.ts";
import { cleanText, shortLine, cutText } from "./plain-text.ts";

/** An Adaptive Card 1.5 as plain JSON. */
export type AdaptiveCardJson = {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly speak: string;
  readonly fallbackText: string;
  readonly msteams: { readonly width: "Full" };
  readonly body: readonly JsonObject[];
};

/** The band is coloured, its words are not: dark on a pale band is readable in every theme. */
const BANDS: Readonly<Record<Card["tone"], string>> = {
  neutral: "emphasis",
  good: "good",
  attention: "attention",
  warning: "warning",
};

function drawHead(card: Card, detail: Detail): readonly JsonObject[] {
  const status = shortLine(card.status) || TONE_WORDS[card.tone];
  const line = paragraph([run(status, { size: "Small", weight: "Bolder" })]);
  const band = status
    ? [{ type: "Container", style: BANDS[card.tone], bleed: true, spacing: "None", items: [line] }]
    : [];
  const headline = cutText(card.headline, detail.text);
  return [...band, ...paragraphs(headline, { size: "Medium", weight: "Bolder" }, "Medium")];
}

function drawFooter(card: Card): readonly JsonObject[] {
  if (card.footer.length === 0) return [];
  const line = card.footer.map(shortLine).join(" · ");
  return [paragraph([run(line, { size: "Small", isSubtle: true })], { separator: true, spacing: "Medium" })];
}

/** `speak` may be SSML: without angle brackets it is always plain. */
const spoken = (text: string): string => text.replace(/[<>]/g, " ");

function draw(card: Card, detail: Detail): AdaptiveCardJson {
  const ids = createCardIds();
  const fallback = cutText(cleanText(card.fallback), SPOKEN_MAX);
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    speak: spoken(fallback),
    fallbackText: fallback,
    msteams: { width: "Full" },
    body: [
      ...drawHead(card, detail),
      ...card.blocks.flatMap((block) => drawBlock(block, { detail, ids, folded: false })),
      ...drawActions(card.actions),
      ...(card.kind === "help" ? [{ type: "ActionSet", actions: [newRequestAction(ASK_WITH_FORM)] }] : []),
      ...drawFooter(card),
    ],
  };
}

/**
 * Renders a neutral card as an Adaptive Card 1.5 (plain JSON) for Teams and the web desk. All text is shown as
 * written, without markup or links. A card above 20 KB is drawn with shorter lists and texts, each cut named on it;
 * above 28 KB it throws AdapterFault("card-too-large"). Bytes are UTF-16 code units × 2.
 */
export function toAdaptiveCard(card: Card): AdaptiveCardJson {
  let drawn = draw(card, DETAILS[0]);
  for (const detail of DETAILS.slice(1)) {
    if (bytesOf(drawn) <= CARD_WANTED_BYTES) return drawn;
    drawn = draw(card, detail);
  }
  if (bytesOf(drawn) > CARD_HARD_BYTES) throw new AdapterFault("card-too-large", true);
  return drawn;
}
