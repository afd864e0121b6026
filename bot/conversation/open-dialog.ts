import type { Desk } from "./deps.ts";
import { recordShown } from "./record-shown.ts";
import { openToken, type ButtonToken } from "../cards/buttons.ts";
import { newRequestForm } from "../cards/new-request-form.ts";
import { pagesOf } from "../cards/pages.ts";
import { renderCopy } from "../cards/render-copy.ts";
import { authorise } from "../../core/access/authorise.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { caseStream, type PersonId } from "../../core/ids.ts";
import type { Card, CardForm, Dialog } from "../../core/ports/card.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import { Refusal } from "../../core/refusal.ts";

type DialogInbound = Extract<Inbound, { kind: "dialog" }>;

/**
 * What opens behind a button or a ▸: a form, one page of a folded part, or the form of a new request. The right to act
 * or to see is checked at each opening, from our own data; a page that was seen is on record once.
 */
export async function openDialog(desk: Desk, inbound: DialogInbound): Promise<Dialog> {
  const person = inbound.from.person;
  if (!person || inbound.from.standing !== "member") throw new Refusal("unlinked");
  if (inbound.token === null) return formOf(newRequestForm(inbound.given), null);
  const stores = desk.stores.for(inbound.tenant);
  const token = await openToken(inbound.token, inbound.tenant, stores.buttons, desk.clock.now());
  const row = await stores.cases.byId(token.case);
  if (!row) throw new Refusal("not-found");
  const state = toCaseState(row.json);
  await mayOpen(desk, inbound, { token, state, person });
  const card = await renderCopy(desk, inbound.tenant, token.copy);
  if (inbound.part !== null) {
    const page = partOf(card, inbound.part, inbound.page);
    await recordShown(desk, inbound, { state, person, detail: detailOf(page.title) });
    return page;
  }
  const action = card.actions.find((candidate) => candidate.verb === token.verb);
  if (!action?.form) throw new Refusal("stale", { seen: token.revision, now: row.revision });
  return formOf(action.form, action.token);
}

const formOf = (form: CardForm, token: string | null): Dialog => ({
  title: form.title,
  blocks: form.inputs.map((input) => ({ block: "input", input })),
  submit: { label: form.submit, token },
  pages: null,
});

function partOf(card: Card, part: number, page: number): Dialog {
  const found = card.blocks.flatMap((block) => (block.block === "more" ? [block] : []))[part];
  if (!found?.link) throw new Refusal("stale", { what: "card" });
  const pages = pagesOf(found.blocks);
  const at = Math.min(page, pages.length - 1);
  return {
    title: found.title,
    blocks: pages[at] ?? [],
    submit: null,
    pages: pages.length > 1 ? { token: found.link.token, part, page: at, of: pages.length } : null,
  };
}

/** `similar decisions (3)` and `similar decisions (4)` are one level of detail. */
const detailOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/\s*\(.*$/, "")
    .replaceAll(" ", "-");

/** Refused before anybody types a reason; what was refused is on record. */
async function mayOpen(
  desk: Desk,
  inbound: DialogInbound,
  what: { readonly token: ButtonToken; readonly state: CaseState; readonly person: PersonId },
): Promise<void> {
  const { token, state, person } = what;
  const stores = desk.stores.for(inbound.tenant);
  try {
    authorise({
      verb: token.verb,
      state,
      person,
      grants: await stores.directory.grants(person),
      policy: desk.policyOf(inbound.tenant),
      at: desk.clock.instant(),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await stores.ledger.observe(caseStream(token.case), [
      {
        type: "click-refused",
        v: 1,
        payload: { code: error.code, verb: token.verb, by: person, platformUser: inbound.from.user },
        actor: { person, via: inbound.from.via },
        cause: inbound.inboxId,
      },
    ]);
    throw error;
  }
}
