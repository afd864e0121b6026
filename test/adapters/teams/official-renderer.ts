import { createRequire } from "node:module";
import type * as Official from "adaptivecards";

const require = createRequire(import.meta.url);
const AC: typeof Official = require("adaptivecards/dist/adaptivecards.js");

type Known = Readonly<Record<string, unknown>>;

/** What Microsoft's own parser and validator find wrong with a card: empty when it is a sound 1.5 card. */
export function faultsOf(json: unknown): readonly string[] {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const card = new AC.AdaptiveCard();
  card.parse(json as object, context);
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i)?.message ?? "?");
  const found = card.validateProperties().validationEvents.map((event) => event.message);
  return [...parsed, ...found];
}

/** Every element of a card, at any depth. */
export function elementsOf(json: unknown): readonly Known[] {
  if (Array.isArray(json)) return json.flatMap(elementsOf);
  if (typeof json !== "object" || json === null) return [];
  return [json as Known, ...Object.values(json).flatMap(elementsOf)];
}

/** All words that a reader of the card can come to see. */
export const wordsOf = (json: unknown): string =>
  elementsOf(json)
    .filter((element) => element["type"] === "TextRun")
    .map((element) => String(element["text"]))
    .join("\n");
