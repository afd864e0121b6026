import { Worker } from "node:worker_threads";
import type { EditionSources } from "./load.ts";
import type { FromWorker, Question } from "./protocol.ts";
import type { Determination, Evaluator, Proposal } from "../../core/ports/evaluator.ts";

export type RunningEvaluator = Evaluator & {
  /** Loads another edition set beside the old one and swaps it. */
  readonly reload: (sources: EditionSources) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** The Evaluator port on the one worker thread. A worker that dies fails what waits, by name, and is started anew. */
export function createEvaluator(sources: EditionSources): RunningEvaluator {
  const waiting = new Map<number, Waiting>();
  let current = sources;
  let next = 0;
  let stopping = false;
  let worker = start();

  function start(): Worker {
    const made = new Worker(new URL("./worker.ts", import.meta.url), { workerData: current });
    made.on("message", settle);
    made.on("error", fail);
    made.on("exit", () => {
      fail(new Error("the evaluator stopped"));
      if (!stopping) worker = start();
    });
    return made;
  }
  function settle(message: FromWorker): void {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) asked?.resolve(message.value);
    else asked?.reject(Object.assign(new Error(message.error), { name: message.name }));
  }
  function fail(error: Error): void {
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
  }
  const ask = (question: Question): Promise<unknown> =>
    new Promise((resolve, reject) => {
      next += 1;
      waiting.set(next, { resolve, reject });
      worker.postMessage({ ...question, id: next });
    });

  return {
    propose: async (input) => toProposal(await ask({ ask: "propose", input })),
    conclude: async (proposal) => toDetermination(await ask({ ask: "conclude", proposal })),
    editions: async () => toEditions(await ask({ ask: "editions" })),
    async reload(fresh) {
      await ask({ ask: "reload", sources: fresh });
      current = fresh;
    },
    async stop() {
      stopping = true;
      await worker.terminate();
    },
  };
}

// The worker is our own code in another thread: what it answers has the type it was asked for.
const toProposal = (value: unknown): Proposal => value as Proposal;
const toDetermination = (value: unknown): Determination => value as Determination;
const toEditions = (value: unknown): Awaited<ReturnType<Evaluator["editions"]>> =>
  value as Awaited<ReturnType<Evaluator["editions"]>>;
