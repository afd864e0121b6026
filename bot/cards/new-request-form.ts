import type { DealWords } from "../words/deal-words.ts";
import type { CardForm, CardInput } from "../../core/ports/card.ts";
import { FORM_ACTS, FORM_ROLES, type FormInputs } from "../../core/releases/read-form.ts";

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
const ROLE_WORDS: Readonly<Record<(typeof FORM_ROLES)[number], string>> = {
  "ultimate-consignee": "Ultimate consignee: it stays with them",
  "end-user": "End user",
  purchaser: "Purchaser",
  "intermediate-consignee": "Intermediate consignee",
  forwarder: "Freight forwarder",
  carrier: "Carrier",
  bank: "Bank",
  broker: "Broker",
  employee: "Employee",
};
/** As many files as any platform's form takes. */
const MOST_FILES = 10;

export type FormWays = {
  /** The places to choose from; absent: the destination is typed. Its value is then a code, else a name. */
  readonly destinations?: DealWords["destinations"];
  /** A license question: the destination is asked first. */
  readonly destinationFirst?: boolean;
};

/** The form behind a bare `/classify`, "Ask with a form" and "Classify this": only the item must be filled in. */
export function newRequestForm(given: FormInputs = {}, ways: FormWays = {}): CardForm {
  const destination = destinationInput(given, ways);
  const thing: readonly CardInput[] = [
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
  ];
  return {
    title: ways.destinationFirst ? "License question" : "New request",
    submit: "Ask",
    inputs: [
      ...(ways.destinationFirst ? [destination, ...thing] : [...thing, destination]),
      {
        type: "text",
        id: "party",
        label: "Who gets it?",
        multiline: true,
        hint: "one company a line, with its country if it is another one",
        ...value(given.party),
      },
      {
        type: "choice",
        id: "role",
        label: "What is their part? (of the first, if there are several)",
        choices: FORM_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] })),
        ...value(given.role),
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

const value = (text: string | undefined) => (text === undefined || text === "" ? {} : { value: text });

function destinationInput(given: FormInputs, ways: FormWays): CardInput {
  const label = "Where does it go?";
  if (!ways.destinations)
    return { type: "text", id: "destination", label, hint: "country", ...value(given.destination) };
  const choices = ways.destinations.map(({ code, name }) => ({ value: code, label: name }));
  return { type: "choice", id: "destination", label, choices, ...value(given.destination) };
}
