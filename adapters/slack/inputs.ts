import type { InputBlock, PlainTextOption, RadioButtons, StaticSelect } from "@slack/web-api";
import { INPUT_BLOCK } from "./action-ids.ts";
import { label, plain } from "./elements.ts";
import {
  FILES,
  INPUT_HINT,
  INPUT_LABEL,
  INPUT_VALUE,
  OPEN_CHOICES,
  OPTION_TEXT,
  OPTION_VALUE,
  OPTIONS,
  PLACEHOLDER,
} from "./limits.ts";
import { FILES_HINT, YES } from "./phrases.ts";
import { cleanText, isCut } from "./text.ts";
import type { CardInput } from "../../core/ports/card.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

type Choice = Extract<CardInput, { type: "choice" }>;
type Texts = Extract<CardInput, { type: "text" | "number" }>;

/** Hands out block ids that are unique on one surface: Slack refuses one that holds an id twice. */
export type BlockIds = (inputId: string) => string;

/** The second `reason` becomes `in:reason~2`; reading the values takes the ending off again. */
export function createBlockIds(): BlockIds {
  const used = new Map<string, number>();
  return (wanted) => {
    const count = (used.get(wanted) ?? 0) + 1;
    used.set(wanted, count);
    return count === 1 ? `${INPUT_BLOCK}${wanted}` : `${INPUT_BLOCK}${wanted}~${count}`;
  };
}

/** One input with its label. The action id is the input's type, which the submission is checked by. */
export function toInputBlock(input: CardInput, ids: BlockIds): InputBlock {
  const base = { type: "input", block_id: ids(input.id), optional: input.required !== true } as const;
  switch (input.type) {
    case "text":
    case "number":
      return { ...base, label: label(labelOf(input), INPUT_LABEL), element: textElement(input), ...hintOf(input.hint) };
    case "choice":
      return { ...base, label: label(input.label, INPUT_LABEL), element: choiceElement(input), ...longLabels(input) };
    case "date":
      return {
        ...base,
        label: label(input.label, INPUT_LABEL),
        element: {
          type: "datepicker",
          action_id: "date",
          ...(isDate(input.value) ? { initial_date: input.value } : {}),
        },
        ...hintOf(input.hint),
      };
    case "files":
      return {
        ...base,
        label: label(input.label, INPUT_LABEL),
        hint: plain(FILES_HINT, INPUT_HINT),
        element: { type: "file_input", action_id: "files", max_files: Math.min(input.most, FILES) },
      };
    case "toggle": {
      const option: PlainTextOption = { text: label(YES, OPTION_TEXT), value: "true" };
      const chosen = input.value === true ? { initial_options: [option] } : {};
      return {
        ...base,
        label: label(input.label, INPUT_LABEL),
        element: { type: "checkboxes", action_id: "toggle", options: [option], ...chosen },
      };
    }
  }
}

const isDate = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

const labelOf = (input: Texts): string =>
  input.type === "number" && input.unit ? `${input.label} (${input.unit})` : input.label;

const hintOf = (hint: string | undefined): Pick<InputBlock, "hint"> =>
  hint === undefined || hint.trim() === "" ? {} : { hint: plain(hint, INPUT_HINT) };

/** Numbers are typed as text: a unit or a decimal comma is read by the desk, not refused by a client. */
function textElement(input: Texts): InputBlock["element"] {
  const value = input.value === undefined ? "" : cleanText(input.value);
  const least = input.type === "text" ? (input.minLength ?? 0) : 0;
  return {
    type: "plain_text_input",
    action_id: input.type,
    multiline: input.type === "text" && input.multiline === true,
    max_length: INPUT_VALUE,
    ...(least > 1 ? { min_length: Math.min(least, INPUT_VALUE) } : {}),
    ...(value !== "" && value.length <= INPUT_VALUE ? { initial_value: value } : {}),
  };
}

function choiceElement(input: Choice): RadioButtons | StaticSelect {
  const options = input.choices.map((choice) => toOption(choice.value, choice.label));
  const chosen = options.find((option) => option.value === input.value);
  const initial = chosen ? { initial_option: chosen } : {};
  if (options.length <= OPEN_CHOICES) return { type: "radio_buttons", action_id: "choice", options, ...initial };
  const select = {
    type: "static_select",
    action_id: "choice",
    placeholder: label("…", PLACEHOLDER),
    ...initial,
  } as const;
  if (options.length <= OPTIONS) return { ...select, options };
  const groups = Array.from({ length: Math.ceil(options.length / OPTIONS) }, (_, index) => {
    const part = options.slice(index * OPTIONS, (index + 1) * OPTIONS);
    const [first, last] = [part[0]?.text.text ?? "", part.at(-1)?.text.text ?? ""];
    return {
      label: { type: "plain_text", text: `${first.slice(0, 30)} – ${last.slice(0, 30)}` } as const,
      options: part,
    };
  });
  return { ...select, option_groups: groups };
}

/** A value above Slack's limit cannot be shortened: it is what comes back. */
function toOption(value: string, text: string): PlainTextOption {
  if (value === "" || value.length > OPTION_VALUE) throw new AdapterFault("option-value-too-long", true);
  return { text: label(text, OPTION_TEXT), value };
}

/** What does not fit beside a radio button stands whole below the input. */
function longLabels(input: Choice): Pick<InputBlock, "hint"> {
  const long = input.choices.filter((choice) => isCut(choice.label, OPTION_TEXT)).map((choice) => choice.label);
  return long.length === 0 ? {} : { hint: plain(long.join("\n"), INPUT_HINT) };
}
