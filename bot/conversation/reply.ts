import { addSources } from "./add-source.ts";
import { commitCase } from "./commit-case.ts";
import type { Desk, Reply } from "./deps.ts";
import { openDetermination } from "./determination.ts";
import { newCopy, ORIGIN } from "./effects.ts";
import { explain } from "./explain.ts";
import { openLinked } from "./open-linked.ts";
import { recordShown } from "./record-shown.ts";
import { storeText } from "./sources.ts";
import { roleCounts } from "./role-counts.ts";
import { statusWords } from "../words/replies.ts";
import { speakerIn } from "../../core/access/authorise.ts";
import { decide } from "../../core/cases/decide.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import type { ReplyContext, ReplyMeaning } from "../../core/releases/read-reply.ts";

export type ReplyInbound = Extract<Inbound, { kind: "reply" }>;
export type Replying = { readonly state: CaseState; readonly person: PersonId; readonly lease: Lease };

const NONE: Reply = { kind: "none" };

/**
 * A reply in the thread (cards-and-words): what it means is said by core, one use case does it. Facts count only from
 * the requester and from reviewers; a reviewer's other words are comments on record; anyone else hears a status at most.
 */
export async function reply(desk: Desk, inbound: ReplyInbound, to: Replying): Promise<Reply> {
  const stores = desk.stores.for(inbound.tenant);
  const { state, person } = to;
  const determination = await openDetermination(stores, state);
  const meaning = desk.readReply(inbound.text, contextOf(state, determination));
  const speaker = speakerIn(state, {
    person,
    grants: await stores.directory.grants(person),
    policy: desk.policyOf(inbound.tenant),
    at: desk.clock.instant(),
  });
  if (meaning.code === "status") return status(desk, inbound, to);
  if (speaker === "other") return NONE;
  if (meaning.code === "law") return explain(desk, inbound, { state, person, speaker, deal: meaning.deal });
  if (inbound.files.length > 0) {
    await addSources(desk, inbound, to);
    return NONE;
  }
  if (meaning.code === "nothing") return NONE;
  if (speaker === "reviewer" && (meaning.code !== "facts" || !standsWithRequester(inbound, state)))
    return comment(desk, inbound, to);
  return act(desk, inbound, { ...to, meaning, determination });
}

async function act(
  desk: Desk,
  inbound: ReplyInbound,
  what: Replying & {
    readonly meaning: Exclude<ReplyMeaning, { code: "nothing" | "status" | "law" }>;
    readonly determination: Determination | null;
  },
): Promise<Reply> {
  const { meaning, state } = what;
  switch (meaning.code) {
    case "other-deal":
    case "other-item":
      return openLinked(desk, inbound, what);
    case "answer":
      return answer(desk, inbound, { ...what, answer: meaning });
    case "deal":
      await addSources(desk, inbound, { ...what, said: { deal: meaning.deal } });
      return NONE;
    case "facts":
      await addSources(desk, inbound, { ...what, said: { facts: meaning.facts } });
      return NONE;
    case "words":
      await addSources(desk, inbound, what);
      return NONE;
    case "unclear":
      // Nothing can be added to a decided case: then it says so, and asks nothing.
      if (state.stage === "decided") await addSources(desk, inbound, what);
      else await askWhat(desk, inbound, what);
      return NONE;
  }
}

/** The case as far as a reply can be about it: what was worked out, and what is still asked. */
export function contextOf(state: CaseState, determination: Determination | null): ReplyContext {
  const input = determination?.input;
  const item = input?.lines[0]?.item;
  const open = state.questions.filter((question) => question.state === "open").map((question) => question.fact);
  return {
    item: (item && "name" in item ? item.name : undefined) ?? state.transaction.item ?? null,
    act: input?.act ?? state.transaction.act ?? null,
    destination: input?.destination ?? state.transaction.destination ?? null,
    parties: input?.parties ?? state.transaction.parties ?? [],
    open: open.map((fact) => ({
      fact,
      choices: determination?.result.missing.find((missing) => missing.fact === fact)?.choices ?? [],
    })),
  };
}

/** In the thread where it was asked, not under a card of the reviewers. */
const standsWithRequester = (inbound: ReplyInbound, state: CaseState): boolean =>
  inbound.place.platform === state.place.platform && inbound.place.channel === state.place.channel;

async function status(desk: Desk, inbound: ReplyInbound, { state, person }: Replying): Promise<Reply> {
  const people = await roleCounts(desk, inbound.tenant, state);
  await recordShown(desk, inbound, { state, person, detail: "status" });
  return { kind: "tell", text: statusWords(state, { people, nowMs: desk.clock.now() }) };
}

/** Words of a reviewer, or an answer given outside a question: on record with their speaker. */
async function comment(desk: Desk, inbound: ReplyInbound, to: Replying): Promise<Reply> {
  await commitCase(desk, {
    tenant: inbound.tenant,
    state: to.state,
    events: [{ type: "commented", text: inbound.text.trim(), privileged: false }],
    actor: { person: to.person, via: inbound.from.via },
    cause: inbound.inboxId,
    done: to.lease,
  });
  return NONE;
}

async function answer(
  desk: Desk,
  inbound: ReplyInbound,
  to: Replying & { readonly answer: Extract<ReplyMeaning, { code: "answer" }> },
): Promise<Reply> {
  const { state, person } = to;
  const events = decide(
    state,
    {
      verb: "answer",
      revision: state.revision,
      ticked: [],
      answers: [{ fact: to.answer.fact, value: to.answer.value }],
      reading: null,
      reason: null,
      text: null,
      hit: null,
      copy: null,
    },
    {
      person,
      grants: await desk.stores.for(inbound.tenant).directory.grants(person),
      policy: desk.policyOf(inbound.tenant),
      at: desk.clock.instant(),
      cardSeen: null,
      readings: [],
    },
  );
  await commitCase(desk, {
    tenant: inbound.tenant,
    state,
    events,
    actor: { person, via: inbound.from.via },
    cause: inbound.inboxId,
    done: to.lease,
  });
  return NONE;
}

/** One line with three buttons; the words are on record whatever becomes of them. */
async function askWhat(desk: Desk, inbound: ReplyInbound, to: Replying): Promise<void> {
  const { state, person } = to;
  if (state.unclear?.some((one) => one.messageKey === inbound.messageKey)) return;
  const words = await storeText(desk.stores.for(inbound.tenant), state.id, inbound.text);
  const copy = newCopy(desk.ids, state.id, "notice", ORIGIN);
  await commitCase(desk, {
    tenant: inbound.tenant,
    state,
    events: [{ type: "reply-unclear", copy: copy.id, text: words.hash, messageKey: inbound.messageKey }],
    actor: { person, via: inbound.from.via },
    cause: inbound.inboxId,
    blobs: new Map([[words.hash, words]]),
    copies: [copy],
    done: to.lease,
  });
}
