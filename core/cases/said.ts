import type { Command } from "./decide.ts";
import { Refusal } from "../refusal.ts";

/** What somebody says on record; a word is enough. Throws Refusal("invalid") for nothing or too much. */
export function wordsOf(command: Command): string {
  const text = command.text?.trim() ?? "";
  if (text === "") throw new Refusal("invalid", { what: "words-empty", input: "text" });
  if (text.length > 4000)
    throw new Refusal("invalid", { what: "reason-long", input: "text", most: 4000, is: text.length });
  return text;
}

const MIN_REASON = 20;
/** A reason is what the auditor will read: at least 20 characters. */
export function reasonOf(command: Command): string {
  const text = command.text?.trim() ?? "";
  if (text.length < MIN_REASON)
    throw new Refusal("invalid", { what: "reason-short", input: "text", least: MIN_REASON, is: text.length });
  if (text.length > 4000)
    throw new Refusal("invalid", { what: "reason-long", input: "text", most: 4000, is: text.length });
  return text;
}
