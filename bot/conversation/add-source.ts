import { commitCase } from "./commit-case.ts";
import type { Desk, Reply } from "./deps.ts";
import { messageName } from "./read-sources.ts";
import { changeWords } from "../words/replies.ts";
import { formEvents, LAW_ZONE, type RequestInbound } from "./open-case.ts";
import { fetchSources, storeText } from "./sources.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, type PersonId } from "../../core/ids.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { Fact } from "../../core/item/fact.ts";
import type { BlobRef, Lease } from "../../core/ports/ledger.ts";
import type { CaseRow, TenantStores } from "../../core/ports/stores.ts";
import type { StatedDeal } from "../../core/releases/stated-deal.ts";
import type { ReadForm } from "../../core/releases/read-form.ts";
import { Refusal } from "../../core/refusal.ts";

type Who = { readonly person: PersonId; readonly lease: Lease };

/**
 * A later delivery of the same message: whatever it brings that the case does not have is added, nothing twice.
 * A delivery that brings nothing new is one observation.
 */
export async function mergeRequest(
  desk: Desk,
  inbound: RequestInbound,
  found: { readonly row: CaseRow } & Who,
): Promise<void> {
  const state = toCaseState(found.row.json);
  const times = (named: readonly { readonly name: string | null }[], name: string): number =>
    named.filter((one) => one.name === name).length;
  // Two files may have one name. Which of them the case has is not told apart: both come, rather twice than never.
  const files = inbound.files.filter(({ name }) => times(inbound.files, name) > times(state.sources, name));
  const stores = desk.stores.for(inbound.tenant);
  const form = inbound.form ? desk.readForm(inbound.form, desk.clock.lawDate(LAW_ZONE)) : null;
  const text = (form?.text ?? inbound.text).trim();
  const before = Buffer.from((await stores.blobs.get(state.text)).bytes).toString("utf8");
  const more = wordsMore(inbound, text, before.trim());
  const filled = form && saysMore(form, state) ? form : null;
  if (files.length === 0 && more === "" && filled === null) {
    await stores.ledger.observe(caseStream(state.id), [
      {
        type: "late-duplicate",
        v: 1,
        payload: { requestKey: inbound.requestKey },
        actor: { person: found.person, via: inbound.from.via },
        cause: inbound.inboxId,
      },
    ]);
    return;
  }
  await addSources(desk, { ...inbound, text: more, files }, { state, ...found, filled });
}

/** A form was filled in by hand: what it says beyond the first words counts. Events of one message bring the same words. */
function wordsMore(inbound: RequestInbound, text: string, before: string): string {
  if (before === "") return text;
  return inbound.form ? text.replace(before, "").trim() : "";
}

/** Whether a form states what the case does not know yet. */
function saysMore(form: ReadForm, state: CaseState): boolean {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(state.transaction));
  const isNew = Object.entries(form.stated).some(
    ([key, said]) => JSON.stringify(said) !== JSON.stringify(known.get(key)),
  );
  return isNew || (form.neededBy !== null && form.neededBy !== state.neededBy);
}

/** Words or files added to a case, and what was understood of them: the case looks again. */
export async function addSources(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "request" | "reply" }>,
  to: { readonly state: CaseState; readonly said?: Said; readonly filled?: ReadForm | null } & Who,
): Promise<void> {
  const { state } = to;
  await refuseLate(desk, inbound, to);
  const stores = desk.stores.for(inbound.tenant);
  const files = await fetchSources(desk, inbound, state.id);
  const words = inbound.text.trim() === "" ? null : await storeText(stores, state.id, inbound.text);
  const events: readonly CaseEvent[] = [
    ...(words
      ? [{ type: "source-added" as const, blob: words.hash, kind: "message" as const, name: null, fault: null }]
      : []),
    ...files.map((file): CaseEvent => ({
      type: "source-added",
      blob: file.ref.hash,
      kind: "file",
      name: file.name,
      fault: file.fault,
    })),
    ...(to.filled ? formEvents(to.filled) : []),
    ...understood(to, words),
  ];
  if (events.length === 0) return;
  await commitCase(desk, {
    tenant: inbound.tenant,
    state,
    events,
    actor: { person: to.person, via: inbound.from.via },
    cause: inbound.inboxId,
    blobs: new Map([...(words ? [words] : []), ...files.map((file) => file.ref)].map((ref) => [ref.hash, ref])),
    done: to.lease,
  });
}

