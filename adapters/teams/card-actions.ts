import type { CardAction } from "../../core/ports/card.ts";
import type { JsonObject } from "../../core/json.ts";
import { toInput, type CardIds } from "./card-inputs.ts";
import { paragraph, run } from "./card-text.ts";
import { ACTIONS_PER_SET } from "./limits.ts";
import { shortLine } from "./plain-text.ts";

const STYLES = { primary: "positive", danger: "destructive" } as const;
const styleOf = (action: CardAction): JsonObject => (action.style ? { style: STYLES[action.style] } : {});

/** `auto` sends the inputs of this card and of the one around it, `none` sends nothing and asks for nothing. */
const execute = (action: CardAction, title: string, inputs: "auto" | "none"): JsonObject => ({
  type: "Action.Execute",
  title: shortLine(title),
  verb: action.verb,
  data: { token: action.token },
  associatedInputs: inputs,
  ...styleOf(action),
});

/** A form opens below its button (Action.ShowCard) and is sent by its own button under the same token. */
function toAction(action: CardAction, ids: CardIds): JsonObject {
  if (action.takes !== "form" || !action.form)
    return execute(action, action.label, action.takes === "card" ? "auto" : "none");
  const { title, submit, inputs } = action.form;
  return {
    type: "Action.ShowCard",
    title: shortLine(action.label),
    ...styleOf(action),
    card: {
      type: "AdaptiveCard",
      version: "1.5",
      body: [paragraph([run(shortLine(title), { weight: "Bolder" })]), ...inputs.map((input) => toInput(input, ids))],
      actions: [execute(action, submit, "auto")],
    },
  };
}

/** Rows of buttons, in the card's order. More than a row holds go to a second row, never into a menu. */
export function drawActions(actions: readonly CardAction[], ids: CardIds): readonly JsonObject[] {
  const rows = Math.ceil(actions.length / ACTIONS_PER_SET);
  const perRow = Math.ceil(actions.length / Math.max(rows, 1));
  return Array.from({ length: rows }, (_, row) => ({
    type: "ActionSet",
    spacing: row === 0 ? "Medium" : "Small",
    actions: actions.slice(row * perRow, (row + 1) * perRow).map((action) => toAction(action, ids)),
  }));
}
