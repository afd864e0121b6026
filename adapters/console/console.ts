import { Hono } from "hono";
import type { Context } from "hono";
import type { ConsoleDeps } from "./deps.ts";
import { loopbackGate, tokenGate } from "./gate.ts";
import { events } from "./events.ts";
import { evidenceRoutes } from "./evidence-routes.ts";
import { postAction, postDialog, postMessage } from "./post-request.ts";
import { postFile } from "./post-file.ts";
import { openAsset, openPage } from "./page-files.ts";
import { refuse } from "./refuse.ts";
import { stateOf } from "./state.ts";

async function asset(c: Context): Promise<Response> {
  const found = await openAsset(c.req.param("name") ?? "");
  return found ? c.body(found.bytes, 200, { "Content-Type": found.type }) : refuse(c, 404, "not-found");
}

/**
 * The local web desk: the page at `/` and its routes below `/desk`. Loopback only, one tenant, people of this machine
 * (engineering-decisions §12). Every other path is 404.
 */
export function createConsole(deps: ConsoleDeps): Hono {
  const app = new Hono();
  app.use("*", loopbackGate(deps));
  app.use("/desk/*", tokenGate(deps));
  app.get("/", async (c) => c.html(await openPage(deps.token)));
  app.get("/desk/assets/:token/:name", asset);
  app.get("/desk/state", async (c) => c.json(await stateOf(deps, c.req.query("since"))));
  app.get("/desk/events", (c) => events(c, deps.desk));
  app.post("/desk/messages", (c) => postMessage(c, deps));
  app.post("/desk/actions", (c) => postAction(c, deps));
  app.post("/desk/dialogs", (c) => postDialog(c, deps));
  app.post("/desk/files", (c) => postFile(c, deps));
  app.route("/desk", evidenceRoutes(deps));
  app.notFound((c) => refuse(c, 404, "not-found"));
  return app;
}
