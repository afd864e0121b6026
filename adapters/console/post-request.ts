import type { Context } from "hono";
import type { Delivery } from "../../core/ports/inbox.ts";
import { jsonBody } from "./bodies.ts";
import type { ConsoleDeps, DeskAnswer } from "./deps.ts";
import { refuse } from "./refuse.ts";
import { actionBody, dialogBody, messageBody, type StoredRequest } from "./requests.ts";

const toDelivery = (deps: ConsoleDeps, request: StoredRequest, mode: Delivery["mode"]): Delivery => ({
  platform: "console",
  installation: "local",
  tenant: deps.tenant,
  deliveryKey: request.id,
  kind: request.kind,
  mode,
  via: "http",
  raw: new TextEncoder().encode(JSON.stringify(request)),
  claims: null,
});

/** Nothing is acknowledged that is not stored: a fault is 503, and the page sends the same id again. */
async function submitted(deps: ConsoleDeps, delivery: Delivery): Promise<DeskAnswer | null> {
  try {
    return await deps.submit(delivery);
  } catch {
    return null;
  }
}

const knows = async (deps: ConsoleDeps, who: { readonly as: string; readonly pane: string }): Promise<boolean> =>
  deps.panes().some((pane) => pane.id === who.pane) && (await deps.people()).some((person) => person.id === who.as);

/** POST /desk/messages: a request, or a reply in a thread. Stored first, shown then. */
export async function postMessage(c: Context, deps: ConsoleDeps): Promise<Response> {
  const body = await jsonBody(c, messageBody);
  if (body instanceof Response) return body;
  const files = body.files.map((id) => deps.desk.upload(id));
  const found = files.filter((file) => file !== null);
  if (!(await knows(deps, body)) || found.length !== files.length) return refuse(c, 400, "body");
  const asks = deps.panes().some((pane) => pane.id === body.pane && pane.kind === "sales");
  const mode = body.form ? "now" : "later";
  const answer = await submitted(deps, toDelivery(deps, { ...body, kind: "message", files: found, asks }, mode));
  if (!answer) return refuse(c, 503, "not-received");
  // A form that could not be read stays open: nothing was asked.
  if (body.form && answer.kind === "tell") return c.json({ answer });
  await deps.desk.put({
    id: body.id,
    pane: body.pane,
    thread: body.thread ?? null,
    from: body.as,
    only: null,
    mention: null,
    text: body.form ? formWords(body.form) : body.text,
    files: found,
    card: null,
    kind: null,
    tone: null,
    spoken: null,
    caseNumber: null,
  });
  return c.json({ answer });
}

/** The message of a filled form, as others in the pane read it. */
const formWords = (form: Readonly<Record<string, string>>): string =>
  Object.values(form)
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join(" · ");

/** POST /desk/dialogs: a form or a page to be opened, answered at once. */
export async function postDialog(c: Context, deps: ConsoleDeps): Promise<Response> {
  const body = await jsonBody(c, dialogBody);
  if (body instanceof Response) return body;
  if (!(await knows(deps, body))) return refuse(c, 400, "body");
  const answer = await submitted(deps, toDelivery(deps, { ...body, kind: "dialog" }, "now"));
  return answer ? c.json({ answer }) : refuse(c, 503, "not-received");
}

/** POST /desk/actions: a click, answered at once. */
export async function postAction(c: Context, deps: ConsoleDeps): Promise<Response> {
  const body = await jsonBody(c, actionBody);
  if (body instanceof Response) return body;
  if (!(await knows(deps, body))) return refuse(c, 400, "body");
  const answer = await submitted(deps, toDelivery(deps, { ...body, kind: "action" }, "now"));
  return answer ? c.json({ answer }) : refuse(c, 503, "not-received");
}
