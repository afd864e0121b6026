import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createModel } from "../../../adapters/ai/model.ts";
import { PROMPTS } from "../../../adapters/ai/prompts.ts";
import type { ExtractRequest } from "../../../core/ports/model.ts";
import { startModelServer, type Behaviour, type ModelServer } from "../../fakes/model-server.ts";

const KEY = "sk-not-a-real-key-0123456789";
const GOOD = JSON.stringify({
  facts: [{ name: "resolution", value: "14 bit", quote: "14-bit", source: "text-1", page: 1 }],
});
const REQUEST: ExtractRequest = {
  facts: [{ name: "resolution", title: "resolution", form: "figure with its unit, such as bit" }],
  texts: [{ source: "text-1", page: 1, text: "A 14-bit converter." }],
};

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer(() => ({ say: GOOD }));
});
afterAll(() => server?.stop());
beforeEach(() => {
  server.sent.length = 0;
});

const MODES = ["chat", "responses"] as const;
const open = (mode: (typeof MODES)[number], more: { totalMs?: number; maxRetries?: number } = {}) =>
  createModel({ apiKey: KEY, baseUrl: server.baseUrl, model: "test-model", mode, maxRetries: 0, ...more });

describe.each(MODES)("a model over %s", (mode) => {
  it("answers with facts, its usage, the model that served, and how long it took", async () => {
    server.turn(() => ({ say: GOOD }));
    const answer = await open(mode).extract(REQUEST);
    expect(answer).toMatchObject({
      result: "ok",
      value: JSON.parse(GOOD) as object,
      requested: "test-model",
      served: "test-model-2026-01-01",
      usage: { input: 100, cachedInput: 40, output: 20 },
      attempts: 1,
      prompt: PROMPTS.extract.hash,
      schema: PROMPTS.extract.schema,
      texts: [GOOD],
    });
    expect(answer.latencyMs).toBeGreaterThanOrEqual(0);
    expect(server.sent).toHaveLength(1);
    expect(server.sent[0]?.path).toBe(mode === "chat" ? "/v1/chat/completions" : "/v1/responses");
  });

  it("asks that nothing is stored, with a strict schema in which every member is required", async () => {
    server.turn(() => ({ say: GOOD }));
    await open(mode).extract(REQUEST);
    const body = server.sent[0]?.body ?? {};
    expect(body["store"]).toBe(false);
    expect(body["model"]).toBe("test-model");
    const text = JSON.stringify(body);
    expect(text).toContain('"strict":true');
    expect(text).not.toMatch(/oneOf|anyOf":\[\{"type":"object/);
    expect(text).toContain('"required":["name","value","quote","source","page"]');
    expect(text).toContain("material to read");
  });

  it("does without a usage block", async () => {
    server.turn(() => ({ say: GOOD, noUsage: true }));
    const answer = await open(mode).extract(REQUEST);
    expect(answer).toMatchObject({ result: "ok", usage: { input: null, output: null } });
  });

  it("takes an object in a fence, as local models write it", async () => {
    server.turn(() => ({ say: `\`\`\`json\n${GOOD}\n\`\`\`` }));
    expect((await open(mode).extract(REQUEST)).result).toBe("ok");
    expect(server.sent).toHaveLength(1);
  });

  const NAMED: readonly [string, Behaviour, string, number][] = [
    ["prose", { say: "I think it is EAR99." }, "invalid-output", 2],
    ["half an object", { say: '{"facts": [' }, "invalid-output", 2],
    ["an object of another form", { say: '{"eccn": "EAR99", "approve": true}' }, "invalid-output", 2],
    ["members beyond the form", { say: '{"facts": [], "decision": "approved"}' }, "invalid-output", 2],
    ["nothing", { say: "" }, "invalid-output", 2],
    ["a refusal", { refuse: "I cannot help with that." }, "refused", 1],
    ["an empty answer that a filter took", { filteredEmpty: true }, "refused", 1],
    ["an answer cut off", { say: '{"facts": [{"name"', finish: "length" }, "truncated", 1],
    ["429", { status: 429, body: '{"error":{"message":"slow down"}}' }, "rate-limited", 1],
    ["429 for want of quota", { status: 429, body: '{"error":{"code":"insufficient_quota"}}' }, "rate-limited", 1],
    ["500", { status: 500, body: '{"error":{"message":"no"}}' }, "unavailable", 1],
    ["502 with a page", { status: 502, body: "<html>bad gateway</html>" }, "unavailable", 1],
    ["a connection that breaks", { reset: true }, "unavailable", 1],
    ["400", { status: 400, body: '{"error":{"message":"bad schema"}}' }, "misconfigured", 1],
    ["401", { status: 401, body: `{"error":{"message":"wrong key ${KEY}"}}` }, "misconfigured", 1],
    ["404", { status: 404, body: '{"error":{"message":"no such model"}}' }, "misconfigured", 1],
    ["200 with a page", { status: 200, body: "<html>sign in</html>" }, "misconfigured", 1],
    ["an answer without end", { endless: true }, "unavailable", 1],
    ["a redirect", { status: 307, headers: { location: "/v1/elsewhere" } }, "misconfigured", 1],
  ];
  it.each(NAMED)("%s is a named state", async (_, behaviour, result, requests) => {
    server.turn(() => behaviour);
    const answer = await open(mode).extract(REQUEST);
    expect(answer.result).toBe(result);
    expect(answer.value).toBeNull();
    expect(server.sent).toHaveLength(requests);
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });

  it.each(["before", "body"] as const)("a server that hangs (%s) is a timeout when the time is up", async (hang) => {
    server.turn(() => ({ hang }));
    expect((await open(mode, { totalMs: 300 }).extract(REQUEST)).result).toBe("timeout");
  });

  it("an output that did not fit is asked for once more, without sending it back", async () => {
    server.turn((_, count) => ({ say: count === 1 ? "MARKED-OUTPUT: EAR99" : GOOD }));
    const answer = await open(mode).extract(REQUEST);
    expect(answer).toMatchObject({ result: "ok", attempts: 2, usage: { input: 200, output: 40 } });
    expect(answer.texts).toEqual(["MARKED-OUTPUT: EAR99", GOOD]);
    expect(JSON.stringify(server.sent[1]?.body)).not.toContain("MARKED-OUTPUT");
  });

  it("a server that is busy once is asked again within the time", async () => {
    server.turn((_, count) =>
      count === 1 ? { status: 429, headers: { "retry-after-ms": "10" }, body: "{}" } : { say: GOOD },
    );
    expect((await open(mode, { maxRetries: 2 }).extract(REQUEST)).result).toBe("ok");
    expect(server.sent).toHaveLength(2);
  });

  it("a server that stays busy is named when the tries are used up", async () => {
    server.turn(() => ({ status: 429, headers: { "retry-after-ms": "10" }, body: "{}" }));
    expect((await open(mode, { maxRetries: 2 }).extract(REQUEST)).result).toBe("rate-limited");
    expect(server.sent).toHaveLength(3);
  });

  it("waiting between tries counts against the time", async () => {
    server.turn(() => ({ status: 503, body: "{}" }));
    expect((await open(mode, { maxRetries: 2, totalMs: 400 }).extract(REQUEST)).result).toBe("timeout");
  });
});

describe("where the bytes go", () => {
  it("a redirect to another host carries nothing there", async () => {
    const other = await startModelServer(() => ({ say: GOOD }));
    server.turn(() => ({ status: 307, headers: { location: `${other.baseUrl}/chat/completions` } }));
    expect((await open("chat").extract(REQUEST)).result).toBe("misconfigured");
    expect(other.sent).toEqual([]);
    await other.stop();
  });

  it("says whose endpoint it is", () => {
    expect(open("chat").destination).toEqual({ host: new URL(server.baseUrl).host, hosted: false });
    const vendor = createModel({ apiKey: KEY, baseUrl: null, model: "m", mode: "responses" });
    expect(vendor.destination).toEqual({ host: "api.openai.com", hosted: true });
  });
});
