import { ListFault } from "../../adapters/lists/list-fault.ts";
import { Refusal } from "../../core/refusal.ts";
import { BadSettings } from "../config/environment.ts";
import { COMMON, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { helpOf, listOfCommands } from "./help.ts";
import type { Io } from "./io.ts";
import { listFaultLine } from "./list-fault-line.ts";

/** Two words name a command where one alone does not: `lists import`. `license` stands for `licence`. */
function findCommand(argv: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } {
  const [given = "", second = ""] = argv;
  const first = given === "license" ? "licence" : given;
  const two = COMMANDS.find(({ name }) => name === `${first} ${second}`);
  if (two) return { command: two, rest: argv.slice(2) };
  const one = COMMANDS.find(({ name }) => name === first);
  if (one) return { command: one, rest: argv.slice(1) };
  const under = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (under.length > 0) throw new BadUsage(`"${first}" needs a second word; there are: ${under.join(", ")}`);
  throw new BadUsage(`there is no command "${given}"; see: desk help`);
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...named] = argv;
  if (first === undefined || first === "help" || first === "--help" || first === "-h") {
    const command = COMMANDS.find(({ name }) => name === named.join(" ").replace(/^license\b/, "licence"));
    await io.out(command ? helpOf(command) : listOfCommands(COMMANDS));
    return 0;
  }
  const { command, rest } = findCommand(argv);
  const { words, values } = readArguments(rest, command.flags);
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !Object.hasOwn(COMMON, key)));
  if (values["help"]) {
    await io.out(helpOf(command));
    return 0;
  }
  const tenant = typeof values["tenant"] === "string" ? values["tenant"] : undefined;
  return command.run({ io, words, values: own, json: values["json"] === true, tenant });
}

/** Runs one command. 0 done, 1 the job failed, 2 wrong usage (a verifier's own codes pass through); one line on stderr. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    if (error instanceof BadUsage) io.err(`${error.message}\n`);
    else if (error instanceof ListFault) io.err(`${listFaultLine(error)}\n`);
    else if (error instanceof Refusal)
      io.err(`refused: ${error.code}${error.params["what"] ? ` (${JSON.stringify(error.params)})` : ""}\n`);
    else io.err(`${error instanceof Error ? error.message : "the command failed"}\n`);
    if (error instanceof FailedJob) return error.exit;
    return error instanceof BadUsage || error instanceof BadSettings ? 2 : 1;
  }
}
