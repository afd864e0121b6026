import { approve, today } from "./approve.ts";
import { decided } from "./decided.ts";
import { confirmOverride, override } from "./override.ts";
import { reasonOf, wordsOf } from "./said.ts";
import { authorise } from "../access/authorise.ts";
import type { CaseEvent } from "./events.ts";
import { delegate, reroute } from "./move.ts";
import { dayFrom } from "../releases/read-form.ts";
import { settleReply } from "./settle-reply.ts";
import type { CaseState } from "./state.ts";
import type { Verb } from "./verbs.ts";
import { approveWriteBacks, askAgain, restoreWriteBacks } from "./write-back.ts";
import type { Instant } from "../dates.ts";
import type { CopyId, Hash, PersonId, RoleId } from "../ids.ts";
import type { Fact, FactValue } from "../item/fact.ts";
import type { Reading } from "../ports/evaluator.ts";
import type { RoleGrant } from "../ports/directory.ts";
import { Refusal } from "../refusal.ts";
import type { Policy } from "../routing/policy.ts";

/** A click or a reply, as the person meant it. */
export type Command = {
  readonly verb: Verb;
  /** The revision the person looked at; an older one is refused ("the evidence changed: look again"). */
  readonly revision: number;
  readonly ticked: readonly string[];
  readonly answers: readonly { readonly fact: string; readonly value: FactValue | null }[];
  readonly reading: string | null;
  readonly reason: string | null;
  readonly text: string | null;
  readonly hit: string | null;
  /** Other inputs of the form, by id. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The write-back previews on the card that was clicked (`previewsMark`); null: none. */
  readonly previews?: string | null;
  /** The copy that was clicked. */
  readonly copy: CopyId | null;
};
/** Time, person and authority come in from outside; so do the readings of the determination. */
export type Context = {
  readonly person: PersonId;
  readonly grants: readonly RoleGrant[];
  readonly policy: Policy;
  readonly at: Instant;
  readonly cardSeen: Hash | null;
  readonly readings: readonly Reading[];
  /** Who holds which role now, for whoever hands it on. */
  readonly holders?: (role: RoleId) => readonly PersonId[];
};

const AFTER_DECISION: ReadonlySet<Verb> = new Set([
  "reopen",
  "comment",
  "approve-write-back",
  "preview-again",
  "reply-request",
  "reply-nothing",
  "retract",
  "confirm-read",
  "restore-write-back",
]);
/** What does not rest on the evidence that the card showed. */
const UNBOUND: ReadonlySet<Verb> = new Set([
  "reply-fact",
  "reply-request",
  "reply-nothing",
  "remind",
  "need-by",
  "add",
  "comment",
  "confirm-read",
]);

/**
 * What a command does to a case: the events to commit. Pure. Throws Refusal; the caller records the refused act as
 * an observation. No verb releases a `prohibited` or an unmet requirement (LAW §7).
 */
export function decide(state: CaseState, command: Command, context: Context): readonly CaseEvent[] {
  if (state.stage === "shredded") throw new Refusal("closed");
  const authority = authorise({ ...context, verb: command.verb, state });
  if (state.stage === "decided" && !AFTER_DECISION.has(command.verb))
    throw new Refusal("already-decided", { decision: state.decided?.decision ?? "" });
  if (command.revision !== state.revision && !UNBOUND.has(command.verb))
    throw new Refusal("stale", { seen: command.revision, now: state.revision });
  switch (command.verb) {
    case "approve":
    case "approve-with-conditions":
    case "approve-classification":
      return approve(state, command, { ...context, ...must(authority) });
    case "override":
      return override(state, command, { ...context, ...must(authority) });
    case "confirm-override":
      return confirmOverride(state, context);
    case "reject":
      return [decided(state, { decision: "rejected", by: [context.person], reason: reasonOf(command) })];
    case "withdraw":
      return [decided(state, { decision: "withdrawn", by: [context.person], reason: command.text })];
    case "answer":
    case "correct":
      return answer(state, command, context);
    case "ask":
      return [
        { type: "commented", text: reasonOf(command), privileged: false },
        {
          type: "question-asked",
          question: `ask-${state.version}`,
          fact: "reviewer-question",
          to: state.requester,
          pausesSla: true,
        },
      ];
    case "comment":
      return [{ type: "commented", text: wordsOf(command), privileged: false }];
    case "escalate":
      return reroute(state, { how: "escalate", to: null, why: command.text }, context.policy);
    case "reassign":
      return reroute(
        state,
        { how: "reassign", to: command.fields?.["to"] ?? null, why: reasonOf(command) },
        context.policy,
      );
    case "delegate": {
      const { as } = must(authority);
      const to = { person: command.fields?.["to"] ?? null, why: command.text };
      return delegate(state, to, { as, person: context.person, holders: context.holders?.(as) ?? [] });
    }
    case "retract":
      return retract(state, command);
    case "confirm-read":
      if (!state.retracted || state.retracted.read !== null) throw new Refusal("invalid", { what: "nothing-to-read" });
      return [{ type: "retraction-read" }];
    case "need-by":
      return [{ type: "needed-by", date: dayFrom(command.fields?.["needed-by"] ?? "", today(context)) }];
    case "add":
      wordsOf(command);
      return [];
    case "judge-same":
    case "judge-different":
      return judge(command);
    case "reopen":
      return [{ type: "reopened", because: "person", ref: null }];
    case "approve-write-back":
      return approveWriteBacks(state, command.previews ?? null);
    case "preview-again":
      return askAgain(state);
    case "restore-write-back":
      return [{ type: "commented", text: reasonOf(command), privileged: false }, ...restoreWriteBacks(state)];
    case "reply-fact":
    case "reply-request":
    case "reply-nothing":
      return settleReply(state, command.verb, command.copy);
    case "remind":
    case "take-record":
    case "take-list":
    case "show-trace":
      return [];
  }
}

export type AuthorisedContext = Context & {
  readonly as: NonNullable<ReturnType<typeof authorise>>["as"];
  readonly grant: NonNullable<ReturnType<typeof authorise>>["grant"];
};

function must(authority: ReturnType<typeof authorise>): NonNullable<ReturnType<typeof authorise>> {
  if (!authority) throw new Refusal("wrong-role");
  return authority;
}

/** What was released is taken back, with the reason; the case is worked out again. */
function retract(state: CaseState, command: Command): readonly CaseEvent[] {
  if (!state.decided?.released) throw new Refusal("invalid", { what: "nothing-released" });
  return [
    { type: "commented", text: reasonOf(command), privileged: false },
    { type: "release-ended", because: "retracted" },
  ];
}

function answer(state: CaseState, command: Command, context: Context): readonly CaseEvent[] {
  if (command.answers.length === 0) throw new Refusal("invalid", { what: "answer-empty" });
  return command.answers.map((given) => {
    const question =
      state.questions.find((asked) => asked.fact === given.fact && asked.state === "open")?.id ??
      `stated-${state.version}`;
    const fact: Fact | "unknown" =
      given.value === null ? "unknown" : { name: given.fact, value: given.value, by: context.person };
    return { type: "question-answered" as const, question, fact: given.fact, answer: fact };
  });
}

function judge(command: Command): readonly CaseEvent[] {
  if (!command.hit) throw new Refusal("invalid", { what: "hit" });
  const judgement = command.verb === "judge-same" ? "same" : "different";
  return [{ type: "hit-judged", hit: command.hit, judgement, reason: reasonOf(command), until: null }];
}
