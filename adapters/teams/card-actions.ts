import type { CardAction, CardBlock } from "../../core/ports/card.ts";
import type { JsonObject } from "../../core/json.ts";
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

/** What makes Teams ask for a dialog (`task/fetch`) instead of sending the data as a message. */
export const FETCH: JsonObject = { type: "task/fetch" };

/** A form opens as a dialog, which is asked for under the same token: the right to it is checked before anybody types. */
function toAction(action: CardAction): JsonObject {
  if (action.takes !== "form") return execute(action, action.label, action.takes === "card" ? "auto" : "none");
  return {
    type: "Action.Submit",
    title: shortLine(action.label),
    data: { token: action.token, verb: action.verb, msteams: FETCH },
    associatedInputs: "none",
    ...styleOf(action),
  };
}

/** Opens the form of a new request: on the card that says how to ask. */
export const newRequestAction = (title: string): JsonObject => ({
  type: "Action.Submit",
  title: shortLine(title),
  data: { form: "new-request", msteams: FETCH },
  associatedInputs: "none",
});

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
export function drawActions(actions: readonly CardAction[]): readonly JsonObject[] {
  return toRows(actions).map((row, index) => ({
    type: "ActionSet",
    spacing: index === 0 ? "Medium" : "Small",
    actions: row.map((action) => toAction(action)),
  }));
}
