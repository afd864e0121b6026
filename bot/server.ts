// `npm start`: the desk, until it is told to stop.
import { serve } from "@hono/node-server";
import { BadSettings, readSettings, type Settings } from "./config/environment.ts";
import { compose, type RunningDesk } from "./compose.ts";
import { greeting } from "./greeting.ts";

const settings = settingsOrExit();
const desk = await start(settings);
const server = serve({ fetch: desk.app.fetch, hostname: settings.host, port: settings.port }, (info) => {
  desk.listening(info.port);
  for (const line of greeting(settings, desk.facts, info.port)) console.log(line);
});

server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE")
    quit(`Port ${settings.port} is taken. Set PORT to another number, for example: PORT=3979 npm start`);
  quit(`The desk could not listen on ${settings.host}:${settings.port} (${error.code ?? "unknown"}).`);
});

let stopping = false;
/** Graceful: no new requests, what runs is finished or given back, then the database is closed. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.close();
  await desk.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env, process.cwd());
  } catch (error) {
    if (error instanceof BadSettings) quit(error.message);
    throw error;
  }
}

async function start(from: Settings): Promise<RunningDesk> {
  try {
    return await compose(from, process.env);
  } catch (error) {
    if (error instanceof BadSettings) quit(error.message);
    throw error;
  }
}

function quit(line: string): never {
  console.error(line);
  process.exit(1);
}
