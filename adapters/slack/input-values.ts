import { INPUT_BLOCK } from "./action-ids.ts";
import { at, listAt, membersAt, textAt } from "./payload.ts";
import { neededMessage, NUMBER_MESSAGE, shortMessage } from "./phrases.ts";

/** The id of an input from its block: `in:reason~2` is a second `reason`. */
function inputOf(blockId: string): { readonly id: string; readonly copy: number } | null {
  if (!blockId.startsWith(INPUT_BLOCK)) return null;
  const parts = /^(.*)~(\d+)$/s.exec(blockId.slice(INPUT_BLOCK.length));
  return { id: parts?.[1] ?? blockId.slice(INPUT_BLOCK.length), copy: Number(parts?.[2] ?? 1) };
}

/** What stands in one input, as text; an empty one is "". */
function valueOf(element: unknown): string {
  if (textAt(element, "type") === "checkboxes")
    return listAt(element, "selected_options").length > 0 ? "true" : "false";
  const picked = textAt(element, "selected_option", "value") ?? textAt(element, "selected_date");
  return picked ?? textAt(element, "value") ?? "";
}

/** The inputs of a card or a form (`state.values`), by the ids the neutral card gave them; a later copy of an id wins. */
export function readInputs(state: unknown): Readonly<Record<string, string>> {
  const found = membersAt(state, "values").flatMap(([blockId, elements]) => {
    const input = inputOf(blockId);
    const element = membersAt(elements)[0]?.[1];
    if (textAt(element, "type") === "file_input") return [];
    return input === null || element === undefined ? [] : [{ ...input, value: valueOf(element) }];
  });
  return Object.fromEntries(found.toSorted((a, b) => a.copy - b.copy).map(({ id, value }) => [id, value]));
}

/**
 * Faults of a submitted form, by block id, to be shown beside each field. The form's own blocks come back with it, so
 * that what a client let pass is checked against what was asked.
 */
export function inputFaults(view: unknown): Readonly<Record<string, string>> {
  const faults = listAt(view, "blocks").flatMap((block): readonly (readonly [string, string])[] => {
    const blockId = textAt(block, "block_id");
    if (textAt(block, "type") !== "input" || blockId === null) return [];
    const element = membersAt(view, "state", "values", blockId)[0]?.[1];
    const fault = faultOf(block, valueOf(element).trim());
    return fault === null ? [] : [[blockId, fault]];
  });
  return Object.fromEntries(faults);
}

function faultOf(block: unknown, value: string): string | null {
  const kind = textAt(block, "element", "action_id");
  const empty = value === "" || (kind === "toggle" && value === "false");
  if (empty) return at(block, "optional") === true ? null : neededMessage(textAt(block, "label", "text") ?? "");
  const least = at(block, "element", "min_length");
  const is = Array.from(value).length;
  if (typeof least === "number" && is < least) return shortMessage(least, is);
  return kind === "number" && !/\d/.test(value) ? NUMBER_MESSAGE : null;
}

/** The block of an input of a view, for a fault that the desk found. Null: the view has no such input. */
export function blockOf(view: unknown, input: string): string | null {
  const ids = listAt(view, "blocks").map((block) => textAt(block, "block_id"));
  return ids.find((id) => id !== null && inputOf(id)?.id === input) ?? null;
}
