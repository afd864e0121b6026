import { openToken } from "../cards/buttons.ts";
import { renderCopy } from "../cards/render-copy.ts";
import { newRequestForm } from "../cards/new-request-form.ts";
import type { Desk } from "../conversation/deps.ts";
import { foldedList } from "../digest/open-list.ts";
import { refusalWords } from "../words/refusals.ts";
import { foldedPart } from "../../adapters/slack/card-blocks.ts";
import type { SlackForms } from "../../adapters/slack/forms.ts";
import { authorise } from "../../core/access/authorise.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, toCopyId, type PersonId, type TenantId } from "../../core/ids.ts";
import type { CardAction } from "../../core/ports/card.ts";
import type { Inbound, Sender } from "../../core/ports/inbound.ts";
import { Refusal } from "../../core/refusal.ts";

const say = (error: unknown): { readonly say: string } => {
  if (!(error instanceof Refusal)) throw error;
  return { say: refusalWords(error) };
};

/** Everyone in the place sees the card: the number tells nothing new. */
const asksAlready = (number: number): string =>
  `This message is ED-${number} already: its card stands in the thread below it. Reply there to add to it.`;

/**
 * What stands behind Slack's buttons that open a view. The right to act or to see is checked at each opening, from
 * our own data: the requester who opens "Reject…" reads why not, before typing a reason.
 */
export function slackForms(desk: () => Desk): SlackForms {
  return {
    async action(click) {
      try {
        return { action: await actionOf(desk(), click) };
      } catch (error) {
        return say(error);
      }
    },
    async request(draft) {
      try {
        await known(desk(), draft.tenant, draft.from);
        if (draft.place.boundary !== "internal") throw new Refusal("wrong-place");
        const stands = draft.belongs && (await desk().stores.for(draft.tenant).cases.byRequestKey(draft.belongs));
        if (stands) return { say: asksAlready(stands.number) };
        const { destinations, destinationIn } = desk().deal;
        const given = { item: draft.words, destination: destinationIn(draft.words) ?? "" };
        return { form: newRequestForm(given, { destinations, destinationFirst: draft.about === "licence" }) };
      } catch (error) {
        return say(error);
      }
    },
    async folded(asked) {
      try {
        const stores = desk().stores.for(asked.tenant);
        const person = await known(desk(), asked.tenant, asked.from);
        // A case's copy has a UUID, a digest a key of its own.
        if (!asked.key.includes("-")) return await foldedList(desk(), asked, person);
        const copy = await stores.copies.byId(toCopyId(asked.key));
        const row = copy && (await stores.cases.byId(copy.caseId));
        const grants = await stores.directory.grants(person);
        if (!copy || !row || (row.requester !== person && grants.length === 0)) throw new Refusal("not-found");
        const card = await renderCopy(desk(), asked.tenant, copy.id);
        const part = foldedPart(card.blocks, asked.index);
        if (!part) throw new Refusal("stale", { what: "card" });
        await stores.ledger.observe(caseStream(copy.caseId), [
          {
            type: "shown",
            v: 1,
            payload: { place: "view", detail: "trace", person },
            actor: { person, via: asked.from.via },
            cause: asked.inboxId,
          },
        ]);
        return part;
      } catch (error) {
        return say(error);
      }
    },
  };
}

async function known(desk: Desk, tenant: TenantId, from: Sender): Promise<PersonId> {
  const person = await desk.stores.for(tenant).directory.personOf(from.platform, from.installation, from.user);
  if (!person || from.standing !== "member") throw new Refusal("unlinked");
  return person.id;
}

/** The action of the card as it stands now, for someone who may do it. */
async function actionOf(desk: Desk, click: Extract<Inbound, { kind: "click" }>): Promise<CardAction> {
  const stores = desk.stores.for(click.tenant);
  const token = await openToken(click.token, click.tenant, stores.buttons, desk.clock.now());
  const row = await stores.cases.byId(token.case);
  if (!row) throw new Refusal("not-found");
  const person = await known(desk, click.tenant, click.from);
  const state = toCaseState(row.json);
  try {
    authorise({
      verb: token.verb,
      state,
      person,
      grants: await stores.directory.grants(person),
      policy: desk.policyOf(click.tenant),
      at: desk.clock.instant(),
    });
  } catch (error) {
    if (error instanceof Refusal)
      await stores.ledger.observe(caseStream(token.case), [
        {
          type: "click-refused",
          v: 1,
          payload: { code: error.code, verb: token.verb, by: person, platformUser: click.from.user },
          actor: { person, via: click.from.via },
          cause: click.inboxId,
        },
      ]);
    throw error;
  }
  const card = await renderCopy(desk, click.tenant, token.copy);
  const action = card.actions.find((candidate) => candidate.verb === token.verb);
  if (!action || token.revision !== row.revision)
    throw new Refusal("stale", { seen: token.revision, now: row.revision });
  return action;
}
