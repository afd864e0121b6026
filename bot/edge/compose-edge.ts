import { slackDoor } from "./slack-door.ts";
import { teamsDoor } from "./teams-door.ts";
import type { Door } from "../../adapters/edge/door.ts";
import { createEdge, type Edge } from "../../adapters/edge/edge.ts";
import { createForward } from "../../adapters/edge/forward.ts";
import type { EdgeLog } from "../../adapters/edge/log.ts";
import type { LaterQueue } from "../../adapters/edge/queue.ts";
import { createStamp } from "../../adapters/edge/stamp.ts";
import { createResponder } from "../../adapters/slack/response-url.ts";

/** The Worker's variables, secrets and bindings (`wrangler.toml`). */
export type EdgeEnv = {
  /** Where the desk is: scheme, host and port. */
  readonly DESK_ORIGIN?: string;
  /** The same as the desk's own. */
  readonly DESK_EDGE_SECRET?: string;
  /** Absent: no Slack address here. */
  readonly SLACK_SIGNING_SECRET?: string;
  readonly DESK_QUEUE?: LaterQueue;
};

const log: EdgeLog = (event, fields) => console.log(JSON.stringify({ event, ...fields }));

/** Wires the edge from its environment. Throws when the desk's address or the shared secret is missing or unfit. */
export function composeEdge(env: EdgeEnv): Edge {
  const doors = new Map<string, Door>([["/api/messages", teamsDoor]]);
  const signingSecret = env.SLACK_SIGNING_SECRET ?? "";
  if (signingSecret !== "") {
    const slack = { signingSecret, respond: createResponder((url, init) => fetch(url, init)) };
    for (const surface of ["events", "commands", "actions"] as const)
      doors.set(`/slack/${surface}`, slackDoor(surface, slack));
  }
  return createEdge({
    doors,
    forward: createForward({
      origin: env.DESK_ORIGIN ?? "",
      stamp: createStamp(env.DESK_EDGE_SECRET ?? ""),
      fetch: (url, init) => fetch(url, init),
    }),
    queue: env.DESK_QUEUE ?? null,
    now: Date.now,
    log,
  });
}
