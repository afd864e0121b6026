import type { ModelAccess } from "../work/model-access.ts";
import type { Evaluator } from "../../core/ports/evaluator.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import type { Messenger } from "../../core/ports/messenger.ts";
import type { Model, ModelAnswer, ModelTask } from "../../core/ports/model.ts";
import type { Telemetry } from "../../core/ports/telemetry.ts";

export function observeEvaluator<Kind extends Evaluator>(evaluator: Kind, telemetry: Telemetry): Kind {
  return {
    ...evaluator,
    propose: (input, pins) =>
      telemetry.during("evaluation", { kind: "propose" }, async (note) => {
        const proposal = await evaluator.propose(input, pins);
        note({ code: proposal.result.outcome });
        return proposal;
      }),
    brief: (proposal, extraction, pins) =>
      telemetry.during("evaluation", { kind: "brief" }, () => evaluator.brief(proposal, extraction, pins)),
    conclude: (proposal, adjudication, pins) =>
      telemetry.during("evaluation", { kind: "conclude" }, async (note) => {
        const determination = await evaluator.conclude(proposal, adjudication, pins);
        note({ code: determination.result.outcome });
        return determination;
      }),
  };
}

/** Each question to the model, by the names of the GenAI conventions; its words are never set. */
export function observeModel(access: ModelAccess | null, telemetry: Telemetry): ModelAccess | null {
  if (!access) return null;
  const { model } = access;
  const measured = <Value>(task: ModelTask, ask: () => Promise<ModelAnswer<Value>>): Promise<ModelAnswer<Value>> =>
    telemetry.during("model", { kind: task }, async (note) => {
      const answer = await ask();
      note({ code: answer.result });
      telemetry.model({
        task,
        requested: answer.requested,
        served: answer.served,
        code: answer.result,
        seconds: answer.latencyMs / 1000,
        input: answer.usage.input,
        output: answer.usage.output,
      });
      return answer;
    });
  const observed: Model = {
    ...model,
    extract: (request) => measured("extract", () => model.extract(request)),
    adjudicate: (request) => measured("adjudicate", () => model.adjudicate(request)),
  };
  return { ...access, model: observed };
}

/** What is sent to a platform, by verb: how long it takes and what it answers. */
export function observeMessenger(messenger: Messenger, platform: Platform, telemetry: Telemetry): Messenger {
  const sending = <T>(kind: string, work: () => Promise<T>): Promise<T> =>
    telemetry.during("send", { platform, kind }, work);
  return {
    ...messenger,
    post: (place, card, key) => sending("post", () => messenger.post(place, card, key)),
    update: (place, remote, card) => sending("update", () => messenger.update(place, remote, card)),
    mention: (place, user, text, key) => sending("mention", () => messenger.mention(place, user, text, key)),
  };
}
