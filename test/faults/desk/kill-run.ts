import { setTimeout as sleep } from "node:timers/promises";
import { installTeams, stormSlack, stormTeams } from "./clicks.ts";
import { isIdle, openHomeOf, workLeft, type OpenedHome } from "./read-home.ts";
import { deliver, makeRequests, type Asked } from "./requests.ts";
import { seeded, shuffled } from "./seeded.ts";
import type { Armed } from "./spec.ts";
import { createSupervisor, type Life, type Supervisor } from "./supervisor.ts";
import { ACME, LOCAL, TEAMS_CHANNELS, type World } from "./world.ts";
import { POINTS, type Point } from "../failpoints.ts";

export type KillPlan = {
  readonly seed: number;
  /** How many desks run at a time, over one database. */
  readonly processes: number;
  readonly requests: number;
  /** How often each point is to kill. */
  readonly kills: Readonly<Partial<Record<Point, number>>>;
  /** How many cases get several clicks at once. */
  readonly storms: number;
};
export type KillRun = {
  readonly asked: readonly Asked[];
  readonly supervisor: Supervisor;
  readonly deliveries: number;
  readonly sent: number;
  readonly storms: number;
};

/** At which pass a point kills: early enough to come in every life, late enough to let work through. */
const LATEST: Readonly<Record<Point, number>> = {
  "inbox-before": 6,
  "inbox-within": 6,
  "inbox-after": 6,
  "commit-before": 12,
  "commit-within": 12,
  "commit-after": 12,
  "sent-readable": 5,
  "sent-blind": 4,
  "sent-keyed": 2,
  "mention-sent": 4,
  stored: 8,
};
/** Which tenant's requests reach a point; the web desk's few are kept for the one that needs them. */
const fits = (point: Point | null, { tenant }: Asked): boolean => {
  if (point === null) return true;
  if (point === "sent-keyed") return tenant === LOCAL.id;
  return point === "sent-blind" ? tenant === ACME.id : tenant !== LOCAL.id;
};

/** How often it is looked whether a desk has nothing left to do and needs more to die of. */
const LOOK_MS = 250;

type Feeding = {
  readonly queue: Asked[];
  readonly random: () => number;
  readonly supervisor: Supervisor;
  readonly running: Set<Promise<void>>;
  readonly counted: { sent: number; deliveries: number };
};

/** Takes a request that can reach the point, or any when there is none. */
function take({ queue }: Feeding, point: Point | null): Asked | undefined {
  const at = queue.findIndex((asked) => fits(point, asked));
  return queue.splice(Math.max(0, at), 1)[0];
}

function feed(feeding: Feeding, point: Point | null, count: number): void {
  for (let n = 0; n < count; n++) {
    const asked = take(feeding, point);
    if (!asked) return;
    for (const delivery of shuffled(feeding.random, asked.deliveries))
      track(
        feeding.running,
        deliver(feeding.supervisor, delivery).then((times) => {
          feeding.counted.sent += times;
          feeding.counted.deliveries += 1;
        }),
      );
  }
}

function track(running: Set<Promise<void>>, work: Promise<unknown>): void {
  const one = work.then(() => void running.delete(one));
  running.add(one);
}

/** Clicks at once on cards that nobody has clicked yet. */
function createStorms(world: World, feeding: Feeding) {
  const seen = { teams: 0, slack: 0 };
  let storms = 0;
  const note = (did: boolean): void => void (storms += did ? 1 : 0);
  return {
    count: () => storms,
    raise(most: number): void {
      for (let raised = 0; raised < most; raised++) {
        const teams = world.teams.posted
          .slice(seen.teams)
          .findIndex((one) => one.activity["attachments"] !== undefined);
        const message = teams < 0 ? undefined : world.teams.posted[seen.teams + teams];
        if (teams >= 0) seen.teams += teams + 1;
        if (message) track(feeding.running, stormTeams(world, feeding.supervisor, message).then(note));
        const reply = world.slack.posted.slice(seen.slack).findIndex((one) => one.channel.startsWith("C0REVIEWERS"));
        const card = reply < 0 ? undefined : world.slack.posted[seen.slack + reply];
        if (reply >= 0) seen.slack += reply + 1;
        if (card && card.thread === null)
          track(feeding.running, stormSlack(world, feeding.supervisor, card).then(note));
      }
    },
  };
}
type Storms = ReturnType<typeof createStorms>;

