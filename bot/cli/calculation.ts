import { createReadStream, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import type { Flags } from "./arguments.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob, LineFault, toLineFault } from "./faults.ts";
import { plain } from "./plain.ts";
import { MAX_LINE_BYTES, readLines } from "./read-lines.ts";
import { readShape } from "./read-shape.ts";
import { openTools } from "./tools.ts";
import type { Tools } from "./tools.ts";

export type Answered = Readonly<Record<string, unknown>>;
/** One of the five calculations: a line in, a line out, nothing written. */
export type Calculation<Line> = {
  readonly name: string;
  readonly help: string;
  /** Each key of a line but `id`, as a flag. */
  readonly flags: Flags;
  /** The line without its `id`. */
  readonly shape: z.ZodType<Line>;
  /** `folder`: what relative paths in the line are relative to. Throws LineFault or Refusal. */
  readonly answer: (line: Line, tools: Tools, folder: string) => Promise<Answered>;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

function parseLine(line: string | null): unknown {
  if (line === null) throw new LineFault("too-large", `a line has at most ${MAX_LINE_BYTES} bytes`);
  try {
    return JSON.parse(line);
  } catch {
    throw new LineFault("bad-json", "this line is not JSON");
  }
}

async function answerLine<Line>(
  calculation: Calculation<Line>,
  line: string | null,
  at: { readonly tools: Tools; readonly folder: string },
): Promise<Answered> {
  let id: string | number | null = null;
  try {
    const value = parseLine(line);
    if (!isRecord(value)) throw new LineFault("bad-json", "a line is one JSON object");
    const { id: given, ...rest } = value;
    if (given === undefined) throw new LineFault("missing-key", '"id" is missing');
    if (!isId(given)) throw new LineFault("bad-value", '"id" is words or a number');
    id = given;
    return { id, ...(await calculation.answer(readShape(calculation.shape, rest), at.tools, at.folder)) };
  } catch (error) {
    const { code, message } = toLineFault(error);
    return { id, error: { code, message } };
  }
}

function openBatch(call: Call, file: string): { readonly chunks: AsyncIterable<Uint8Array>; readonly folder: string } {
  if (file === "-") return { chunks: call.io.stdin, folder: call.io.cwd };
  const path = resolve(call.io.cwd, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new BadUsage(`there is no file ${file} to read the batch from`);
  return { chunks: createReadStream(path), folder: dirname(path) };
}

/** Lines are answered one after the other, so that the order stays, and written as they are done. */
async function runBatch<Line>(calculation: Calculation<Line>, call: Call, file: string): Promise<number> {
  const { chunks, folder } = openBatch(call, file);
  const tools = openTools(call.io, call.tenant);
  for await (const line of readLines(chunks)) {
    if (line !== null && line.trim() === "") continue;
    await call.io.out(`${JSON.stringify(await answerLine(calculation, line, { tools, folder }))}\n`);
  }
  return 0;
}

async function runOne<Line>(
  calculation: Calculation<Line>,
  call: Call,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const tools = openTools(call.io, call.tenant);
  const { id = null, ...rest } = given;
  try {
    const answer = { id, ...(await calculation.answer(readShape(calculation.shape, rest), tools, call.io.cwd)) };
    await call.io.out(call.json ? `${JSON.stringify(answer)}\n` : plain(answer));
    return 0;
  } catch (error) {
    const fault = toLineFault(error);
    const said = `${calculation.name}: ${fault.message}`;
    if (fault.code === "internal")
      throw new FailedJob(error instanceof Error && error.message ? `${said} (${error.message.split("\n")[0]})` : said);
    throw new BadUsage(said);
  }
}

/** The command of a calculation: with `--batch` many lines, without it one, each key a flag. */
export function toCommand<Line>(calculation: Calculation<Line>): Command {
  return {
    name: calculation.name,
    help: calculation.help,
    flags: { id: "text", ...calculation.flags, batch: "text" },
    async run(call) {
      const { batch } = call.values;
      const given = Object.fromEntries(Object.entries(call.values).filter(([key]) => key !== "batch"));
      if (call.words.length > 0)
        throw new BadUsage(
          `${calculation.name} takes flags, not "${call.words[0]}": for example --${Object.keys(calculation.flags)[0]} "${call.words[0]}"`,
        );
      if (typeof batch !== "string") {
        if (Object.keys(given).length === 0)
          throw new BadUsage(
            `${calculation.name}: ${calculation.help}. Give --batch FILE.jsonl (- for standard input) or flags; see: desk help ${calculation.name}`,
          );
        return runOne(calculation, call, given);
      }
      if (Object.keys(given).length > 0)
        throw new BadUsage(`with --batch the lines say it, not --${Object.keys(given)[0]}`);
      return runBatch(calculation, call, batch);
    },
  };
}
