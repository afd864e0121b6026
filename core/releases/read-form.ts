import { toLawDate, type LawDate } from "../dates.ts";
import type { Act, Party, PartyRole } from "../licensing/determination.ts";
import { resolveCountry } from "../licensing/countries.ts";
import { Refusal } from "../refusal.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { readParties } from "./read-parties.ts";
import type { StatedDeal } from "./stated-deal.ts";

/** Ids of the new-request form's inputs, on every platform. Files come beside them, as files. */
export const FORM_INPUTS = ["item", "act", "destination", "party", "role", "end-use", "needed-by"] as const;
export type FormInput = (typeof FORM_INPUTS)[number];
export type FormInputs = Readonly<Partial<Record<FormInput, string>>>;

/** What may be done with a thing, as the form offers it; anything else is left unsaid. */
export const FORM_ACTS: readonly Act[] = [
  "quote",
  "sample",
  "demo",
  "ship",
  "hand-carry",
  "share-data",
  "remote-access",
  "service",
];

/** The part of the first party, where its line does not say it. */
export const FORM_ROLES: readonly PartyRole[] = [
  "ultimate-consignee",
  "end-user",
  "purchaser",
  "intermediate-consignee",
  "forwarder",
  "carrier",
  "bank",
  "broker",
  "employee",
];

export type ReadForm = {
  /** The request in words: what is classified and what people read. */
  readonly text: string;
  readonly stated: StatedDeal;
  readonly neededBy: LawDate | null;
};

/** An item's name is its first line, up to here; the whole text is still read for facts. */
const MOST_NAME = 120;
const MOST_PARTIES = 10;

/**
 * A filled form as a request in words and the facts of the deal that it states. What was left empty stays unknown and
 * is asked where it decides. Pure. `today`: civil date of the reader. Throws Refusal("invalid") with the `input` that
 * cannot be read: no item, a place that is none or several, a date that is none or past, a part without its party.
 */
export function readForm(inputs: FormInputs, rulebook: Rulebook, today: LawDate): ReadForm {
  const said = (input: FormInput): string => (inputs[input] ?? "").trim();
  const item = said("item");
  if (item === "") throw new Refusal("invalid", { what: "item-empty", input: "item" });
  const act = FORM_ACTS.find((known) => known === said("act"));
  const destination = said("destination") === "" ? null : placeOf(said("destination"), rulebook);
  const parties = named(partiesOf(said("party"), rulebook), { role: said("role"), item, rulebook });
  const endUse = said("end-use");
  const neededBy = said("needed-by") === "" ? null : dayFrom(said("needed-by"), today);
  const parts = [
    ...(act ? [act.replaceAll("-", " ")] : []),
    ...(destination ? [`to ${destination}`] : []),
    ...parties.map((party) => `for ${party.name}${party.country ? `, ${party.country}` : ""}`),
    ...(endUse ? [`end use: ${endUse}`] : []),
    ...(neededBy ? [`needed by ${neededBy}`] : []),
  ];
  return {
    text: [item, ...(parts.length > 0 ? [parts.join(" · ")] : [])].join("\n"),
    stated: {
      item: (item.split("\n")[0] ?? item).slice(0, MOST_NAME).trim(),
      ...(act ? { act } : {}),
      ...(destination ? { destination } : {}),
      ...(parties.length > 0 ? { parties } : {}),
      ...(endUse ? { endUse: { statement: endUse } } : {}),
    },
    neededBy,
  };
}

function placeOf(text: string, rulebook: Rulebook): string {
  const found = resolveCountry(text, rulebook);
  if (found.state !== "resolved")
    throw new Refusal("invalid", { what: "country", value: text.slice(0, 60), input: "destination" });
  const named = resolveCountry(found.name, rulebook);
  return named.state === "resolved" && named.code === found.code ? found.name : found.code;
}

/** A date such as `2026-12-01` that is not past. Throws Refusal("invalid") naming the input. */
export function dayFrom(text: string, today: LawDate, input = "needed-by"): LawDate {
  const day = parseDay(text);
  if (day === null) throw new Refusal("invalid", { what: "date-unread", value: text.slice(0, 40), input });
  if (day < today) throw new Refusal("invalid", { what: "date-past", value: day, input });
  return day;
}

function parseDay(text: string): LawDate | null {
  try {
    return toLawDate(text);
  } catch {
    return null;
  }
}

type Beside = { readonly role: string; readonly item: string; readonly rulebook: Rulebook };

/**
 * The parties of the form with the chosen part of the first, and those that only the item's words name: nobody drops out
 * of screening by being written elsewhere. Throws Refusal("invalid") for a part without its party.
 */
function named(parties: readonly Party[], beside: Beside): readonly Party[] {
  const role = FORM_ROLES.find((known) => known === beside.role);
  const [first, ...more] = parties;
  if (!first) {
    if (role) throw new Refusal("invalid", { what: "role-alone", input: "party" });
    return [];
  }
  const known = new Set(parties.map((party) => party.name.toLowerCase()));
  const others = readParties(beside.item, beside.rulebook).filter(({ party }) => !known.has(party.name.toLowerCase()));
  return [{ ...first, ...(role ? { role } : {}) }, ...more, ...others.map(({ party }) => party)];
}

/** One party a line, or one between semicolons: `end user: Acme Example GmbH, Germany`. */
function partiesOf(text: string, rulebook: Rulebook): readonly Party[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, MOST_PARTIES)
    .map((line) => partyOf(line, rulebook));
}

/** A firm that the words name; else the whole line is the name, with a country behind the last comma. */
function partyOf(line: string, rulebook: Rulebook): Party {
  const [read, ...more] = readParties(line, rulebook);
  if (read && more.length === 0 && read.from + read.party.name.length >= line.length - 40) return read.party;
  const comma = line.lastIndexOf(",");
  const place = comma < 0 ? null : resolveCountry(line.slice(comma + 1), rulebook);
  const country = place?.state === "resolved" ? place.name : null;
  return {
    role: "ultimate-consignee",
    name: country ? line.slice(0, comma).trim() : line,
    ...(country ? { country } : {}),
  };
}
