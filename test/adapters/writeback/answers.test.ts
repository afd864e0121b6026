import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttpTransport } from "../../../adapters/writeback/http-transport.ts";
import { createSapProduct } from "../../../adapters/writeback/sap-product.ts";
import { createWebhook } from "../../../adapters/writeback/webhook.ts";
import type { TargetFault } from "../../../core/ports/writeback.ts";
import { startSapGateway, type SapGateway } from "../../fakes/sap-gateway.ts";
import { createSteadyClock } from "../../fakes/steady-clock.ts";
import { startReceiver } from "../../fakes/webhook-receiver.ts";
import { sapOptions, WEBHOOK } from "./options.ts";

type Receiver = Awaited<ReturnType<typeof startReceiver>>;
const HTML = { "content-type": "text/html" };
const JSON_TYPE = { "content-type": "application/json" };
const PAGE = "<!doctype html><title>Log in</title>";
const TIMEOUT_MS = 400;

const say =
  (status: number, headers: Record<string, string> = {}, body = "") =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(body);
const never = (): void => undefined;
/** A byte now and then: each well within any idle timeout. */
function drip(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}
const breaks = (response: ServerResponse): void => {
  response.writeHead(200, { ...JSON_TYPE, "content-length": "1000" });
  response.write('{"half":', () => response.destroy());
};
function huge(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const more = (): void =>
    void (response.write(Buffer.alloc(65_536, 32)) ? setImmediate(more) : response.once("drain", more));
  response.on("close", () => response.removeAllListeners("drain"));
  response.on("error", never);
  more();
}

type Row = readonly [what: string, answer: (response: ServerResponse) => void, treatment: string, code: string];
const FAULTS: readonly Row[] = [
  ["200 with a web page", say(200, HTML, PAGE), "failure", "web-page"],
  [
    "202 that breaks off",
    (response) => {
      response.writeHead(202, { "content-length": "9" });
      response.write("x", () => response.destroy());
    },
    "unknown-read-back",
    "answer-cut",
  ],
  ["207", say(207, JSON_TYPE, "[]"), "per-item", "several-answers"],
  ["300", say(300), "stop-person", "several-records"],
  ["301", say(301, { location: "https://elsewhere.example/" }), "failure", "redirected"],
  ["302", say(302, { location: "/other" }), "failure", "redirected"],
  ["307", say(307, { location: "/other" }), "failure", "redirected"],
  ["400", say(400), "dead-letter-mapping", "mapping-refused"],
  ["401", say(401), "dead-letter-admin", "unauthorised"],
  ["403", say(403, HTML, PAGE), "dead-letter-admin", "forbidden"],
  ["404", say(404), "person", "record-not-there"],
  ["409", say(409), "re-preview", "changed"],
  ["410", say(410), "person", "gone"],
  ["412", say(412), "re-preview", "changed"],
  ["422", say(422, JSON_TYPE, "{}"), "dead-letter-mapping", "mapping-refused"],
  ["423", say(423, { "x-locked-by": "CLERK7 <script>" }), "wait-owner", "locked"],
  ["428", say(428), "bug", "precondition-missing"],
  ["429", say(429, { "retry-after": "17" }), "wait", "asked-to-wait"],
  ["500", say(500), "unknown-read-back", "server-error"],
  ["503", say(503), "wait", "asked-to-wait"],
  ["504 with a web page", say(504, HTML, PAGE), "unknown-read-back", "server-error"],
  ["never", never, "unknown-read-back", "no-answer"],
  ["a slow drip", drip, "unknown-read-back", "no-answer"],
  ["an answer that breaks off", breaks, "unknown-read-back", "answer-cut"],
  ["an answer without end", huge, "unknown-read-back", "answer-cut"],
  ["a connection that is dropped", (response) => void response.destroy(), "unknown-read-back", "no-answer"],
];

