import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { decide, type Command, type Context } from "../../../core/cases/decide.ts";
import type { CaseEvent } from "../../../core/cases/events.ts";
import type { Verb } from "../../../core/cases/verbs.ts";
import { toInstant } from "../../../core/dates.ts";
import { toCopyId, toHash, toPersonId, toRoleId, type PersonId } from "../../../core/ids.ts";
import type { RoleGrant } from "../../../core/ports/directory.ts";
import { Refusal } from "../../../core/refusal.ts";
import { policySchema } from "../../../core/routing/policy.ts";
import { aCase, aGrant, determined, inReview, LEGAL, NOW, opened, REQUESTER, TRADE } from "../../factories/case.ts";
import { refusal } from "../../factories/refusal.ts";

const policy = policySchema.parse(
  parse(readFileSync(new URL("../../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
);
const READING = { eccn: "3A001", paragraph: "3A001.a.14", outcome: "exception-available" as const, looser: false };
const REASON = "the part stores the digitized data, see the N.B.";

const command = (verb: Verb, over: Partial<Command> = {}): Command => ({
  verb,
  revision: 2,
  ticked: [],
  answers: [],
  reading: null,
  reason: null,
  text: null,
  hit: null,
  copy: null,
  ...over,
});
const context = (person: PersonId, grants: readonly RoleGrant[], over: Partial<Context> = {}): Context => ({
  person,
  grants,
  policy,
  at: NOW,
  cardSeen: null,
  readings: [READING],
  ...over,
});
const legal = context(LEGAL, [aGrant(LEGAL, "legal")]);
const trade = context(TRADE, [aGrant(TRADE, "trade-compliance")]);
const reviewed = (events: readonly CaseEvent[] = []) => aCase([opened, determined(), inReview, ...events]);

describe("who may decide", () => {
  it("the requester never decides their own request, whatever roles they hold", () => {
    const roles = policy.roles.map((role) => aGrant(REQUESTER, role));
    for (const verb of ["approve", "approve-classification", "override", "reject", "ask", "escalate"] as const)
      expect(
        refusal(() => decide(reviewed(), command(verb, { ticked: ["t1"], text: REASON }), context(REQUESTER, roles)))
          .code,
      ).toBe("own-request");
  });

  it("a person without the role is refused", () => {
    const engineer = toPersonId("engineering-reviewer");
    const act = () =>
      decide(reviewed(), command("approve", { ticked: ["t1"] }), context(engineer, [aGrant(engineer, "engineering")]));
    expect(refusal(act).code).toBe("wrong-role");
  });

  it("an authority that ended is refused by name", () => {
    const ended = aGrant(LEGAL, "legal", { validTo: NOW });
    expect(
      refusal(() => decide(reviewed(), command("approve", { ticked: ["t1"] }), context(LEGAL, [ended]))).code,
    ).toBe("authority-expired");
  });

  it("an authority that has not begun counts for nothing", () => {
    const later = aGrant(LEGAL, "legal", { validFrom: toInstant("2026-12-01T00:00:00.000Z") });
    expect(
      refusal(() => decide(reviewed(), command("approve", { ticked: ["t1"] }), context(LEGAL, [later]))).code,
    ).toBe("authority-expired");
  });
});

describe("what a click rests on", () => {
  it("a click on an older revision is refused: the evidence changed", () => {
    expect(refusal(() => decide(reviewed(), command("approve", { revision: 1, ticked: ["t1"] }), legal)).code).toBe(
      "stale",
    );
  });

  it("approve is offered only once each point is ticked", () => {
    const refused = refusal(() => decide(reviewed(), command("approve"), legal));
    expect(refused.params).toMatchObject({ what: "ticks-open", ticks: ["t1"] });
  });

  it("what cannot be ticked away cannot be released; the classification can be approved", () => {
    const blocked = aCase([opened, determined({ blocks: [{ code: "list-stale", params: {} }], ticks: [] }), inReview]);
    expect(refusal(() => decide(blocked, command("approve"), legal)).params).toMatchObject({ what: "cannot-release" });
    expect(decide(blocked, command("approve-classification"), legal)[0]).toMatchObject({ type: "approval-given" });
  });

  it.each(["prohibited", "licence-required", "review", "needs-facts", "other-agency", "not-covered"] as const)(
    "no verb releases %s",
    (outcome) => {
      const held = aCase([
        opened,
        determined({ outcome, ticks: [] }),
        { ...inReview, needs: [{ role: toRoleId("legal"), count: 1 }] } as CaseEvent,
      ]);
      expect(refusal(() => decide(held, command("approve"), legal)).code).toBe("invalid");
      for (const verb of ["approve-classification", "override", "reject"] as const) {
        const events = decide(held, command(verb, { text: REASON, reading: "3A001.a.14", reason: "other" }), legal);
        expect(events.filter((event) => event.type === "decided" && event.released)).toEqual([]);
      }
    },
  );

  it("two roles are needed: the first approval decides nothing, the second releases", () => {
    const [first, ...none] = decide(reviewed(), command("approve", { ticked: ["t1"] }), legal);
    expect(none).toEqual([]);
    const half = aCase([opened, determined(), inReview, first as CaseEvent], LEGAL);
    const events = decide(half, command("approve", { ticked: ["t1"] }), trade);
    expect(events.at(-1)).toMatchObject({
      type: "decided",
      decision: "approved",
      released: true,
      by: [LEGAL, TRADE],
      validUntil: "2026-12-24",
    });
  });

  it("one person counts once, even with both roles", () => {
    const both = context(LEGAL, [aGrant(LEGAL, "legal"), aGrant(LEGAL, "trade-compliance")]);
    const [first] = decide(reviewed(), command("approve", { ticked: ["t1"] }), both);
    const half = aCase([opened, determined(), inReview, first as CaseEvent], LEGAL);
    expect(refusal(() => decide(half, command("approve", { ticked: ["t1"] }), both)).params).toMatchObject({
      what: "approved-already",
    });
  });

  it("a decided case is decided once", () => {
    const done = reviewed([
      {
        type: "decided",
        decision: "rejected",
        outcome: "review",
        released: false,
        by: [LEGAL],
        reading: null,
        reason: null,
        validUntil: null,
      },
    ]);
    expect(refusal(() => decide(done, command("approve", { ticked: ["t1"] }), legal)).code).toBe("already-decided");
  });
});

describe("override", () => {
  const act = (over: Partial<Command>, ctx: Context = legal) =>
    decide(
      reviewed(),
      command("override", { reading: "3A001.a.14", reason: "design-intent", text: REASON, ...over }),
      ctx,
    );

  it("chooses only among the readings the rulebook leaves open", () => {
    expect(refusal(() => act({ reading: "EAR99" })).params).toMatchObject({ what: "reading-not-open" });
  });

  it.each([
    ["no reason", null],
    ["a reason of 19 characters", "x".repeat(19)],
    ["a reason of 4,001 characters", "x".repeat(4001)],
  ])("refuses %s", (_, text) => {
    expect(refusal(() => act({ text })).code).toBe("invalid");
  });

  it("a reading that is not looser stands with a reason of 20 characters and releases nothing", () => {
    expect(act({ text: "x".repeat(20) }).at(-1)).toMatchObject({
      type: "decided",
      decision: "overridden",
      released: false,
      reading: "3A001.a.14",
    });
  });

  it("a looser reading needs a second person of another role", () => {
    const looser = { ...legal, readings: [{ ...READING, looser: true }] };
    const events = act({}, looser);
    expect(events.map((event) => event.type)).toEqual(["override-proposed"]);
    const waiting = aCase([opened, determined(), inReview, ...events], LEGAL);
    const again = { ...looser, grants: [aGrant(LEGAL, "legal"), aGrant(LEGAL, "trade-compliance")] };
    expect(refusal(() => decide(waiting, command("confirm-override"), again)).code).toBe("own-request");
    const sameRole = context(toPersonId("legal-two"), [aGrant(toPersonId("legal-two"), "legal")], {
      readings: looser.readings,
    });
    expect(refusal(() => decide(waiting, command("confirm-override"), sameRole)).code).toBe("wrong-role");
    expect(decide(waiting, command("confirm-override"), { ...trade, readings: looser.readings })[0]).toMatchObject({
      decision: "overridden",
      released: false,
      by: [LEGAL, TRADE],
    });
  });
});

describe("questions", () => {
  it("an answer is a fact of the one who gave it; I don't know is never a no", () => {
    const asking = aCase([
      opened,
      determined({ openQuestions: ["sample-rate"] }),
      { type: "question-asked", question: "q1", fact: "sample-rate", to: REQUESTER, pausesSla: true },
    ]);
    const answered = decide(
      asking,
      command("answer", { answers: [{ fact: "sample-rate", value: null }] }),
      context(REQUESTER, []),
    );
    expect(answered).toEqual([{ type: "question-answered", question: "q1", fact: "sample-rate", answer: "unknown" }]);
    const after = aCase([
      opened,
      determined({ openQuestions: ["sample-rate"] }),
      { type: "question-asked", question: "q1", fact: "sample-rate", to: REQUESTER, pausesSla: true },
      ...answered,
    ]);
    expect(after.stated).toEqual([{ name: "sample-rate", value: null }]);
    expect(after.stage).toBe("looking");
  });
});

describe("random clicks", () => {
  const people = [REQUESTER, LEGAL, TRADE, toPersonId("engineering-reviewer"), toPersonId("stranger")];
  const grants: ReadonlyMap<PersonId, readonly RoleGrant[]> = new Map([
    [LEGAL, [aGrant(LEGAL, "legal")]],
    [TRADE, [aGrant(TRADE, "trade-compliance")]],
    [REQUESTER, [aGrant(REQUESTER, "legal"), aGrant(REQUESTER, "trade-compliance")]],
  ]);
  const verbs: readonly Verb[] = [
    "approve",
    "approve-classification",
    "override",
    "confirm-override",
    "reject",
    "ask",
    "answer",
    "withdraw",
    "escalate",
    "reopen",
  ];

  it("never decide twice, never release without every needed role, never by the requester", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...verbs), fc.boolean()), { maxLength: 25 }),
        (clicks) => {
          let events: readonly CaseEvent[] = [opened, determined(), inReview];
          let state = aCase(events);
          for (const [person, verb, ticked] of clicks) {
            try {
              const made = decide(
                state,
                command(verb, {
                  revision: state.revision,
                  ticked: ticked ? ["t1"] : [],
                  text: REASON,
                  reading: "3A001.a.14",
                  answers: [{ fact: "x", value: "y" }],
                }),
                context(person, grants.get(person) ?? []),
              );
              for (const event of made) {
                events = [...events, event];
                state = aCase(events, person);
                if (event.type === "decided" && event.released) {
                  expect(event.by).not.toContain(REQUESTER);
                  expect(new Set(event.by)).toEqual(new Set([LEGAL, TRADE]));
                }
              }
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
          }
          const sinceReopen = events.slice(events.findLastIndex((event) => event.type === "reopened") + 1);
          expect(sinceReopen.filter((event) => event.type === "decided").length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a role that has approved already", () => {
  it("its second holder hears so, instead of being called the wrong role", () => {
    const [first] = decide(reviewed(), command("approve", { ticked: ["t1"] }), legal);
    const half = aCase([opened, determined(), inReview, first as CaseEvent], LEGAL);
    const second = toPersonId("legal-two");
    const refused = refusal(() =>
      decide(half, command("approve", { ticked: ["t1"] }), context(second, [aGrant(second, "legal")])),
    );
    expect(refused.params).toMatchObject({ what: "role-approved", roles: ["trade-compliance"] });
  });
});

describe("replies that were not understood", () => {
  const copy = toCopyId("01920000-0000-7000-8000-00000000000c");
  const text = toHash("d".repeat(64));
  const unclear: CaseEvent = { type: "reply-unclear", copy, text, messageKey: "m1" };
  const requester = context(REQUESTER, []);

  it("become a source, a request or nothing, as the person says, once", () => {
    const state = aCase([opened, determined(), inReview, unclear], REQUESTER);
    expect(decide(state, command("reply-fact", { copy, revision: 0 }), requester)).toEqual([
      { type: "source-added", blob: text, kind: "message", name: null, fault: null },
      { type: "reply-settled", copy, as: "fact" },
    ]);
    expect(decide(state, command("reply-request", { copy }), requester)).toEqual([
      { type: "reply-settled", copy, as: "request" },
    ]);
    const settled = aCase([opened, determined(), inReview, unclear, { type: "reply-settled", copy, as: "nothing" }]);
    expect(refusal(() => decide(settled, command("reply-fact", { copy }), requester)).params).toEqual({
      what: "reply-settled",
    });
  });

  it("are settled only on the card that asks", () => {
    const state = aCase([opened, determined(), inReview, unclear], REQUESTER);
    expect(refusal(() => decide(state, command("reply-nothing", { copy: null }), requester)).code).toBe("not-found");
  });
});

describe("a message that is deleted", () => {
  it("is on record and takes nothing back: the review and its approvals stay", () => {
    const removal: CaseEvent = {
      type: "source-added",
      blob: toHash("e".repeat(64)),
      kind: "removal",
      name: null,
      fault: null,
    };
    const state = reviewed([removal]);
    expect(state.stage).toBe("in-review");
    expect(state.sources.map((source) => source.kind)).toEqual(["removal"]);
    expect(reviewed([{ ...removal, kind: "edit" }]).stage).toBe("looking");
  });
});
