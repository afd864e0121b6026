import type { Command } from "./command.ts";

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** All commands, one a line. */
export function listOfCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, help }) => `  ${name.padEnd(width)}${help}`);
  return `desk <command> [--json] [--tenant SLUG]\n\n${lines.join("\n")}\n\ndesk help <command> shows what it takes. All state lives under DESK_HOME (./.desk).\n`;
}

/** One command with its flags. */
export function helpOf({ name, help, flags }: Command): string {
  const lines = Object.entries(flags).map(
    ([key, kind]) =>
      `  --${kebab(key)}${kind === "switch" ? "" : kind === "json" ? " WORDS or JSON" : kind === "number" ? " NUMBER" : " WORDS"}${kind === "texts" ? " (may stand several times)" : ""}`,
  );
  return `desk ${name}: ${help}\n${lines.length > 0 ? `\n${lines.join("\n")}\n` : ""}\nand with every command: --json --tenant SLUG\n`;
}
