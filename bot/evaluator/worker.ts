// The one worker thread: rulebook, list index and all evaluation (engineering-decisions §10).
import { parentPort, workerData } from "node:worker_threads";
import { concludeWith, proposeWith, type Loaded } from "./evaluate.ts";
import { loadEditions, type EditionSources } from "./load.ts";
import type { ToWorker } from "./protocol.ts";

const port = parentPort;
if (!port) throw new Error("the evaluator's worker runs as a thread");

let loaded: Loaded | null = null;
const parseSources = (data: unknown): EditionSources => data as EditionSources;
const parseMessage = (data: unknown): ToWorker => data as ToWorker;

async function answer(message: ToWorker): Promise<unknown> {
  loaded ??= await loadEditions(parseSources(workerData));
  switch (message.ask) {
    case "propose":
      return proposeWith(loaded, message.input);
    case "conclude":
      return concludeWith(loaded, message.proposal);
    case "editions":
      return { pins: loaded.pins, parts: loaded.parts };
    case "reload":
      // The new set is loaded beside the old one and swapped when whole; a failing load keeps the old one.
      loaded = await loadEditions(message.sources);
      return { pins: loaded.pins, parts: loaded.parts };
  }
}

// One question after another: evaluation is synchronous, and a reload must not overtake what was asked before it.
let tail: Promise<void> = Promise.resolve();
port.on("message", (data: unknown) => {
  const message = parseMessage(data);
  tail = tail.then(async () => {
    try {
      port.postMessage({ id: message.id, ok: true, value: await answer(message) });
    } catch (error) {
      port.postMessage({
        id: message.id,
        ok: false,
        error: error instanceof Error ? error.message : "unknown",
        name: error instanceof Error ? error.name : "Error",
      });
    }
  });
});
