import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAdaptiveCard } from "../../../adapters/teams/adaptive-card.ts";
import { toDialogCard } from "../../../adapters/teams/dialog-card.ts";
import { bytesOf, CARD_HARD_BYTES, CARD_WANTED_BYTES } from "../../../adapters/teams/limits.ts";
import type { Card, CardBlock, Dialog } from "../../../core/ports/card.ts";
import { elementsOf, faultsOf, wordsOf } from "./official-renderer.ts";
import { aCard, decidedCard, questionCard, reviewCard, TOKEN } from "./sample-cards.ts";

const HOSTILE = [
  "[click me](https://example.org/evil)",
  "**approved** _cleared_ `x`",
  "<at>Everyone</at> <script>alert(1)</script>",
  "{{DATE(2026-01-01T00:00:00Z,SHORT)}}",
  "1. one\n2. two\r\n- three",
  "\u202Egnp.exe\u202C \u0000 \u0007",
  "Право · 輸出 · 🛰️",
  "x".repeat(1500),
];

/** The forms of the review card in one dialog: two inputs of one name. */
const reasons: Dialog = {
  title: "Reasons",
  blocks: reviewCard.actions
    .flatMap((action) => action.form?.inputs ?? [])
    .map((input): CardBlock => ({ block: "input", input })),
  submit: { label: "Send", token: TOKEN },
  pages: null,
};
const ofType = (json: unknown, type: string) => elementsOf(json).filter((element) => element["type"] === type);
const blocksOfEveryKind = (text: string): readonly CardBlock[] => [
  { block: "text", text, weight: "strong" },
  { block: "facts", rows: [{ label: text, value: text, mark: "unknown" }] },
  { block: "quote", text, source: text },
  { block: "list", title: text, items: [text, text] },
  { block: "input", input: { type: "text", id: "t", label: text, value: text, hint: text } },
  { block: "input", input: { type: "number", id: "n", label: text, unit: text, value: "2" } },
  { block: "input", input: { type: "choice", id: "c", label: text, choices: [{ value: "v", label: text }] } },
  { block: "input", input: { type: "toggle", id: "b", label: text, value: true } },
  { block: "more", title: text, blocks: [{ block: "text", text }] },
];

