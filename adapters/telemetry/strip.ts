import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { allowed, isOwnName } from "./attributes.ts";

/** A span as it may leave: allowed attributes, no events, no links' attributes, no words of a fault. */
function stripped(span: ReadableSpan): ReadableSpan {
  return {
    name: isOwnName(span.name) ? span.name : "unnamed",
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext ? { parentSpanContext: span.parentSpanContext } : {}),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes: allowed(span.attributes),
    links: [],
    // An event is mostly an exception, whose message and stack quote what was worked on.
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Traces leave the controlled boundary: whatever set an attribute, only what is allowed is exported. */
export function stripping(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(stripped), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
