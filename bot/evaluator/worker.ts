// The one worker thread: rulebooks, list indexes and all evaluation (engineering-decisions §10).
import { parentPort, workerData } from "node:worker_threads";
import { briefWith, concludeWith, judgeWith, listContentsWith, proposeWith, type Loaded } from "./evaluate.ts";
import { createLoader, type LoaderOptions } from "./load.ts";
import type { ToWorker } from "./protocol.ts";
import { readBom } from "../../core/bom/read-bom.ts";
import type { Hash } from "../../core/ids.ts";

const port = parentPort;
if (!port) throw new Error("the evaluator's worker runs as a thread");

const parseOptions = (data: unknown): LoaderOptions => data as LoaderOptions;
const parseMessage = (data: unknown): ToWorker => data as ToWorker;
const loader = createLoader(parseOptions(workerData));

function loaded(set: Hash): Loaded {
  const found = loader.get(set);
  if (!found) throw new Error(`edition set ${set} is not loaded`);
  return found;
}

async function answer(message: ToWorker): Promise<unknown> {
  switch (message.ask) {
    case "load":
      return loader.load(message.set);
    case "propose":
      return proposeWith(loaded(message.set), message.input);
    case "read-list":
      return readBom(message.source);
    case "judge-lines":
      return judgeWith(loaded(message.set), message.chunk, message.asOf);
    case "list-contents":
      return listContentsWith(loaded(message.set), message);
    case "brief":
      return briefWith(loaded(message.set), message.proposal, message.extraction);
    case "conclude":
      return concludeWith(loaded(message.set), message.proposal, message.adjudication);
  }
}

// One question after another: evaluation is synchronous, and a load must not be overtaken by what needs it.
let tail: Promise<void> = Promise.resolve();
port.on("message", (data: unknown) => {
  const message = parseMessage(data);
  tail = tail.then(async () => {
    try {
      port.postMessage({ id: message.id, ok: true, value: await answer(message) });
    } catch (error) {
      const name = error instanceof Error ? error.name : "Error";
      port.postMessage({ id: message.id, ok: false, error: error instanceof Error ? error.message : "unknown", name });
    }
  });
});
