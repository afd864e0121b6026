import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Hono } from "hono";
import { createShelf } from "./shelf.ts";
import { listOf } from "../bom/give-list.ts";
import { openSamples } from "../samples/samples.ts";
import type { TenantPolicy } from "../config/tenant-schema.ts";
import type { Desk } from "../conversation/deps.ts";
import { exportCasePackage, recordOf } from "../evidence/package-case.ts";
import { runVerifier } from "../evidence/run-verifier.ts";
import type { Home } from "../setup/open-home.ts";
import { receive, say, type Reader, type Reception } from "../work/receive.ts";
import { roleName } from "../words/roles.ts";
import { createConsole } from "../../adapters/console/console.ts";
import { createDesk, type Desk as DeskStore } from "../../adapters/console/desk.ts";
import type { DeskPerson, Pane } from "../../adapters/console/desk-model.ts";
import type { DeskAnswer } from "../../adapters/console/deps.ts";
import { parseConsole } from "../../adapters/console/parse.ts";
import { createConsoleMessenger } from "../../adapters/console/messenger.ts";
import { toAdaptiveCard } from "../../adapters/teams/adaptive-card.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, toPersonId, toTenantId, type CaseId, type TenantId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { Refusal } from "../../core/refusal.ts";
import { toDialogCard } from "../../adapters/teams/dialog-card.ts";
import type { Card, Dialog } from "../../core/ports/card.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import type { Messenger } from "../../core/ports/messenger.ts";

const toDialogJson = (dialog: Dialog): Json => JSON.parse(JSON.stringify(toDialogCard(dialog))) as Json;
const toJson = (card: Card): Json => JSON.parse(JSON.stringify(toAdaptiveCard(card))) as Json;

/** The web desk's own store and messenger: made before the desk, whose cards go there. */
export async function openConsole(
  home: Home,
  folder: string,
): Promise<{ readonly store: DeskStore; readonly messenger: Messenger; readonly reader: Reader }> {
  const store = await createDesk(createShelf(join(folder, "console"), home.rootKey), home.clock);
  return {
    store,
    messenger: createConsoleMessenger(store, toJson),
    reader: async (delivery, inboxId) => parseConsole(delivery, inboxId),
  };
}

export type ConsoleParts = {
  readonly home: Home;
  readonly desk: Desk;
  readonly reception: Reception;
  readonly store: DeskStore;
  readonly tenant: TenantPolicy;
  readonly about: () => Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** The port in use, 0 until the server listens. */
  readonly port: () => number;
};

/** The web desk's routes, for the tenant of this machine. */
export function consoleSurface(parts: ConsoleParts): Hono {
  const { home, desk, store, tenant } = parts;
  const id = toTenantId(tenant.id);
  const people = tenant.people.filter((person) => person.console).map((person) => deskPerson(tenant, person));
  const samples = openSamples();
  return createConsole({
    tenant: id,
    desk: store,
    ids: home.ids,
    token: randomBytes(24).toString("base64url"),
    port: parts.port,
    panes: () => panesOf(tenant),
    people: async () => people,
    samples: () => samples,
    about: parts.about,
    submit: (delivery) => submit(parts, delivery),
    entries: (number, person) => entriesFor(desk, id, { number, person }),
    async exportPackage(number, person) {
      const found = await visibleCase(desk, id, { number, person });
      return found && { name: await packageName(desk, id, found), bytes: await exportCasePackage(desk, id, found) };
    },
    async exportRecord(number, person) {
      const found = await visibleCase(desk, id, { number, person });
      return found && (await recordOf(desk, id, found));
    },
    async exportList(number, person) {
      const found = await visibleCase(desk, id, { number, person });
      return found && (await listOrNull(desk, id, found));
    },
    verify: runVerifier,
  });
}

/** Null where the case has no list, or no answer yet: then there is nothing to take. */
async function listOrNull(
  desk: Desk,
  tenant: TenantId,
  id: CaseId,
): Promise<Awaited<ReturnType<typeof listOf>> | null> {
  try {
    return await listOf(desk, tenant, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return null;
    throw error;
  }
}

const panesOf = (tenant: TenantPolicy): readonly Pane[] => [
  { id: "sales", title: "Sales", kind: "sales" },
  ...Object.entries(tenant.places)
    .filter(([, place]) => place.platform === "console")
    .map(([, place]): Pane => ({ id: place.channel, title: paneTitle(place.channel), kind: "review" })),
];

function paneTitle(channel: string): string {
  const name = channel.replace("reviewers-", "").replaceAll("-", " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function deskPerson(tenant: TenantPolicy, person: TenantPolicy["people"][number]): DeskPerson {
  const pane = person.roles
    .map((role) => (role === "export-control-officer" ? "reviewers-officer" : `reviewers-${role}`))
    .find((name) => tenant.places[name]?.platform === "console");
  return { id: person.id, display: person.name, roles: person.roles.map(roleName), pane: pane ?? null };
}

/** Stored first; a click is run at once under the same lease, a message goes to the dispatcher. */
async function submit(parts: ConsoleParts, delivery: Delivery): Promise<DeskAnswer> {
  const { reception, desk } = parts;
  const inserted = await reception.inbox.insert(delivery, laneOf(delivery));
  if (inserted.state === "duplicate") return { kind: "none" };
  if (inserted.lease === null) {
    desk.kick();
    return { kind: "none" };
  }
  const { inbound, reply } = await receive(reception, { inboxId: inserted.inboxId, lease: inserted.lease });
  await reception.work.done(inserted.lease);
  if (reply.kind === "tell") return reply;
  if (reply.kind === "panel") return { kind: "panel", card: toJson(reply.card) };
  if (reply.kind === "dialog") return { kind: "dialog", title: reply.dialog.title, card: toDialogJson(reply.dialog) };
  await say(desk, inbound, reply);
  return { kind: reply.kind };
}

/** Before a decision every file name says so (cards-and-words). */
async function packageName(desk: Desk, tenant: TenantId, id: CaseId): Promise<string> {
  const row = await desk.stores.for(tenant).cases.byId(id);
  const released = row !== null && toCaseState(row.json).decided?.released === true;
  return `${released ? "" : "not-released-"}ED-${row?.number ?? 0}-evidence.zip`;
}

type Asked = { readonly number: string; readonly person: string | null };

/** The case of a number, for its requester or a person with a reviewer role; everyone else gets null, as for no case. */
async function visibleCase(desk: Desk, tenant: TenantId, asked: Asked): Promise<CaseId | null> {
  const stores = desk.stores.for(tenant);
  const digits = /^ED-(\d+)$/.exec(asked.number)?.[1];
  const row = digits ? await stores.cases.byNumber(Number(digits)) : null;
  if (!row || asked.person === null) return row?.caseId ?? null;
  if (row.requester === asked.person) return row.caseId;
  const grants = await stores.directory.grants(toPersonId(asked.person));
  return grants.length > 0 ? row.caseId : null;
}

async function entriesFor(
  desk: Desk,
  tenant: TenantId,
  asked: Asked,
): Promise<Awaited<ReturnType<ReturnType<Desk["stores"]["for"]>["ledger"]["read"]>> | null> {
  const found = await visibleCase(desk, tenant, asked);
  return found ? desk.stores.for(tenant).ledger.read(caseStream(found)) : null;
}

/** A thread is worked in order; a click waits for nobody: the case's version decides between two. */
function laneOf(delivery: Delivery): string {
  const meant = parseConsole(delivery, "");
  return meant.kind === "request" || meant.kind === "reply"
    ? `console:${meant.requestKey}`
    : `console:${delivery.deliveryKey}`;
}
