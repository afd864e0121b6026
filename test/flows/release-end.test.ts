import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitCase } from "../../bot/conversation/commit-case.ts";
import { endRelease } from "../../bot/work/end-release.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { toLawDate } from "../../core/dates.ts";
import { toPersonId, toTenantId } from "../../core/ids.ts";
import {
  foldsAgain,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  type ComposedDesk,
} from "./composed-desk.ts";

const ACME = toTenantId("acme");
let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk();
});
afterAll(() => flow?.stop());

describe("a release has an end", () => {
  it("the timer row is written with the decision and due the day after; when it runs, the case says expired", async () => {
    const { slack, desk } = flow;
    const text = "Is a kitchen scale controlled? We want to send ten to France.";
    await desk.app.fetch(
      slackRequest(
        "events",
        mentionEvent({
          team: slack.team,
          channel: slack.channel,
          user: slack.userId("sales"),
          ts: "1795550009.000100",
          text,
          id: "EvEnd",
        }),
      ),
    );
    await settled(desk).catch(() => undefined);
    const stores = desk.home.stores.for(ACME);
    const latest = async () => toCaseState((await stores.cases.list({}))[0]!.json);
    const until = toLawDate("2026-12-24");
    await commitCase(desk.desk, {
      tenant: ACME,
      state: await latest(),
      events: [
        {
          type: "decided",
          decision: "approved",
          outcome: "no-chart-requirement",
          released: true,
          by: [toPersonId("legal-reviewer")],
          reading: null,
          reason: null,
          validUntil: until,
        },
      ],
      actor: { person: toPersonId("legal-reviewer"), via: "teams" },
      cause: "test",
    });
    const state = await latest();
    expect(state.decided?.released).toBe(true);
    // The row is not due yet: what the dispatcher would do on that day is done by hand.
    const item = { id: "x", tenant: ACME, ref: { case: state.id, until }, lease: undefined } as never;
    await endRelease(desk.desk, item);
    expect((await latest()).decided).toMatchObject({ decision: "expired", released: false });
    await endRelease(desk.desk, item);
    expect((await latest()).version).toBe(state.version + 1);
    expect(await foldsAgain(desk, "acme")).toBe(1);
  });
});
