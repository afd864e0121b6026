import { afterAll, beforeAll, expect, it } from "vitest";
import { toCaseState } from "../../core/cases/project.ts";
import { toTenantId } from "../../core/ids.ts";
import { mentionEvent, settled, slackRequest, startComposedDesk, type ComposedDesk } from "./composed-desk.ts";

let flow: ComposedDesk;
beforeAll(async () => {
  flow = await startComposedDesk({ appToken: "xapp-1-A00FAKE" });
});
afterAll(() => flow?.stop());

const readyz = async () => (await (await flow.desk.app.request("/readyz")).json()) as { ready: boolean; why: string };
async function until(what: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 400 && !(await what()); look += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await what()).toBe(true);
}
const mention = (ts: string): string =>
  mentionEvent({
    team: flow.slack.team,
    channel: flow.slack.channel,
    user: flow.slack.userId("sales"),
    ts,
    text: "Can I send a 14-bit 3 GSPS analog-to-digital converter chip to Acme Example Ltd. in Israel?",
    id: `Ev${ts}`,
  });
const cases = () => flow.desk.home.stores.for(toTenantId("acme")).cases.list({});

it("an event over the socket opens a case; the same event by HTTP is the same one", async () => {
  const { link } = flow.slack;
  await until(async () => (await readyz()).ready);
  const [first, second] = [mention("1795300001.000100"), mention("1795300002.000100")];
  expect(await link.ackOf(link.send("events_api", JSON.parse(first)))).not.toBeNull();
  expect((await flow.desk.app.fetch(slackRequest("events", first))).status).toBe(200);
  expect((await flow.desk.app.fetch(slackRequest("events", second))).status).toBe(200);
  expect(await link.ackOf(link.send("events_api", JSON.parse(second)))).not.toBeNull();
  await settled(flow.desk);
  const rows = await cases();
  expect(rows).toHaveLength(2);
  for (const row of rows)
    expect(toCaseState(row.json).determination?.summary).toMatchObject({ paragraph: "3A001.a.5.a.4" });
});

it("a form asked for, filled in and sent over the socket is a case", async () => {
  const { link } = flow.slack;
  const before = (await cases()).length;
  const command = {
    team_id: flow.slack.team,
    channel_id: flow.slack.channel,
    user_id: flow.slack.userId("sales"),
    command: "/classify",
    text: "",
    trigger_id: await flow.slack.trigger(),
  };
  expect((await link.ackOf(link.send("slash_commands", command)))?.payload).toEqual({});
  const update = flow.slack.calls.findLast((call) => call.method === "views.update");
  const view = JSON.parse(update?.args["view"] ?? "{}") as Record<string, unknown>;
  const submission = {
    type: "view_submission",
    team: { id: flow.slack.team },
    user: { id: flow.slack.userId("sales"), team_id: flow.slack.team },
    view: {
      ...view,
      id: update?.args["view_id"],
      hash: "h1",
      state: { values: { "in:item": { text: { type: "plain_text_input", value: "a kitchen scale" } } } },
    },
  };
  const ack = await link.ackOf(link.send("interactive", submission));
  expect(ack?.payload).toEqual({ response_action: "clear" });
  await settled(flow.desk);
  expect((await cases()).length).toBe(before + 1);
});

it("a lost socket is said by /readyz until it stands again", async () => {
  const { link } = flow.slack;
  link.link.refuse = "internal_error";
  link.drop();
  await until(async () => /^slack-socket-lost .*since/.test((await readyz()).why ?? ""));
  expect((await flow.desk.app.request("/readyz")).status).toBe(503);
  link.link.refuse = null;
  await until(async () => (await readyz()).ready);
  expect((await flow.desk.app.request("/readyz")).status).toBe(200);
});
