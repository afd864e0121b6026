import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../../bot/cli/run.ts";

export const newHome = (): string => mkdtempSync(join(tmpdir(), "desk-cli-"));

type Item = Readonly<Record<string, unknown>> & { readonly because: readonly unknown[] };
/** An answer, with the members that tests look into; a line with an error has none of them. */
export type Line = Readonly<Record<string, unknown>> & {
  readonly error?: { readonly code: string; readonly message: string };
  readonly hits: readonly Item[];
  readonly candidates: readonly Item[];
  readonly reasons: readonly Item[];
  readonly lists: readonly { readonly list: string }[];
  readonly case: string;
  readonly file: string;
  readonly lines: readonly {
    readonly id: string;
    readonly classification: { readonly eccn: string; readonly paragraph: string } | null;
    readonly licence: object | null;
  }[];
};

export type Ran = {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** The output, one JSON object a line. */
  readonly lines: readonly Line[];
};

/** One command in this process, on 23 November 2026 in a home of its own unless another is given. */
export async function runDesk(
  argv: readonly string[],
  given: {
    readonly stdin?: string | readonly Uint8Array[];
    readonly env?: Readonly<Record<string, string>>;
    readonly home?: string;
    readonly cwd?: string;
  } = {},
): Promise<Ran> {
  let [out, err] = ["", ""];
  const { stdin = "" } = given;
  const exit = await runCli(argv, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: (async function* () {
      if (typeof stdin === "string") yield new TextEncoder().encode(stdin);
      else yield* stdin;
    })(),
    env: { DESK_HOME: given.home ?? newHome(), LOG_LEVEL: "fatal", ...given.env },
    cwd: given.cwd ?? tmpdir(),
    now: () => Date.UTC(2026, 10, 23, 15),
  });
  const lines = out.startsWith("{")
    ? out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];
  return { exit, out, err, lines };
}

export const batch = (
  command: string,
  lines: readonly unknown[],
  given: Parameters<typeof runDesk>[1] = {},
): Promise<Ran> =>
  runDesk([command, "--batch", "-"], {
    ...given,
    stdin: `${lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n")}\n`,
  });
