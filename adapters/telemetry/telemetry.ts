import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";
import {
  metrics,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Meter,
  type Span,
  type Tracer,
} from "@opentelemetry/api";
import { COUNTERS, STAGES, type Measured, type ModelMeasure, type Telemetry } from "../../core/ports/telemetry.ts";
import { allowed } from "./attributes.ts";

export type Instruments = { readonly tracer: Tracer; readonly meter: Meter };
/** What the API gives where no SDK is loaded: nothing is kept, nothing is sent. */
export const silent = (): Instruments => ({
  tracer: trace.getTracer("export-desk"),
  meter: metrics.getMeter("export-desk"),
});

/** The class and code of a fault, never its message: messages may hold content. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/**
 * Spans and metrics by the OpenTelemetry API alone. `key` hashes tenants, so that a collector tells them apart and
 * nobody there knows who they are.
 */
export function createTelemetry({ tracer, meter }: Instruments, key: Uint8Array): Telemetry {
  const running = new AsyncLocalStorage<Span>();
  const durations = new Map(
    STAGES.map((stage) => [stage, meter.createHistogram(`exportdesk.${stage}.duration`, { unit: "s" })]),
  );
  const counters = new Map(COUNTERS.map((name) => [name, meter.createCounter(`exportdesk.${name}`)]));
  const tokens = meter.createHistogram("gen_ai.client.token.usage", { unit: "{token}" });
  const asked = meter.createHistogram("gen_ai.client.operation.duration", { unit: "s" });
  const hashes = new Map<string, string>();
  const hashOf = (tenant: string): string => {
    const known = hashes.get(tenant) ?? createHmac("sha256", key).update(tenant).digest("hex").slice(0, 16);
    hashes.set(tenant, known);
    return known;
  };
  const series = (about: Measured): Attributes =>
    allowed({
      ...(about.tenant === undefined ? {} : { "exportdesk.tenant": hashOf(about.tenant) }),
      ...(about.platform === undefined ? {} : { "exportdesk.platform": about.platform }),
      ...(about.kind === undefined ? {} : { "exportdesk.kind": about.kind }),
      ...(about.route === undefined ? {} : { "exportdesk.route": about.route }),
      ...(about.status === undefined ? {} : { "http.response.status_code": about.status }),
      ...(about.code === undefined ? {} : { "exportdesk.code": about.code }),
      ...(about.rule === undefined ? {} : { "exportdesk.rule": about.rule }),
    });
  const attributes = (about: Measured): Attributes =>
    allowed({
      ...series(about),
      ...(about.attempts === undefined ? {} : { "exportdesk.attempts": about.attempts }),
      ...(about.case === undefined ? {} : { "exportdesk.case": about.case }),
      ...(about.work === undefined ? {} : { "exportdesk.work": about.work }),
    });
  // A counter that was never told of is not seen: an alert on the first failure needs the zero before it.
  counters.get("audit.append_failure")?.add(0);

  return {
    async during(stage, about, work) {
      const above = running.getStore();
      const parent = above ? trace.setSpan(ROOT_CONTEXT, above) : ROOT_CONTEXT;
      const span = tracer.startSpan(`exportdesk.${stage}`, { attributes: attributes(about) }, parent);
      let said: Measured = { code: "ok", ...about };
      const begun = performance.now();
      try {
        return await running.run(span, () =>
          work((more) => {
            said = { ...said, ...more };
          }),
        );
      } catch (error) {
        said = { ...said, code: codeOf(error) };
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttributes(allowed({ "error.type": codeOf(error) }));
        throw error;
      } finally {
        span.setAttributes(attributes(said));
        span.end();
        durations.get(stage)?.record((performance.now() - begun) / 1000, series(said));
      }
    },
    count(counter, about, by = 1) {
      counters.get(counter)?.add(by, series(about));
    },
    model(call) {
      const about = modelAttributes(call);
      running.getStore()?.setAttributes(
        allowed({
          ...about,
          ...(call.input === null ? {} : { "gen_ai.usage.input_tokens": call.input }),
          ...(call.output === null ? {} : { "gen_ai.usage.output_tokens": call.output }),
        }),
      );
      asked.record(call.seconds, allowed({ ...about, ...(call.code === "ok" ? {} : { "error.type": call.code }) }));
      if (call.input !== null) tokens.record(call.input, allowed({ ...about, "gen_ai.token.type": "input" }));
      if (call.output !== null) tokens.record(call.output, allowed({ ...about, "gen_ai.token.type": "output" }));
    },
  };
}

/** The server says what answered, so it could say anything: only a version of the model that was asked for is repeated. */
function modelAttributes({ task, requested, served }: ModelMeasure): Attributes {
  const version =
    served !== null && served.startsWith(requested) && /^[\d.-]{0,24}$/.test(served.slice(requested.length));
  return {
    "exportdesk.task": task,
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": requested,
    ...(version ? { "gen_ai.response.model": served } : {}),
  };
}
