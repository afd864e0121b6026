import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttpTransport } from "../../../adapters/writeback/http-transport.ts";
import { createWebhook, type WebhookOptions } from "../../../adapters/writeback/webhook.ts";
import { readSecret, signedHeaders } from "../../../adapters/writeback/webhook-signature.ts";
import { startReceiver } from "../../fakes/webhook-receiver.ts";
import { CHECKPOINT, WEBHOOK } from "./options.ts";

const whsec = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString("base64")}`;
const clock = {
  now: () => Date.now(),
  instant: () => new Date().toISOString() as never,
  lawDate: () => "2026-11-24" as never,
};

async function sent(more: Partial<WebhookOptions> = {}) {
  const receiver = await startReceiver();
  onTestFinished(receiver.stop);
  const transport = createHttpTransport({ privateNetwork: false, plainLoopback: true });
  const target = createWebhook({ ...WEBHOOK, clock, url: receiver.url, transport, ...more });
  const wanted = { eccn: "3A001", shippingBlock: '{"authority":"NLR"}' };
  const { diff, hash } = await target.preview("AD-7", wanted, { purpose: "outcome", known: {} });
  await target.send(diff, hash, "a".repeat(64), null);
  const [got] = receiver.got;
  if (!got) throw new Error("nothing came");
  return got;
}

describe("a signed message", () => {
  it("is what the standardwebhooks package verifies, under each secret of a rotation", async () => {
    const [newer, older] = [randomBytes(32), randomBytes(24)];
    const got = await sent({ secrets: [newer, older] });
    for (const secret of [newer, older])
      expect(new Webhook(whsec(secret)).verify(got.body, got.headers)).toMatchObject({ specversion: "1.0" });
    expect(() => new Webhook(whsec(randomBytes(32))).verify(got.body, got.headers)).toThrow();
    expect(() => new Webhook(whsec(newer)).verify(`${got.body} `, got.headers)).toThrow();
    const moved = { ...got.headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) - 3600) };
    expect(() => new Webhook(whsec(newer)).verify(got.body, moved)).toThrow();
  });

  it("signs as the package itself does", () => {
    const secret = randomBytes(40);
    const at = new Date("2026-11-24T10:00:00Z");
    const headers = signedHeaders({ id: "m1", atMs: at.getTime(), body: '{"x":"ü"}' }, [secret]);
    expect(headers["webhook-signature"]).toBe(new Webhook(whsec(secret)).sign("m1", at, '{"x":"ü"}'));
    expect(headers["webhook-id"].includes(".")).toBe(false);
  });

  it("is a CloudEvents 1.0 event with the log's checkpoint: an anchor outside the desk", async () => {
    const { body, headers } = await sent();
    expect(headers["content-type"]).toBe("application/cloudevents+json; charset=utf-8");
    const event = JSON.parse(body) as Record<string, unknown>;
    expect(event).toMatchObject({
      specversion: "1.0",
      id: "a".repeat(64),
      source: "urn:export-desk:acme-example",
      type: "export-desk.outcome.v1",
      subject: "AD-7",
      datacontenttype: "application/json",
      checkpoint: CHECKPOINT,
      data: { record: "AD-7", environment: "test", fields: { eccn: "3A001" } },
    });
    // Attribute names of CloudEvents: lower-case letters and digits alone.
    expect(Object.keys(event).filter((name) => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
  });

  it("thin: says what changed and no value", async () => {
    const { body } = await sent({ thin: true });
    expect((JSON.parse(body) as { data: unknown }).data).toEqual({
      record: "AD-7",
      purpose: "outcome",
      environment: "test",
      fields: ["eccn", "shippingBlock"],
    });
    expect(body).not.toContain("3A001");
  });
});

describe("a webhook's secret", () => {
  it.each([
    ["23 bytes", whsec(randomBytes(23)), false],
    ["24 bytes", whsec(randomBytes(24)), true],
    ["64 bytes", whsec(randomBytes(64)), true],
    ["65 bytes", whsec(randomBytes(65)), false],
    ["without its prefix", randomBytes(32).toString("base64"), true],
    ["no base64", "whsec_not base64 at all, but long enough to be one", false],
    ["nothing", "", false],
  ])("%s", (_what, text, isUsable) => {
    expect(readSecret(text) !== null).toBe(isUsable);
  });
});