describe("an Adaptive Card is sound 1.5 to Microsoft's own parser", () => {
  const samples: readonly [string, Card][] = [
    ["review", reviewCard],
    ["question", questionCard],
    ["decision", decidedCard],
    ["empty", aCard({ footer: [], status: "", headline: "" })],
  ];
  it.each(samples)("%s", (_, card) => {
    expect(faultsOf(toAdaptiveCard(card))).toEqual([]);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text] as const))("%j wherever words can stand", (_, text) => {
    const card = aCard({
      status: text,
      headline: text,
      fallback: text,
      footer: [text],
      blocks: blocksOfEveryKind(text),
      actions: [
        {
          verb: "reject",
          label: text,
          style: "danger",
          token: TOKEN,
          takes: "form",
          form: { title: text, submit: text, inputs: [{ type: "text", id: "t", label: text, required: true }] },
        },
      ],
    });
    expect(faultsOf(toAdaptiveCard(card))).toEqual([]);
  });

  it("for any text, and no TextBlock or FactSet that would read Markdown stands on it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const drawn = toAdaptiveCard(aCard({ headline: text, blocks: blocksOfEveryKind(text) }));
        expect(faultsOf(drawn)).toEqual([]);
        expect([...ofType(drawn, "TextBlock"), ...ofType(drawn, "FactSet")]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("hostile words stay words", () => {
  const drawn = (text: string) => toAdaptiveCard(aCard({ blocks: blocksOfEveryKind(text) }));

  it("a link is shown as typed and opens nothing", () => {
    const card = drawn(HOSTILE[0] ?? "");
    expect(wordsOf(card)).toContain("[click me](https://example.org/evil)");
    expect(ofType(card, "Action.OpenUrl")).toEqual([]);
    const titles = elementsOf(card).flatMap((element) => [element["title"], element["label"]]);
    expect(titles.filter((title) => typeof title === "string" && title.includes("]("))).toEqual([]);
  });

  it("a date function is shown as typed, not carried out", () => {
    expect(JSON.stringify(drawn("{{DATE(2026-01-01T00:00:00Z,SHORT)}}"))).not.toContain("{{");
  });

  it("text that would run backwards cannot", () => {
    expect(JSON.stringify(drawn("\u202Egnp.exe"))).not.toContain("\u202E");
  });

  it("speak is never taken for SSML", () => {
    expect(toAdaptiveCard(aCard({ fallback: "<speak>approved</speak>" })).speak).not.toContain("<");
  });
});

describe("buttons", () => {
  const actions = ofType(toAdaptiveCard(reviewCard), "Action.Execute");

  it("carry verb and token, and no case data", () => {
    expect(actions.map((action) => action["verb"])).toEqual(["approve", "reject", "escalate", "comment"]);
    for (const action of actions) expect(action["data"]).toEqual({ token: TOKEN });
  });

  it("a form asks for a dialog under its own token; a plain click asks for no input", () => {
    const forms = ofType(toAdaptiveCard(reviewCard), "Action.Submit");
    expect(forms.map((form) => form["title"])).toEqual(["Override…", "Ask requester…"]);
    expect(forms.map((form) => form["data"])).toEqual([
      { token: TOKEN, verb: "override", msteams: { type: "task/fetch" } },
      { token: TOKEN, verb: "ask", msteams: { type: "task/fetch" } },
    ]);
    const sends = actions.map((action) => action["associatedInputs"]);
    expect(sends).toEqual(["none", "none", "none", "none"]);
  });

  it("`takes: card` sends the card's inputs", () => {
    const [answer] = ofType(toAdaptiveCard(questionCard), "Action.Execute");
    expect(answer?.["associatedInputs"]).toBe("auto");
  });

  it("six buttons stand in rows that fit a phone, none in a menu", () => {
    const sets = ofType(toAdaptiveCard(reviewCard), "ActionSet");
    expect(sets.map((set) => (set["actions"] as unknown[]).length)).toEqual([2, 3, 1]);
  });

  it("two inputs may have one name: the id is unique on the card", () => {
    const ids = ofType(toDialogCard(reasons), "Input.Text").map((input) => input["id"]);
    expect(ids).toEqual(["reason", "reason~2"]);
  });
});

describe("inputs say what they need", () => {
  it("a link to a message is a button of ours that opens it", () => {
    const url = "https://acme-example.slack.com/archives/C1/p1";
    const drawn = toAdaptiveCard({ ...reviewCard, blocks: [{ block: "link", label: "The message", url }] });
    expect(faultsOf(drawn)).toEqual([]);
    expect(JSON.stringify(drawn)).toContain(JSON.stringify({ type: "Action.OpenUrl", title: "The message", url }));
  });

  it("a required input has a label and a message; a minimum length is checked beside the field", () => {
    const [reason] = ofType(toDialogCard(reasons), "Input.Text");
    expect(reason).toMatchObject({ label: "Reason", isRequired: true, errorMessage: "Reason: at least 20 characters" });
    const pattern = new RegExp(String(reason?.["regex"]));
    expect([19, 20, 21].map((length) => pattern.test("x".repeat(length)))).toEqual([false, true, true]);
  });

  it("a number shows its unit; what is no plain number stays readable as a hint", () => {
    const of = (value: string) =>
      toAdaptiveCard(
        aCard({ blocks: [{ block: "input", input: { type: "number", id: "n", label: "Rate", unit: "GSPS", value } }] }),
      );
    expect(ofType(of("3.0"), "Input.Number")[0]).toMatchObject({ label: "Rate (GSPS)", value: 3 });
    const range = ofType(of("2 to 3"), "Input.Number")[0];
    expect(range).toMatchObject({ placeholder: "2 to 3" });
    expect(range).not.toHaveProperty("value");
  });
});

describe("a tone never stands without a word", () => {
  it.each(["good", "attention", "warning"] as const)("%s", (tone) => {
    const card = toAdaptiveCard(aCard({ tone, status: "" }));
    const [band] = ofType(card, "Container");
    expect(band?.["style"]).toBe(tone);
    expect(wordsOf(band).trim()).not.toBe("");
  });

  it("a mark is a word beside the value", () => {
    const words = wordsOf(toAdaptiveCard(reviewCard));
    for (const mark of ["· met", "· unknown", "· not met"]) expect(words).toContain(mark);
  });
});

describe("size: 20 KB wanted, 28 KB at most, counted as UTF-16 × 2, and every cut is named", () => {
  const withList = (count: number, length: number) =>
    aCard({
      blocks: [{ block: "list", items: Array.from({ length: count }, (_, i) => `${i} ${"x".repeat(length)}`) }],
    });

  it("a small card is whole", () => {
    const words = wordsOf(toAdaptiveCard(withList(12, 40)));
    expect(words.match(/• {2}/g)).toHaveLength(12);
    expect(words).not.toContain("more");
  });

  it("a long list is cut and says by how many", () => {
    const drawn = toAdaptiveCard(withList(400, 40));
    expect(bytesOf(drawn)).toBeLessThanOrEqual(CARD_WANTED_BYTES);
    const words = wordsOf(drawn);
    const shown = words.match(/• {2}/g)?.length ?? 0;
    expect(shown).toBeGreaterThanOrEqual(8);
    expect(words).toContain(`… and ${400 - shown} more`);
  });

  it("what is folded is cut before what stands open", () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ label: `3A${i}`, value: "tested and not met" }));
    const drawn = toAdaptiveCard({
      ...reviewCard,
      blocks: [...reviewCard.blocks, { block: "more", title: "All", blocks: [{ block: "facts", rows }] }],
    });
    expect(bytesOf(drawn)).toBeLessThanOrEqual(CARD_WANTED_BYTES);
    expect(wordsOf(drawn)).toContain("3 GSPS: above the limit of 0.25 GSPS");
    expect(wordsOf(drawn)).toMatch(/… and \d+ more/);
  });

  it("a 200 KB text is cut by characters, never inside one", () => {
    const drawn = toAdaptiveCard(aCard({ blocks: [{ block: "text", text: "🛰".repeat(100_000) }] }));
    expect(bytesOf(drawn)).toBeLessThanOrEqual(CARD_WANTED_BYTES);
    expect(wordsOf(drawn)).toMatch(/🛰… \(\d+ more characters\)/u);
    expect(JSON.stringify(drawn).isWellFormed()).toBe(true);
  });

  it("any card of lists, facts, texts and folds comes out below the hard stop", () => {
    const text = fc.string({ maxLength: 400 });
    const block = fc.oneof(
      text.map((t): CardBlock => ({ block: "text", text: t })),
      fc.array(text, { maxLength: 60 }).map((items): CardBlock => ({ block: "list", items })),
      fc
        .array(fc.record({ label: text, value: text }), { maxLength: 60 })
        .map((rows): CardBlock => ({ block: "facts", rows })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 10 }), (blocks) => {
        const drawn = toAdaptiveCard(
          aCard({ blocks: [{ block: "more", title: "All", blocks }, ...blocks.slice(0, 3)] }),
        );
        expect(bytesOf(drawn)).toBeLessThanOrEqual(CARD_HARD_BYTES);
      }),
      { numRuns: 40 },
    );
  });

  it("a card that cannot be made smaller is refused, not sent", () => {
    const choices = Array.from({ length: 600 }, (_, i) => ({ value: `v${i}`, label: `Reading ${i}` }));
    const card = aCard({ blocks: [{ block: "input", input: { type: "choice", id: "c", label: "Reading", choices } }] });
    expect(() => toAdaptiveCard(card)).toThrow("card-too-large");
  });
});
