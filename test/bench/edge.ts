import { HAS_WORKERD, NEEDS_WORKERD, startEdge } from "../fakes/edge-worker.ts";
import { EDGE_SECRET } from "../adapters/edge/stamped.ts";
import { SECRET } from "../faults/desk/world.ts";
import { quantile, type Figure } from "./figure.ts";
import { ALONE, alone, classify, startSlackDesk, times, type Call } from "./slack-load.ts";

type Edge = Awaited<ReturnType<typeof startEdge>>;

/** One after the other through the Worker. Throws when one was not answered by the desk. */
async function through(edge: Edge, next: (n: number) => Call): Promise<readonly number[]> {
  const ms: number[] = [];
  for (let n = 0; n < ALONE; n += 1) {
    const { method, path, headers = {}, body = "" } = next(n);
    const before = performance.now();
    const answer = await edge.fetch(path, { method, headers, body });
    const text = await answer.text();
    ms.push(performance.now() - before);
    if (answer.status !== 200 || text !== "")
      throw new Error(`the edge answered ${answer.status} ${text.slice(0, 80)}`);
  }
  return ms;
}

export const edge: Figure = {
  name: "edge",
  what: `signed /classify one at a time, to the desk and through the Worker in local workerd before it`,
  async run() {
    if (!HAS_WORKERD) return [{ what: "through the edge", more: `not measured: ${NEEDS_WORKERD}` }];
    const desk = await startSlackDesk({ edgeSecret: EDGE_SECRET });
    try {
      const worker = await startEdge({
        origin: desk.base,
        signingSecret: SECRET,
        edgeSecret: EDGE_SECRET,
        queue: false,
      });
      try {
        await through(worker, (n) => classify(1_000_000 + n));
        const direct = times(await alone(desk.base, (n) => classify(2_000_000 + n)));
        const passed = await through(worker, (n) => classify(3_000_000 + n));
        return [
          { what: "direct", ms: direct },
          { what: "through the edge", ms: passed },
          { what: "ratio of medians, edge / direct", ratio: quantile(passed, 0.5) / quantile(direct, 0.5) },
        ];
      } finally {
        await worker.close();
      }
    } finally {
      await desk.close();
    }
  },
};
