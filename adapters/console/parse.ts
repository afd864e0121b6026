import type { Inbound, PlaceRef, Sender } from "../../core/ports/inbound.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import { storedRequest, type StoredRequest } from "./requests.ts";

const INSTALLATION = "local";

/** Panes belong to this machine: content may be shown there. */
const placeOf = (request: StoredRequest, thread: string | null): PlaceRef => ({
  platform: "console",
  installation: INSTALLATION,
  channel: request.pane,
  thread,
  kind: "channel",
  boundary: "internal",
  reference: null,
});

/** People of the desk are members; who is linked to the name is the directory's answer, so `person` is null here. */
const senderOf = (request: StoredRequest): Sender => ({
  platform: "console",
  installation: INSTALLATION,
  user: request.as,
  person: null,
  standing: "member",
  via: "console",
});

/** `reason~2` is the second input called `reason` on one card; the later one was filled in a form that was opened. */
function inputsOf(raw: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const parts = Object.entries(raw).map(([id, text]) => {
    const [, name = id, copy = "1"] = /^(.*)~(\d+)$/s.exec(id) ?? [];
    return { name, copy: Number(copy), text };
  });
  return Object.fromEntries(parts.toSorted((a, b) => a.copy - b.copy).map(({ name, text }) => [name, text]));
}

/**
 * What a stored delivery of the web desk means. A message opens a thread of its own; one inside a thread is a reply.
 * Words in a reviewers' pane address the desk only in the thread of a card. Throws ZodError for bytes that no route of ours has stored.
 */
export function parseConsole(delivery: Delivery, inboxId: string): Inbound {
  const request = storedRequest.parse(JSON.parse(new TextDecoder().decode(delivery.raw)));
  const from = senderOf(request);
  const base = { tenant: delivery.tenant, from, inboxId };
  if (request.kind === "action") {
    const { token, message, pane } = request;
    return {
      ...base,
      place: placeOf(request, null),
      kind: "click",
      token,
      inputs: inputsOf(request.inputs),
      remote: { id: message, pane },
      trigger: null,
    };
  }
  if (request.kind === "dialog") {
    const { token, part, page } = request;
    return { ...base, place: placeOf(request, null), kind: "dialog", token, part, page, given: {} };
  }
  const root = request.thread ?? request.id;
  const place = placeOf(request, root);
  // Among reviewers only what is said under a card is said to the desk.
  if (!request.asks && !request.thread) return { ...base, place, kind: "nothing" };
  if (/^\s*(help|\?)\s*$/i.test(request.text) && request.files.length === 0)
    return { ...base, place, kind: "help", about: "" };
  const { form } = request;
  if (form)
    return {
      ...base,
      place,
      kind: "request",
      requestKey: `${INSTALLATION}/${request.pane}/${root}`,
      text: "",
      files: [],
      source: "form",
      form,
    };
  const files = request.files.map((file) => ({ ...file, mediaType: null }));
  const requestKey = `${INSTALLATION}/${request.pane}/${root}`;
  return request.thread
    ? { ...base, place, kind: "reply", requestKey, messageKey: request.id, text: request.text, files }
    : { ...base, place, kind: "request", requestKey, text: request.text, files, source: "message" };
}
