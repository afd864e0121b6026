import { describe, expect, it } from "vitest";
import { delegate, reroute } from "../../../core/cases/move.ts";
import { alarmsOf, nextReminder, usualTime } from "../../../core/cases/waiting.ts";
import { conclude } from "../../../core/cases/conclude.ts";
import type { CaseEvent } from "../../../core/cases/events.ts";
import { instantMillis, toInstant } from "../../../core/dates.ts";
import { toHash, toPersonId, toRoleId } from "../../../core/ids.ts";
import { Refusal } from "../../../core/refusal.ts";
import { policySchema } from "../../../core/routing/policy.ts";
import { aCase, aSummary, determined, inReview, LEGAL, NOW, opened, TRADE } from "../../factories/case.ts";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const policy = policySchema.parse(
  parse(readFileSync(new URL("../../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
);
const HOUR = 3_600_000;

describe("reminders", () => {
  it("go out at once, then after four hours, then once a day", () => {
    expect(nextReminder([], 1000)).toBe(1000);
    expect(nextReminder([5000], 1000)).toBe(5000 + 4 * HOUR);
    expect(nextReminder([5000, 9000], 1000)).toBe(9000 + 24 * HOUR);
    expect(nextReminder([1, 2, 3, 4], 1000)).toBe(4 + 24 * HOUR);
  });

  it("come by themselves before the due time, at it and after, and the wait has an end", () => {
    const since = toInstant("2026-11-24T08:00:00.000Z");
    const due = instantMillis(toInstant("2026-11-24T16:00:00.000Z"));
    expect(alarmsOf({ since, due }).map(({ what, at }) => [what, (at - due) / HOUR])).toEqual([
      ["remind", -2],
      ["overdue", 0],
      ["overdue", 24],
      ["expire", 336],
    ]);
  });
});

describe("the usual time", () => {
  const decidedCase = (hours: number, decision: Extract<CaseEvent, { type: "decided" }>["decision"] = "approved") => ({
    ...aCase([opened, determined(), inReview]),
    decided: {
      decision,
      outcome: "exception-available" as const,
      released: true,
      by: [LEGAL],
      via: "console",
      at: toInstant(new Date(instantMillis(NOW) + hours * HOUR).toISOString()),
      reading: null,
      reason: null,
      validUntil: null,
    },
  });

  it("is the median of cases that came for the same reason; none yet is none", () => {
    expect(usualTime([], "exception-use")).toBeNull();
    expect(usualTime([decidedCase(1), decidedCase(9), decidedCase(2)], "exception-use")).toBe(2 * HOUR);
    expect(usualTime([decidedCase(1), decidedCase(2)], "exception-use")).toBe(1.5 * HOUR);
    expect(usualTime([decidedCase(1)], "itar")).toBeNull();
  });

  it("leaves out what nobody decided", () => {
    expect(usualTime([decidedCase(1, "withdrawn"), decidedCase(2, "expired")], "exception-use")).toBeNull();
  });
});

describe("the clock while the requester is asked", () => {
  it("stands, and goes on with what was left", () => {
    const due = instantMillis(NOW) + 5 * HOUR;
    const asked: CaseEvent = {
      type: "question-asked",
      question: "ask-3",
      fact: "reviewer-question",
      to: toPersonId("sales-engineer"),
      pausesSla: true,
    };
    const state = aCase([opened, determined(), { ...inReview, due } as CaseEvent, asked]);
    expect(state.clockLeft).toBe(5 * HOUR);
    const later = instantMillis(NOW) + 100 * HOUR;
    const concluded = { determination: toHash("b".repeat(64)), summary: aSummary(), asOf: "2026-11-24" as never };
    const again = conclude({ ...state, stage: "looking" }, concluded, { policy, nowMs: later }).at(-1);
    expect(again).toMatchObject({ type: "review-opened", due: later + 5 * HOUR });
  });
});

describe("moving a review", () => {
  const state = aCase([opened, determined(), inReview]);
  const refusedFor = (act: () => unknown): unknown => {
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) return error.params["what"];
    }
    return null;
  };

  it("another role joins with its places, and nobody's approval is taken away", () => {
    const [moved] = reroute(state, { how: "reassign", to: "engineering", why: "they know the core" }, policy);
    if (!moved) throw new Error("nothing");
    const after = aCase([opened, determined(), inReview, moved]);
    expect(after.review?.needs.map((need) => need.role)).toEqual(["legal", "trade-compliance", "engineering"]);
    expect(after.review?.places).toContain("reviewers-engineering");
    expect(refusedFor(() => reroute(after, { how: "reassign", to: "engineering", why: null }, policy))).toBe(
      "role-there",
    );
    expect(refusedFor(() => reroute(state, { how: "reassign", to: "nobody", why: null }, policy))).toBe("role");
  });

  it("is handed only to a colleague who holds the role now", () => {
    const other = toPersonId("legal-two");
    const by = { as: toRoleId("legal"), person: LEGAL, holders: [LEGAL, other] };
    const [handed] = delegate(state, { person: other, why: null }, by);
    if (!handed) throw new Error("nothing");
    expect(aCase([opened, determined(), inReview, handed]).review?.delegates).toEqual([{ role: "legal", to: other }]);
    for (const person of [TRADE, LEGAL, null, "sales-engineer"])
      expect(refusedFor(() => delegate(state, { person, why: null }, by))).toBe("not-a-colleague");
  });
});
