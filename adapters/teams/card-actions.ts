import type { CardAction, CardBlock } from "../../core/ports/card.ts";
import type { JsonObject } from "../../core/json.ts";
import { toInput, type CardIds } from "./card-inputs.ts";
import { paragraph, run } from "./card-text.ts";
import { ACTIONS_PER_SET, BUTTON_CHARACTERS, ROW_CHARACTERS } from "./limits.ts";
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

/** Fills rows in the card's order; a row ends where its labels would no longer fit a phone. */
function toRows<Labelled extends { readonly label: string }>(
  actions: readonly Labelled[],
): readonly (readonly Labelled[])[] {
  const rows: Labelled[][] = [];
  let width = ROW_CHARACTERS;
  for (const action of actions) {
    const own = Math.min(action.label.length, ROW_CHARACTERS) + BUTTON_CHARACTERS;
    const row = rows.at(-1);
    if (row && row.length < ACTIONS_PER_SET && width + own <= ROW_CHARACTERS) row.push(action);
    else rows.push([action]);
    width = rows.at(-1)?.length === 1 ? own : width + own;
  }
  return rows;
}

type List = Extract<CardBlock, { block: "lists" }>["lists"][number];

/** A list opens in the card's place, for the one who asks, and brings its own way back. */
const toListAction = ({ label, token }: List): JsonObject => ({
  type: "Action.Execute",
  title: `▸ ${shortLine(label)}`,
  verb: "open-list",
  data: { token },
  associatedInputs: "none",
});

export const drawLists = (lists: readonly List[]): readonly JsonObject[] =>
  toRows(lists).map((row) => ({ type: "ActionSet", spacing: "Small", actions: row.map(toListAction) }));

/** Rows of buttons, none in a menu. */
export function drawActions(actions: readonly CardAction[], ids: CardIds): readonly JsonObject[] {
  return toRows(actions).map((row, index) => ({
    type: "ActionSet",
    spacing: index === 0 ? "Medium" : "Small",
    actions: row.map((action) => toAction(action, ids)),
  }));
}
