/** The commands of one family; `/classify` is the one that takes a whole request in words. */
export const CLASSIFY = "/classify";
/** Both spellings: a license question opens the form with the destination first. */
const LICENCE: ReadonlySet<string> = new Set(["/licence", "/license"]);
export const COMMANDS: readonly string[] = [CLASSIFY, ...LICENCE];

export type CommandAct = { readonly act: "help" | "status" | "form" | "request" | "find"; readonly words: string };

/** What a command asks for. Alone it opens the form; a command of another name is a call for help. */
export function commandAct(command: string | null, text: string): CommandAct {
  const words = text.trim();
  if (command === null || !COMMANDS.includes(command) || /^(help|\?)$/i.test(words)) return { act: "help", words };
  const status = /^status(?:\s+((?:ED-)?\d{1,9}))?$/i.exec(words);
  if (status) return { act: "status", words: status[1] ?? "" };
  const find = /^find(?:\s+(.+))?$/is.exec(words);
  if (find) return { act: find[1] === undefined ? "help" : "find", words: find[1] ?? "" };
  if (words === "") return { act: "form", words };
  return { act: isLicence(command) ? "form" : "request", words };
}

export const isLicence = (command: string | null): boolean => command !== null && LICENCE.has(command);
