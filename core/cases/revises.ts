import type { CaseEvent, Observation } from "./events.ts";

type Weight = "revises" | "event" | "observation";

/**
 * What an entry does to the counters of its stream (engineering-decisions §2): `revises` changes what a person
 * decides on, so buttons of the older revision are refused; `event` moves only the version; an observation neither.
 * Deciding does not revise; a release's end does.
 */
const CASE_WEIGHTS: Readonly<Record<CaseEvent["type"] | Observation["type"], Weight>> = {
  "case-opened": "revises",
  "source-added": "revises",
  "facts-found": "revises",
  "bom-rolled-up": "revises",
  "transaction-stated": "revises",
  "needed-by": "event",
  "question-asked": "event",
  "question-answered": "revises",
  "model-call-authorised": "event",
  "model-call-finished": "event",
  determined: "revises",
  "review-opened": "event",
  rerouted: "event",
  "retraction-read": "event",
  "approval-given": "event",
  "override-proposed": "event",
  "hit-judged": "revises",
  decided: "event",
  linked: "event",
  "reply-unclear": "event",
  "reply-settled": "event",
  "release-ended": "revises",
  commented: "event",
  "write-back": "event",
  reopened: "revises",
  shredded: "event",
  "click-refused": "observation",
  shown: "observation",
  reminded: "observation",
  "copy-lost": "observation",
  "late-duplicate": "observation",
};
/** On a person's own stream: what was sent to them, and what of it they opened. */
const PERSON_WEIGHTS: Readonly<Record<string, Weight>> = {
  "digest-sent": "observation",
  "digest-opened": "observation",
};
const TABLE: ReadonlyMap<string, Weight> = new Map(Object.entries({ ...CASE_WEIGHTS, ...PERSON_WEIGHTS }));

/** Types of other streams (access, policy, rulebook, list) are plain events. */
export const weightOf = (type: string): Weight => TABLE.get(type) ?? "event";
