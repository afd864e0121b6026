import { APICallError, NoObjectGeneratedError, NoOutputGeneratedError, RetryError } from "ai";
import type { ModelResult } from "../../core/ports/model.ts";

export type Failure = Exclude<ModelResult, "ok">;

/**
 * The name of what went wrong (measured against ai 7.0.173: the same for chat completions and responses). The error's
 * own words are not kept: a 401 may echo part of the key, an output may quote a customer.
 */
export function nameFailure(error: unknown): Failure {
  if (NoObjectGeneratedError.isInstance(error)) {
    if (error.finishReason === "content-filter") return "refused";
    return error.finishReason === "length" ? "truncated" : "invalid-output";
  }
  if (NoOutputGeneratedError.isInstance(error)) return "refused";
  if (RetryError.isInstance(error)) return nameFailure(error.lastError);
  if (APICallError.isInstance(error)) return nameStatus(error.statusCode);
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) return "timeout";
  return "unavailable";
}

/** A redirect, a page instead of an answer, a key or a name that is not taken: the settings are wrong, not the hour. */
function nameStatus(status: number | undefined): Failure {
  if (status === 429) return "rate-limited";
  if (status === undefined || status === 408 || status === 409 || status >= 500) return "unavailable";
  return "misconfigured";
}
