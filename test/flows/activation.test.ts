import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseEditionSet, setHash, toSetJson } from "../../bot/editions/edition-set.ts";
import { openDetermination } from "../../bot/conversation/determination.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { toTenantId } from "../../core/ids.ts";
import { mentionEvent, settled, slackRequest, startComposedDesk, type ComposedDesk } from "./composed-desk.ts";

const ACME = toTenantId("acme");
const OTHER = toTenantId("other");
let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk();
});
afterAll(() => flow?.stop());

async function ask(ts: string) {
  const { slack, desk } = flow;
  const text = "Can I send a 14-bit 3 GSPS analog-to-digital converter chip to Beijing Example Institute in China?";
  await desk.app.fetch(
    slackRequest(
      "events",
      mentionEvent({ team: slack.team, channel: slack.channel, user: slack.userId("sales"), ts, text, id: `Ev${ts}` }),
    ),
  );
  await settled(desk).catch(() => undefined);
  const stores = desk.home.stores.for(ACME);
  const row = (await stores.cases.list({}))[0];
  return openDetermination(stores, toCaseState(row!.json));
}

describe("an edition set activated by another process", () => {
  it("counts from the next evaluation, for its tenant only; no list is never clear", async () => {
    const stores = flow.desk.home.stores;
    const before = await ask("1795550001.000100");
    expect(before?.result.screening[0]?.result.hits.length).toBeGreaterThan(0);

    const active = await stores.for(ACME).editions.active();
    const set = { ...parseEditionSet(active!.json), lists: [] };
    await stores.for(ACME).editions.activate(setHash(set), toSetJson(set));
    const after = await ask("1795550002.000100");
    expect(after?.pins.editions).toBe(setHash(set));
    expect(after?.result.screening[0]?.result.hits).toEqual([]);
    expect(after?.result.screening[0]?.result.notChecked.length).toBeGreaterThan(0);
    expect(after?.result.screening[0]?.result.disposition).not.toBe("auto-clear");
    expect((await stores.for(OTHER).editions.active())?.set).toBe(active!.set);
  });
});
