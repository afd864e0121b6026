import { describe, expect, it, onTestFinished } from "vitest";
import { toTenantId } from "../../core/ids.ts";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import {
  foldsAgain,
  LEGAL_CHANNEL,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  teamsInstalled,
  TRADE_CHANNEL,
} from "./composed-desk.ts";

const TEXT = "Can I send a mechanical kitchen scale to Acme Example Ltd. in Japan? The end use is a canteen.";

async function start() {
  const redis = await startRedis();
  const flow = await startComposedDesk({ redisUrl: redis.url });
  onTestFinished(async () => {
    redis.thaw();
    await flow.stop();
    await redis.stop();
  });
  const { desk, slack } = flow;
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL])
    expect((await desk.app.fetch(teamsInstalled(flow, channel))).status).toBe(200);
  await settled(desk);
  let asked = 0;
  /** Asks in the channel; resolves with the acknowledgement. */
  const ask = async (): Promise<number> => {
    asked += 1;
    const ts = `179555000${asked}.000100`;
    const event = { team: slack.team, channel: slack.channel, user: slack.userId("sales"), ts, text: TEXT };
    return (await desk.app.fetch(slackRequest("events", mentionEvent({ ...event, id: `Ev00${asked}` })))).status;
  };
  const cases = () => desk.home.stores.for(toTenantId("acme")).cases.list({});
  return { ...flow, redis, ask, cases };
}

describe.skipIf(!HAS_REDIS)(`requests while Redis is away (${NEEDS_REDIS})`, () => {
  it("are acknowledged and kept when it is dead, and answered once when it is back", async () => {
    const { redis, ask, cases, desk } = await start();
    expect(await ask()).toBe(200);
    await settled(desk);
    expect(await cases()).toHaveLength(1);
    await redis.kill();
    for (let more = 0; more < 3; more++) expect(await ask()).toBe(200);
    expect(await cases()).toHaveLength(1);
    expect((await desk.home.stores.work.counts()).ready).toBe(3);
    await redis.start();
    await settled(desk);
    expect(await cases()).toHaveLength(4);
    expect(await foldsAgain(desk, "acme")).toBe(4);
  });

  it("are acknowledged when it hangs, and answered when it answers again", async () => {
    const { redis, ask, cases, desk } = await start();
    redis.freeze();
    expect(await ask()).toBe(200);
    expect((await desk.home.stores.work.counts()).ready).toBe(1);
    redis.thaw();
    await settled(desk);
    expect(await cases()).toHaveLength(1);
  });
});
