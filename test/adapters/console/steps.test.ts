import { describe, expect, it } from "vitest";
import { stepsOf } from "../../../adapters/console/steps.ts";
import { timelineOf } from "../../../adapters/console/timeline.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { OpenedEntry } from "../../../core/ports/ledger.ts";

const entry = (type: string, payload: JsonObject | null = {}, person: string | null = null): OpenedEntry =>
  ({
    seq: 3,
    pos: 0,
    at: "2026-11-24T10:00:00.000Z",
    type,
    revision: 1,
    payload,
    actor: person ? { person, via: "console" } : { system: "dispatcher" },
  }) as unknown as OpenedEntry;

const OPENED = entry("case-opened", { number: 1041 }, "sales-engineer");
const DETERMINED = entry("determined", { summary: { outcome: "exception-available" } });
const CORRECTED = entry("question-answered", { question: "stated-4", fact: "sample-rate" }, "sales-engineer");
const ANSWERED = entry("question-answered", { question: "q-0-sample-rate", fact: "sample-rate" }, "sales-engineer");

describe("the steps of a first visit are read from the case's entries", () => {
  it("a figure counts as changed when the desk answered again, not when a question of the desk was answered", () => {
    expect(stepsOf([OPENED, DETERMINED, CORRECTED])).toEqual(["ask"]);
    expect(stepsOf([OPENED, DETERMINED, ANSWERED, DETERMINED])).toEqual(["ask"]);
    expect(stepsOf([OPENED, CORRECTED, DETERMINED])).toEqual(["ask"]);
    expect(stepsOf([OPENED, DETERMINED, CORRECTED, DETERMINED])).toEqual(["ask", "change"]);
    const said = entry("source-added", { kind: "message" }, "sales-engineer");
    expect(stepsOf([OPENED, DETERMINED, said, DETERMINED])).toEqual(["ask", "change"]);
  });

  it("a refusal counts only when it was one's own request, a decision only when legal gave it", () => {
    expect(stepsOf([entry("click-refused", { code: "wrong-role" })])).toEqual([]);
    expect(stepsOf([entry("click-refused", { code: "own-request" })])).toEqual(["refused"]);
    const decided = entry("decided", { decision: "approved" }, "legal-reviewer");
    expect(stepsOf([entry("approval-given", { as: "trade-compliance" }), decided])).toEqual([]);
    expect(stepsOf([entry("approval-given", { as: "legal" }), decided])).toEqual(["decide"]);
    expect(stepsOf([entry("approval-given", { as: "legal" }), entry("decided", { decision: "expired" })])).toEqual([]);
  });
});

describe("the lines of the evidence panel", () => {
  it("say who did what, and name what cannot be opened", () => {
    const lines = timelineOf([OPENED, DETERMINED, CORRECTED, entry("decided", null), entry("unheard-of", {})]);
    expect(lines.map((line) => line.line)).toEqual([
      "asked: case ED-1041 opened",
      "worked out: exception available",
      "changed sample rate",
      "content withheld",
      "unheard of",
    ]);
    expect(lines.map((line) => line.person)).toEqual(["sales-engineer", null, "sales-engineer", null, null]);
  });
});
