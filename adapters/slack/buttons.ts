import type { ActionsBlock, Button, ContextBlock } from "@slack/web-api";
import { actionId } from "./action-ids.ts";
import { label, quiet } from "./elements.ts";
import { ACCESSIBILITY_LABEL, ACTIONS, BUTTON_TEXT, BUTTON_VALUE } from "./limits.ts";
import { isCut } from "./text.ts";
import type { CardAction } from "../../core/ports/card.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** A folded part is named by the message copy it stands on; the right to see it is checked when it is opened. */
export type FoldedRef = { readonly key: string; readonly index: number; readonly page: number };

function button(action: CardAction, index: number): Button {
  if (action.token.length > BUTTON_VALUE) throw new AdapterFault("button-value-too-long", true);
  const opens = action.takes === "form" && action.form !== undefined;
  return {
    type: "button",
    action_id: actionId(opens ? "form" : "do", `${action.verb}:${index}`),
    text: label(action.label, BUTTON_TEXT),
    value: action.token,
    accessibility_label: label(action.label, ACCESSIBILITY_LABEL).text,
    ...(action.style ? { style: action.style } : {}),
  };
}

/** All buttons, none in a menu. A label that is cut stands whole below: the consequence is what is decided on. */
export function drawActions(actions: readonly CardAction[]): readonly (ActionsBlock | ContextBlock)[] {
  const buttons = actions.map(button);
  const rows = Array.from({ length: Math.ceil(buttons.length / ACTIONS) }, (_, row) => ({
    type: "actions" as const,
    elements: buttons.slice(row * ACTIONS, (row + 1) * ACTIONS),
  }));
  const long = actions.map((action) => action.label).filter((text) => isCut(text, BUTTON_TEXT));
  return [...rows, ...quiet(long.join("\n"))];
}

export const foldedValue = (ref: FoldedRef): string => JSON.stringify([ref.key, ref.index, ref.page]);

/** Reads `foldedValue` back; null for anything else. */
export function parseFolded(value: string | null): FoldedRef | null {
  if (value === null || value.length > 400) return null;
  try {
    const read: unknown = JSON.parse(value);
    if (!Array.isArray(read)) return null;
    const [key, index, page] = read as readonly unknown[];
    const whole = typeof index === "number" && typeof page === "number" && Number.isSafeInteger(index + page);
    if (typeof key !== "string" || !whole || index < 0 || page < 0) return null;
    return { key, index, page };
  } catch {
    return null;
  }
}

/** A button that opens a folded part, to stand beside others. */
export const foldedElement = (title: string, ref: FoldedRef): Button => ({
  type: "button",
  action_id: actionId("more", `${ref.index}`),
  text: label(`▸ ${title}`, BUTTON_TEXT),
  value: foldedValue(ref),
  accessibility_label: label(title, ACCESSIBILITY_LABEL).text,
});

/** The button that opens a folded part. */
export const foldedButton = (title: string, ref: FoldedRef): ActionsBlock => ({
  type: "actions",
  elements: [foldedElement(title, ref)],
});
