import type { Card, CardAction, CardBlock } from "../../../core/ports/card.ts";

/** Cards as the desk draws them, with tokens that the fake desk understands: `verb:number`. */
const action = (
  verb: CardAction["verb"],
  label: string,
  number: number,
  more: Partial<CardAction> = {},
): CardAction => ({ verb, label, token: `${verb}:${number}`, takes: "none", ...more });

const footer = (number: number, revision: number, last: string): readonly string[] => [
  `ED-${number} · rev ${revision}`,
  "editions: CCL 2026-06-18, lists 2026-11-20",
  last,
  "training: a demonstration, not for real releases",
];
const reason = (title: string, submit: string, label: string): NonNullable<CardAction["form"]> => ({
  title,
  submit,
  inputs: [{ type: "text", id: "text", label, multiline: true, required: true, minLength: 20 }],
});

export type Facts = {
  readonly number: number;
  readonly revision: number;
  readonly rate: string;
  readonly words: string;
};

const why = (rate: string): CardBlock => ({
  block: "facts",
  rows: [
    { label: "Why", value: "14 bit: in the range 14 to under 16", mark: "met" },
    { label: "", value: `${rate}: above the limit of 250 MSPS (margin × 12)`, mark: "met" },
    { label: "Controls", value: "NS Column 2 · AT Column 1 · MT Column 1 (a fact decides)" },
    { label: "Read in", value: "ad-7-converter.pdf p. 1, ad-7-converter.pdf p. 3" },
    { label: "Israel", value: "NS 2: marked. AT 1: not marked. License Exception STA: not for this destination." },
    { label: "Acme Example Ltd.", value: "no hit in 14 of 14 lists; the oldest is of Nov 20 (limit 7 days)" },
  ],
});
const trace = (number: number): CardBlock => ({
  block: "more",
  title: "Trace",
  link: { token: `trace:${number}`, part: 0 },
  blocks: [
    {
      block: "facts",
      rows: [
        { label: "3A001.a.5.a.4", value: "14 bit and 3 GSPS, converter chip", mark: "met" },
        { label: "3A002.h.1.d", value: "asks for an assembly; this is a chip", mark: "not met" },
        { label: "3A001.a.14", value: "asks for storage or processing on the chip", mark: "unknown" },
      ],
    },
    { block: "list", title: "What would change it", items: ["a sample rate of 250 MSPS or less", "fewer than 14 bit"] },
  ],
});

export const ackCard = ({ number, words }: Facts): Card => ({
  kind: "ack",
  status: "Not released · looking at it",
  tone: "neutral",
  headline: `Looking at “${words.slice(0, 90)}”…`,
  blocks: [{ block: "list", items: ["reading the files", "matching rules", "screening 1 party"] }],
  actions: [],
  footer: footer(number, 1, "proposed by rules"),
  fallback: `Not released · ED-${number} is being looked at`,
});

export const questionCard = ({ number, revision }: Facts): Card => ({
  kind: "question",
  status: "Not released · waiting for your answer",
  tone: "attention",
  headline: "One answer decides this.",
  blocks: [
    {
      block: "input",
      input: {
        type: "text",
        id: "fact:sample-rate",
        label: "What is the sample rate of the converter?",
        hint: "number and unit, e.g. in GSPS",
      },
    },
    { block: "input", input: { type: "toggle", id: "unknown:sample-rate", label: "I don't know" } },
    { block: "text", weight: "quiet", text: "At 14 bit the limit is 250 MSPS: above it the chip is 3A001.a.5.a.4." },
  ],
  actions: [
    action("answer", "Answer", number, { style: "primary", takes: "card" }),
    action("withdraw", "Withdraw the request", number),
  ],
  footer: footer(number, revision, "proposed by rules"),
  fallback: `Not released · ED-${number} has a question for you`,
});

export const answerCard = ({ number, revision, rate }: Facts): Card => ({
  kind: "answer",
  status: "Not released yet: send nothing until legal has confirmed",
  tone: "attention",
  headline: `Proposed: 3A001.a.5.a.4 (converter chip, 14 bit, ${rate}); License Exception GBS may cover Israel.`,
  blocks: [
    why(rate),
    {
      block: "facts",
      rows: [{ label: "Next", value: "goes to legal (policy R-06), due Wed 25 Nov 16:00 UTC (24 h left)" }],
    },
    trace(number),
  ],
  actions: [
    action("correct", "Change a number…", number, {
      takes: "form",
      form: {
        title: "Change what was read",
        submit: "Look again",
        inputs: [
          { type: "text", id: "fact:resolution", label: "resolution", value: "14 bit" },
          { type: "text", id: "fact:sample-rate", label: "sample rate", value: rate },
        ],
      },
    }),
    action("withdraw", "Withdraw the request", number),
  ],
  footer: footer(number, revision, "proposed by rules"),
  fallback: `Not released · ED-${number} is with legal`,
});