/** What was understood of the words, beside their being a source. */
export type Said = { readonly facts?: readonly Fact[]; readonly deal?: StatedDeal };

/** Facts with their speaker and their place in the words, as the evaluation will name it. */
function understood(
  to: { readonly state: CaseState; readonly said?: Said } & Who,
  words: BlobRef | null,
): readonly CaseEvent[] {
  const { state, said, person } = to;
  const source = messageName(state.sources.filter((one) => one.kind === "message").length + 1);
  const facts = (said?.facts ?? []).map((fact): Fact => ({
    ...fact,
    by: person,
    ...(fact.span ? { span: { ...fact.span, source, ...(words ? { blob: words.hash } : {}) } } : {}),
  }));
  return [
    ...(said?.deal ? [{ type: "transaction-stated" as const, stated: said.deal }] : []),
    ...(facts.length > 0 ? [{ type: "facts-found" as const, facts, dropped: 0 }] : []),
  ];
}

/** An edit is a new revision with the new words; a deletion is recorded and the case stays. */
export async function recordChange(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "edit" | "removal" }>,
  to: { readonly state: CaseState } & Who,
): Promise<Reply> {
  const { state } = to;
  const stores = desk.stores.for(inbound.tenant);
  if (inbound.kind === "edit" && inbound.text.trim() === (await presentWords(stores, state)).trim())
    return { kind: "none" };
  await refuseLate(desk, inbound, to);
  const words = await storeText(desk.stores.for(inbound.tenant), state.id, inbound.kind === "edit" ? inbound.text : "");
  await commitCase(desk, {
    tenant: inbound.tenant,
    state,
    events: [{ type: "source-added", blob: words.hash, kind: inbound.kind, name: null, fault: null }],
    actor: { person: to.person, via: inbound.from.via },
    cause: inbound.inboxId,
    blobs: new Map([[words.hash, words]]),
    done: to.lease,
  });
  return { kind: "tell", text: changeWords(inbound.kind, state) };
}

/** The request's words as they count now: the last edit, else as first asked. */
async function presentWords(stores: TenantStores, state: CaseState): Promise<string> {
  const edit = state.sources.findLast((source) => source.kind === "edit");
  return Buffer.from((await stores.blobs.get(edit?.blob ?? state.text)).bytes).toString("utf8");
}

const LATE_VERBS = { request: "add", reply: "add", edit: "edit", removal: "delete" } as const;

/** What comes after the decision changes nothing: it is refused, and that it came is on record with its words. */
async function refuseLate(
  desk: Desk,
  inbound: Extract<Inbound, { kind: keyof typeof LATE_VERBS }>,
  to: { readonly state: CaseState } & Who,
): Promise<void> {
  const { state, person } = to;
  if (state.stage === "shredded") throw new Refusal("closed");
  if (state.stage !== "decided") return;
  const stores = desk.stores.for(inbound.tenant);
  const text = inbound.kind === "removal" ? "" : inbound.text;
  const words = text.trim() === "" ? null : await storeText(stores, state.id, text);
  await stores.ledger.observe(caseStream(state.id), [
    {
      type: "click-refused",
      v: 1,
      payload: {
        code: "already-decided",
        verb: LATE_VERBS[inbound.kind],
        by: person,
        platformUser: inbound.from.user,
        ...(words ? { text: words.hash } : {}),
      },
      actor: { person, via: inbound.from.via },
      cause: inbound.inboxId,
      ...(words ? { blobs: [words] } : {}),
    },
  ]);
  throw new Refusal("already-decided", { what: "late-change" });
}
