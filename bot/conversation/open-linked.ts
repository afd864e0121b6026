import { blobsOf, commitCase } from "./commit-case.ts";
import type { Desk, Reply } from "./deps.ts";
import { cardWork, evaluateWork, newCopy, ORIGIN } from "./effects.ts";
import type { ReplyInbound, Replying } from "./reply.ts";
import { storeText } from "./sources.ts";
import { linkedWords } from "../words/replies.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, toCaseId, type CaseId } from "../../core/ids.ts";
import { toPayload } from "../../core/cases/parse-event.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { BlobRef } from "../../core/ports/ledger.ts";
import type { TenantStores } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";
import type { ReplyMeaning } from "../../core/releases/read-reply.ts";
import type { StatedDeal } from "../../core/releases/stated-deal.ts";

export type Linking = Pick<Replying, "state" | "person" | "lease"> & {
  readonly meaning: ReplyMeaning;
  readonly determination: Determination | null;
};
type Words = Pick<ReplyInbound, "tenant" | "from" | "place" | "inboxId" | "messageKey" | "text">;

/** Somebody else's entry may come in between: the link is then made on what is there now. */
const TRIES = 3;

/**
 * Another deal for the same item, or another item for the same deal, asked in the thread: a case of its own, linked
 * both ways in one commit. The same message opens one case, however often it comes.
 */
export async function openLinked(desk: Desk, words: Words, from: Linking): Promise<Reply> {
  const { cases } = desk.stores.for(words.tenant);
  if (await cases.byRequestKey(words.messageKey)) return { kind: "none" };
  const number = await cases.takeNumber();
  for (let tries = 1; ; tries += 1) {
    const row = await cases.byId(from.state.id);
    if (!row) throw new Refusal("not-found");
    try {
      await link(desk, words, { ...from, state: toCaseState(row.json), number });
      return { kind: "tell", text: linkedWords(number, from.state) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "stale" || tries === TRIES) throw error;
    }
  }
}

async function link(desk: Desk, words: Words, from: Linking & { readonly number: number }): Promise<void> {
  const stores = desk.stores.for(words.tenant);
  const { state, number, person } = from;
  const id = toCaseId(desk.ids.next());
  const { events, blobs } = await firstEvents(stores, words, { ...from, id });
  const why = from.meaning.code === "other-deal" ? "same-item" : "same-deal";
  const copy = newCopy(desk.ids, id, "request", ORIGIN);
  const actor = { person, via: words.from.via };
  const back: CaseEvent = { type: "linked", other: state.id, number: state.number, why };
  const entries = [...events, back].map((event) => ({
    ...toPayload(event),
    actor,
    cause: words.inboxId,
    blobs: blobsOf(event, blobs),
  }));
  await commitCase(desk, {
    tenant: words.tenant,
    state,
    events: [
      { type: "linked", other: id, number, why },
      ...(from.meaning.code === "unclear" ? settledBy(state, words.messageKey) : []),
    ],
    actor,
    cause: words.inboxId,
    done: from.lease,
    beside: [{ stream: caseStream(id), expected: 0, events: entries }],
    also: [evaluateWork(id, entries.length), cardWork(id, copy.id)],
    copies: [copy],
  });
}

const settledBy = (state: CaseState, messageKey: string): readonly CaseEvent[] =>
  (state.unclear ?? [])
    .filter((one) => one.messageKey === messageKey)
    .map((one): CaseEvent => ({ type: "reply-settled", copy: one.copy, as: "request" }));

type First = { readonly events: readonly CaseEvent[]; readonly blobs: ReadonlyMap<string, BlobRef> };

/** What the new case begins with: the item's facts for another deal, the deal's for another item. */
async function firstEvents(
  stores: TenantStores,
  words: Words,
  from: Linking & { readonly id: CaseId; readonly number: number },
): Promise<First> {
  const { state, id, meaning } = from;
  const sameItem = meaning.code === "other-deal";
  const said = await storeText(stores, id, words.text);
  const first = sameItem ? await storeText(stores, id, await wordsOf(stores, state)) : said;
  const files = sameItem ? await carryFiles(stores, state, id) : [];
  const events: readonly CaseEvent[] = [
    {
      type: "case-opened",
      number: from.number,
      requestKey: words.messageKey,
      place: words.place,
      requester: state.requester,
      text: first.hash,
    },
    ...(sameItem
      ? [{ type: "source-added" as const, blob: said.hash, kind: "message" as const, name: null, fault: null }]
      : []),
    ...files.map((file) => file.event),
    ...(sameItem ? carriedFacts(state, from) : []),
    ...statedEvents(from),
  ];
  return { events, blobs: new Map([said, first, ...files.map((file) => file.ref)].map((ref) => [ref.hash, ref])) };
}

async function wordsOf(stores: TenantStores, state: CaseState): Promise<string> {
  const edit = state.sources.findLast((source) => source.kind === "edit");
  return Buffer.from((await stores.blobs.get(edit?.blob ?? state.text)).bytes).toString("utf8");
}

/** Blobs lie under the key of their case, so that the one can be destroyed without the other. */
async function carryFiles(
  stores: TenantStores,
  state: CaseState,
  id: CaseId,
): Promise<readonly { readonly event: CaseEvent; readonly ref: BlobRef }[]> {
  const carried: { readonly event: CaseEvent; readonly ref: BlobRef }[] = [];
  for (const { blob, kind, name, fault } of state.sources.filter((source) => source.kind === "file")) {
    const { bytes } = await stores.blobs.get(blob);
    const ref = await stores.blobs.put(caseStream(id), bytes, "application/octet-stream");
    carried.push({ event: { type: "source-added", blob: ref.hash, kind, name, fault }, ref });
  }
  return carried;
}

/** Facts of the item go along; answers about the deal (its end use, its place) are asked anew: unknown is never "no". */
const carriedFacts = (state: CaseState, { person }: Pick<Linking, "person">): readonly CaseEvent[] =>
  state.stated
    .filter(({ name }) => name !== "destination" && name !== "reviewer-question" && !name.startsWith("end-use"))
    .map(({ name, value }): CaseEvent => ({
      type: "question-answered",
      question: `carried-${name}`,
      fact: name,
      answer: value === null ? "unknown" : { name, value, by: person },
    }));

function statedEvents({ state, meaning, determination }: Linking): readonly CaseEvent[] {
  if (meaning.code !== "other-deal" && meaning.code !== "other-item") return [];
  const { endUse, ...before } = state.transaction;
  const input = determination?.input;
  const deal: StatedDeal =
    meaning.code === "other-deal"
      ? { ...before, ...meaning.deal }
      : {
          ...(input?.act ? { act: input.act } : {}),
          ...(input?.destination ? { destination: input.destination } : {}),
          ...(input && input.parties.length > 0 ? { parties: input.parties } : {}),
          ...(endUse?.statement ? { endUse: { statement: endUse.statement } } : {}),
          ...meaning.deal,
          item: meaning.item,
        };
  return [{ type: "transaction-stated", stated: deal }];
}
