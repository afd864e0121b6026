import { instantMillis } from "../dates.ts";
import type { Review } from "./state.ts";
import type { CaseState } from "./state.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after the last reminder the next one may go out: the first at once, then rarer and rarer. */
const BACK_OFF: readonly number[] = [0, 4 * HOUR, DAY];

/** When the holder of the ball may be reminded again (ms), counting the reminders since the ball came to them. */
export function nextReminder(reminders: readonly number[], sinceMs: number): number {
  const last = reminders.at(-1) ?? sinceMs;
  return last + (BACK_OFF[Math.min(reminders.length, BACK_OFF.length - 1)] ?? DAY);
}

export type Alarm = { readonly what: "remind" | "overdue" | "expire"; readonly at: number };

/** Silence is never consent: after so long without a word the case closes, and nothing is released. */
const EXPIRES_AFTER = 14 * DAY;

/** Reminders that come by themselves: when three quarters of the time are gone, when it is over, a day later; then the end. */
export function alarmsOf(review: Pick<Review, "due" | "since">): readonly Alarm[] {
  const { due } = review;
  const since = review.since ? instantMillis(review.since) : due;
  const before = due - Math.max(0, due - since) / 4;
  return [
    { what: "remind", at: Math.round(before) },
    { what: "overdue", at: due },
    { what: "overdue", at: due + DAY },
    { what: "expire", at: due + EXPIRES_AFTER },
  ];
}

/** The same for a question that waits for the requester. */
export const alarmsOfQuestion = (askedMs: number): readonly Alarm[] => [
  { what: "remind", at: askedMs + DAY },
  { what: "remind", at: askedMs + 3 * DAY },
  { what: "expire", at: askedMs + EXPIRES_AFTER },
];

/** From question to decision in ms: the median of decided cases that came for the same reason; null: none yet. */
export function usualTime(cases: readonly CaseState[], kind: string): number | null {
  const took = cases
    .flatMap(({ decided, review, openedAt }) =>
      decided && review?.kinds[0] === kind && !UNDECIDED.has(decided.decision)
        ? [instantMillis(decided.at) - instantMillis(openedAt)]
        : [],
    )
    .toSorted((a, b) => a - b);
  const [low, high] = [took[Math.floor((took.length - 1) / 2)], took[Math.floor(took.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
const UNDECIDED: ReadonlySet<string> = new Set(["withdrawn", "expired", "no-answer"]);
