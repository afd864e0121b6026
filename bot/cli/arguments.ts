import { BadUsage } from "./faults.ts";

/** What a flag's text becomes: words, a number, JSON (or words where it is none), or one of several. */
export type FlagKind = "text" | "number" | "json" | "texts" | "switch";
export type Flags = Readonly<Record<string, FlagKind>>;
export type Arguments = {
  readonly words: readonly string[];
  /** By key in camel case: `--birth-date` is `birthDate`. */
  readonly values: Readonly<Record<string, unknown>>;
};

/** Every command takes these. */
export const COMMON: Flags = { json: "switch", tenant: "text", help: "switch" };

const camel = (flag: string): string => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function valueOf(kind: FlagKind, flag: string, text: string): unknown {
  if (kind === "number") {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) throw new BadUsage(`--${flag} takes a number; it is "${text}"`);
    return number;
  }
  if (kind !== "json") return text;
  if (!/^\s*([[{"]|true$|false$|null$|-?\d+(\.\d+)?$)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new BadUsage(`--${flag} looks like JSON and cannot be read: ${text.slice(0, 60)}`);
  }
}

/** Reads `--key value`, `--key=value` and words. Throws BadUsage for an unknown flag, a value missing or given twice. */
export function readArguments(argv: readonly string[], own: Flags): Arguments {
  const flags: Flags = { ...COMMON, ...own };
  const words: string[] = [];
  const values: Record<string, unknown> = {};
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? "";
    if (!word.startsWith("--")) {
      words.push(word);
      continue;
    }
    const [flag = "", inline] = word.slice(2).split(/=(.*)/s);
    const key = camel(flag === "license" ? "licence" : flag);
    const kind = Object.hasOwn(flags, key) ? flags[key] : undefined;
    if (!kind)
      throw new BadUsage(
        `there is no --${flag} here; there are: ${Object.keys(flags)
          .map((name) => `--${kebab(name)}`)
          .join(" ")}`,
      );
    if (kind === "switch") {
      values[key] = true;
      continue;
    }
    const text = inline ?? argv[++i];
    if (text === undefined) throw new BadUsage(`--${flag} needs a value`);
    if (kind === "texts") values[key] = [...toTexts(values[key]), text];
    else if (Object.hasOwn(values, key)) throw new BadUsage(`--${flag} is given twice`);
    else values[key] = valueOf(kind, flag, text);
  }
  return { words, values };
}
const toTexts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
