import { randomBytes } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { SERIES_LIMIT, startExport } from "../../../adapters/telemetry/sdk.ts";
import { createTelemetry, silent } from "../../../adapters/telemetry/telemetry.ts";
import { toTenantId } from "../../../core/ids.ts";
import { AdapterFault } from "../../../core/ports/messenger.ts";
import { startOtlpCollector } from "../../fakes/otlp-collector.ts";

const ACME = toTenantId("acme-example");
const start = async () => {
  const collector = await startOtlpCollector();
  const exporting = startExport({ endpoint: `${collector.endpoint}/`, version: "0.0.0", environment: "test" });
  onTestFinished(async () => {
    await exporting.stop();
    await collector.stop();
  });
  return { collector, exporting, telemetry: createTelemetry(exporting, new Uint8Array(32).fill(3)) };
};

describe("telemetry over OTLP", () => {
  it("sends spans below each other with durations, the tenant hashed and nowhere by its name", async () => {
    const { collector, exporting, telemetry } = await start();
    const answer = await telemetry.during("work", { tenant: ACME, kind: "evaluate", attempts: 2 }, async () =>
      telemetry.during("evaluation", { kind: "propose" }, async (note) => {
        note({ code: "needs-facts" });
        return 7;
      }),
    );
    expect(answer).toBe(7);
    await exporting.flush();
    const [inner, outer] = ["exportdesk.evaluation", "exportdesk.work"].map((name) =>
      collector.spans.find((span) => span.name === name),
    );
    expect(inner).toMatchObject({
      traceId: outer?.traceId,
      parentSpanId: outer?.spanId,
      attributes: { "exportdesk.code": "needs-facts" },
    });
    expect(outer?.attributes).toMatchObject({
      "exportdesk.kind": "evaluate",
      "exportdesk.attempts": 2,
      "exportdesk.code": "ok",
    });
    expect(outer?.attributes["exportdesk.tenant"]).toMatch(/^[0-9a-f]{16}$/);
    expect(collector.points("exportdesk.work.duration")).toMatchObject([{ count: 1 }]);
    expect(collector.text()).not.toContain("acme-example");
  });

  it("names a fault by class and code, throws it on, and never says its words", async () => {
    const { collector, exporting, telemetry } = await start();
    const failing = telemetry.during("send", { platform: "slack", kind: "post" }, async () => {
      throw new AdapterFault("channel_not_found", true);
    });
    await expect(failing).rejects.toThrow("channel_not_found");
    await expect(
      telemetry.during("commit", {}, async () => Promise.reject(new TypeError("canary-7f3a is no number"))),
    ).rejects.toThrow("canary");
    await exporting.flush();
    expect(collector.spans.map(({ attributes }) => attributes["error.type"])).toEqual([
      "channel_not_found",
      "TypeError",
    ]);
    expect(collector.text()).not.toContain("canary");
  });

  it("strips whatever carries content, whoever set it: attributes, events, names, words of a status", async () => {
    const { collector, exporting } = await start();
    const span = exporting.tracer.startSpan("chat canary-7f3a of a customer", {
      attributes: {
        "gen_ai.input.messages": "canary-7f3a",
        "gen_ai.request.model": "example-mini",
        "exportdesk.code": "canary-7f3a is a sentence",
      },
    });
    span.setAttributes({
      "gen_ai.output.messages": "canary-7f3a",
      "gen_ai.system_instructions": "canary-7f3a",
      "gen_ai.tool.call.arguments": "canary-7f3a",
      "url.full": "/canary-7f3a",
    });
    span.recordException(new Error("canary-7f3a"));
    span.addEvent("canary-7f3a", { text: "canary-7f3a" });
    span.setStatus({ code: 2, message: "canary-7f3a" });
    span.end();
    await exporting.flush();
    expect(collector.spans).toMatchObject([
      { name: "unnamed", attributes: { "gen_ai.request.model": "example-mini" } },
    ]);
    expect(collector.text()).not.toContain("canary");
  });

  it("keeps the series of 1,000 tenants and 50 rules below its limit, and loses no count", async () => {
    const { collector, exporting, telemetry } = await start();
    for (let tenant = 0; tenant < 1000; tenant += 1)
      for (let rule = 0; rule < 50; rule += 1)
        telemetry.count("reviews", { tenant: toTenantId(`t-${tenant}`), rule: `R-${rule}` });
    await exporting.flush();
    const points = collector.points("exportdesk.reviews");
    expect(points.length).toBeLessThanOrEqual(SERIES_LIMIT);
    expect(points.reduce((sum, point) => sum + point.sum, 0)).toBe(50_000);
    expect(points.some(({ attributes }) => attributes["otel.metric.overflow"] === true)).toBe(true);
  });

  it("counts a model's tokens by the GenAI names, and repeats no name a server made up", async () => {
    const { collector, exporting, telemetry } = await start();
    const call = { task: "extract", requested: "example-mini", code: "ok", seconds: 1.5, input: 900, output: 40 };
    for (const served of ["example-mini-2026-11-01", "example-mini canary-7f3a", "canary-7f3a", null])
      await telemetry.during("model", { kind: "extract" }, async () => telemetry.model({ ...call, served }));
    await exporting.flush();
    const tokens = collector.points("gen_ai.client.token.usage");
    const sum = (type: string) =>
      tokens
        .filter(({ attributes }) => attributes["gen_ai.token.type"] === type)
        .reduce((all, point) => all + point.sum, 0);
    expect([sum("input"), sum("output")]).toEqual([3600, 160]);
    expect(collector.points("gen_ai.client.operation.duration").reduce((all, point) => all + point.sum, 0)).toBe(6);
    expect(collector.spans[0]?.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 900,
    });
    expect(collector.text()).toContain("example-mini-2026-11-01");
    expect(collector.text()).not.toContain("canary");
  });

  it("shows the zero before the first entry that could not be written, and the first", async () => {
    const { collector, exporting, telemetry } = await start();
    await exporting.flush();
    expect(collector.points("exportdesk.audit.append_failure")).toMatchObject([{ sum: 0 }]);
    telemetry.count("audit.append_failure", {});
    await exporting.flush();
    expect(collector.points("exportdesk.audit.append_failure").reduce((all, point) => all + point.sum, 0)).toBe(1);
  });
});

it("a collector that is away delays and fails nothing", async () => {
  const exporting = startExport({ endpoint: "http://127.0.0.1:9", version: "0.0.0", environment: "test" });
  const telemetry = createTelemetry(exporting, randomBytes(32));
  expect(await telemetry.during("work", {}, async () => "done")).toBe("done");
});

it("without a collector everything runs as it would, and nothing is kept", async () => {
  const telemetry = createTelemetry(silent(), randomBytes(32));
  expect(await telemetry.during("work", { tenant: ACME }, async () => "done")).toBe("done");
  telemetry.count("reviews", { tenant: ACME, rule: "R-01" });
});
