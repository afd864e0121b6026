import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { impactOf } from "../../bot/rules/impact.ts";
import { toLawDate } from "../../core/dates.ts";
import { toTenantId } from "../../core/ids.ts";
import type { Touch } from "../../core/rulebook/editions/touches.ts";
import { rulebook } from "../rulebook.ts";
import { mentionEvent, settled, slackRequest, startComposedDesk, type ComposedDesk } from "./composed-desk.ts";

const ACME = toTenantId("acme");
let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk();
}, 120_000);
afterAll(() => flow?.stop());

describe("a change of an edition", () => {
  it("names the open case whose paragraph it touches, with the facts that would be asked again, and no other", async () => {
    const { slack, desk } = flow;
    const text = "Can I send a 14-bit 3 GSPS analog-to-digital converter chip to Beijing Example Institute in China?";
    const event = {
      team: slack.team,
      channel: slack.channel,
      user: slack.userId("sales"),
      ts: "1795550001.000100",
      text,
      id: "Ev1",
    };
    await desk.app.fetch(slackRequest("events", mentionEvent(event)));
    await settled(desk).catch(() => undefined);
    const at = { rulebook, asOf: toLawDate("2026-11-24"), now: Date.now() };
    const touch = (key: string): Touch => ({ key, what: "changed", paths: null, controlled: true });
    const touched = await impactOf(desk.home.stores.for(ACME), [touch("3A001")], at);
    expect(touched).toMatchObject([{ touches: "case", eccn: "3A001", provisions: ["3A001"], controlled: true }]);
    expect(touched[0]?.name).toMatch(/^ED-\d+$/);
    expect(touched[0]?.facts).toContainEqual(expect.objectContaining({ fact: "resolution", onFile: true }));
    expect(await impactOf(desk.home.stores.for(ACME), [touch("2B350")], at)).toEqual([]);
  }, 120_000);
});
