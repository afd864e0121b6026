import type { Hono } from "hono";
import { runNow } from "./run-now.ts";
import type { TeamsSettings } from "../config/environment.ts";
import type { Log } from "../log.ts";
import type { Home } from "../setup/open-home.ts";
import type { Reader, Reception } from "../work/receive.ts";
import type { Reply } from "../conversation/deps.ts";
import { createTeamsReader } from "../../adapters/teams/inbound.ts";
import {
  cardAnswer,
  closeAnswer,
  dialogAnswer,
  sayAnswer,
  type InvokeAnswer,
} from "../../adapters/teams/invoke-answer.ts";
import { createTeamsMessenger } from "../../adapters/teams/messenger.ts";
import { createTeamsPort, type TeamsPort } from "../../adapters/teams/port.ts";
import { createTeamsRoutes } from "../../adapters/teams/routes.ts";
import { LOCAL_TEAMS } from "../../adapters/teams/settings.ts";
import {
  onHosts,
  onLoopback,
  TEAMS_FILE_HOSTS,
  TEAMS_SERVICE_HOSTS,
  underDomains,
  type UrlRule,
} from "../../adapters/teams/service-urls.ts";
import { createRoster } from "../../adapters/teams/standing.ts";
import type { TenantId } from "../../core/ids.ts";
import type { ArrivalCheck } from "../../core/ports/arrival.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { Messenger } from "../../core/ports/messenger.ts";

export type TeamsSurface = {
  readonly port: TeamsPort;
  readonly serviceUrls: UrlRule;
  readonly messenger: Messenger;
  readonly reader: Reader;
  readonly log: Log;
  readonly local: boolean;
};

/** Where a place that was never heard from is written to first (Microsoft Learn, "Send proactive messages"). */
const FIRST_SERVICE_URL = "https://smba.trafficmanager.net/teams/";

/** Teams by its app registration, or the unauthenticated client of this machine (Agents Playground). */
export function openTeams(
  settings: TeamsSettings | null,
  parts: { readonly home: Home; readonly log: Log },
): TeamsSurface {
  const { home, log } = parts;
  const local = settings === null;
  const port = createTeamsPort(
    settings
      ? {
          local: false,
          appId: settings.appId,
          appPassword: settings.appPassword,
          appTenantId: settings.tenantId,
          ...(settings.endpoints ? { endpoints: settings.endpoints } : {}),
        }
      : LOCAL_TEAMS,
    { fetch, now: () => home.clock.now() },
  );
  const onThisMachine = local || settings.endpoints !== undefined;
  const messenger = createTeamsMessenger({
    port,
    serviceUrls: onThisMachine ? onLoopback : onHosts(TEAMS_SERVICE_HOSTS),
    fileUrls: onThisMachine ? onLoopback : underDomains(TEAMS_FILE_HOSTS),
    unheard: onThisMachine ? null : { serviceUrl: FIRST_SERVICE_URL, botId: `28:${settings.appId}` },
    inbox: home.stores.inbox,
    fetch,
  });
  const read = createTeamsReader({
    port,
    roster: createRoster(() => home.clock.now()),
    learnPlace: (place) => learn(home, place),
    isRequest: async (tenant, key, root) => {
      const { cases, copies } = home.stores.for(tenant);
      return (await cases.byRequestKey(key)) !== null || (await copies.byRemote(root)) !== null;
    },
  });
  return {
    port,
    serviceUrls: onThisMachine ? onLoopback : onHosts(TEAMS_SERVICE_HOSTS),
    messenger,
    reader: read,
    log,
    local,
  };
}

/** A configured place is told how to write there: the platform's own reference. Other places are not remembered. */
async function learn(home: Home, place: PlaceRef): Promise<void> {
  const tenant = await home.stores.tenantOf(place.platform, place.installation);
  if (tenant) await learnFor(home, tenant, place);
}
async function learnFor(home: Home, tenant: TenantId, place: PlaceRef): Promise<void> {
  const { directory } = home.stores.for(tenant);
  const platform: Platform = place.platform;
  for (const known of await directory.placesByChannel(platform, place.installation, place.channel))
    await directory.learn(known.id, { ...place, thread: null });
}

export function teamsSurface(
  teams: TeamsSurface,
  reception: Reception,
  from: { readonly port: () => number; readonly arrival: ArrivalCheck },
): Hono {
  return createTeamsRoutes({
    port: teams.port,
    inbox: reception.inbox,
    tenantOf: (installation) => reception.desk.stores.tenantOf("teams", installation),
    serviceUrls: teams.serviceUrls,
    async runNow(inserted) {
      const done = await runNow(reception, inserted);
      const kind = done?.delivery.kind ?? (await reception.inbox.open(inserted.inboxId)).kind;
      return answerTo(kind, done?.reply ?? null);
    },
    kick: reception.desk.kick,
    now: () => reception.desk.clock.now(),
    arrival: from.arrival,
    log: teams.log,
    local: teams.local ? { port: from.port } : null,
  });
}

/** A click gets its card, a dialog its page; a dialog that was sent closes, or says why not. Null: another has the work. */
function answerTo(kind: string, reply: Reply | null): InvokeAnswer {
  if (reply?.kind === "dialog") return dialogAnswer(reply.dialog);
  if (reply?.kind === "tell") return sayAnswer(kind, reply.text);
  if (kind === "submit" && reply) return closeAnswer();
  if (reply?.kind === "card" || reply?.kind === "panel") return cardAnswer(reply.card);
  return sayAnswer(kind, "Received. The card is updated in a moment.");
}
