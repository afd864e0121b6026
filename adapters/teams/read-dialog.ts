import type { Json } from "../../core/json.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { TeamsActivity } from "./activity.ts";
import { openClick } from "./click.ts";
import { cleanText } from "./plain-text.ts";

type Meaning = Inbound extends infer One
  ? One extends Inbound
    ? Omit<One, "tenant" | "from" | "place" | "inboxId">
    : never
  : never;

type Data = { readonly [key: string]: Json };
const NOTHING = { kind: "nothing" } as const;
/** A message that is classified is filled in up to here: the form's field takes no more. */
const MOST_GIVEN = 3000;

const isData = (value: Json | undefined): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const partOf = (value: Json | undefined): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 1000 ? value : null;

/**
 * What an invoke of a dialog means: to open a form or a part of a card (`task/fetch`, a message action), to turn a page,
 * to send a form. What is sent under a button's token is a click; a form without one is a new request.
 */
export function dialogOf(activity: TeamsActivity, key: string): Meaning {
  const value = activity.value ?? null;
  if (!isData(value)) return NOTHING;
  const data = isData(value["data"]) ? value["data"] : {};
  const opened = activity.name === "task/fetch" || activity.name === "composeExtension/fetchTask";
  const token = typeof data["token"] === "string" && data["token"] !== "" ? data["token"] : null;
  const part = partOf(data["part"]);
  if (token !== null && (opened || part !== null))
    return { kind: "dialog", token, part, page: partOf(data["page"]) ?? 0, given: {} };
  if (opened) return { kind: "dialog", token: null, part: null, page: 0, given: givenBy(value) };
  if (token !== null) {
    const click = openClick(data);
    return click === null ? NOTHING : { kind: "click", ...click, remote: null, trigger: null };
  }
  if (data["form"] !== "new-request") return NOTHING;
  const inputs = openClick({ ...data, token: "form" })?.inputs ?? {};
  const form = Object.fromEntries(Object.entries(inputs).filter(([id]) => id !== "form"));
  return { kind: "request", requestKey: key, text: "", files: [], source: "form", form };
}

/** A message action: the words of the message it stands on are the item, for the person to correct. */
function givenBy(value: Data): Readonly<Record<string, string>> {
  const message = isData(value["messagePayload"]) ? value["messagePayload"] : {};
  const body = isData(message["body"]) ? message["body"] : {};
  const content = typeof body["content"] === "string" ? body["content"] : "";
  const text = cleanText(
    content
      .replace(/<[^>]*>/g, " ")
      .replaceAll("&nbsp;", " ")
      .replaceAll("&amp;", "&"),
  )
    .replace(/[^\S\n]+/g, " ")
    .trim();
  return text === "" ? {} : { item: text.slice(0, MOST_GIVEN) };
}
