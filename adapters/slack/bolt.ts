import boltModule from "@slack/bolt/dist/App.js";
import type { Receiver } from "@slack/bolt";
import { quietLogger, type SlackAccess } from "./client.ts";
import type { SlackLog } from "./log.ts";
import { at, textAt } from "./payload.ts";
import type { JsonObject } from "../../core/json.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

type BoltModule = typeof boltModule;

/** The App class alone, so that express is not loaded; a bundler may have taken `default` off already. */
function toAppClass(module: BoltModule): BoltModule["default"] {
  const inner: unknown = module.default;
  return (typeof inner === "function" ? inner : module) as BoltModule["default"];
}

/** Nothing is received by Bolt: the inbox is. */
const RECEIVER: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined };

/** What the listeners of one replay share. */
export type Replayed = { readonly on: (kind: ListenerKind, botUserId: string) => Promise<void> };
export type ListenerKind =
  | "message"
  | "file"
  | "membership"
  | "command"
  | "click"
  | "submission"
  | "shortcut"
  | "ended";

function openReplayed(context: { readonly [key: string]: unknown }): Replayed {
  return context["replayed"] as Replayed;
}

export type Bolt = { readonly process: (body: JsonObject, replayed: Replayed) => Promise<void> };

/**
 * Bolt 5 behind the inbox: it authorises, drops what the desk itself said, and routes a stored payload to the
 * listener of its kind. Its own acknowledgement goes nowhere: the request was answered from the inbox. A listener's
 * fault is thrown to the dispatcher.
 */
export function createBolt(deps: { readonly access: SlackAccess; readonly log: SlackLog }): Bolt {
  const App = toAppClass(boltModule);
  const app = new App({
    receiver: RECEIVER,
    convoStore: false,
    tokenVerificationEnabled: false,
    logger: quietLogger(deps.log),
    authorize: async (source) => {
      const id = source.isEnterpriseInstall ? source.enterpriseId : source.teamId;
      const { botToken, botUserId, botId } = await deps.access.installation(id ?? "");
      return { botToken, botUserId, ...(botId === null ? {} : { botId }) };
    },
  });
  const run = (kind: ListenerKind) => async (args: { readonly context: { readonly [key: string]: unknown } }) =>
    openReplayed(args.context).on(kind, textAt(args.context, "botUserId") ?? "");
  app.event(/^(app_mention|message)$/, run("message"));
  app.event("file_shared", run("file"));
  app.event(/^(member_joined_channel|channel_shared|channel_unshared|channel_id_changed)$/, run("membership"));
  app.event(/^(tokens_revoked|app_uninstalled)$/, run("ended"));
  app.command(/.*/, run("command"));
  app.action(/.*/, run("click"));
  app.shortcut(/.*/, run("shortcut"));
  app.view({ callback_id: /.*/, type: "view_submission" }, run("submission"));
  return {
    process: async (body, replayed) => {
      try {
        await app.processEvent({ body, ack: async () => undefined, customProperties: { replayed } });
      } catch (error) {
        // Bolt wraps what `authorize` throws; the dispatcher knows our faults only by themselves.
        const inner = at(error, "original");
        throw inner instanceof AdapterFault ? inner : error;
      }
    },
  };
}
