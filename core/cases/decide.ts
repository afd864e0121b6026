import { authorise } from "../access/authorise.ts";
import type { CaseEvent } from "./events.ts";
import { settleReply } from "./settle-reply.ts";
import { openNeeds, type CaseState } from "./state.ts";
import type { Verb } from "./verbs.ts";
import { approveWriteBacks, askAgain, coveredWriteBacks, restoreWriteBacks, seenPreviews } from "./write-back.ts";
import type { Instant, LawDate } from "../dates.ts";
import type { CopyId, Hash, PersonId } from "../ids.ts";
import type { Fact, FactValue } from "../item/fact.ts";
import type { Outcome } from "../licensing/determination.ts";
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
};

const FREE: ReadonlySet<Outcome> = new Set([
  "exception-available",
  "no-chart-requirement",
  "no-licence-required",
  "not-subject",
]);

const AFTER_DECISION: ReadonlySet<Verb> = new Set([
  "reopen",
  "comment",
  "approve-write-back",
  "preview-again",
  "reply-request",
  "reply-nothing",
  "restore-write-back",
]);
/** What does not rest on the evidence that the card showed. */
const UNBOUND: ReadonlySet<Verb> = new Set(["reply-fact", "reply-request", "reply-nothing"]);

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
      return [{ type: "commented", text: reasonOf(command), privileged: false }];
    case "escalate":
      return [{ type: "rerouted", how: "escalate", to: escalationRole(context.policy), why: command.text }];
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
    case "show-trace":
      return [];
  }
}

type AuthorisedContext = Context & {
  readonly as: NonNullable<ReturnType<typeof authorise>>["as"];
  readonly grant: NonNullable<ReturnType<typeof authorise>>["grant"];
};

function must(authority: ReturnType<typeof authorise>): NonNullable<ReturnType<typeof authorise>> {
  if (!authority) throw new Refusal("wrong-role");
  return authority;
}

function approve(state: CaseState, command: Command, context: AuthorisedContext): readonly CaseEvent[] {
  const summary = state.determination?.summary;
  if (!summary || state.stage !== "in-review") throw new Refusal("invalid", { what: "nothing-to-approve" });
  if (state.approvals.some((given) => given.by === context.person))
    throw new Refusal("invalid", { what: "approved-already" });
  const blocked = summary.blocks.length > 0 || !FREE.has(summary.outcome);
  if (command.verb === "approve" && blocked)
    throw new Refusal("invalid", { what: "cannot-release", outcome: summary.outcome });
  const untiked = command.verb === "approve" ? summary.ticks.filter((tick) => !command.ticked.includes(tick.id)) : [];
  if (untiked.length > 0) throw new Refusal("invalid", { what: "ticks-open", ticks: untiked.map((tick) => tick.id) });
  const writeBacks = seenPreviews(state, command.previews ?? null);
  const given: CaseEvent = {
    type: "approval-given",
    as: context.as,
    grant: context.grant,
    cardSeen: context.cardSeen,
    ticked: command.ticked,
    conditions: [],
    ...(writeBacks.length > 0 ? { writeBacks } : {}),
  };
  const left = openNeeds(state).reduce((sum, need) => sum + need.count, 0) - 1;
  if (left > 0) return [given];
  const by = [...state.approvals.map((approval) => approval.by), context.person];
  const released = command.verb === "approve";
  return [
    given,
    decided(state, {
      decision: "approved",
      by,
      released,
      validUntil: summary.validUntil,
      reason: command.text,
    }),
    ...coveredWriteBacks(state, { writeBacks, released }),
  ];
}

/** An override chooses between readings that the rulebook leaves open; it states no fact and waives no rule. */
function override(state: CaseState, command: Command, context: AuthorisedContext): readonly CaseEvent[] {
  const reading = context.readings.find((open) => readingId(open) === command.reading);
  if (!reading || state.stage !== "in-review") throw new Refusal("invalid", { what: "reading-not-open" });
  const text = reasonOf(command);
  const proposed: CaseEvent = {
    type: "override-proposed",
    reading: readingId(reading),
    reason: command.reason ?? "other",
    text,
    cite: null,
    as: context.as,
    grant: context.grant,
    cardSeen: context.cardSeen,
  };
  if (reading.looser) return [proposed];
  return [
    proposed,
    decided(state, {
      decision: "overridden",
      by: [context.person],
      reading: readingId(reading),
      reason: text,
      outcome: reading.outcome,
    }),
  ];
}

function confirmOverride(state: CaseState, context: Context): readonly CaseEvent[] {
  const proposed = state.override;
  if (!proposed) throw new Refusal("invalid", { what: "no-override" });
  if (proposed.by === context.person) throw new Refusal("own-request", { verb: "confirm-override" });
  const reading = context.readings.find((open) => readingId(open) === proposed.reading);
  if (!reading) throw new Refusal("invalid", { what: "reading-not-open" });
  // An override settles which paragraph it is; what a release needs is then determined and approved anew.
  return [
    decided(state, {
      decision: "overridden",
      by: [proposed.by, context.person],
      reading: proposed.reading,
      reason: proposed.text,
      outcome: reading.outcome,
    }),
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

function decided(
  state: CaseState,
  how: {
    decision: Extract<CaseEvent, { type: "decided" }>["decision"];
    by: readonly PersonId[];
    released?: boolean;
    reading?: string;
    reason?: string | null;
    outcome?: Outcome;
    validUntil?: LawDate | null;
  },
): CaseEvent {
  return {
    type: "decided",
    decision: how.decision,
    outcome: how.outcome ?? state.determination?.summary.outcome ?? "review",
    released: how.released ?? false,
    by: how.by,
    reading: how.reading ?? null,
    reason: how.reason ?? null,
    validUntil: how.released ? (how.validUntil ?? null) : null,
  };
}

const MIN_REASON = 20;
/** A reason is what the auditor will read: at least 20 characters. */
function reasonOf(command: Command): string {
  const text = command.text?.trim() ?? "";
  if (text.length < MIN_REASON)
    throw new Refusal("invalid", { what: "reason-short", input: "text", least: MIN_REASON, is: text.length });
  if (text.length > 4000)
    throw new Refusal("invalid", { what: "reason-long", input: "text", most: 4000, is: text.length });
  return text;
}

/** How an open reading is named in events and menus: its paragraph, or its ECCN where there is none. */
export const readingId = (reading: Reading): string => reading.paragraph ?? reading.eccn;

/** Escalation goes to the officer of the policy: the last role it names. */
function escalationRole(policy: Policy): Policy["roles"][number] {
  const role = policy.roles.at(-1);
  if (!role) throw new Refusal("invalid", { what: "policy" });
  return role;
}
