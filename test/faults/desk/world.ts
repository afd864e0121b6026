import type { ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { startFakeSlack } from "./fake-slack.ts";
import { startFakeTeams } from "./fake-teams.ts";
import type { DeskSpec } from "./spec.ts";

export const SECRET = "not-a-real-signing-secret";
export const APP_ID = "00000000-0000-4000-8000-00000000a991";
export const TEAMS_TENANT = "00000000-0000-4000-8000-0000000007e1";
export const ROOT_KEY = Buffer.alloc(32, 7);

/** Asks in Slack, decides in Teams: readable cards for who asks, blind ones for who decides. */
export const ACME = { id: "acme-example", team: "T0ACME", asks: "C0ACME", askers: ["U0MARIA", "U0JONAS", "U0LENA"] };
/** Everything in Slack, in the organisation that the same token answers for. */
export const OTHER = { id: "other-example", team: "E0OTHER", asks: "C0OTHER", askers: ["U0AIKO"] };
/** Everything in the web desk: keyed. Its messages stand in the memory of one process: several desks have no such tenant. */
export const LOCAL = { id: "local", asks: "sales", asker: "sales-engineer" };

const ROLES = ["trade-compliance", "legal", "engineering", "security", "export-control-officer"];
const PLACES = ["trade-compliance", "legal", "engineering", "security", "officer"].map((name) => `reviewers-${name}`);

/** Two people of every role: of one case two may act at once. */
const REVIEWERS = ROLES.flatMap((role, at) => [1, 2].map((n) => ({ role, n, at: 2 * at + n })));
export const teamsUser = (at: number): string => `00000000-0000-4000-8000-0000000000${String(at).padStart(2, "0")}`;
export const slackReviewer = (at: number): string => `U0REV${String(at).padStart(2, "0")}`;
export const reviewerNames = REVIEWERS.map(({ role, n }) => `${role}-${n}`);
export const reviewersOf = (role: string): readonly number[] =>
  REVIEWERS.filter((reviewer) => reviewer.role === role).map(({ at }) => at);
export const channelOf = (place: string): string => `19:${place}@thread.tacv2`;
export const TEAMS_CHANNELS = PLACES.map(channelOf);
const slackChannelOf = (place: string): string => `C0${place.replace(/[^a-z]/g, "").toUpperCase()}`;

const asker = (slack: string) => ({ id: slack.toLowerCase(), name: `Asker ${slack}`, roles: [], slack });
const reviewers = (as: (at: number, id: string) => object) =>
  REVIEWERS.map(({ role, n, at }) => {
    const id = `${role}-${n}`;
    return { id, name: `${role} ${n}`, roles: [role], ...as(at, id) };
  });
const places = (platform: string, as: (place: string) => string) =>
  Object.fromEntries(PLACES.map((place) => [place, { platform, channel: as(place) }]));

const configOf = (hasWebDesk: boolean) => ({
  tenants: [
    {
      id: ACME.id,
      slack: { team: ACME.team },
      teams: { tenant: TEAMS_TENANT },
      people: [...ACME.askers.map(asker), ...reviewers((at) => ({ teams: teamsUser(at) }))],
      places: places("teams", channelOf),
    },
    {
      id: OTHER.id,
      slack: { team: OTHER.team },
      people: [...OTHER.askers.map(asker), ...reviewers((at) => ({ slack: slackReviewer(at) }))],
      places: places("slack", slackChannelOf),
    },
    ...(hasWebDesk
      ? [
          {
            id: LOCAL.id,
            people: [
              { id: LOCAL.asker, name: "Asker", roles: [], console: LOCAL.asker },
              ...reviewers((_, id) => ({ console: id })),
            ],
            places: places("console", (place) => place),
          },
        ]
      : []),
  ],
});

/**
 * Slack, Teams and a home on loopback and in a temporary folder: for one desk, or for the processes that share its work
 * through a Redis.
 */
export async function openWorld(copy: string, redisUrl: string | null = null) {
  const hasWebDesk = redisUrl === null;
  const folder = await mkdtemp(join(tmpdir(), "desk-kill-"));
  const home = join(folder, "home");
  await mkdir(home);
  const configFile = join(folder, "desk.config.yaml");
  await writeFile(configFile, stringify(configOf(hasWebDesk)));
  const slack = await startFakeSlack([
    { team: ACME.team, users: ACME.askers, channels: [ACME.asks] },
    {
      team: OTHER.team,
      users: [...OTHER.askers, ...REVIEWERS.map(({ at }) => slackReviewer(at))],
      channels: [OTHER.asks, ...PLACES.map(slackChannelOf)],
    },
  ]);
  const people = REVIEWERS.map(({ at }) => teamsUser(at));
  const teams = await startFakeTeams({ appId: APP_ID, tenant: TEAMS_TENANT, people });
  const spec: Omit<DeskSpec, "armed" | "life"> = {
    copy,
    settings: {
      host: "127.0.0.1",
      port: 0,
      environment: "test",
      home,
      databaseUrl: `file:${join(home, "desk.db")}`,
      configFile,
      slack: { signingSecret: SECRET, botToken: "xoxb-fake", apiUrl: slack.apiUrl },
      teams: { appId: APP_ID, appPassword: "not-a-secret", tenantId: TEAMS_TENANT, endpoints: teams.endpoints },
      local: hasWebDesk,
      ...(redisUrl === null ? {} : { redisUrl }),
    },
    env: { DESK_KEY: ROOT_KEY.toString("base64"), LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" },
    hits: join(folder, "hits"),
    trace: join(folder, "trace"),
  };
  /** Desks that were started over this world: none outlives it. */
  const desks = new Set<ChildProcess>();
  return {
    folder,
    hasWebDesk,
    slack,
    teams,
    spec,
    desks,
    async close() {
      for (const desk of desks) desk.kill("SIGKILL");
      await slack.stop();
      await teams.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
