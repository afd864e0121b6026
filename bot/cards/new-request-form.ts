import type { CardForm } from "../../core/ports/card.ts";
import { FORM_ACTS, type FormInputs } from "../../core/releases/read-form.ts";

const ACT_WORDS: Readonly<Record<(typeof FORM_ACTS)[number], string>> = {
  quote: "Quote or offer it",
  sample: "Send samples",
  demo: "Show or demonstrate it",
  ship: "Ship or sell it",
  "hand-carry": "Carry it by hand",
  "share-data": "Share drawings, data or source code",
  "remote-access": "Give remote access",
  service: "Repair, install or train",
};
/** As many files as any platform's form takes. */
const MOST_FILES = 10;

/** The form behind a bare `/classify`, "Ask with a form" and "Classify this": only the item must be filled in. */
export function newRequestForm(given: FormInputs = {}): CardForm {
  const value = (text: string | undefined) => (text === undefined || text === "" ? {} : { value: text });
  return {
    title: "New request",
    submit: "Ask",
    inputs: [
      {
        type: "text",
        id: "item",
        label: "What is it?",
        multiline: true,
        required: true,
        hint: "name or part number and its key figures, e.g. AD-7, 14-bit 3 GSPS converter chip",
        ...value(given.item),
      },
      {
        type: "choice",
        id: "act",
        label: "What do you want to do with it?",
        choices: FORM_ACTS.map((act) => ({ value: act, label: ACT_WORDS[act] })),
        ...value(given.act),
      },
      { type: "text", id: "destination", label: "Where does it go?", hint: "country", ...value(given.destination) },
      {
        type: "text",
        id: "party",
        label: "Who gets it?",
        multiline: true,
        hint: "one company a line, with its country if it is another one",
        ...value(given.party),
      },
      {
        type: "text",
        id: "end-use",
        label: "What will they use it for?",
        multiline: true,
        hint: "leave empty if you don't know",
        ...value(given["end-use"]),
      },
      { type: "date", id: "needed-by", label: "When do you need the answer?", ...value(given["needed-by"]) },
      { type: "files", id: "files", label: "Datasheets", most: MOST_FILES },
    ],
  };
}