export const reviewCard = ({ number, revision, rate, words }: Facts): Card => ({
  kind: "review",
  status: "Not released · REVIEW · needs 1 approval of legal · due Wed 25 Nov 16:00 UTC (24 h left)",
  tone: "attention",
  headline: `Proposed: 3A001.a.5.a.4 (converter chip, 14 bit, ${rate}); License Exception GBS may cover Israel.`,
  blocks: [
    {
      block: "facts",
      rows: [
        { label: "Came to you because", value: "the use of a license exception is a legal statement (policy R-06 v1)" },
        { label: "Requester", value: "sales engineer (cannot decide)" },
        { label: "Asked", value: `“${words}”` },
      ],
    },
    why(rate),
    { block: "text", text: "Confirm each point before you approve", weight: "strong" },
    {
      block: "input",
      input: {
        type: "toggle",
        id: "tick:gbs-country",
        label: "Israel stands in Country Group B (our summary, not checked against the text)",
      },
    },
    {
      block: "input",
      input: {
        type: "toggle",
        id: "tick:end-use",
        label: "The stated end use, civil test equipment, raises no part 744 question",
      },
    },
    trace(number),
  ],
  actions: [
    action("approve", "Approve: license exception GBS", number, { style: "primary", takes: "card" }),
    action("override", "Override…", number, {
      takes: "form",
      form: {
        title: "Override the reading",
        submit: "Propose override",
        inputs: [
          {
            type: "choice",
            id: "reading",
            label: "Reading the rulebook leaves open",
            required: true,
            choices: [{ value: "a", label: "3A001.a.14: license required" }],
          },
          {
            type: "text",
            id: "text",
            label: "What the auditor will read (at least 20 characters)",
            multiline: true,
            required: true,
            minLength: 20,
          },
        ],
      },
    }),
    action("ask", "Ask requester…", number, {
      takes: "form",
      form: reason("Ask the requester", "Ask", "Your question (at least 20 characters)"),
    }),
    action("escalate", "Escalate to export control officer", number),
    action("reject", "Reject…", number, {
      style: "danger",
      takes: "form",
      form: reason("Reject the request", "Reject", "Why (at least 20 characters); the requester reads it"),
    }),
  ],
  footer: footer(number, revision, "proposed by rules"),
  fallback: `Not released · ED-${number} needs review, due Wed 25 Nov`,
});

export const holdCard = ({ number, revision }: Facts, reviewer: boolean): Card => ({
  kind: "hold",
  status: reviewer
    ? "Not released · HOLD · needs 1 approval of trade compliance"
    : "Not released · with trade compliance",
  tone: "warning",
  headline: reviewer
    ? "“Example Holding Institute” is very close to an Entity List party (0.93 of 1; review from 0.80)."
    : "A reviewer has to look at this first.",
  blocks: [
    {
      block: "facts",
      rows: reviewer
        ? [
            { label: "Name", value: "0.96 (word order, “Institute/Inst.”)" },
            { label: "Country", value: "CN = CN" },
            { label: "License", value: "all items subject to the EAR; review: presumption of denial" },
          ]
        : [{ label: "Next", value: "goes to trade compliance (policy R-03), due Tue 24 Nov 18:00 UTC (8 h left)" }],
    },
  ],
  actions: reviewer
    ? [
        action("judge-same", "Same party…", number, { style: "danger" }),
        action("judge-different", "Different party…", number),
      ]
    : [action("withdraw", "Withdraw the request", number)],
  footer: footer(number, revision, "proposed by rules"),
  fallback: `Not released · ED-${number} is with trade compliance`,
});

export const decisionCard = ({ number, revision }: Facts, how: "approved" | "rejected"): Card => ({
  kind: "decision",
  status: how === "approved" ? "DECIDED · released until 2026-12-22" : "Not released · DECIDED · rejected",
  tone: how === "approved" ? "good" : "warning",
  headline:
    how === "approved" ? "Released: 3A001.a.5.a.4 to Israel; license exception GBS." : "Rejected: send nothing.",
  blocks: [
    {
      block: "facts",
      rows: [
        { label: "Decided", value: `${how} by legal reviewer in the web desk, 2026-11-24 11:02 UTC` },
        { label: "Approvals", value: "legal reviewer (2 points confirmed)" },
        {
          label: "Valid until",
          value: "2026-12-22, or at once when the item, parties, route, a list hit or a cited rule changes",
        },
      ],
    },
    trace(number),
  ],
  actions: [],
  footer: footer(number, revision, "decided by legal reviewer"),
  fallback: `${how === "approved" ? "Decided" : "Not released"} · ED-${number} ${how}`,
});

export const faultCard = ({ number, revision }: Facts): Card => ({
  ...answerCard({ number, revision, rate: "3 GSPS", words: "" }),
  headline: "I could not read the file, so a person looks at this.",
  tone: "warning",
  blocks: [
    {
      block: "list",
      title: "Not read",
      items: [
        "drawing.dwg: I read PDF, DOCX, XLSX, CSV, text and CycloneDX or SPDX. Export it as PDF or paste the key figures.",
      ],
    },
    { block: "facts", rows: [{ label: "Next", value: "goes to trade compliance (policy R-04)" }] },
  ],
  actions: [action("withdraw", "Withdraw the request", number)],
});
