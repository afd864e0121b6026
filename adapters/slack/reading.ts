import type { SlackAccess } from "./client.ts";
import type { SlackLog } from "./log.ts";
import { listAt, textAt, at } from "./payload.ts";
import type { SlackPeople } from "./people.ts";
import type { At, SlackPlaces } from "./places.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import type { Inbound, InboundFile, PlaceRef, Sender } from "../../core/ports/inbound.ts";

export type ReadingDeps = {
  readonly access: SlackAccess;
  readonly people: SlackPeople;
  readonly places: SlackPlaces;
  /**
   * The request key of the case that stands on a message: the message that asked, or a card of ours. Null: no case.
   * `key` is the request key the message would have itself.
   */
  readonly caseOn: (
    tenant: TenantId,
    message: { readonly key: string; readonly channel: string; readonly ts: string },
  ) => Promise<string | null>;
  readonly apiUrl: string;
  /** Says something to one person through the address that Slack gave with what they did (`response_url`). */
  readonly respond: (responseUrl: string, text: string) => Promise<void>;
  /** Slack took the tokens of an installation away. `at`: milliseconds. */
  readonly ended: (ended: {
    readonly tenant: TenantId;
    readonly installation: string;
    readonly because: string;
    readonly at: number;
  }) => Promise<void>;
  readonly log: SlackLog;
};

/** One stored delivery while it is read. */
export type Reading = {
  readonly delivery: Delivery;
  readonly inboxId: string;
  readonly body: unknown;
  readonly botUserId: string;
  readonly deps: ReadingDeps;
};

/** One per message over all its events (engineering-decisions §5). */
export const keyOf = (reading: Reading, channel: string, ts: string): string =>
  `slack:${reading.delivery.installation}:${channel}:${ts}`;

export const caseOn = (reading: Reading, channel: string, ts: string): Promise<string | null> =>
  reading.deps.caseOn(reading.delivery.tenant, { key: keyOf(reading, channel, ts), channel, ts });

const common = (reading: Reading) => ({ tenant: reading.delivery.tenant, inboxId: reading.inboxId });

/** Who and where, read from Slack: the parts every inbound has. */
export async function envelopeOf(
  reading: Reading,
  where: Omit<At, "installation">,
  user: string,
): Promise<Pick<Inbound, "tenant" | "inboxId" | "from" | "place">> {
  const { installation } = reading.delivery;
  const [from, place] = await Promise.all([
    senderOf(reading, user),
    reading.deps.places.of({ installation, ...where }),
  ]);
  return { ...common(reading), from, place };
}

/** The user as Slack knows them. Which person that is, is looked up by the desk. */
export async function senderOf(reading: Reading, user: string): Promise<Sender> {
  const { installation } = reading.delivery;
  const standing = await reading.deps.people.standing(installation, user);
  return { platform: "slack", installation, user, person: null, standing, via: "slack" };
}

/** Addressed nobody: Slack is not even asked who and where. */
export function nothing(reading: Reading): Inbound {
  const { installation } = reading.delivery;
  const from: Sender = { platform: "slack", installation, user: "", person: null, standing: "unknown", via: "slack" };
  const place: PlaceRef = {
    platform: "slack",
    installation,
    channel: "",
    thread: null,
    kind: "channel",
    boundary: "unknown",
    reference: null,
  };
  return { ...common(reading), from, place, kind: "nothing" };
}

/** The files of a message; what Slack hides or has deleted is none. */
export function filesOf(message: unknown): readonly InboundFile[] {
  return listAt(message, "files").flatMap((file): readonly InboundFile[] => {
    const id = textAt(file, "id");
    const mode = textAt(file, "mode");
    if (id === null || mode === "tombstone" || mode === "hidden_by_limit") return [];
    return [toFile(id, file)];
  });
}

export function toFile(id: string, file: unknown): InboundFile {
  const size = at(file, "size");
  return {
    id,
    name: textAt(file, "name") ?? textAt(file, "title") ?? id,
    size: typeof size === "number" ? size : null,
    mediaType: textAt(file, "mimetype"),
  };
}