describe("what a webhook's receiver answers, over HTTP", () => {
  let receiver: Receiver;
  const transport = createHttpTransport({
    privateNetwork: false,
    plainLoopback: true,
    timeoutMs: TIMEOUT_MS,
    mostBytes: 100_000,
  });
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver?.stop());

  const send = async (): Promise<TargetFault | null> => {
    const target = createWebhook({ ...WEBHOOK, url: receiver.url, transport });
    const { diff, hash } = await target.preview("AD-7", { eccn: "3A001" }, { purpose: "outcome", known: {} });
    return target.send(diff, hash, "k1", null).then(
      () => null,
      (error: unknown) => error as TargetFault,
    );
  };

  it.each(FAULTS)("%s", async (_what, answer, treatment, code) => {
    receiver.answer(answer);
    const before = receiver.got.length;
    expect(await send()).toMatchObject({ name: "TargetFault", treatment, code });
    // Once, and nothing was followed.
    expect(receiver.got.length).toBe(before + 1);
  });

  it.each([
    ["200 with JSON", say(200, JSON_TYPE, '{"ok":true}')],
    ["200 with a word", say(200, { "content-type": "text/plain" }, "ok")],
    ["202: it was queued there", say(202)],
    ["204", say(204)],
  ] as const)("%s is an acknowledgement", async (_what, answer) => {
    receiver.answer(answer);
    expect(await send()).toBeNull();
  });

  it("says how long to wait, and who holds the record, in plain characters", async () => {
    receiver.answer(say(429, { "retry-after": "17" }));
    expect(await send()).toMatchObject({ retryAfterMs: 17_000 });
    receiver.answer(say(503, { "retry-after": "86400" }));
    expect(await send()).toMatchObject({ retryAfterMs: 3_600_000 });
    receiver.answer(say(423, { "x-locked-by": "CLERK7 <script>" }));
    expect(await send()).toMatchObject({ owner: "CLERK7 script" });
  });
});

describe("what a gateway answers to a write, over HTTP", () => {
  let gateway: SapGateway;
  beforeAll(async () => {
    gateway = await startSapGateway([{ Product: "AD-7" }]);
  });
  afterAll(() => gateway?.stop());
  const target = () => createSapProduct({ ...sapOptions(gateway.url), clock: createSteadyClock() });
  const OF = { purpose: "outcome", known: {} } as const;

  it.each([
    [200, HTML, PAGE, "failure", "web-page"],
    [300, {}, "", "stop-person", "several-records"],
    [302, { location: "/sap/login" }, "", "failure", "redirected"],
    [400, JSON_TYPE, "{}", "dead-letter-mapping", "mapping-refused"],
    [401, {}, "", "dead-letter-admin", "unauthorised"],
    [403, {}, "", "dead-letter-admin", "forbidden"],
    [404, {}, "", "person", "record-not-there"],
    [409, {}, "", "re-preview", "changed"],
    [412, {}, "", "re-preview", "changed"],
    [422, {}, "", "dead-letter-mapping", "mapping-refused"],
    [423, {}, "", "wait-owner", "locked"],
    [428, {}, "", "bug", "precondition-missing"],
    [429, { "retry-after": "3" }, "", "wait", "asked-to-wait"],
    [500, {}, "", "unknown-read-back", "server-error"],
    [503, {}, "", "wait", "asked-to-wait"],
  ] as const)("%s", async (status, headers, body, treatment, code) => {
    gateway.answerInstead(({ method }) => (method === "PATCH" ? { status, headers, body } : null));
    const seen = await target().preview("AD-7", { eccn: "3A001" }, OF);
    await expect(target().send(seen.diff, seen.hash, "k", seen.version)).rejects.toMatchObject({ treatment, code });
    gateway.answerInstead(() => null);
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "" });
  });

  it("an expired session is opened anew, once; the write then goes through", async () => {
    const one = target();
    const seen = await one.preview("AD-7", { eccn: "3A001" }, OF);
    await one.send(seen.diff, seen.hash, "k", seen.version);
    gateway.expire();
    const next = await one.preview("AD-7", { eccn: "3A991" }, OF);
    expect(next.diff.changes).toEqual([{ field: "eccn", from: "3A001", to: "3A991" }]);
    await one.send(next.diff, next.hash, "k2", next.version);
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ECCN_PRD: "3A991" });
  });

  it("a write carries the version that was read: never none, never one for all", async () => {
    const one = target();
    const seen = await one.preview("AD-7", { eccn: "5A992" }, OF);
    const before = gateway.calls.length;
    for (const version of [null, "*", " * "])
      await expect(one.send(seen.diff, seen.hash, "k", version)).rejects.toMatchObject({ code: "no-version" });
    expect(gateway.calls.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(
      gateway.calls.filter(({ method, ifMatch }) => method === "PATCH" && (ifMatch === null || ifMatch === "*")),
    ).toEqual([]);
    expect(gateway.calls.some(({ method }) => method === "PATCH")).toBe(true);
  });

  it("a date is a date there, an unknown record a person's", async () => {
    const one = target();
    const seen = await one.preview("AD-7", { validUntil: "2026-12-24" }, OF);
    await one.send(seen.diff, seen.hash, "k", seen.version);
    expect(await gateway.product("AD-7")).toMatchObject({ YY1_ValidUntil_PRD: "/Date(1798070400000)/" });
    expect((await one.preview("AD-7", { validUntil: "2026-12-24" }, OF)).diff.changes).toEqual([]);
    await expect(one.preview("it's/not?there", { eccn: "3A001" }, OF)).rejects.toMatchObject({
      treatment: "person",
      code: "record-not-there",
    });
  });
});
