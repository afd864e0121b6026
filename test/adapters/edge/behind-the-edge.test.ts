import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createArrivalCheck } from "../../../adapters/edge/received.ts";
import { createSlackRoutes } from "../../../adapters/slack/routes.ts";
import type { Inbox } from "../../../core/ports/inbox.ts";
import { createMemoryInbox, TENANT } from "../slack/memory-inbox.ts";
import { actionBody, eventBody, fixture, NOW, SECRET, signed } from "../slack/signed.ts";
import { EDGE_SECRET, stamped } from "./stamped.ts";

const DAY = 86_400_000;

/** Slack's routes behind an edge; `now` is this desk's clock. */
function aDesk(now: number, edgeSecret: string | null = EDGE_SECRET) {
  const inbox = createMemoryInbox();
  const slowInbox: Inbox = {
    ...inbox,
    insert: async (...row) => {
      await sleep(20);
      return inbox.insert(...row);
    },
  };
  const codes: string[] = [];
  const deadlines: number[] = [];
  const log = (_: string, fields: { readonly code?: string } = {}) => void codes.push(fields.code ?? "");
  const routes = createSlackRoutes({
    signingSecrets: [SECRET],
    inbox: slowInbox,
    tenantOf: async () => TENANT,
    runNow: async (_, deadline) => {
      deadlines.push(deadline);
      return { type: "", body: "" };
    },
    kick: () => undefined,
    now: () => now,
    arrival: createArrivalCheck(edgeSecret),
    log: { info: log, warn: log, error: log },
  });
  const send = async (request: Request) => (await routes.request(request)).status;
  return { inbox, codes, deadlines, send, vias: () => [...inbox.rows.values()].map(({ delivery }) => delivery.via) };
}

const mention = () => signed("events", eventBody("app-mention"));

describe("Slack behind the edge", () => {
  it("is stored as come through the edge; without an edge as come directly", async () => {
    const desk = aDesk(NOW + 30);
    expect(await desk.send(await stamped(mention(), { received: NOW }))).toBe(200);
    expect(await desk.send(signed("events", eventBody("message-direct")))).toBe(200);
    expect(desk.vias()).toEqual(["edge", "http"]);
  });

  it("that waited three days in the queue is taken, once: the signature was fresh when it came", async () => {
    const later = NOW + 3 * DAY;
    const desk = aDesk(later);
    const request = () => stamped(mention(), { received: NOW + 200, forwarded: later - 50 });
    expect([await desk.send(await request()), await desk.send(await request())]).toEqual([200, 200]);
    expect(desk.vias()).toEqual(["edge"]);
  });

  it("captured and sent again the next day is refused, and so is one whose signature was stale at the edge", async () => {
    const desk = aDesk(NOW + DAY);
    expect(await desk.send(await stamped(mention(), { received: NOW }))).toBe(401);
    expect(await desk.send(await stamped(mention(), { received: NOW + 301_000, forwarded: NOW + DAY }))).toBe(401);
    expect([desk.inbox.rows.size, desk.codes]).toEqual([0, ["stale-edge", "stale"]]);
  });

  it("with a forged stamp is refused, genuine signature or not", async () => {
    const desk = aDesk(NOW);
    expect(await desk.send(await stamped(mention(), { received: NOW }, "x".repeat(40)))).toBe(401);
    expect([desk.inbox.rows.size, desk.codes]).toEqual([0, ["forged-edge"]]);
  });

  it("with a genuine stamp still needs Slack's own signature", async () => {
    const desk = aDesk(NOW);
    const forged = signed("events", eventBody("app-mention"), { secret: "guessed" });
    expect(await desk.send(await stamped(forged, { received: NOW }))).toBe(401);
    expect(desk.codes).toEqual(["forged"]);
  });

  it("cannot choose its clock where no edge is configured", async () => {
    const desk = aDesk(NOW + DAY, null);
    expect(await desk.send(await stamped(mention(), { received: NOW, forwarded: NOW + DAY }))).toBe(401);
    expect(desk.codes).toEqual(["stale"]);
  });

  it("counts its two seconds from the edge, and the insert's time too", async () => {
    const desk = aDesk(NOW + 300);
    const form = signed("actions", actionBody(fixture("view-submission")));
    expect(await desk.send(await stamped(form, { received: NOW }))).toBe(200);
    expect(desk.deadlines).toEqual([NOW + 2000]);
    expect(await aDesk(NOW + 5000).send(await stamped(mention(), { received: NOW }))).toBe(503);
  });

  it("has the insert's time anew when it waited in the queue, or it would never be taken", async () => {
    const desk = aDesk(NOW + 5000);
    expect(await desk.send(await stamped(mention(), { received: NOW, forwarded: NOW + 5000 }))).toBe(200);
    expect(desk.vias()).toEqual(["edge"]);
  });
});
