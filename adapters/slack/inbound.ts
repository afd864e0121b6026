import { EMPTY, ephemeralAnswer, jsonAnswer, type SlackAnswer } from "./answer.ts";
import { toBlocks } from "./blocks.ts";
import { createBolt, type ListenerKind } from "./bolt.ts";
import { parseBody, type SlackSurface } from "./body.ts";
import { spoken } from "./elements.ts";
import { calling } from "./faults.ts";
import { openForm, type SlackForms } from "./forms.ts";
import { blockOf, inputFaults } from "./input-values.ts";
import { wordOf } from "./action-ids.ts";
import { MESSAGE_TEXT } from "./limits.ts";
import { at, textAt } from "./payload.ts";
import { NOTICE_TITLE } from "./phrases.ts";
import { readClick, readSubmission } from "./read-click.ts";
import { readCommand } from "./read-command.ts";
import { readFileShared } from "./read-file-shared.ts";
import { readMessage } from "./read-message.ts";
import { nothing, type Reading, type ReadingDeps } from "./reading.ts";
import { noticeView } from "./views.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import { AdapterFault, type Messenger } from "../../core/ports/messenger.ts";

/** What the desk says to an inbound. `input`: the input of the form that the words are about. */
export type SlackReply =
  | { readonly kind: "none" }
  | { readonly kind: "tell"; readonly text: string; readonly input?: string }
  | { readonly kind: "card"; readonly card: Card };

export type SlackReplayDeps = ReadingDeps & { readonly forms: SlackForms; readonly messenger: Messenger };

export type SlackReplay = {
  /**
   * Replays a stored delivery: Bolt routes it, `act` is called at most once with what it means, what the desk says is
   * told to the person. Gives the HTTP answer of a `now` delivery (empty for the others). May run long after the
   * request, and again: nothing in it depends on the request. Throws AdapterFault to be tried again, and what `act` throws.
   */
  readonly run: (delivery: Delivery, inboxId: string, act: Act) => Promise<SlackAnswer>;
};
type Act = (inbound: Inbound) => Promise<SlackReply>;

/** Bolt 5 behind the inbox: stored deliveries become neutral inbounds. */
export function createSlackReplay(deps: SlackReplayDeps): SlackReplay {
  const bolt = createBolt(deps);
  return {
    run: async (delivery, inboxId, act) => {
      const body = parseStored(delivery);
      const state: { answer: SlackAnswer; heard: boolean } = { answer: EMPTY, heard: false };
      const on = async (kind: ListenerKind, botUserId: string): Promise<void> => {
        state.heard = true;
        state.answer = await listen(deps, { kind, act, reading: { delivery, inboxId, body, botUserId, deps } });
      };
      await bolt.process(body, { on });
      // What no listener wanted (the desk's own words, kinds the desk does not read) addressed nobody.
      if (!state.heard) await act(nothing({ delivery, inboxId, body, botUserId: "", deps }));
      return state.answer;
    },
  };
}

const isSurface = (text: string | null): text is SlackSurface =>
  text === "events" || text === "commands" || text === "actions";

/** Throws AdapterFault("unreadable-delivery"): a stored row was verified and parsed before, so this is damage. */
function parseStored(delivery: Delivery): JsonObject {
  const surface = textAt(delivery.claims, "surface");
  if (!isSurface(surface)) throw new AdapterFault("unreadable-delivery", true);
  return parseBody(surface, delivery.raw) as JsonObject;
}

type Heard = { readonly kind: ListenerKind; readonly act: Act; readonly reading: Reading };

async function listen(deps: SlackReplayDeps, heard: Heard): Promise<SlackAnswer> {
  const { kind, act, reading } = heard;
  switch (kind) {
    case "message":
      return said(deps, reading, { act, inbound: await readMessage(reading) });
    case "file":
      return said(deps, reading, { act, inbound: await readFileShared(reading) });
    case "command":
      return said(deps, reading, { act, inbound: await readCommand(reading) });
    case "membership":
      forget(reading);
      return said(deps, reading, { act, inbound: nothing(reading) });
    case "click":
      return click(deps, heard);
    case "submission":
      return submitted(heard);
  }
}

