import { setTimeout as sleep } from "node:timers/promises";
import { installTeams } from "./clicks.ts";
import { isIdle, openHomeOf, workLeft, type OpenedHome } from "./read-home.ts";
import { deliver, makeRequests, send, type Asked, type Delivery } from "./requests.ts";
import { seeded } from "./seeded.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";
import { TEAMS_CHANNELS, type World } from "./world.ts";

export type SteadyPlan = {
  readonly seed: number;
  readonly requests: number;
  readonly perSecond: number;
  readonly processes: number;
  /** Asked at each delivery: whether what the run is about is away at that moment. */
  readonly isAway: () => boolean;
};

/** What one delivery got at its first try. */
export type Ack = {
  /** Null: no answer came. */
  readonly status: number | null;
  readonly ms: number;
  readonly whileAway: boolean;
};

export type SteadyRun = {
  readonly asked: readonly Asked[];
  readonly supervisor: Supervisor;
  readonly acks: readonly Ack[];
};

/** Work that may wait before requests pause: acknowledgements shall come all through the run, on slow machines too. */
const BACKLOG = 150;

async function untilRoom(home: OpenedHome): Promise<void> {
  const waiting = async (): Promise<number> => (await workLeft(home)).reduce((sum, { n }) => sum + n, 0);
  while ((await waiting()) > BACKLOG) await sleep(200);
}

/** Delivers and times the first answer; one that was not acknowledged is sent again, as the platform would. */
async function ask(supervisor: Supervisor, delivery: Delivery, isAway: () => boolean): Promise<Ack> {
  const [began, wasAway] = [performance.now(), isAway()];
  const status = await send(supervisor.base(), delivery, 0).catch(() => null);
  const ms = performance.now() - began;
  if (status === null || status < 200 || status > 299) await deliver(supervisor, delivery);
  return { status, ms, whileAway: wasAway && isAway() };
}

/** Living desks, none of them killed: requests at an even pace, spread over the desks, until all work is done. */
export async function runSteady(world: World, plan: SteadyPlan): Promise<SteadyRun> {
  const supervisor = createSupervisor(world);
  const asked = makeRequests(seeded(plan.seed), plan.requests, world.hasWebDesk);
  const lives = [await supervisor.start(null)];
  while (lives.length < plan.processes) lives.push(await supervisor.start(null));
  await installTeams(world, supervisor, TEAMS_CHANNELS);
  const home = await openHomeOf(world);
  const acks: Promise<Ack>[] = [];
  for (const { deliveries } of asked) {
    await untilRoom(home);
    acks.push(...deliveries.map((delivery) => ask(supervisor, delivery, plan.isAway)));
    await sleep(1000 / plan.perSecond);
  }
  const answered = await Promise.all(acks);
  while (!(await isIdle(home))) await sleep(200);
  await Promise.all(lives.map((life) => life.stop()));
  await home.database.close();
  return { asked, supervisor, acks: answered };
}
