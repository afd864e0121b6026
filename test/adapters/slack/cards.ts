import type { Card, CardBlock } from "../../../core/ports/card.ts";

/** A button token as long as a real one. */
export const TOKEN = `${"eyJ0IjoiYWNtZSIsImMiOiIwMTg5".padEnd(210, "A")}.${"m".repeat(43)}`;

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

export const TRACE: readonly CardBlock[] = [
  { block: "text", text: "Order of review", weight: "strong" },
  { block: "facts", rows: [{ label: "3A001.a.5.a.4", value: "14 bit: in the range 14 to under 16", mark: "met" }] },
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
        {
          label: "Party",
          value: "Acme Example GmbH: no hit in 14 of 14 lists; the oldest is of 20 Nov (limit 7 days)",
        },
      ],
    },
    { block: "quote", text: "Can we send 40 samples\nto Acme Example GmbH?", source: "request in #sales, 09:12" },
    { block: "list", title: "Came to you because", items: ["first classification of this item (policy R-07 v4)"] },
    { block: "input", input: { type: "toggle", id: "tick:end-use", label: "The end use is civil", required: true } },
    { block: "more", title: "Trace", blocks: TRACE },
  ],
  actions: [
    { verb: "approve", label: "Approve: no license required", style: "primary", token: TOKEN, takes: "card" },
    {
      verb: "override",
      label: "Override…",
      token: TOKEN,
      takes: "form",
      form: {
        title: "Override the reading",
        submit: "Propose override",
        inputs: [
          {
            type: "choice",
            id: "reading",
            label: "Reading",
            choices: [{ value: "3A001.a.14", label: "3A001.a.14: license required" }],
            required: true,
          },
          {
            type: "text",
            id: "text",
            label: "What the auditor will read",
            multiline: true,
            required: true,
            minLength: 20,
          },
        ],
      },
    },
    { verb: "reject", label: "Reject…", style: "danger", token: TOKEN, takes: "none" },
  ],
});
