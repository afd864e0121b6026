import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { compose, type RunningDesk } from "../../bot/compose.ts";
import type { Settings } from "../../bot/config/environment.ts";
import { caseProjector } from "../../core/cases/project.ts";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { caseStream, toTenantId } from "../../core/ids.ts";
import { startFakeMicrosoft, TENANT, OTHER_TENANT, APP_ID } from "../adapters/teams/fake-microsoft.ts";
import { startSlackWorkspace, type SlackWorkspace } from "../fakes/slack-workspace.ts";

export const SECRET = "not-a-real-signing-secret";
export const LEGAL_CHANNEL = "19:00legal@thread.tacv2";
export const TRADE_CHANNEL = "19:00trade@thread.tacv2";
export const LEGAL_AAD = "00000000-0000-4000-8000-0000000000a1";
export const TRADE_AAD = "00000000-0000-4000-8000-0000000000a2";
const OAUTH = {
  clientId: "1.2",
  clientSecret: "not-a-secret",
  redirectUrl: "https://desk.example/slack/oauth_redirect",
};
const OTHER_TEAM = "T0000OTHER";
const ROLES = ["trade-compliance", "legal", "engineering", "security", "export-control-officer"];
const PLACES = [
  "reviewers-trade-compliance",
  "reviewers-legal",
  "reviewers-engineering",
  "reviewers-security",
  "reviewers-officer",
];

/**
 * The desk as it runs for real: composed from settings, its database a file, Slack the emulator over HTTP, Teams a
 * loopback identity service and connector with real tokens. Two tenants: `acme` and `other`.
 */
