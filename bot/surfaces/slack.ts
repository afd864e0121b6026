import { Hono } from "hono";
import { runNow } from "./run-now.ts";
import { slackForms } from "./slack-forms.ts";
import type { Desk } from "../conversation/deps.ts";
import type { SlackSettings } from "../config/environment.ts";
import type { Log } from "../log.ts";
import type { Home } from "../setup/open-home.ts";
import type { Reader, Reception } from "../work/receive.ts";
import type { AcceptDeps } from "../../adapters/slack/accept.ts";
import { answerOf } from "../../adapters/slack/answer-of.ts";
import { standingAnswer } from "../../adapters/slack/answer.ts";
import { createSlackReplay } from "../../adapters/slack/inbound.ts";
import { createSlackMessenger } from "../../adapters/slack/messenger.ts";
import { createSlackPeople } from "../../adapters/slack/people.ts";
import { createSlackPlaces } from "../../adapters/slack/places.ts";
import { createResponder, type Respond } from "../../adapters/slack/response-url.ts";
import { createSlackRoutes } from "../../adapters/slack/routes.ts";
import { createSlackSocket, type SlackSocket } from "../../adapters/slack/socket.ts";
import { createTokenAccess } from "../../adapters/slack/token-access.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { TenantId } from "../../core/ids.ts";
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
  const access = createTokenAccess({ token: settings.botToken, apiUrl: settings.apiUrl, log });
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
  const replay = createSlackReplay({ access, people, places, caseOn, respond, log, forms: slackForms(parts.desk) });
  const messenger = createSlackMessenger({ access, apiUrl: settings.apiUrl, readable: access.readable, respond, log });
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
