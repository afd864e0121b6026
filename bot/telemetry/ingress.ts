import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Telemetry } from "../../core/ports/telemetry.ts";

/** A request by the route that answered it, never by its own path, and by its status. */
export function measureIngress(telemetry: Telemetry): MiddlewareHandler {
  return (c, next) =>
    telemetry.during("ingress", {}, async (note) => {
      await next();
      note({ route: routePath(c, -1), status: c.res.status });
    });
}