export async function startComposedDesk(more: MorePeople = {}) {
  const home = mkdtempSync(join(tmpdir(), "desk-flow-"));
  const slack = await startSlackWorkspace(["sales", "trade", "stranger", "guest", "colleague", "manager"], {
    guests: ["guest"],
  });
  const microsoft = await startFakeMicrosoft();
  const configFile = join(home, "desk.config.yaml");
  writeFileSync(configFile, stringify({ tenants: [acme(slack, more), other()] }));
  const endpoints = microsoft.settings().endpoints;
  const settings: Settings = {
    host: "127.0.0.1",
    port: 0,
    environment: "training",
    home,
    databaseUrl: `file:${join(home, "desk.db")}`,
    ...(more.redisUrl === undefined ? {} : { redisUrl: more.redisUrl }),
    ...(more.edgeSecret === undefined ? {} : { edgeSecret: more.edgeSecret }),
    configFile,
    local: false,
    slack: {
      signingSecret: SECRET,
      botToken: more.installed ? null : slack.token,
      apiUrl: slack.apiUrl,
      ...(more.installed ? { oauth: OAUTH } : {}),
      ...(more.appToken === undefined ? {} : { appToken: more.appToken }),
    },
    teams: { appId: APP_ID, appPassword: "not-a-secret", tenantId: TENANT, ...(endpoints ? { endpoints } : {}) },
  };
  const env = { DESK_KEY: randomBytes(32).toString("base64"), LOG_LEVEL: process.env["LOG_LEVEL"] ?? "fatal" };
  const desk = await compose(settings, env);
  const accounts = [{ aad: LEGAL_AAD }, { aad: TRADE_AAD }, ...(more.accounts ?? [])];
  const members = accounts.map(({ aad, ...says }) => ({
    id: `29:${aad}`,
    aadObjectId: aad,
    name: "Reviewer",
    tenantId: TENANT,
    userRole: "user",
    ...says,
  }));
  for (const member of members) for (const key of [member.id, member.aadObjectId]) microsoft.members.set(key, member);
  return {
    desk,
    slack,
    microsoft,
    home,
    settings,
    env,
    async stop(): Promise<void> {
      await desk.stop();
      await Promise.all([slack.stop(), microsoft.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
export type ComposedDesk = Awaited<ReturnType<typeof startComposedDesk>>;

/** People of `acme` beside the three, and accounts of its Teams; `salesTeams`: the sales engineer's own account there. */
export type MorePeople = {
  readonly people?: readonly object[];
  readonly accounts?: readonly { readonly aad: string; readonly userRole?: string }[];
  readonly salesTeams?: string;
  /** The digest of `acme`, as its configuration says it; its zone is UTC then. */
  readonly digest?: object;
  /** Work goes through this Redis instead of staying in the process. */
  readonly redisUrl?: string;
  /** Workspaces are installed by OAuth; there is no one token. */
  readonly installed?: true;
  /** Slack by Socket Mode too. */
  readonly appToken?: string;
  /** An edge with this secret stands in front. */
  readonly edgeSecret?: string;
};

const acme = (slack: SlackWorkspace, more: MorePeople) => ({
  id: "acme",
  slack: { team: slack.team },
  teams: { tenant: TENANT },
  ...(more.digest ? { zone: "UTC", digest: more.digest } : {}),
  people: [
    {
      id: "sales-engineer",
      name: "sales engineer",
      division: "emea",
      slack: slack.userId("sales"),
      ...(more.salesTeams ? { teams: more.salesTeams, roles: ["legal"] } : {}),
    },
    {
      id: "legal-reviewer",
      name: "legal reviewer",
      teams: LEGAL_AAD,
      roles: ["legal", "engineering", "security", "export-control-officer"],
    },
    { id: "colleague", name: "another sales engineer", slack: slack.userId("colleague") },
    { id: "trade-reviewer", name: "trade compliance reviewer", teams: TRADE_AAD, roles: ["trade-compliance"] },
    ...(more.digest ? [{ id: "sales-manager", name: "sales manager", slack: slack.userId("manager") }] : []),
    ...(more.people ?? []),
  ],
  places: Object.fromEntries(
    PLACES.map((place) => [
      place,
      { platform: "teams", channel: place === "reviewers-trade-compliance" ? TRADE_CHANNEL : LEGAL_CHANNEL },
    ]),
  ),
});

/** The same roles in another organisation: nothing of `acme` may ever reach it. */
const other = () => ({
  id: "other",
  slack: { team: OTHER_TEAM },
  teams: { tenant: OTHER_TENANT },
  people: [{ id: "legal-reviewer", name: "other legal", teams: LEGAL_AAD, roles: ROLES }],
  places: Object.fromEntries(PLACES.map((place) => [place, { platform: "teams", channel: "19:00other@thread.tacv2" }])),
});

const seconds = (): number => Math.floor(Date.now() / 1000);

/** A request as Slack signs it. */
export function slackRequest(surface: "events" | "commands" | "actions", body: string, secret = SECRET): Request {
  const at = seconds();
  return new Request(`http://127.0.0.1/slack/${surface}`, {
    method: "POST",
    headers: {
      "content-type": surface === "events" ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(at),
      "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`,
    },
    body,
  });
}

/** A channel message that mentions the desk. */
export const mentionEvent = (where: {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly text: string;
  readonly id: string;
}): string =>
  JSON.stringify({
    token: "unused",
    team_id: where.team,
    api_app_id: "A00FAKE",
    type: "event_callback",
    event_id: where.id,
    event_time: seconds(),
    authorizations: [
      { enterprise_id: null, team_id: where.team, user_id: "U000000001", is_bot: true, is_enterprise_install: false },
    ],
    event: {
      type: "app_mention",
      user: where.user,
      text: `<@U000000001> ${where.text}`,
      ts: where.ts,
      event_ts: where.ts,
      channel: where.channel,
    },
  });

/** A click in Teams, as the Bot Connector delivers it. */
export function teamsClick(
  flow: ComposedDesk,
  click: {
    readonly verb: string;
    readonly data: Record<string, unknown>;
    readonly aad: string;
    readonly channel: string;
    readonly tenant?: string;
    readonly id?: string;
    /** What a dialog sends back, instead of a button of the card. */
    readonly dialog?: boolean;
  },
): Request {
  const tenant = click.tenant ?? TENANT;
  const activity = {
    type: "invoke",
    name: click.dialog ? "task/submit" : "adaptiveCard/action",
    id: click.id ?? `f:${randomBytes(8).toString("hex")}`,
    channelId: "msteams",
    serviceUrl: flow.microsoft.serviceUrl,
    timestamp: new Date().toISOString(),
    from: { id: `29:${click.aad}`, name: "Reviewer", aadObjectId: click.aad },
    recipient: { id: `28:${APP_ID}`, name: "Export Desk" },
    conversation: { id: `${click.channel};messageid=91`, conversationType: "channel", isGroup: true, tenantId: tenant },
    channelData: {
      tenant: { id: tenant },
      team: { id: "19:00team@thread.tacv2" },
      channel: { id: click.channel, type: "standard" },
    },
    replyToId: "91",
    value: click.dialog
      ? { data: click.data }
      : { action: { type: "Action.Execute", verb: click.verb, data: click.data }, trigger: "manual" },
  };
  return new Request("http://127.0.0.1/api/messages", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: flow.microsoft.bearer() },
    body: JSON.stringify(activity),
  });
}

/** The app installed in a team's channel: how the desk learns to write there. */
export function teamsInstalled(flow: ComposedDesk, channel: string): Request {
  const activity = {
    type: "conversationUpdate",
    id: `i:${randomBytes(8).toString("hex")}`,
    channelId: "msteams",
    serviceUrl: flow.microsoft.serviceUrl,
    timestamp: new Date().toISOString(),
    from: { id: `28:${APP_ID}`, name: "Export Desk" },
    recipient: { id: `28:${APP_ID}`, name: "Export Desk" },
    conversation: { id: channel, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: {
      tenant: { id: TENANT },
      team: { id: "19:00team@thread.tacv2" },
      channel: { id: channel, type: "standard" },
      eventType: "teamMemberAdded",
    },
    membersAdded: [{ id: `28:${APP_ID}` }],
  };
  return new Request("http://127.0.0.1/api/messages", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: flow.microsoft.bearer() },
    body: JSON.stringify(activity),
  });
}

/** Waits until nothing is ready or leased; throws after a generous number of looks, naming what is left. */
export async function settled(desk: RunningDesk): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    const counts = await desk.home.stores.work.counts();
    if (counts.dead > 0) throw new Error(`dead work: ${JSON.stringify(counts)}`);
    if (counts.ready === 0 && counts.leased === 0) return;
    desk.desk.kick();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`work does not settle: ${JSON.stringify(await desk.home.stores.work.counts())}`);
}

/** Folds every case again from its entries and compares: what is not in the log did not happen. */
export async function foldsAgain(desk: RunningDesk, tenant: string): Promise<number> {
  const stores = desk.home.stores.for(toTenantId(tenant));
  const rows = await stores.cases.list({});
  for (const row of rows) {
    const entries = await stores.ledger.read(caseStream(row.caseId));
    const again = caseProjector.project(caseStream(row.caseId), null, entries);
    if (!again || canonicalText(again.json) !== canonicalText(row.json))
      throw new Error(`the projection of ${row.number} is not what its entries say`);
  }
  return rows.length;
}
