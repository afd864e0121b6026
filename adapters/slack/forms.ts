import type { ModalView } from "@slack/web-api";
import { wordOf } from "./action-ids.ts";
import { parseFolded, type FoldedRef } from "./buttons.ts";
import type { RequestForms } from "./open-request.ts";
import { openLoading, updateView } from "./open-view.ts";
import { textAt } from "./payload.ts";
import { NOT_OPENED } from "./phrases.ts";
import { clickFrom, originOf, type ClickInbound } from "./read-click.ts";
import { envelopeOf, type Reading } from "./reading.ts";
import { foldedView, formView, sayView, type ViewOrigin } from "./views.ts";
import type { CardAction, CardBlock } from "../../core/ports/card.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** What the desk shows now behind a button, or the sentence why it does not; every opening re-checks the right to see. */
export type SlackForms = {
  /** The action of the card as it stands now, by the token of the button. */
  readonly action: (click: ClickInbound) => Promise<{ readonly action: CardAction } | { readonly say: string }>;
  /** The form of a new request, for someone who may ask there. */
  readonly request: RequestForms;
  /** A folded part of a message copy: the `index`-th of its card (`foldedPart` counts the same way). */
  readonly folded: (
    asked: Pick<Inbound, "tenant" | "inboxId" | "from" | "place"> & { readonly key: string; readonly index: number },
  ) => Promise<{ readonly title: string; readonly blocks: readonly CardBlock[] } | { readonly say: string }>;
};

/**
 * A click that opens a view: opened at once ("loading"), so that the trigger is spent in time, and filled once the
 * desk has said what stands there. A page is turned in the view itself. What goes wrong is said in the view.
 */
export async function openForm(reading: Reading, forms: SlackForms): Promise<void> {
  const { body } = reading;
  const word = wordOf(textAt(body, "actions", 0, "action_id"));
  const origin = originOf(body);
  const view = word === "page" ? textAt(body, "view", "id") : await openLoading(reading);
  if (view === null) return;
  await updateView(reading, view, origin === null ? sayView(NOT_OPENED) : await fill(reading, forms, origin));
}

async function fill(reading: Reading, forms: SlackForms, origin: ViewOrigin): Promise<ModalView> {
  try {
    const folded = parseFolded(textAt(reading.body, "actions", 0, "value"));
    return folded ? await foldedOf(reading, forms, { origin, ref: folded }) : await formOf(reading, forms, origin);
  } catch (error) {
    const fault = error instanceof AdapterFault ? error.code : error instanceof Error ? error.name : "unknown";
    reading.deps.log.warn("slack-view-not-filled", { platform: "slack", inbox: reading.inboxId, fault });
    return sayView(NOT_OPENED);
  }
}

async function formOf(reading: Reading, forms: SlackForms, origin: ViewOrigin): Promise<ModalView> {
  const click = await clickFrom(reading, origin, {});
  if (click.kind !== "click") return sayView(NOT_OPENED);
  const shown = await forms.action(click);
  return "say" in shown ? sayView(shown.say) : formView(shown.action, { ...origin, token: shown.action.token });
}

async function foldedOf(
  reading: Reading,
  forms: SlackForms,
  what: { readonly origin: ViewOrigin; readonly ref: FoldedRef },
): Promise<ModalView> {
  const { origin, ref } = what;
  const user = textAt(reading.body, "user", "id") ?? "";
  const envelope = await envelopeOf(reading, { channel: origin.channel, thread: origin.thread }, user);
  const shown = await forms.folded({ ...envelope, key: ref.key, index: ref.index });
  return "say" in shown ? sayView(shown.say) : foldedView(shown, ref, { ...origin, token: "" });
}
