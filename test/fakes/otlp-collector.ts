import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Pair = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
export type SeenSpan = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
};
export type SeenPoint = {
  readonly metric: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Sum of a counter or a histogram, and how many values a histogram has. */
  readonly sum: number;
  readonly count: number;
};

const valueOf = (value: Pair["value"]): unknown => {
  const [one] = Object.values(value);
  return "intValue" in value ? Number(one) : one;
};
const attributesOf = (pairs: readonly Pair[] = []) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, valueOf(value)]));
const list = (value: unknown): readonly any[] => (Array.isArray(value) ? value : []); // oxlint-disable-line typescript/no-explicit-any

/** An OTLP/HTTP collector that decodes what it gets (JSON), and keeps every byte of it. */
export async function startOtlpCollector() {
  const raw: string[] = [];
  const spans: SeenSpan[] = [];
  let points: readonly SeenPoint[] = [];
  const server = createServer(async (request, response): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString("utf8");
    raw.push(JSON.stringify(request.headers), text);
    const body = JSON.parse(text) as Record<string, unknown>;
    for (const resource of list(body["resourceSpans"]))
      for (const scope of list(resource.scopeSpans))
        for (const span of list(scope.spans))
          spans.push({
            name: span.name,
            traceId: span.traceId,
            spanId: span.spanId,
            parentSpanId: span.parentSpanId ?? "",
            attributes: attributesOf(span.attributes),
          });
    // Sums are cumulative: the latest export says everything.
    const seen = list(body["resourceMetrics"])
      .flatMap((resource) => list(resource.scopeMetrics))
      .flatMap((scope) => list(scope.metrics))
      .flatMap((metric) =>
        list(metric.sum?.dataPoints ?? metric.histogram?.dataPoints ?? metric.gauge?.dataPoints).map(
          (point): SeenPoint => ({
            metric: metric.name,
            attributes: attributesOf(point.attributes),
            sum: Number(point.sum ?? point.asInt ?? point.asDouble ?? 0),
            count: Number(point.count ?? 1),
          }),
        ),
      );
    if (seen.length > 0) points = seen;
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Everything that arrived, headers too, as text. */
    text: (): string => raw.join("\n"),
    spans,
    points: (metric: string): readonly SeenPoint[] => points.filter((point) => point.metric === metric),
    metrics: (): readonly string[] => [...new Set(points.map((point) => point.metric))].toSorted(),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
