import { signCard } from "./buttons.ts";
import { requestCardOf, reviewCardOf } from "./card-of.ts";
import { replyCard } from "./reply-card.ts";
import type { CardDraft, CaseView } from "./view.ts";
import type { Desk } from "../conversation/deps.ts";
import { roleCounts } from "../conversation/role-counts.ts";
import { openDetermination } from "../conversation/determination.ts";
import { sentence } from "../words/en.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import { usualTime } from "../../core/cases/waiting.ts";
import { previewsMark } from "../../core/cases/write-back.ts";
import type { CopyId, PersonId, TenantId } from "../../core/ids.ts";
import type { Card } from "../../core/ports/card.ts";
import type { MessageCopy } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { TenantStores } from "../../core/ports/stores.ts";

/** One message copy, rendered from the present projection with buttons of the present revision. */
export async function renderCopy(desk: Desk, tenant: TenantId, copyId: CopyId): Promise<Card> {
  const stores = desk.stores.for(tenant);
  const copy = await stores.copies.byId(copyId);
  const row = copy && (await stores.cases.byId(copy.caseId));
  if (!copy || !row) throw new Refusal("not-found");
  return renderState(desk, tenant, { copy, state: toCaseState(row.json) });
}

export async function renderState(
  desk: Desk,
  tenant: TenantId,
  what: { readonly copy: MessageCopy; readonly state: CaseState },
): Promise<Card> {
  const { copy, state } = what;
  const stores = desk.stores.for(tenant);
  const view = { ...(await viewOf(desk, tenant, state)), ...(await aboutPeople(desk, tenant, what)) };
  const draft = await draftOf(desk, tenant, { copy, view });
  return signCard(draft, {
    keys: stores.buttons,
    tenant,
    caseId: state.id,
    copy: copy.id,
    revision: state.revision,
    previews: previewsMark(state),
    nowMs: desk.clock.now(),
  });
}

/** How many cases a usual time is made of, the newest. */
const LOOKED_AT = 60;

/** Who has it and how long it takes, on the card of whoever waits; who could take it over, on that of the reviewers. */
async function aboutPeople(
  desk: Desk,
  tenant: TenantId,
  what: { readonly copy: MessageCopy; readonly state: CaseState },
): Promise<Pick<CaseView, "waiting" | "colleagues">> {
  const { copy, state } = what;
  const { cases, directory } = desk.stores.for(tenant);
  if (state.stage !== "in-review") return {};
  if (copy.card === "review") {
    const at = desk.clock.instant();
    const held = openNeeds(state).map(async ({ role }) => [role, await directory.holders(role, at)] as const);
    return { colleagues: new Map(await Promise.all(held)) };
  }
  const decided = await cases.list({ state: "decided", limit: LOOKED_AT });
  const states = decided.map((row) => toCaseState(row.json));
  return {
    waiting: {
      people: await roleCounts(desk, tenant, state),
      usualMs: usualTime(states, state.review?.kinds[0] ?? ""),
    },
  };
}

async function draftOf(
  desk: Desk,
  tenant: TenantId,
  what: { readonly copy: MessageCopy; readonly view: CaseView },
): Promise<CardDraft> {
  const { copy, view } = what;
  if (copy.card === "request") return requestCardOf(view);
  if (copy.card === "review") return reviewCardOf(view);
  const reply = view.state.unclear?.find((one) => one.copy === copy.id);
  const words = reply && view.state.stage !== "shredded" ? await desk.stores.for(tenant).blobs.get(reply.text) : null;
  return replyCard(view, { reply, words: words ? Buffer.from(words.bytes).toString("utf8") : "" });
}

async function progressOf(stores: TenantStores, state: CaseState): Promise<Pick<CaseView, "progress">> {
  const progress = await stores.cases.listProgress(state.id);
  return progress ? { progress } : {};
}

/** Everything a card of this case is made of. A shredded case has no words and no determination left. */
export async function viewOf(desk: Desk, tenant: TenantId, state: CaseState): Promise<CaseView> {
  const stores = desk.stores.for(tenant);
  const gone = state.stage === "shredded";
  const people = new Map((await stores.directory.people()).map((person) => [person.id, person.display]));
  const words = gone ? "" : Buffer.from((await stores.blobs.get(state.text)).bytes).toString("utf8");
  return {
    state,
    determination: gone ? null : await openDetermination(stores, state),
    policy: desk.policyOf(tenant),
    words: words.trim(),
    nameOf: (person: PersonId) => people.get(person) ?? person,
    say: sentence,
    ...(state.stage === "looking" ? await progressOf(stores, state) : {}),
    targetName: (id) => desk.writeBack?.of(tenant).find((entry) => entry.id === id)?.name ?? id,
    nowMs: desk.clock.now(),
    training: desk.training,
  };
}
