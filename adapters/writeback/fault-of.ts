import { bodyKindOf, retryAfterMs, treatmentOf, type Answer, type Treatment } from "../../core/writeback/answer.ts";
import { TargetFault } from "../../core/ports/writeback.ts";
import type { TargetAnswer } from "./transport.ts";

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const dateMs = (text: string): number => (HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN);

/** The treatment of an answer, by the answer table. */
export function treat(answer: TargetAnswer, expects: Answer["expects"]): Treatment {
  const body = bodyKindOf(answer.headers.get("content-type") ?? null, answer.body.slice(0, 512), answer.isCut);
  return treatmentOf({ status: answer.status, body, expects });
}

/** An answer that is not "done" as a fault: its code is ours, the target's own text stays where it is. */
export function faultOf(
  answer: TargetAnswer,
  treatment: Exclude<Treatment, "done-after-read-back">,
  nowMs: number,
): TargetFault {
  const wait = retryAfterMs(answer.headers.get("retry-after") ?? null, dateMs, nowMs);
  const isAuthorised = treatment !== "refresh-once";
  return new TargetFault(isAuthorised ? treatment : "dead-letter-admin", codeOf(answer, treatment), {
    retryAfterMs: wait,
    owner: treatment === "wait-owner" ? holderOf(answer) : null,
  });
}

const CODES: Readonly<Record<Exclude<Treatment, "done-after-read-back" | "person" | "failure">, string>> = {
  "per-item": "several-answers",
  "stop-person": "several-records",
  "dead-letter-mapping": "mapping-refused",
  "refresh-once": "unauthorised",
  "dead-letter-admin": "forbidden",
  "re-preview": "changed",
  "wait-owner": "locked",
  bug: "precondition-missing",
  wait: "asked-to-wait",
  "unknown-read-back": "server-error",
};

function codeOf({ status, isCut }: TargetAnswer, treatment: Exclude<Treatment, "done-after-read-back">): string {
  if (treatment === "person") return status === 410 ? "gone" : "record-not-there";
  if (treatment === "failure") return status >= 300 ? "redirected" : "web-page";
  if (treatment === "unknown-read-back" && isCut) return "answer-cut";
  return CODES[treatment];
}

/** Who holds the record, where a header says so; a body is the target's own text and may be anything. */
const holderOf = ({ headers }: TargetAnswer): string | null =>
  headers
    .get("x-locked-by")
    ?.replaceAll(/[^\p{L}\p{N} ._@-]/gu, "")
    .slice(0, 80) ?? null;
