import { Hono } from "hono";

/** A platform's routes, mounted whole; each owns its paths. */
export type Surface = { readonly name: string; readonly app: Hono };
export type Readiness = { readonly ready: boolean; readonly why: string | null };

/** The table of routes: everything else is 404, and said without a word about what exists. */
export function createApp(surfaces: readonly Surface[], readiness: () => Promise<Readiness>): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const state = await readiness();
    return c.json({ ready: state.ready, why: state.why }, state.ready ? 200 : 503);
  });
  for (const surface of surfaces) app.route("/", surface.app);
  app.notFound((c) => c.text("not found", 404));
  app.onError((_, c) => c.text("error", 500));
  return app;
}
