import { wordOf } from "./action-ids.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import { at, listAt, textAt } from "./payload.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import type { Json } from "../../core/json.ts";

const toJson = (value: unknown): Json => value as Json;
const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A click, a form or a shortcut. Null: a kind the desk never shows, or one without its key. */
export async function readInteraction(body: unknown): Promise<SlackDelivery | null> {
  const type = textAt(body, "type");
  const installation = installationOf(body);
  if (type === null || installation === null) return null;
  const common = { installation, kind: type, user: textAt(body, "user", "id"), time: null };
  const trigger = textAt(body, "trigger_id");
  switch (type) {
    case "view_submission": {
      const key = await viewKey(at(body, "view"));
      return key === null ? null : { ...common, key, mode: "now", subject: null };
    }
    case "block_actions": {
      const [action, ...others] = listAt(body, "actions");
      if (trigger === null || action === undefined || others.length > 0) return null;
      const word = wordOf(textAt(action, "action_id"));
      const mode = word === null || word === "do" ? "later" : "now";
      return { ...common, key: trigger, mode, subject: mode === "later" ? cardOf(body) : null };
    }
    case "shortcut":
    case "message_action":
      return trigger === null ? null : { ...common, key: trigger, mode: "now", subject: null };
    default:
      return null;
  }
}

function installationOf(body: unknown): string | null {
  if (at(body, "is_enterprise_install") === true) return textAt(body, "enterprise", "id");
  // A form opened from a Slack Connect channel names the workspace that installed the app apart.
  const installed = textAt(body, "view", "app_installed_team_id");
  return installed ?? textAt(body, "team", "id") ?? textAt(body, "user", "team_id");
}

function cardOf(body: unknown): string | null {
  const channel = textAt(body, "container", "channel_id");
  const message = textAt(body, "container", "message_ts");
  return channel !== null && message !== null ? `${channel}:${message}` : null;
}

/** A corrected submission of the same view is new work, a redelivery is not. */
async function viewKey(view: unknown): Promise<string | null> {
  const [id, hash] = [textAt(view, "id"), textAt(view, "hash")];
  if (id === null || hash === null) return null;
  const values = canonicalBytes(toJson(at(view, "state", "values") ?? {}));
  return `${id}:${hash}:${hex(await crypto.subtle.digest("SHA-256", new Uint8Array(values)))}`;
}
