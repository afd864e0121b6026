import type { Flags } from "./arguments.ts";
import type { Io } from "./io.ts";

export type Call = {
  readonly io: Io;
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** One JSON object a line instead of words. */
  readonly json: boolean;
  readonly tenant: string | undefined;
};

/** One command of `desk`: what it is called, what it takes, what it does. Resolves to the exit code. */
export type Command = {
  /** `screen`, `lists import`: one or two words. */
  readonly name: string;
  readonly help: string;
  readonly flags: Flags;
  readonly run: (call: Call) => Promise<number>;
};
