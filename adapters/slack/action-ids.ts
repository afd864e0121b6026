/**
 * The first word of an action id says what a click needs: `do` is the click itself, `form` opens its inputs, `more`
 * opens a folded part, `page` turns to another page of it. Ingress decides by it, before any database is asked.
 */
export type ActionWord = "do" | "form" | "more" | "page";

const WORDS: ReadonlySet<string> = new Set<ActionWord>(["do", "form", "more", "page"]);
const isWord = (text: string): text is ActionWord => WORDS.has(text);

export const actionId = (word: ActionWord, what: string): string => `${word}:${what}`;

/** The word of an action id of ours, else null. */
export function wordOf(id: string | null): ActionWord | null {
  const word = id?.slice(0, Math.max(0, id.indexOf(":"))) ?? "";
  return isWord(word) ? word : null;
}

/** Inputs stand in blocks called `in:<id>`; a second input of the same id on one card is `in:<id>~2`. */
export const INPUT_BLOCK = "in:";
