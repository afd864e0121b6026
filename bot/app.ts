import { Hono, type MiddlewareHandler } from "hono";

/** A platform's routes, mounted whole; each owns its paths. */
export type Surface = { readonly name: string; readonly app: Hono };
/** Named states only, never content. `reasons`: why no work is taken; `degraded`: what is missing while it is. */
export type Readiness = { readonly reasons: readonly string[]; readonly degraded: readonly string[] };

/** The table of routes: everything else is 404, and said without a word about what exists. */
export function createApp(
  surfaces: readonly Surface[],
  readiness: () => Promise<Readiness>,
  measure: MiddlewareHandler,
): Hono {
  const app = new Hono();
  app.use(measure);
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const state = await readiness();
    const ready = state.reasons.length === 0;
    const why = ready ? null : state.reasons.join("; ");
    return c.json({ ready, why, reasons: state.reasons, degraded: state.degraded }, ready ? 200 : 503);
  });
  for (const surface of surfaces) app.route("/", surface.app);
  app.notFound((c) => c.text("not found", 404));
  app.onError((_, c) => c.text("error", 500));
  return app;
}
