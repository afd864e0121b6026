// `npm run -s desk -- <command>`: reads the arguments, runs one command, ends with its exit code.
import { runCli } from "./run.ts";

// A reader that closes early (`| head`) is no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) =>
    new Promise((resolve) => (process.stdout.write(text) ? resolve() : process.stdout.once("drain", resolve))),
  err: (text) => void process.stderr.write(text),
  stdin: process.stdin,
  env: process.env,
  cwd: process.env["INIT_CWD"] ?? process.cwd(),
  now: Date.now,
});
