import { Hono } from "hono";
import { rawBody } from "./bodies.ts";
import type { ConsoleDeps } from "./deps.ts";
import { MAX_PACKAGE_BYTES } from "./limits.ts";
import { refuse } from "./refuse.ts";
import { timelineOf } from "./timeline.ts";

const CASE = /^ED-\d{1,12}$/;
const TAMPERED = 1;

/** A case's timeline, its package, and the verifier over any bytes. Who may see is asked of the wiring each time. */
export function evidenceRoutes(deps: ConsoleDeps): Hono {
  const app = new Hono();
  let exported = false;

  app.get("/cases/:case", async (c) => {
    const number = c.req.param("case");
    const entries = CASE.test(number) ? await deps.entries(number, c.req.query("as") ?? "") : null;
    return entries ? c.json({ case: number, lines: timelineOf(entries) }) : refuse(c, 404, "not-found");
  });

  app.get("/package/:case", async (c) => {
    const number = c.req.param("case");
    const found = CASE.test(number) ? await deps.exportPackage(number, c.req.query("as") ?? "") : null;
    if (!found) return refuse(c, 404, "not-found");
    exported = true;
    return c.body(new Uint8Array(found.bytes), 200, {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${found.name.replace(/[^\w.-]/g, "-")}"`,
    });
  });

  app.get("/record/:case", async (c) => {
    const number = c.req.param("case");
    const found = CASE.test(number) ? await deps.exportRecord(number, c.req.query("as") ?? "") : null;
    if (!found) return refuse(c, 404, "not-found");
    return c.body(new Uint8Array(found.bytes), 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${found.name.replace(/[^\w.-]/g, "-")}"`,
    });
  });

  app.get("/list/:case", async (c) => {
    const number = c.req.param("case");
    const found = CASE.test(number) ? await deps.exportList(number, c.req.query("as") ?? "") : null;
    if (!found) return refuse(c, 404, "not-found");
    return c.body(new Uint8Array(found.bytes), 200, {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="${found.name.replace(/[^\w.-]/g, "-")}"`,
    });
  });

  app.post("/verify", async (c) => {
    const bytes = await rawBody(c, MAX_PACKAGE_BYTES);
    if (bytes instanceof Response) return bytes;
    const result = await deps.verify(bytes);
    if (exported && result.exit === TAMPERED) await deps.desk.tick("prove");
    return c.json(result);
  });
  return app;
}