/** One life: requests and clicks flow in until the armed point kills it, or until there is nothing left to reach it. */
async function live(
  feeding: Feeding,
  armed: Armed,
  more: { share: number; home: OpenedHome; storms: Storms },
): Promise<void> {
  const life = await feeding.supervisor.start(armed);
  feed(feeding, armed.point, more.share);
  more.storms.raise(1);
  while (!life.isOver()) {
    await Promise.race([life.ended, sleep(LOOK_MS)]);
    if (life.isOver()) return;
    // What the life before had leased waits for its sweep; a desk with nothing else to do gets one more request.
    const waits = feeding.running.size === 0 && !(await workLeft(more.home)).some(({ state }) => state === "ready");
    if (waits) feed(feeding, armed.point, 1);
    if (feeding.queue.length === 0 && feeding.running.size === 0 && (await isIdle(more.home))) await life.stop();
  }
}

async function settle(lives: readonly Life[], feeding: Feeding, home: OpenedHome): Promise<void> {
  while (feeding.running.size > 0) await Promise.all(feeding.running);
  while (!(await isIdle(home)) && !lives.every((life) => life.isOver())) await sleep(200);
}

type Killing = { readonly feeding: Feeding; readonly home: OpenedHome; readonly storms: Storms };

/** One life per kill in an order of the seed, in as many rows of lives as there are processes. */
async function killInRows(killing: Killing, plan: KillPlan): Promise<void> {
  const { feeding, home, storms } = killing;
  const { random, queue } = feeding;
  const left = [
    ...shuffled(
      random,
      POINTS.flatMap((point) => Array<Point>(plan.kills[point] ?? 0).fill(point)),
    ),
  ];
  const spare = Math.floor(plan.requests / 10);
  async function row(): Promise<void> {
    for (let point = left.pop(); point; point = left.pop()) {
      const share = Math.max(1, Math.floor((queue.length - spare) / (left.length + 1)));
      // Of what the requests lead to, each process gets its part.
      const latest = Math.min(LATEST[point], Math.ceil(share / plan.processes));
      const pass = 1 + Math.floor(random() * latest);
      await live(feeding, { point, pass }, { share: point === "sent-keyed" ? LATEST[point] : share, home, storms });
    }
  }
  await Promise.all(Array.from({ length: plan.processes }, row));
}

/** A life that ran out of work before its pass is made good, at the first pass, as long as requests are left. */
async function makeGood({ feeding, home, storms }: Killing, plan: KillPlan): Promise<void> {
  const { supervisor, queue } = feeding;
  for (const point of POINTS)
    while ((supervisor.hits().get(point) ?? 0) < (plan.kills[point] ?? 0) && queue.length > 0)
      await live(feeding, { point, pass: 1 }, { share: 1, home, storms });
}

const startAll = (supervisor: Supervisor, processes: number): Promise<readonly Life[]> =>
  Promise.all(Array.from({ length: processes }, () => supervisor.start(null)));

/** The whole run: lives that are killed, then last ones that finish everything and stop. */
export async function runKills(world: World, plan: KillPlan): Promise<KillRun> {
  const random = seeded(plan.seed);
  const supervisor = createSupervisor(world);
  const asked = makeRequests(random, plan.requests, world.hasWebDesk);
  const feeding: Feeding = {
    queue: [...asked],
    random,
    supervisor,
    running: new Set(),
    counted: { sent: 0, deliveries: 0 },
  };
  const first = await supervisor.start(null);
  await installTeams(world, supervisor, TEAMS_CHANNELS);
  const home = await openHomeOf(world);
  await settle([first], feeding, home);
  await first.stop();

  const storms = createStorms(world, feeding);
  const killing: Killing = { feeding, home, storms };
  await killInRows(killing, plan);
  await makeGood(killing, plan);
  const last = await startAll(supervisor, plan.processes);
  feed(feeding, null, feeding.queue.length);
  await settle(last, feeding, home);
  storms.raise(Math.max(0, plan.storms - storms.count()));
  await settle(last, feeding, home);
  await Promise.all(last.map((life) => life.stop()));
  await home.database.close();
  return { asked, supervisor, ...feeding.counted, storms: storms.count() };
}
