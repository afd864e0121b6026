import type { Card, CardBlock } from "../../../core/ports/card.ts";

/** A button token as long as a real one. */
export const TOKEN = `${"eyJ0IjoibG9jYWwiLCJjIjoiMDE5".padEnd(210, "A")}.${"m".repeat(43)}`;

export const aCard = (changes: Partial<Card> = {}): Card => ({
  kind: "notice",
  status: "Not released · ED-7",
  tone: "neutral",
  headline: "One number decides this.",
  blocks: [],
  actions: [],
  footer: ["ED-7", "rev 2"],
  fallback: "Not released · ED-7 · answer needed",
  ...changes,
});

const TRACE: readonly CardBlock[] = [
  { block: "text", text: "Order of review", weight: "strong" },
  {
    block: "facts",
    rows: [
      { label: "3A001.a.5.a.4", value: "14 bit: in the range 14 to under 16", mark: "met" },
      { label: "3A001.a.14", value: "does the chip process the samples?", mark: "unknown" },
      { label: "3A002.h.1.d", value: "an acquisition board, not a chip", mark: "not met" },
    ],
  },
];

export const reviewCard: Card = aCard({
  kind: "review",
  tone: "attention",
  status: "Not released · REVIEW · needs 1 approval of trade compliance · due Tue 16:00 (6 h left)",
  headline:
    "Proposed: no license required for 40 × AD-7 converter (3A001.a.5.a.4), samples, to Acme Example GmbH, Germany.",
  blocks: [
    { block: "text", text: "Valid until 22 Dec or a rule change.", weight: "quiet" },
    {
      block: "facts",
      rows: [
        { label: "Decides", value: "14 bit: in the range 14 to under 16 (datasheet.pdf p. 3)", mark: "met" },
        { label: "", value: "3 GSPS: above the limit of 0.25 GSPS", mark: "met" },
        { label: "Germany", value: "NS 2: no mark · AT 1: no mark · part 746: none" },
        {
          label: "Party",
          value: "Acme Example GmbH: no hit in 14 of 14 lists; the oldest is of 20 Nov (limit 7 days)",
        },
      ],
    },
    { block: "quote", text: "Can we send 40 samples\nto Acme Example GmbH?", source: "request in #sales, 09:12" },
    { block: "list", title: "Came to you because", items: ["first classification of this item (policy R-07 v4)"] },
    { block: "more", title: "Trace", blocks: TRACE },
  ],
  actions: [
    { verb: "approve", label: "Approve: no license required", style: "primary", token: TOKEN, takes: "none" },
    {
      verb: "override",
      label: "Override…",
      token: TOKEN,
      takes: "form",
      form: {
        title: "Another reading",
        submit: "Send override",
        inputs: [
          {
            type: "choice",
            id: "reading",
            label: "Reading",
            required: true,
            choices: [
              { value: "a.5.a.4", label: "3A001.a.5.a.4 converter" },
              { value: "a.14", label: "3A001.a.14 converter that also stores or processes" },
            ],
          },
          { type: "text", id: "reason", label: "Reason", multiline: true, required: true, minLength: 20 },
        ],
      },
    },
    {
      verb: "ask",
      label: "Ask requester…",
      token: TOKEN,
      takes: "form",
      form: {
        title: "Ask the requester",
        submit: "Send question",
        inputs: [{ type: "text", id: "reason", label: "Question", multiline: true, required: true }],
      },
    },
    { verb: "reject", label: "Reject", style: "danger", token: TOKEN, takes: "none" },
    { verb: "escalate", label: "Escalate", token: TOKEN, takes: "none" },
    { verb: "comment", label: "Comment", token: TOKEN, takes: "none" },
  ],
  footer: ["ED-1042", "rev 3", "EAR of 23 Jun 2026", "lists of 20 Nov", "proposed by rules"],
});

export const questionCard: Card = aCard({
  kind: "question",
  tone: "warning",
  blocks: [
    { block: "text", text: "At 14 bit the limit is 0.25 GSPS: above it the chip is 3A001.a.5.a.4." },
    {
      block: "input",
      input: { type: "number", id: "rate", label: "Sample rate of the converter", unit: "GSPS", value: "3.0" },
    },
    { block: "input", input: { type: "text", id: "note", label: "Where does it stand?", hint: "page or table" } },
    { block: "input", input: { type: "toggle", id: "sure", label: "From the maker's own data", required: true } },
  ],
  actions: [
    { verb: "answer", label: "Answer", style: "primary", token: TOKEN, takes: "card" },
    { verb: "withdraw", label: "Withdraw", token: TOKEN, takes: "none" },
  ],
});

export const decidedCard: Card = aCard({
  kind: "decision",
  tone: "good",
  status: "DECIDED · no license required (NLR), samples to Germany, until 22 Dec",
  headline: "Approved by trade compliance in Teams, Tue 11:02.",
  blocks: [{ block: "text", text: "The requester was told at 11:02." }],
});
