import { hkdfSync } from "node:crypto";
import { Hono } from "hono";
import { runNow } from "./run-now.ts";
import { slackForms } from "./slack-forms.ts";
import type { Desk } from "../conversation/deps.ts";
import type { TenantPolicy } from "../config/tenant-schema.ts";
import type { SlackSettings } from "../config/environment.ts";
import type { Log } from "../log.ts";
import type { Home } from "../setup/open-home.ts";
import type { Reader, Reception } from "../work/receive.ts";
import type { AcceptDeps } from "../../adapters/slack/accept.ts";
import { answerOf } from "../../adapters/slack/answer-of.ts";
import { standingAnswer } from "../../adapters/slack/answer.ts";
import { createInstallRoutes } from "../../adapters/slack/install-routes.ts";
import { createInstallStates } from "../../adapters/slack/install-state.ts";
import { createSlackReplay } from "../../adapters/slack/inbound.ts";
import { createSlackMessenger } from "../../adapters/slack/messenger.ts";
import { createSlackPeople } from "../../adapters/slack/people.ts";
import { createSlackPlaces } from "../../adapters/slack/places.ts";
import { createResponder, type Respond } from "../../adapters/slack/response-url.ts";
import { createSlackRoutes } from "../../adapters/slack/routes.ts";
import { createSlackSocket, type SlackSocket } from "../../adapters/slack/socket.ts";
import { createStoredAccess, parseTokens } from "../../adapters/slack/stored-access.ts";
import { createTokenAccess } from "../../adapters/slack/token-access.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { toTenantId, type TenantId } from "../../core/ids.ts";
import type { Installations } from "../../core/ports/installations.ts";
import type { ArrivalCheck } from "../../core/ports/arrival.ts";
import type { Messenger } from "../../core/ports/messenger.ts";

export type SlackSurface = {
  readonly settings: SlackSettings;
  readonly messenger: Messenger;
  readonly reader: Reader;
  readonly respond: Respond;
  readonly log: Log;
};

/** Slack's messenger and reader: made before the desk, which posts through them. */
export function openSlack(
  settings: SlackSettings,
  parts: { readonly home: Home; readonly log: Log; readonly desk: () => Desk },
): SlackSurface {
  const { home, log } = parts;
  const { apiUrl, botToken } = settings;
  const { installations } = home.stores;
  const access = createStoredAccess({
    tokens: (installation) => installations.tokens("slack", installation),
    else: botToken === null ? null : createTokenAccess({ token: botToken, apiUrl, log }),
    apiUrl,
    log,
  });
  const now = (): number => home.clock.now();
  const people = createSlackPeople({ access, now });
  const places = createSlackPlaces({ access, people, now });
  const caseOn = async (
    tenant: TenantId,
    message: { readonly key: string; readonly channel: string; readonly ts: string },
  ): Promise<string | null> => {
    const stores = home.stores.for(tenant);
    if (await stores.cases.byRequestKey(message.key)) return message.key;
    const copy = await stores.copies.byRemote({ channel: message.channel, id: message.ts });
    const row = copy && (await stores.cases.byId(copy.caseId));
    return row ? toCaseState(row.json).requestKey : null;
  };
  const respond = createResponder(fetch, settings.apiUrl);
  const replay = createSlackReplay({
    access,
    people,
    places,
    caseOn,
    apiUrl,
    respond,
    ended: (ended) => endInstallation(installations, ended),
    log,
    forms: slackForms(parts.desk),
  });
  const messenger = createSlackMessenger({ access, apiUrl, readable: access.readable, respond, log });
  return { settings, messenger, reader: replay.read, respond, log };
}

/** How Slack's deliveries are stored and answered, whichever way they come. */
function acceptDeps(slack: SlackSurface, reception: Reception): AcceptDeps {
  return {
    inbox: reception.inbox,
    tenantOf: (installation) => reception.desk.stores.tenantOf("slack", installation),
    async runNow(inserted) {
      const done = await runNow(reception, inserted);
      return done
        ? answerOf(done.delivery, done.reply.kind === "panel" ? { kind: "none" } : done.reply)
        : standingAnswer((await reception.inbox.open(inserted.inboxId)).kind);
    },
    respond: slack.respond,
    kick: reception.desk.kick,
    now: () => reception.desk.clock.now(),
    log: slack.log,
  };
}

/** Slack's request URLs; without a signing secret there are none. */
export function slackSurface(slack: SlackSurface, reception: Reception, arrival: ArrivalCheck): Hono {
  const { signingSecret } = slack.settings;
  if (signingSecret === null) return new Hono();
  return createSlackRoutes({ ...acceptDeps(slack, reception), signingSecrets: [signingSecret], arrival });
}

/** Slack's socket; null: everything comes by HTTP. */
export function slackSocket(slack: SlackSurface, reception: Reception): SlackSocket | null {
  const { appToken, apiUrl } = slack.settings;
  return appToken === undefined ? null : createSlackSocket({ ...acceptDeps(slack, reception), appToken, apiUrl });
}

/** What Slack tells late of an installation that was renewed since does not end the new one. */
async function endInstallation(
  installations: Installations,
  ended: { readonly tenant: TenantId; readonly installation: string; readonly because: string; readonly at: number },
): Promise<void> {
  const { tenant, installation, because, at } = ended;
  const tokens = parseTokens(await installations.tokens("slack", installation));
  if (tokens && at < tokens.installedAt) return;
  await installations.end({ tenant, platform: "slack", externalId: installation }, because);
}

/** The addresses where a workspace is installed; null: the one token of the settings is all there is. */
export function slackInstall(slack: SlackSurface, home: Home, tenants: readonly TenantPolicy[]): Hono | null {
  const { oauth, apiUrl } = slack.settings;
  if (!oauth) return null;
  const { installations } = home.stores;
  const named = tenants.flatMap((tenant): [TenantId, string][] =>
    tenant.slack ? [[toTenantId(tenant.id), tenant.slack.team]] : [],
  );
  return createInstallRoutes({
    oauth,
    apiUrl,
    states: createInstallStates(
      new Uint8Array(hkdfSync("sha256", home.rootKey, "", "export-desk/slack-install-state", 32)),
    ),
    workspaces: new Map(named),
    keep: (tenant, externalId, tokens) =>
      installations.keep({ tenant, platform: "slack", externalId }, { ...tokens, scopes: [...tokens.scopes] }),
    takeAttempt: (nonce, expires) => installations.takeAttempt(nonce, expires),
    now: () => home.clock.now(),
    random: (bytes) => home.ids.random(bytes),
    log: slack.log,
  });
}
