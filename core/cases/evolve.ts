import type { CaseEvent } from "./events.ts";
import type { CaseState, Review, WriteBack } from "./state.ts";
import { isSameWriteBack } from "./write-back.ts";
import { instantMillis, type Instant } from "../dates.ts";
import { Refusal } from "../refusal.ts";
import type { CaseId, PersonId } from "../ids.ts";
import type { StatedFact } from "../item/fact.ts";

/** What an entry says beside its body. */
export type EntryFacts = {
  readonly id: CaseId;
  readonly at: Instant;
  readonly version: number;
  readonly revision: number;
  /** The person who acted, or null for the desk itself. */
  readonly person: PersonId | null;
  readonly via: string;
};

const opened = (event: Extract<CaseEvent, { type: "case-opened" }>, entry: EntryFacts): CaseState => ({
  id: entry.id,
  number: event.number,
  version: entry.version,
  revision: entry.revision,
  openedAt: entry.at,
  requestKey: event.requestKey,
  place: event.place,
  requester: event.requester,
  text: event.text,
  ...(event.messageUrl === undefined ? {} : { messageUrl: event.messageUrl }),
  sources: [],
  stated: [],
  transaction: {},
  questions: [],
  rounds: 0,
  determination: null,
  review: null,
  approvals: [],
  override: null,
  judgements: [],
  decided: null,
  comments: [],
  stage: "looking",
});

const stateFact = (stated: readonly StatedFact[], fact: StatedFact): readonly StatedFact[] => [
  ...stated.filter((known) => known.name !== fact.name),
  fact,
];

/** Anything that changes what is decided on takes the case back to looking, and earlier approvals with it. */
const lookAgain = { stage: "looking", review: null, approvals: [], override: null } as const;

/** Folds one event into the state. Pure; throws Refusal("invalid") for an event before `case-opened`. */
export function evolve(state: CaseState | null, event: CaseEvent, entry: EntryFacts): CaseState {
  if (event.type === "case-opened") return opened(event, entry);
  if (state === null) throw new Refusal("invalid", { what: "case stream", type: event.type });
  const next = { ...state, version: entry.version, revision: entry.revision };
  return { ...next, ...changeOf(next, event, entry) };
}

function changeOf(
  state: CaseState,
  event: Exclude<CaseEvent, { type: "case-opened" }>,
  entry: EntryFacts,
): Partial<CaseState> {
  switch (event.type) {
    case "source-added": {
      const { blob, kind, name, fault } = event;
      // A file that turned out unreadable is said again with its fault: the later word counts.
      const sources = [...state.sources.filter((known) => known.blob !== blob), { blob, kind, name, fault }];
      // A deleted message is on record and nothing is taken back by it: the case stays as it is.
      return kind === "removal" ? { sources } : { sources, ...lookAgain };
    }
    case "bom-rolled-up": {
      const { source, lines, file, editions, contents } = event;
      return { bom: { source, lines, file, editions, contents }, ...lookAgain };
    }
    case "transaction-stated":
      return { transaction: { ...state.transaction, ...event.stated }, ...lookAgain };
    case "needed-by":
      return { neededBy: event.date };
    case "question-asked":
      return asked(state, event, entry);
    case "question-answered":
      return answered(state, event);
    case "determined":
      return {
        determination: { hash: event.determination, summary: event.summary, asOf: event.asOf },
        approvals: [],
        override: null,
        ...withoutPreviews(state),
      };
    case "review-opened": {
      const { kinds, rule, needs, places, due } = event;
      return { review: { kinds, rule, needs, places, due, since: entry.at }, stage: "in-review", clockLeft: null };
    }
    case "rerouted":
      return state.review ? { review: rerouted(state.review, event) } : {};
    case "retraction-read":
      return state.retracted ? { retracted: { ...state.retracted, read: entry.at } } : {};
    case "approval-given":
      return entry.person
        ? {
            approvals: [
              ...state.approvals,
              {
                by: entry.person,
                as: event.as,
                at: entry.at,
                via: entry.via,
                ticked: event.ticked,
                conditions: event.conditions,
                ...(event.writeBacks ? { writeBacks: event.writeBacks } : {}),
              },
            ],
          }
        : {};
    case "override-proposed":
      return entry.person
        ? {
            override: {
              by: entry.person,
              as: event.as,
              at: entry.at,
              reading: event.reading,
              reason: event.reason,
              text: event.text,
            },
          }
        : {};
    case "hit-judged":
      return { judgements: [...state.judgements, { hit: event.hit, judgement: event.judgement }], ...lookAgain };
    case "decided": {
      const { decision, outcome, released, by, reading, reason, validUntil } = event;
      return {
        decided: { decision, outcome, released, by, via: entry.via, at: entry.at, reading, reason, validUntil },
        stage: "decided",
        retracted: null,
        ...withoutPreviews(state),
      };
    }
    case "linked": {
      const { other, number, why } = event;
      return { links: [...(state.links ?? []), { other, number, why }] };
    }
    case "reply-unclear": {
      const { copy, text, messageKey } = event;
      return {
        unclear: [...(state.unclear ?? []), { copy, text, messageKey, by: entry.person, at: entry.at, became: null }],
      };
    }
    case "reply-settled":
      return {
        unclear: (state.unclear ?? []).map((one) => (one.copy === event.copy ? { ...one, became: event.as } : one)),
      };
    case "release-ended":
      // A release that ran out is over; one that the facts, a list or a rule took back is worked out again.
      if (event.because === "expired" && state.decided)
        return { decided: { ...state.decided, decision: "expired", released: false } };
      return { decided: null, ...takenBack(state, event, entry), ...lookAgain };
    case "reopened":
      return { decided: null, ...lookAgain };
    case "commented":
      return entry.person && !event.privileged
        ? { comments: [...state.comments, { by: entry.person, at: entry.at, text: event.text }] }
        : {};
    case "facts-found":
      return {};
    case "model-call-authorised": {
      const { call, task, identity } = event;
      const { revision } = entry;
      return {
        modelCalls: [...(state.modelCalls ?? []), { call, task, identity, revision, result: null, response: null }],
      };
    }
    case "model-call-finished": {
      const { call, result, response } = event;
      return {
        modelCalls: (state.modelCalls ?? []).map((known) =>
          known.call === call ? { ...known, result, response } : known,
        ),
      };
    }
    case "write-back":
      return { writeBacks: written(state, event, entry) };
    case "shredded":
      return { stage: "shredded" };
  }
}

