import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { decide, type Command, type Context } from "../../../core/cases/decide.ts";
import type { CaseEvent } from "../../../core/cases/events.ts";
import type { CaseState, WriteBack } from "../../../core/cases/state.ts";
import type { Verb } from "../../../core/cases/verbs.ts";
import { previewsMark, replayed } from "../../../core/cases/write-back.ts";
import { toHash, toRoleId, type PersonId } from "../../../core/ids.ts";
import type { Change, Purpose } from "../../../core/ports/writeback.ts";
import { policySchema } from "../../../core/routing/policy.ts";
import { diffHash } from "../../../core/writeback/diff.ts";
import { aCase, aGrant, determined, inReview, LEGAL, NOW, opened, REQUESTER, TRADE } from "../../factories/case.ts";
import { refusal } from "../../factories/refusal.ts";

const policy = policySchema.parse(
  parse(readFileSync(new URL("../../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
);
const CHANGES: readonly Change[] = [{ field: "eccn", from: "EAR99", to: "3A001" }];
type WriteBackEvent = Extract<CaseEvent, { type: "write-back" }>;

const step = (now: WriteBackEvent["step"], over: Partial<WriteBackEvent> = {}): WriteBackEvent => {
  const { target = "item-master", record = "AD-7", purpose = "outcome" as Purpose, changes = CHANGES } = over;
  return {
    type: "write-back",
    target,
    record,
    purpose,
    step: now,
    diff: diffHash({ target, record, purpose, changes }),
    key: `${target}-${record}-${purpose}`,
    changes,
    code: null,
    holder: null,
    ...over,
  };
};
const oneNeed: CaseEvent = { ...inReview, needs: [{ role: toRoleId("legal"), count: 1 }] } as CaseEvent;
const reviewed = (...events: readonly CaseEvent[]): CaseState => aCase([opened, determined(), oneNeed, ...events]);
const by = (person: PersonId, role: string): Context => ({
  person,
  grants: [aGrant(person, role)],
  policy,
  at: NOW,
  cardSeen: null,
  readings: [],
});
const legal = by(LEGAL, "legal");
const click = (state: CaseState, verb: Verb, over: Partial<Command> = {}): Command => ({
  verb,
  revision: state.revision,
  ticked: ["t1"],
  answers: [],
  reading: null,
  reason: null,
  text: "what the auditor will read, in full",
  hit: null,
  previews: previewsMark(state),
  copy: null,
  ...over,
});
const writeBacks = (events: readonly CaseEvent[]) => events.filter((event) => event.type === "write-back");
const after = (state: CaseState, events: readonly CaseEvent[], person: PersonId = LEGAL): CaseState =>
  aCase([opened, determined(), oneNeed, ...seen.get(state)!, ...events], person);
/** The events a state was made of, so that more may follow. */
const seen = new Map<CaseState, readonly CaseEvent[]>();
const from = (...events: readonly CaseEvent[]): CaseState => {
  const state = reviewed(...events);
  seen.set(state, events);
  return state;
};

describe("approval covers the previews on the card, by hash", () => {
  it("the approval names the hashes, and exactly those are approved for sending", () => {
    const state = from(
      step("previewed"),
      step("previewed", { target: "crm" }),
      step("failed", { target: "plm", diff: null }),
    );
    const events = decide(state, click(state, "approve"), legal);
    const hashes = (state.writeBacks ?? []).flatMap(({ step: at, diff }) => (at === "previewed" && diff ? [diff] : []));
    expect(events[0]).toMatchObject({ type: "approval-given", writeBacks: hashes });
    expect(writeBacks(events)).toEqual([step("approved"), step("approved", { target: "crm" })]);
    expect(after(state, events).writeBacks?.map((item) => [item.target, item.step])).toEqual([
      ["plm", "failed"],
      ["item-master", "approved"],
      ["crm", "approved"],
    ]);
  });

  it("a preview that came or changed after the card was shown is refused: look again", () => {
    const bare = from();
    const state = from(step("previewed"));
    const other = from(step("previewed", { changes: [{ field: "eccn", from: "5A992", to: "3A001" }] }));
    for (const shown of [null, previewsMark(other), `${previewsMark(state)}x`])
      expect(refusal(() => decide(state, click(state, "approve", { previews: shown }), legal))).toMatchObject({
        code: "stale",
        params: { what: "write-back" },
      });
    expect(refusal(() => decide(bare, click(bare, "approve", { previews: previewsMark(state) }), legal)).code).toBe(
      "stale",
    );
    const { previews: _left, ...without } = click(bare, "approve");
    expect(writeBacks(decide(bare, without, legal))).toEqual([]);
  });

  it("of two approvals both must have seen it: what came between is not sent", () => {
    const both = aCase([opened, determined(), inReview]);
    const first = decide(both, click(both, "approve"), legal);
    const between = aCase([opened, determined(), inReview, ...first, step("previewed")], LEGAL);
    const last = decide(between, click(between, "approve"), by(TRADE, "trade-compliance"));
    expect(last.map(({ type }) => type)).toEqual(["approval-given", "decided"]);
    const early = aCase([opened, determined(), inReview, step("previewed")]);
    const one = decide(early, click(early, "approve"), legal);
    const two = aCase([opened, determined(), inReview, step("previewed"), ...one], LEGAL);
    expect(writeBacks(decide(two, click(two, "approve"), by(TRADE, "trade-compliance")))).toEqual([step("approved")]);
  });

  it("a hold comes off only with a release, never with a classification that releases nothing", () => {
    const release = step("previewed", {
      purpose: "hold-release",
      changes: [{ field: "hold", from: "ED-1", to: null }],
    });
    const state = from(step("previewed"), release);
    expect(writeBacks(decide(state, click(state, "approve"), legal))).toHaveLength(2);
    expect(writeBacks(decide(state, click(state, "approve-classification"), legal))).toEqual([step("approved")]);
  });

  it("rejected, withdrawn and a newer determination leave nothing that could be sent", () => {
    const state = from(step("previewed"));
    for (const verb of ["reject"] as const) {
      const events = decide(state, click(state, verb), legal);
      expect(writeBacks(events)).toEqual([]);
      expect(after(state, events).writeBacks).toEqual([]);
    }
    expect(reviewed(step("previewed"), determined()).writeBacks).toEqual([]);
    expect(reviewed(step("confirmed"), determined()).writeBacks).toHaveLength(1);
  });
});

describe("after the decision", () => {
  const decided = (...events: readonly CaseEvent[]): CaseState => {
    const first = from();
    const state = aCase(
      [opened, determined(), oneNeed, ...decide(first, click(first, "approve"), legal), ...events],
      LEGAL,
    );
    return state;
  };

  it("a preview made anew is approved by itself, by a role of the review, under its own hash", () => {
    const state = decided(step("conflicted", { code: "changed" }), step("previewed"));
    expect(decide(state, click(state, "approve-write-back"), legal)).toEqual([step("approved")]);
    expect(refusal(() => decide(state, click(state, "approve-write-back", { previews: null }), legal)).code).toBe(
      "stale",
    );
    expect(refusal(() => decide(state, click(state, "approve-write-back"), by(TRADE, "trade-compliance"))).code).toBe(
      "wrong-role",
    );
    expect(refusal(() => decide(state, click(state, "approve-write-back"), by(REQUESTER, "legal"))).code).toBe(
      "own-request",
    );
    const none = decided(step("confirmed"));
    expect(refusal(() => decide(none, click(none, "approve-write-back"), legal)).params).toEqual({
      what: "nothing-to-write",
    });
  });

  it("before the decision nothing is approved by itself", () => {
    const state = from(step("previewed"));
    expect(refusal(() => decide(state, click(state, "approve-write-back"), legal)).params).toEqual({
      what: "nothing-to-write",
    });
  });

  it("looking again reads what conflicts and what died, and nothing else", () => {
    const state = decided(step("conflicted"), step("failed", { target: "crm" }), step("confirmed", { target: "plm" }));
    expect(decide(state, click(state, "preview-again"), legal)).toEqual([
      step("asked"),
      step("asked", { target: "crm" }),
    ]);
    const fine = decided(step("confirmed"));
    expect(refusal(() => decide(fine, click(fine, "preview-again"), legal)).params).toEqual({
      what: "nothing-to-preview",
    });
  });

  it("restoring turns the diff round: from what we wrote to what stood there, with a reason", () => {
    const state = decided(step("confirmed"), step("confirmed", { target: "hook", code: "acknowledged" }));
    const events = decide(state, click(state, "restore-write-back"), legal);
    expect(events.map(({ type }) => type)).toEqual(["commented", "write-back"]);
    expect(events[1]).toMatchObject({
      purpose: "restore",
      step: "approved",
      target: "item-master",
      changes: [{ field: "eccn", from: "3A001", to: "EAR99" }],
    });
    expect(
      refusal(() => decide(state, click(state, "restore-write-back", { text: "why" }), legal)).params["what"],
    ).toBe("reason-short");
  });

  it("what stood there already, what is restored, and what was no change cannot be restored", () => {
    const first = decided(step("confirmed"));
    const [, restore] = decide(first, click(first, "restore-write-back"), legal);
    for (const state of [
      decided(step("confirmed", { code: "already" })),
      decided(step("confirmed"), { ...(restore as WriteBackEvent), step: "confirmed" }),
      decided(step("confirmed", { changes: [] })),
    ])
      expect(refusal(() => decide(state, click(state, "restore-write-back"), legal)).params).toEqual({
        what: "nothing-to-restore",
      });
  });

  it("a dead letter goes again as it was approved; one that could not be read is looked at anew", () => {
    const item = (over: Partial<WriteBack>): WriteBack => ({ ...step("failed"), at: NOW, ...over }) as WriteBack;
    const state = decided();
    expect(replayed(state, item({}))).toMatchObject({ step: "approved", code: "replayed" });
    expect(replayed(state, item({ diff: null }))).toMatchObject({ step: "asked" });
    expect(replayed(from(), item({}))).toMatchObject({ step: "asked" });
    expect(replayed(from(), item({ purpose: "hold" }))).toMatchObject({ step: "approved" });
    for (const at of ["confirmed", "conflicted", "previewed", "asked"] as const)
      expect(refusal(() => replayed(state, item({ step: at }))).code).toBe("invalid");
    expect(toHash(String(item({}).diff))).toBe(item({}).diff);
  });
});
