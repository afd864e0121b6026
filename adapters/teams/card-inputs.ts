import type { CardInput } from "../../core/ports/card.ts";
import type { JsonObject } from "../../core/json.ts";
import { OPEN_CHOICES } from "./limits.ts";
import { cleanText, shortLine } from "./plain-text.ts";
import { CONFIRM, filesElsewhere, neededMessage, shortMessage } from "./phrases.ts";

/** Hands out ids that are unique on one card: clients refuse a card that holds one twice. */
export type CardIds = (wanted: string) => string;

/** The second `reason` of a card becomes `reason~2`; `openClick` takes the ending off again. */
export function createCardIds(): CardIds {
  const used = new Map<string, number>();
  return (wanted) => {
    const count = (used.get(wanted) ?? 0) + 1;
    used.set(wanted, count);
    return count === 1 ? wanted : `${wanted}~${count}`;
  };
}

const PLAIN_NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/** One input with its label, what is missing said beside it, and the typed value kept. */
export function toInput(input: CardInput, ids: CardIds): JsonObject {
  const label = shortLine(input.label);
  const base = { id: ids(input.id), spacing: "Medium" };
  const required = input.required ? { isRequired: true, errorMessage: neededMessage(label) } : {};
  switch (input.type) {
    case "text": {
      const least = input.minLength ?? 0;
      const short = least > 1 ? { errorMessage: shortMessage(label, least) } : {};
      return {
        type: "Input.Text",
        ...base,
        label,
        ...required,
        ...short,
        ...(least > 1 ? { regex: `^[\\s\\S]{${least},}$` } : {}),
        ...(input.multiline ? { isMultiline: true } : {}),
        ...(input.value === undefined ? {} : { value: cleanText(input.value) }),
        ...(input.hint ? { placeholder: shortLine(input.hint) } : {}),
      };
    }
    case "number": {
      const typed = input.value;
      const shown = typed !== undefined && PLAIN_NUMBER.test(typed) ? { value: Number(typed) } : {};
      const hint = typed !== undefined && !PLAIN_NUMBER.test(typed) ? typed : input.hint;
      return {
        type: "Input.Number",
        ...base,
        label: input.unit ? `${label} (${shortLine(input.unit)})` : label,
        ...required,
        ...shown,
        ...(hint ? { placeholder: shortLine(hint) } : {}),
      };
    }
    case "choice":
      return {
        type: "Input.ChoiceSet",
        ...base,
        label,
        ...required,
        style: input.choices.length <= OPEN_CHOICES ? "expanded" : "compact",
        wrap: true,
        choices: input.choices.map((choice) => ({
          title: shortLine(choice.label) || choice.value,
          value: choice.value,
        })),
        ...(input.value === undefined ? {} : { value: input.value }),
      };
    case "date":
      return {
        type: "Input.Date",
        ...base,
        label,
        ...required,
        ...(input.value === undefined ? {} : { value: input.value }),
      };
    case "files":
      // A dialog of Teams takes no file: the words say where it goes.
      return { type: "TextBlock", wrap: true, isSubtle: true, size: "Small", text: filesElsewhere(label) };
    case "toggle":
      return {
        type: "Input.Toggle",
        ...base,
        title: label,
        ...(input.required ? { label: CONFIRM, ...required } : {}),
        valueOn: "true",
        valueOff: "false",
        value: input.value === true ? "true" : "false",
        wrap: true,
      };
  }
}
