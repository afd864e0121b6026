import { commitCase } from "./commit-case.ts";
import { openToken, type ButtonToken } from "../cards/buttons.ts";
import { showFact } from "../words/quantity.ts";
import type { Desk } from "./deps.ts";
import { openDetermination } from "./determination.ts";
import { registerParts } from "../register/decision-parts.ts";
import { sideVerb } from "./side-verbs.ts";
import { readAnswers, readTicks } from "./read-answers.ts";
import { decide, type Command, type Context } from "../../core/cases/decide.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { Verb } from "../../core/cases/verbs.ts";
import { caseStream, type PersonId, type TenantId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";

export type ClickInbound = Extract<Inbound, { kind: "click" }>;

/**
 * One click: the token is opened, the verb authorised again from our own data, the events committed against the
 * version read. Returns the case's copy that was clicked and what is to be said.
 * Throws Refusal, after recording the refused act.
 */
export async function click(
  desk: Desk,
  inbound: ClickInbound,
  who: { readonly person: PersonId | null; readonly lease: Lease },
): Promise<{ readonly token: ButtonToken; readonly say: string | null }> {
  const stores = desk.stores.for(inbound.tenant);
  const token = await openToken(inbound.token, inbound.tenant, stores.buttons, desk.clock.now());
  const row = await stores.cases.byId(token.case);
  if (!row) throw new Refusal("not-found");
  try {
    if (!who.person) throw new Refusal("unlinked");
    if (inbound.from.standing !== "member") throw new Refusal("not-found");
    return { token, say: await act(desk, inbound, { row, token, person: who.person, lease: who.lease }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await stores.ledger.observe(caseStream(token.case), [
      {
        type: "click-refused",
        v: 1,
        payload: { code: error.code, verb: token.verb, by: who.person, platformUser: inbound.from.user },
        actor: who.person ? { person: who.person, via: inbound.from.via } : { system: "dispatcher" },
        cause: inbound.inboxId,
      },
    ]);
    throw error;
  }
}

type Acting = { readonly row: CaseRow; readonly token: ButtonToken; readonly person: PersonId; readonly lease: Lease };

/** Someone else's click came first: what this person looked at may be unchanged, then the click is judged on what is now. */
const TRIES = 3;
async function act(desk: Desk, inbound: ClickInbound, acting: Acting): Promise<string | null> {
  let row = acting.row;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(desk, inbound, { ...acting, row });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "stale") throw error;
      const now = await desk.stores.for(inbound.tenant).cases.byId(acting.token.case);
      // Somebody filed for the same item in between: the decision is the same, what it files is worked out anew.
      if (now && isOfItem(error) && tries < TRIES) continue;
      if (!now || now.version === row.version || now.revision !== acting.token.revision || tries === TRIES)
        throw lostRace(error, now);
      row = now;
    }
  }
}

const isOfItem = ({ params }: Refusal): boolean =>
  params["what"] === "item" || (typeof params["stream"] === "string" && params["stream"].startsWith("item:"));

async function attempt(desk: Desk, inbound: ClickInbound, acting: Acting): Promise<string | null> {
  const { row, token, person } = acting;
  const stores = desk.stores.for(inbound.tenant);
  const state = toCaseState(row.json);
  const determination = await openDetermination(stores, state);
  const copy = await stores.copies.byId(token.copy);
  const events = decide(state, commandOf(desk, { inbound, token, determination }), {
    person,
    grants: await stores.directory.grants(person),
    policy: desk.policyOf(inbound.tenant),
    at: desk.clock.instant(),
    cardSeen: copy?.shown ?? null,
    readings: determination?.readings ?? [],
    ...(await holdersOf(desk, inbound.tenant, token.verb)),
  });
  const beyond = sideVerb(desk, inbound, { ...acting, state, determination });
  if (beyond !== null) return beyond;
  if (events.length === 0) return null;
  const said = { actor: { person, via: inbound.from.via }, cause: inbound.inboxId };
  const beside = await registerParts(stores.items, desk.ids, {
    ...said,
    state,
    events,
    determination,
    person,
    date: desk.clock.lawDate("America/New_York"),
  });
  await commitCase(desk, { tenant: inbound.tenant, state, events, ...said, beside, done: acting.lease });
  return null;
}

/** Who holds which role now: asked only where somebody hands a case on. */
async function holdersOf(desk: Desk, tenant: TenantId, verb: Verb): Promise<Pick<Context, "holders">> {
  if (verb !== "delegate") return {};
  const { directory } = desk.stores.for(tenant);
  const { roles } = desk.policyOf(tenant);
  const at = desk.clock.instant();
  const held = await Promise.all(roles.map(async (role) => [role, await directory.holders(role, at)] as const));
  const known = new Map(held);
  return { holders: (role) => known.get(role) ?? [] };
}

/** Two clicks at once: the loser is told what won, not that something "changed". */
const lostRace = (stale: Refusal, now: CaseRow | null): Refusal =>
  now?.state === "decided" ? new Refusal("already-decided", { decision: now.decision ?? "" }) : stale;

/** No input of ours takes more; a platform may let more through. */
const MOST_INPUT = 4000;
function bounded(inputs: ClickInbound["inputs"]): void {
  for (const [input, text] of Object.entries(inputs))
    if (text.length > MOST_INPUT)
      throw new Refusal("invalid", { what: "reason-long", input, most: MOST_INPUT, is: text.length });
}

function commandOf(
  desk: Desk,
  click: { readonly inbound: ClickInbound; readonly token: ButtonToken; readonly determination: Determination | null },
): Command {
  const { inputs } = click.inbound;
  bounded(inputs);
  const facts = click.determination?.result.lines[0]?.classification?.facts ?? [];
  const shown = new Map(facts.map((fact) => [fact.name, showFact(fact.value)]));
  const answering = click.token.verb === "answer" || click.token.verb === "correct";
  return {
    verb: click.token.verb,
    revision: click.token.revision,
    ticked: readTicks(inputs),
    answers: answering ? readAnswers(desk, inputs, click.token.verb === "correct" ? shown : new Map()) : [],
    reading: inputs["reading"] ?? null,
    reason: inputs["reason"] ?? null,
    text: inputs["text"] ?? null,
    hit: inputs["hit"] ?? null,
    fields: inputs,
    previews: click.token.previews,
    copy: click.token.copy,
  };
}
