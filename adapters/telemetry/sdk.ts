import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Instruments } from "./telemetry.ts";
import { stripping } from "./strip.ts";

/** Series of one instrument; what comes above falls into one that says so (`otel.metric.overflow`). */
export const SERIES_LIMIT = 500;
const EVERY_MS = 30_000;

export type Exporting = Instruments & {
  /** Sends what was measured and not sent yet. */
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * The SDK, sending OTLP over HTTP to `endpoint` (`…/v1/traces`, `…/v1/metrics`). Loaded only where an endpoint is set.
 * A collector that is away costs nothing but what it would have been told: batches are dropped, nothing waits.
 */
export function startExport(to: {
  readonly endpoint: string;
  readonly version: string;
  readonly environment: string;
}): Exporting {
  const base = to.endpoint.replace(/\/+$/, "");
  const resource = resourceFromAttributes({
    "service.name": "export-desk",
    "service.version": to.version,
    "deployment.environment.name": to.environment,
  });
  const traces = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({ exporter: stripping(new OTLPTraceExporter({ url: `${base}/v1/traces` })) }),
    ],
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics` }),
    exportIntervalMillis: EVERY_MS,
    exportTimeoutMillis: EVERY_MS / 3,
    cardinalityLimits: { default: SERIES_LIMIT },
  });
  const metrics = new MeterProvider({ resource, readers: [reader] });
  const flush = async (): Promise<void> => {
    await Promise.allSettled([traces.forceFlush(), metrics.forceFlush()]);
  };
  return {
    tracer: traces.getTracer("export-desk"),
    meter: metrics.getMeter("export-desk"),
    flush,
    async stop() {
      await flush();
      await Promise.allSettled([traces.shutdown(), metrics.shutdown()]);
    },
  };
}
