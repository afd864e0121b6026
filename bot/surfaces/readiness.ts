import type { Readiness } from "../app.ts";
import type { SlackSocket } from "../../adapters/slack/socket.ts";

/** Whether the desk hears everyone it is connected to. A lost socket is a named state: nothing reaches the desk by it. */
export function readiness(socket: SlackSocket | null): Readiness {
  const state = socket?.state();
  if (!state || state.state === "connected") return { ready: true, why: null };
  const code = "code" in state && state.code !== null ? ` (${state.code})` : "";
  return { ready: false, why: `slack-socket-${state.state}${code} since ${new Date(state.since).toISOString()}` };
}
