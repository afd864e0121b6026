import { DONT_KNOW, factInput, unknownInput } from "../cards/question-card.ts";
import { tickInput } from "../cards/review-actions.ts";
import type { Desk } from "./deps.ts";
import type { Command } from "../../core/cases/decide.ts";
import { Refusal } from "../../core/refusal.ts";

type Inputs = Readonly<Record<string, string>>;
const TRUE = new Set(["true", "1", "yes", "on"]);
const prefix = (id: string): string => id.slice(0, id.indexOf(":") + 1);

/** The answers among a card's inputs. Throws Refusal("invalid") naming the words that are no value of that fact. */
export function readAnswers(
  desk: Pick<Desk, "readValue">,
  inputs: Inputs,
  shown: ReadonlyMap<string, string>,
): Command["answers"] {
  const facts = Object.keys(inputs).filter(
    (id) => id.startsWith(prefix(factInput(""))) || id.startsWith(prefix(unknownInput(""))),
  );
  const names = [...new Set(facts.map((id) => id.slice(id.indexOf(":") + 1)))];
  return names.flatMap((fact): Command["answers"] => {
    const text = (inputs[factInput(fact)] ?? "").trim();
    const unknown = TRUE.has(inputs[unknownInput(fact)] ?? "") || text === DONT_KNOW;
    if (unknown) return [{ fact, value: null }];
    // A form comes filled in with what was read: what was left as it was is not an answer.
    if (text === "" || shown.get(fact) === text) return [];
    const value = desk.readValue(fact, text);
    if (value === null)
      throw new Refusal("invalid", {
        what: fact === "destination" ? "country" : "answer-unread",
        value: text.slice(0, 60),
        example: "3 GSPS",
        input: factInput(fact),
      });
    return [{ fact, value }];
  });
}

/** Ids of the points that were ticked. */
export const readTicks = (inputs: Inputs): readonly string[] =>
  Object.entries(inputs).flatMap(([id, value]) =>
    id.startsWith(tickInput("")) && TRUE.has(value) ? [id.slice(tickInput("").length)] : [],
  );
