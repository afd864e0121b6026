import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import { quantile, type Figure, type Row } from "./figure.ts";
import { alone, atRate, classify, RATE, startSlackDesk, times } from "./slack-load.ts";

const SECONDS = 10;

async function measure(redisUrl: string | null) {
  const desk = await startSlackDesk(redisUrl === null ? {} : { redisUrl });
  try {
    const bare = await atRate(desk.base, 2, () => ({ method: "GET", path: "/healthz" }));
    await alone(desk.base, (n) => classify(1_000_000 + n));
    const quiet = await alone(desk.base, (n) => classify(2_000_000 + n));
    const acks = await atRate(desk.base, SECONDS, classify);
    return { bare, quiet, acks };
  } finally {
    await desk.close();
  }
}

type Measured = Awaited<ReturnType<typeof measure>>;

function rowsOf(how: string, { quiet, acks }: Measured): readonly Row[] {
  const kept = acks.sent.filter(({ status, stored }) => status === 200 && stored).length;
  const told = acks.sent.filter(({ status, stored }) => status === 200 && !stored).length;
  const said = `${kept} stored, ${told} told to try again, ${acks.sent.length - kept - told} failed`;
  return [
    { what: `one at a time, work ${how}`, ms: times(quiet) },
    { what: `${RATE} a second, work ${how}`, ms: times(acks.sent), rate: acks.perSecond, more: said },
  ];
}

export const ack: Figure = {
  name: "ack",
  what: `signed /classify over HTTP, stored before it is acknowledged, one at a time and ${RATE}/s for ${SECONDS} s while the cases are worked off (DESK_BENCH_RATE)`,
  async run() {
    const here = await measure(null);
    const rows: Row[] = [
      { what: `GET /healthz, ${RATE} a second`, ms: times(here.bare.sent) },
      ...rowsOf("in process", here),
      {
        what: "ratio of medians, ack / healthz",
        ratio: quantile(times(here.acks.sent), 0.5) / quantile(times(here.bare.sent), 0.5),
      },
    ];
    if (!HAS_REDIS) return [...rows, { what: "work through Redis", more: `not measured: ${NEEDS_REDIS}` }];
    const redis = await startRedis();
    try {
      const there = await measure(redis.url);
      const medians = (of: Measured) => quantile(times(of.acks.sent), 0.5);
      return [
        ...rows,
        ...rowsOf("through Redis", there),
        { what: "ratio of medians, Redis / in process", ratio: medians(there) / medians(here) },
      ];
    } finally {
      await redis.stop();
    }
  },
};
