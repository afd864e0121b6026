import { readInputs } from "./input-values.ts";
import { linkOf, placeOf } from "./open-request.ts";
import { at, textAt } from "./payload.ts";
import { filesOf, keyOf, nothing, senderOf, toFile, type Reading } from "./reading.ts";
import { filesIn, parseRequestOrigin, type RequestOrigin } from "./request-view.ts";
import { calling } from "./faults.ts";
import type { Inbound, InboundFile } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/**
 * A sent request form. Its key is that of the message it was opened on, so that a mention of the same message is the
 * same case; else that of the view, so that a form sent twice is one. Null: another form.
 */
export async function readRequestForm(reading: Reading): Promise<Inbound | null> {
  const view = at(reading.body, "view");
  const origin = parseRequestOrigin(view);
  if (origin === null) return null;
  const user = textAt(reading.body, "user", "id");
  if (user === null) return nothing(reading);
  const [from, asked, before, messageUrl] = await Promise.all([
    senderOf(reading, user),
    placeOf(reading, origin, user),
    filesBefore(reading, origin),
    linkOf(reading, origin),
  ]);
  return {
    tenant: reading.delivery.tenant,
    inboxId: reading.inboxId,
    from,
    ...asked,
    kind: "request",
    requestKey: requestKeyOf(reading, origin, textAt(view, "id") ?? ""),
    text: "",
    form: readInputs(at(view, "state")),
    source: "form",
    ...(messageUrl === undefined ? {} : { messageUrl }),
    files: [...before, ...filesOf({ files: filesIn(view) })],
  };
}

const requestKeyOf = (reading: Reading, origin: RequestOrigin, view: string): string =>
  origin.channel !== null && origin.message !== null
    ? keyOf(reading, origin.channel, origin.message)
    : keyOf(reading, origin.channel ?? "anywhere", `view-${view}`);

/** The files of the message the form was opened on. One that Slack no longer knows is still named: it is said unread. */
async function filesBefore(reading: Reading, origin: RequestOrigin): Promise<readonly InboundFile[]> {
  if (origin.files.length === 0) return [];
  const client = await reading.deps.access.client(reading.delivery.installation);
  return Promise.all(
    origin.files.map(async (id): Promise<InboundFile> => {
      try {
        const info: unknown = await calling(() => client.files.info({ file: id }));
        return toFile(id, at(info, "file"));
      } catch (error) {
        if (!(error instanceof AdapterFault) || !error.terminal) throw error;
        return toFile(id, null);
      }
    }),
  );
}
