import { createDocuments } from "../../adapters/files/documents.ts";
import { loadPolicy } from "../config/policy-file.ts";
import type { Desk } from "../conversation/deps.ts";
import { createLog } from "../log.ts";
import type { OpenDesk } from "./open-desk.ts";

const never = (): never => {
  throw new Error("a command that reads evaluates nothing");
};

/** The desk as far as reading and exporting a case goes: no messenger, no evaluator, no dispatcher. */
export function readingDesk({ home, policy, settings }: OpenDesk): Desk {
  const loaded = loadPolicy(policy, settings.configFile);
  return {
    stores: home.stores,
    messengers: {},
    documents: createDocuments(),
    evaluator: {
      propose: never,
      brief: never,
      conclude: never,
      readList: never,
      judgeLines: never,
      listContents: never,
    },
    pinsOf: never,
    model: null,
    policyOf: () => loaded,
    deal: { destinations: [], destinationIn: () => null },
    readValue: () => null,
    readForm: never,
    readReply: never,
    clock: home.clock,
    ids: home.ids,
    log: createLog("warn"),
    digestOf: () => null,
    setWork: never,
    kick: () => undefined,
    training: settings.environment === "training",
    editions: home.editions,
  };
}
