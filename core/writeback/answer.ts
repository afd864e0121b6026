/** What an HTTP answer of a target comes to (reference: the answer table; RFC 9110, RFC 6585). */
export type Treatment =
  /** Taken as done once the read-back shows it. */
  | "done-after-read-back"
  /** Several answers in one: each is read back by itself. */
  | "per-item"
  /** Not done and not known what else; a person looks. */
  | "stop-person"
  /** Nothing was done: tried again on the target's schedule. */
  | "failure"
  /** Our request is wrong for this target: dead letter, the mapping's owner. */
  | "dead-letter-mapping"
  /** Credentials or session expired: made anew once, then an administrator. */
  | "refresh-once"
  | "dead-letter-admin"
  /** The record is not there (any more). */
  | "person"
  /** The record changed: read again; the same diff goes on, another goes to a person. */
  | "re-preview"
  /** Somebody holds the record: wait, and say who. */
  | "wait-owner"
  /** We left out a precondition we always send: a defect of ours. */
  | "bug"
  | "wait"
  /** May have been done: read back, then tried again. */
  | "unknown-read-back";

export type BodyKind = "empty" | "json" | "xml" | "text" | "html" | "cut";
export type Answer = {
  /** Null: no answer came, or none in time. */
  readonly status: number | null;
  readonly body: BodyKind;
  /** `json`: the target speaks JSON and nothing else counts; `any`: every body but a web page. */
  readonly expects: "json" | "any";
};

const EXACT: ReadonlyMap<number, Treatment> = new Map([
  [202, "unknown-read-back"],
  [207, "per-item"],
  [300, "stop-person"],
  [401, "refresh-once"],
  [402, "dead-letter-admin"],
  [403, "dead-letter-admin"],
  [404, "person"],
  [407, "dead-letter-admin"],
  [408, "unknown-read-back"],
  [409, "re-preview"],
  [410, "person"],
  [412, "re-preview"],
  [423, "wait-owner"],
  [425, "wait"],
  [428, "bug"],
  [429, "wait"],
  [503, "wait"],
]);

/** The row of the answer table that fits. Pure and total: what nobody listed is never taken as done. */
export function treatmentOf({ status, body, expects }: Answer): Treatment {
  if (status === null || status < 200) return "unknown-read-back";
  const exact = EXACT.get(status);
  if (exact) return exact;
  if (status < 300) return acceptedBy(body, expects);
  if (status < 400) return "failure";
  return status < 500 ? "dead-letter-mapping" : "unknown-read-back";
}

/** A web page with 200 is a login form or a proxy, not the target; a cut answer says nothing. */
function acceptedBy(body: BodyKind, expects: Answer["expects"]): Treatment {
  if (body === "cut") return "unknown-read-back";
  if (body === "html") return "failure";
  if (body === "empty" || body === "json") return "done-after-read-back";
  return expects === "any" ? "done-after-read-back" : "failure";
}

/** What kind of body it is, by its type and first characters: servers call pages JSON and JSON text. */
export function bodyKindOf(contentType: string | null, start: string, isCut: boolean): BodyKind {
  if (isCut) return "cut";
  const text = start.trimStart().toLowerCase();
  if (text === "") return "empty";
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/html" || type === "application/xhtml+xml" || /^(<!doctype html|<html)/.test(text)) return "html";
  if (type.includes("json") && !text.startsWith("<")) return "json";
  if (/^[[{"]/.test(text) && (type === "" || type.startsWith("text/"))) return "json";
  if (type.includes("xml") || text.startsWith("<?xml")) return "xml";
  return "text";
}

const LONGEST_WAIT_MS = 3_600_000;

/** `Retry-After` in milliseconds (seconds or an HTTP date, RFC 9110 §10.2.3), at most an hour; null: not said or not read. */
export function retryAfterMs(header: string | null, dateMs: (text: string) => number, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : dateMs(text) - nowMs;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT_MS) : null;
}
