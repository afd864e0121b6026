import type { Readiness } from "./app.ts";
import { parseEditionSet } from "./editions/edition-set.ts";
import type { Home } from "./setup/open-home.ts";
import type { DispatcherHealth } from "../adapters/queue/dispatcher.ts";
import type { SlackSocket } from "../adapters/slack/socket.ts";
import type { TenantId } from "../core/ids.ts";
import type { Json } from "../core/json.ts";
import { ruleOf } from "../core/screening/effect.ts";
import { daysBetween } from "../core/screening/days.ts";
import { isSchemaCurrent } from "../db/open.ts";
import { readListEffects } from "../rules/list-effects/read-list-effects.ts";

export type Checked = {
  readonly home: Home;
  readonly tenants: readonly TenantId[];
  readonly dispatcher: () => DispatcherHealth;
  readonly socket: SlackSocket | null;
};

/** A probe that takes longer is an answer too: whoever asks gives up after a few seconds. */
const PROBE_MS = 1500;
/** It looks once a second; a look over a large desk may take a few. */
const DISPATCHER_MS = 15_000;
/** Days a list stays fresh after its date. */
const LIST_DAYS = 7;

/**
 * Whether this process takes work: the database can be written, its schema is this program's, every tenant works with
 * an edition set, the dispatcher sees the rows, Slack's socket hears. What only makes answers stricter is `degraded`
 * and no reason to send people away: with stale lists nothing clears, with the queue away work waits in the database.
 */
export async function readiness(checked: Checked): Promise<Readiness> {
  const { home, tenants, dispatcher, socket } = checked;
  const health = dispatcher();
  const [writable, current, sets] = await Promise.all([
    inTime(home.stores.admin.probe().then(() => true)),
    inTime(isSchemaCurrent(home.database.read)),
    inTime(Promise.all(tenants.map((tenant) => home.stores.for(tenant).editions.active()))),
  ]);
  const inactive = sets === null ? 0 : sets.filter((set) => set === null).length;
  const seen = health.sawRowsMs !== null && health.sawRowsMs <= DISPATCHER_MS;
  return {
    reasons: [
      ...(writable === true ? [] : ["database-not-writable"]),
      ...(current === null ? ["database-not-readable"] : current ? [] : ["schema-not-current"]),
      ...(inactive > 0 ? [`no-edition-set (${inactive} of ${tenants.length} tenants)`] : []),
      ...(seen ? [] : ["dispatcher-not-running"]),
      ...socketReasons(socket),
    ],
    degraded: [
      ...staleLists(sets ?? [], home.clock.lawDate("UTC")),
      ...(health.queue === "away" ? ["queue-away"] : []),
    ],
  };
}

/** Null: it failed, or took too long. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PROBE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Each list that ages and is too old in some tenant's set, once. */
function staleLists(sets: readonly ({ readonly json: Json } | null)[], today: string): readonly string[] {
  const rules = readListEffects();
  const stale = sets
    .flatMap((set) => (set ? parseEditionSet(set.json).lists : []))
    .filter(({ list, status }) => status === "whole" && (ruleOf(rules, list)?.ages ?? true))
    .filter(({ date }) => date === null || daysBetween(date, today) > LIST_DAYS);
  return [...new Set(stale.map(({ list }) => `list-stale ${list}`))].toSorted();
}

/** A lost socket is a named state: nothing reaches the desk by it. */
function socketReasons(socket: SlackSocket | null): readonly string[] {
  const state = socket?.state();
  if (!state || state.state === "connected") return [];
  const code = "code" in state && state.code !== null ? ` (${state.code})` : "";
  return [`slack-socket-${state.state}${code} since ${new Date(state.since).toISOString()}`];
}
