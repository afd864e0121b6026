import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** The message, its place or its form is gone or refused for good: another attempt cannot help. */
const TERMINAL: ReadonlySet<string> = new Set([
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
  "is_archived",
  "channel_not_found",
  "thread_not_found",
  "user_not_found",
  "user_not_in_channel",
  "cannot_dm_bot",
  "file_not_found",
  "file_deleted",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_arguments",
  "msg_too_long",
  "msg_blocks_too_long",
  "no_text",
  "metadata_too_large",
]);
/** An administrator can mend these (invite the bot, add a scope, install again), so they wait and stay visible. */
const MENDABLE: Readonly<Record<string, number>> = {
  not_in_channel: 60_000,
  missing_scope: 300_000,
  restricted_action: 300_000,
  token_revoked: 300_000,
  token_expired: 300_000,
  invalid_auth: 300_000,
  not_authed: 300_000,
  account_inactive: 300_000,
};

/**
 * What Slack's answer means for the work item: gone for good, wait so long, or try again as the queue does. A
 * call whose answer was lost (time-out, reset) is `lost-answer`: it may have been done. Codes only, never a message.
 */
export function toAdapterFault(error: unknown): AdapterFault {
  if (error instanceof AdapterFault) return error;
  if (error instanceof WebAPIRateLimitedError) return new AdapterFault("ratelimited", false, error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    return new AdapterFault(code, TERMINAL.has(code), MENDABLE[code] ?? null);
  }
  if (error instanceof WebAPIHTTPError) return new AdapterFault(`http-${error.statusCode}`, false, null);
  return new AdapterFault("lost-answer", false, null);
}

/** One call, its fault told in our words. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAdapterFault(error);
  }
}
