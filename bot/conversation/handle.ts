import { mergeRequest, recordChange } from "./add-source.ts";
import { askDigest } from "./ask-digest.ts";
import { click } from "./click.ts";
import type { Desk, Reply } from "./deps.ts";
import { openDialog } from "./open-dialog.ts";
import { lookUp } from "./look-up.ts";
import { openCase, type RequestInbound } from "./open-case.ts";
import { checkForm } from "./check-form.ts";
import { elsewhereWords } from "../words/elsewhere.ts";
import { reply } from "./reply.ts";
import { isDigestToken } from "../cards/digest-token.ts";
import { openList } from "../digest/open-list.ts";
import { wellFormed } from "./well-formed.ts";
import { helpCard } from "../cards/help-card.ts";
import { renderCopy } from "../cards/render-copy.ts";
import { refusalWords } from "../words/refusals.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";

/** A message is read up to this many characters; longer text belongs in a file. */
const MOST_CHARACTERS = 20_000;

/**
 * What a message, a reply, an edit or a click means. A refusal becomes a sentence to the one who acted; every other
 * fault goes up, so that the work item is tried again and nothing is lost.
 */
export async function handle(desk: Desk, inbound: Inbound, lease: Lease): Promise<Reply> {
  try {
    return await meaning(desk, wellFormed(inbound), lease);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.log.info("refused", { code: error.code, kind: inbound.kind, tenant: inbound.tenant, inbox: inbound.inboxId });
    const input = error.params["input"];
    return { kind: "tell", text: refusalWords(error), ...(typeof input === "string" ? { input } : {}) };
  }
}

async function meaning(desk: Desk, inbound: Inbound, lease: Lease): Promise<Reply> {
  const person = inbound.from.person;
  switch (inbound.kind) {
    case "nothing":
      return { kind: "none" };
    case "help":
      return { kind: "card", card: { ...helpCard(inbound.place.platform), actions: [] } };
    case "status":
    case "find":
      return lookUp(desk, inbound);
    case "click": {
      if (isDigestToken(inbound.token)) return { kind: "panel", card: await openList(desk, inbound, person) };
      const { token, say } = await click(desk, inbound, { person, lease });
      if (say !== null) return { kind: "tell", text: say };
      return { kind: "card", card: await renderCopy(desk, inbound.tenant, token.copy) };
    }
    case "dialog":
      return { kind: "dialog", dialog: await openDialog(desk, inbound) };
    case "request":
      return request(desk, inbound, { person: allowed(inbound), lease });
    case "reply":
    case "edit":
    case "removal":
      return change(desk, inbound, { person: allowed(inbound), lease });
  }
}

/** Before any reply: is this a person we know, in a place that is safe for content? Unknown is not safe. */
function allowed(inbound: Inbound): PersonId {
  if (inbound.from.standing !== "member" || !inbound.from.person) throw new Refusal("unlinked");
  if (inbound.place.boundary !== "internal") throw new Refusal("wrong-place");
  return inbound.from.person;
}

async function request(
  desk: Desk,
  inbound: RequestInbound,
  who: { readonly person: PersonId; readonly lease: Lease },
): Promise<Reply> {
  readable(inbound.text);
  if (inbound.form) checkForm(inbound.form, inbound.files);
  const digest = await askDigest(desk, inbound, who.person);
  if (digest) return digest;
  const stores = desk.stores.for(inbound.tenant);
  const row = await stores.cases.byRequestKey(inbound.requestKey);
  if (row) {
    if (row.requester !== who.person) throw new Refusal("not-found");
    await mergeRequest(desk, inbound, { row, ...who });
    return { kind: "none" };
  }
  if (!inbound.form && inbound.text.trim() === "" && inbound.files.length === 0)
    throw new Refusal("invalid", { what: "empty" });
  const number = await openCase(desk, inbound, who);
  return inbound.elsewhere ? { kind: "tell", text: elsewhereWords(number, inbound.elsewhere) } : { kind: "none" };
}

async function change(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "reply" | "edit" | "removal" }>,
  who: { readonly person: PersonId; readonly lease: Lease },
): Promise<Reply> {
  const row = await caseUnder(desk, inbound);
  if (!row) return { kind: "none" };
  if (inbound.kind !== "removal") readable(inbound.text);
  const state = toCaseState(row.json);
  if (inbound.kind === "reply") return reply(desk, inbound, { state, ...who });
  if (row.requester !== who.person) return { kind: "none" };
  return recordChange(desk, inbound, { state, ...who });
}

/** The case that was asked by a message, or whose card the thread stands under. */
async function caseUnder(
  desk: Desk,
  inbound: Extract<Inbound, { kind: "reply" | "edit" | "removal" }>,
): Promise<CaseRow | null> {
  const { cases, copies } = desk.stores.for(inbound.tenant);
  const asked = await cases.byRequestKey(inbound.requestKey);
  const { channel, thread } = inbound.place;
  if (asked || inbound.kind !== "reply" || thread === null) return asked;
  const copy = await copies.byRemote({ channel, id: thread });
  return copy && cases.byId(copy.caseId);
}

/** The same limit for a request, a reply and an edit. */
function readable(text: string): void {
  if (text.length > MOST_CHARACTERS)
    throw new Refusal("invalid", { what: "too-long", is: text.length, most: MOST_CHARACTERS });
}