/** Someone joined or the channel is shared now: what was read of it no longer counts. */
function forget(reading: Reading): void {
  const event = at(reading.body, "event");
  const channel = textAt(event, "channel") ?? textAt(event, "channel", "id") ?? textAt(event, "new_channel_id");
  if (channel !== null) reading.deps.places.forget(reading.delivery.installation, channel);
}

async function click(deps: SlackReplayDeps, heard: Heard): Promise<SlackAnswer> {
  const { act, reading } = heard;
  const word = wordOf(textAt(reading.body, "actions", 0, "action_id"));
  if (word === "do") return said(deps, reading, { act, inbound: await readClick(reading) });
  if (word === null) return said(deps, reading, { act, inbound: nothing(reading) });
  await openForm(reading, deps.forms);
  return said(deps, reading, { act, inbound: nothing(reading) });
}

/** Faults of a form stand beside its fields and it stays open; a form the desk accepted closes. */
async function submitted(heard: Heard): Promise<SlackAnswer> {
  const { act, reading } = heard;
  const view = at(reading.body, "view");
  const faults = inputFaults(view);
  if (Object.keys(faults).length > 0) {
    await act(nothing(reading));
    return jsonAnswer({ response_action: "errors", errors: faults });
  }
  const reply = await act(await readSubmission(reading));
  if (reply.kind !== "tell") return jsonAnswer({ response_action: "clear" });
  const block = reply.input === undefined ? null : blockOf(view, reply.input);
  if (block !== null) return jsonAnswer({ response_action: "errors", errors: { [block]: reply.text } });
  return jsonAnswer({ response_action: "update", view: noticeView({ title: NOTICE_TITLE, text: reply.text }) });
}

type Saying = { readonly act: Act; readonly inbound: Inbound };

async function said(deps: SlackReplayDeps, reading: Reading, saying: Saying): Promise<SlackAnswer> {
  const reply = await saying.act(saying.inbound);
  if (reply.kind === "none" || saying.inbound.kind === "nothing") return EMPTY;
  // The card of a click is delivered to every copy by its own work; only the words of a reply are for the person.
  if (reply.kind === "card" && saying.inbound.kind === "click") return EMPTY;
  if (reading.delivery.kind === "command" && reading.delivery.mode === "now") return commandAnswer(reply);
  await sayTo(deps, saying.inbound, reply);
  return EMPTY;
}

function commandAnswer(reply: Exclude<SlackReply, { kind: "none" }>): SlackAnswer {
  if (reply.kind === "tell") return ephemeralAnswer(spoken(reply.text, MESSAGE_TEXT));
  const { text, blocks } = toBlocks(reply.card);
  return jsonAnswer({ response_type: "ephemeral", text, blocks });
}

/** Told after the act was committed: words that cannot be delivered are logged, never a reason to act again. */
async function sayTo(
  deps: SlackReplayDeps,
  inbound: Inbound,
  reply: Exclude<SlackReply, { kind: "none" }>,
): Promise<void> {
  const { place, from } = inbound;
  try {
    if (reply.kind === "tell") return await deps.messenger.tell(place, from.user, reply.text);
    const { text, blocks } = toBlocks(reply.card);
    const client = await deps.access.client(place.installation);
    const thread = place.thread === null ? {} : { thread_ts: place.thread };
    await calling(() =>
      client.chat.postEphemeral({ channel: place.channel, user: from.user, text, blocks, ...thread }),
    );
  } catch (error) {
    const code = error instanceof AdapterFault ? error.code : "unknown";
    deps.log.warn("slack-not-told", { platform: "slack", code, inbox: inbound.inboxId });
  }
}
