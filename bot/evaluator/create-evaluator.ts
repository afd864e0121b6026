import { Worker } from "node:worker_threads";
import type { LoaderOptions } from "./load.ts";
import type { FromWorker, Question } from "./protocol.ts";
import { parseEditionSet, setHash } from "../editions/edition-set.ts";
import type { BomContents } from "../../core/bom/contents.ts";
import type { ReadBom } from "../../core/bom/read-bom.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { ModelBrief } from "../../core/adjudication/brief.ts";
import type { Determination, Evaluator, Proposal } from "../../core/ports/evaluator.ts";

export type RunningEvaluator = Evaluator & {
  /** Makes an edition set known, to be loaded when it is first asked for. Returns its hash. */
  readonly know: (set: Json) => Hash;
  readonly stop: () => Promise<void>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** The Evaluator port on the one worker thread. A worker that dies fails what waits, by name, and is started anew. */
export function createEvaluator(options: LoaderOptions): RunningEvaluator {
  const waiting = new Map<number, Waiting>();
  const known = new Map<Hash, Json>();
  /** Sets that this worker was told to load: each question for a set waits for its load. */
  let loads = new Map<Hash, Promise<unknown>>();
  let next = 0;
  let stopping = false;
  let worker = start();

  function start(): Worker {
    loads = new Map();
    const made = new Worker(new URL("./worker.ts", import.meta.url), { workerData: options });
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

  /** Asks for the load once per worker and set; one that failed is asked for again. */
  function loaded(set: Hash): Promise<unknown> {
    const json = known.get(set);
    if (json === undefined) return Promise.reject(new Error(`edition set ${set} is not known here`));
    const loading = loads.get(set) ?? ask({ ask: "load", set: json });
    loads.set(set, loading);
    loading.catch(() => loads.delete(set));
    return loading;
  }

  return {
    know(json) {
      const set = setHash(parseEditionSet(json));
      known.set(set, json);
      return set;
    },
    async propose(input, pins) {
      await loaded(pins.editions);
      return toProposal(await ask({ ask: "propose", set: pins.editions, input }));
    },
    async readList(source) {
      return toList(await ask({ ask: "read-list", source }));
    },
    async judgeLines(chunk, { asOf, pins }) {
      await loaded(pins.editions);
      return toVerdicts(await ask({ ask: "judge-lines", set: pins.editions, chunk, asOf }));
    },
    async listContents(bom, verdicts, { asOf, pins }) {
      await loaded(pins.editions);
      return toContents(await ask({ ask: "list-contents", set: pins.editions, bom, verdicts, asOf }));
    },
    async brief(proposal, extraction, pins) {
      await loaded(pins.editions);
      return toBrief(await ask({ ask: "brief", set: pins.editions, proposal, extraction }));
    },
    async conclude(proposal, adjudication, pins) {
      await loaded(pins.editions);
      return toDetermination(await ask({ ask: "conclude", set: pins.editions, proposal, adjudication }));
    },
    async stop() {
      stopping = true;
      await worker.terminate();
    },
  };
}

// The worker is our own code in another thread: what it answers has the type it was asked for.
const toProposal = (value: unknown): Proposal => value as Proposal;
const toList = (value: unknown): ReadBom => value as ReadBom;
const toVerdicts = (value: unknown): readonly LineVerdict[] => value as readonly LineVerdict[];
const toContents = (value: unknown): BomContents => value as BomContents;
const toBrief = (value: unknown): ModelBrief => value as ModelBrief;
const toDetermination = (value: unknown): Determination => value as Determination;