/** A preview shows what an earlier proposal would write: what replaces the proposal is looked up anew. */
function withoutPreviews({ writeBacks }: CaseState): Partial<CaseState> {
  if (!writeBacks) return {};
  return { writeBacks: writeBacks.filter(({ step }) => step !== "previewed" && step !== "asked") };
}

/** The last event of a record says how it stands. */
function written(
  state: CaseState,
  event: Extract<CaseEvent, { type: "write-back" }>,
  entry: EntryFacts,
): readonly WriteBack[] {
  const { type: _type, ...now } = event;
  const others = (state.writeBacks ?? []).filter((known) => !isSameWriteBack(known, now));
  return [...others, { ...now, at: entry.at }];
}

/** A role joins or a colleague takes over; no role that was asked for is ever taken away. */
function rerouted(review: Review, event: Extract<CaseEvent, { type: "rerouted" }>): Review {
  const { person, places = [] } = event;
  if (event.how === "delegate" && person)
    return {
      ...review,
      delegates: [...(review.delegates ?? []).filter((one) => one.role !== event.to), { role: event.to, to: person }],
    };
  return {
    ...review,
    needs: [...review.needs.filter((need) => need.role !== event.to), { role: event.to, count: 1 }],
    places: [...new Set([...review.places, ...places])],
  };
}

function takenBack(
  state: CaseState,
  event: Extract<CaseEvent, { type: "release-ended" }>,
  entry: EntryFacts,
): Partial<CaseState> {
  if (!state.decided?.released || event.because === "expired") return {};
  return { retracted: { by: entry.person, at: entry.at, toldAt: state.decided.at, read: null } };
}

function asked(
  state: CaseState,
  event: Extract<CaseEvent, { type: "question-asked" }>,
  entry: EntryFacts,
): Partial<CaseState> {
  const first = state.stage !== "asking";
  const left = state.stage === "in-review" && event.pausesSla && state.review ? state.review.due : null;
  return {
    stage: "asking",
    ...(left === null ? {} : { clockLeft: Math.max(0, left - instantMillis(entry.at)) }),
    rounds: state.rounds + (first ? 1 : 0),
    questions: [
      ...state.questions,
      { id: event.question, fact: event.fact, to: event.to, at: entry.at, state: "open" },
    ],
  };
}

function answered(state: CaseState, event: Extract<CaseEvent, { type: "question-answered" }>): Partial<CaseState> {
  const unknown = event.answer === "unknown";
  const fact: StatedFact = { name: event.fact, value: event.answer === "unknown" ? null : event.answer.value };
  return {
    stated: stateFact(state.stated, fact),
    questions: state.questions.map((question) =>
      question.fact === event.fact && question.state === "open"
        ? { ...question, state: unknown ? "unknown" : "answered" }
        : question,
    ),
    ...lookAgain,
  };
}
