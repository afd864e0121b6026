import type { JsonObject } from "../../core/json.ts";
import type { Dialog } from "../../core/ports/card.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { drawBlock } from "./card-blocks.ts";
import { DETAILS, type Detail } from "./card-detail.ts";
import { createCardIds } from "./card-inputs.ts";
import { paragraph, run } from "./card-text.ts";
import { bytesOf, CARD_HARD_BYTES, CARD_WANTED_BYTES } from "./limits.ts";
import { NEXT_PAGE, pageOf, PREVIOUS_PAGE } from "./phrases.ts";
import { shortLine } from "./plain-text.ts";

/** What a dialog shows: an Adaptive Card 1.5 whose buttons submit (`task/submit`); nothing in a dialog executes. */
export type DialogCardJson = {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly body: readonly JsonObject[];
};

function buttonsOf({ submit, pages }: Dialog): readonly JsonObject[] {
  const turn = (title: string, page: number): JsonObject => ({
    type: "Action.Submit",
    title,
    data: { token: pages?.token ?? "", part: pages?.part ?? 0, page },
    associatedInputs: "none",
  });
  const sends: readonly JsonObject[] = submit
    ? [
        {
          type: "Action.Submit",
          title: shortLine(submit.label),
          style: "positive",
          data: submit.token === null ? { form: "new-request" } : { token: submit.token },
          associatedInputs: "auto",
        },
      ]
    : [];
  return [
    ...sends,
    ...(pages && pages.page > 0 ? [turn(PREVIOUS_PAGE, pages.page - 1)] : []),
    ...(pages && pages.page < pages.of - 1 ? [turn(NEXT_PAGE, pages.page + 1)] : []),
  ];
}

function draw(dialog: Dialog, say: string | null, detail: Detail): DialogCardJson {
  const ids = createCardIds();
  const { pages } = dialog;
  const buttons = buttonsOf(dialog);
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    body: [
      ...(say === null
        ? []
        : [
            {
              type: "Container",
              style: "attention",
              spacing: "None",
              items: [paragraph([run(say, { weight: "Bolder" })])],
            },
          ]),
      ...dialog.blocks.flatMap((block) => drawBlock(block, { detail, ids, folded: false })),
      ...(pages ? [paragraph([run(pageOf(pages.page + 1, pages.of), { isSubtle: true, size: "Small" })])] : []),
      ...(buttons.length > 0 ? [{ type: "ActionSet", spacing: "Medium", actions: [...buttons] }] : []),
    ],
  };
}

/**
 * A neutral dialog as the Adaptive Card of a task module. `say`: what the desk could not take, above the inputs. Above
 * 20 KB it is drawn with less, above 28 KB it throws AdapterFault("card-too-large").
 */
export function toDialogCard(dialog: Dialog, say: string | null = null): DialogCardJson {
  let drawn = draw(dialog, say, DETAILS[0]);
  for (const detail of DETAILS.slice(1)) {
    if (bytesOf(drawn) <= CARD_WANTED_BYTES) return drawn;
    drawn = draw(dialog, say, detail);
  }
  if (bytesOf(drawn) > CARD_HARD_BYTES) throw new AdapterFault("card-too-large", true);
  return drawn;
}
