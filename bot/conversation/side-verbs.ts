import type { ClickInbound } from "./click.ts";
import type { Desk } from "./deps.ts";
import { openLinked } from "./open-linked.ts";
import { remind } from "./remind.ts";
import { reply } from "./reply.ts";
import { takeFile } from "./take-file.ts";
import type { ButtonToken } from "../cards/buttons.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { Lease } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

type Acting = {
  readonly state: CaseState;
  readonly determination: Determination | null;
  readonly token: ButtonToken;
  readonly person: PersonId;
  readonly lease: Lease;
};

/** Verbs that do more, or other, than put events on the case; authorised already. Null: an ordinary verb. */
export function sideVerb(desk: Desk, inbound: ClickInbound, acting: Acting): Promise<string | null> | null {
  const { verb } = acting.token;
  if (verb === "remind") return remind(desk, inbound, acting);
  if (verb === "take-record" || verb === "take-list") return takeFile(desk, inbound, { ...acting, verb });
  if (verb === "add") return add(desk, inbound, acting);
  return verb === "reply-request" ? asRequest(desk, inbound, acting) : null;
}

/** Words typed into "Add something…" mean what they would mean in the thread. */
async function add(desk: Desk, inbound: ClickInbound, acting: Acting): Promise<string | null> {
  const { state, person, lease } = acting;
  const { tenant, from, inboxId } = inbound;
  const said = await reply(
    desk,
    {
      tenant,
      from,
      inboxId,
      kind: "reply",
      place: state.place,
      requestKey: state.requestKey,
      messageKey: `added:${inboxId}`,
      text: inbound.inputs["text"] ?? "",
      files: [],
    },
    { state, person, lease },
  );
  return said.kind === "tell" ? said.text : null;
}

/** A reply that turned out to be a request: a case of its own, linked to this one. */
async function asRequest(desk: Desk, inbound: ClickInbound, acting: Acting): Promise<string | null> {
  const { state } = acting;
  const unclear = state.unclear?.find((one) => one.copy === acting.token.copy);
  if (!unclear) throw new Refusal("not-found");
  const { bytes } = await desk.stores.for(inbound.tenant).blobs.get(unclear.text);
  const text = Buffer.from(bytes).toString("utf8");
  const words = { ...inbound, place: state.place, messageKey: unclear.messageKey, text };
  await openLinked(desk, words, { ...acting, meaning: { code: "unclear" } });
  return null;
}
