import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBlocks } from "../../../adapters/slack/blocks.ts";
import { parseFolded } from "../../../adapters/slack/buttons.ts";
import { foldedPart } from "../../../adapters/slack/card-blocks.ts";
import { at, listAt } from "../../../adapters/slack/payload.ts";
import * as limits from "../../../adapters/slack/limits.ts";
import { fitEscaped, fitLabel } from "../../../adapters/slack/text.ts";
import { foldedView, formView } from "../../../adapters/slack/views.ts";
import type { Card, CardBlock, CardInput } from "../../../core/ports/card.ts";
import { aCard, reviewCard, TOKEN, TRACE } from "./cards.ts";
import { faultsOf, viewFaults } from "./limit-checker.ts";

const ORIGIN = { token: TOKEN, channel: "C00FAKE", thread: "1.2", message: "1.3" };
const HOSTILE = [
  "<!channel> <!here> <!everyone> <@U00FAKE> <#C00FAKE> <!subteam^S00FAKE>",
  "<https://evil.example|Approved> https://evil.example www.evil.example mailto:a@evil.example",
  "*bold* _it_ ~no~ `code` ```block``` > quote\n&gt; more &amp;lt;!channel&amp;gt;",
  "APPROVED ‮desaeler‬ ⁦x⁩ \u0000\u0007\uFEFF",
  "&".repeat(10_000),
  "x".repeat(10_000),
  "😀".repeat(10_000),
  "\uD800 lone",
  "\n\n\n",
  "",
  "<!date^1392734382^{date}|now> <slack://open>",
];

const everywhere = (text: string): Card =>
  aCard({
    status: text,
    headline: text,
    fallback: text,
    footer: [text, text],
    blocks: [
      { block: "text", text },
      { block: "text", text, weight: "strong" },
      { block: "text", text, weight: "quiet" },
      { block: "facts", rows: [{ label: text, value: text, mark: "met" }] },
      { block: "quote", text, source: text },
      { block: "list", title: text, items: [text, text] },
      { block: "input", input: { type: "text", id: "a", label: text, value: text, hint: text } },
      { block: "input", input: { type: "number", id: "b", label: text, value: text, unit: text, hint: text } },
      { block: "input", input: { type: "choice", id: "c", label: text, choices: [{ value: "v", label: text }] } },
      { block: "input", input: { type: "toggle", id: "d", label: text } },
      { block: "more", title: text, blocks: TRACE },
    ],
    actions: [{ verb: "approve", label: text, token: TOKEN, takes: "none" }],
  });
const inputOf = (input: CardInput): unknown =>
  toBlocks(aCard({ blocks: [{ block: "input", input }] })).blocks.find((block) => block.type === "input");
const textsOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === "text" && typeof inner === "string" ? [inner] : textsOf(inner),
      )
    : [];

describe("a card in Slack", () => {
  it("keeps every limit and shows every part", () => {
    const message = toBlocks(reviewCard, "copy-1");
    expect(faultsOf(message.blocks)).toEqual([]);
    expect(message.text).toBe("Not released · ED-7 · answer needed");
    expect(message.metadata).toEqual({ event_type: "export_desk_copy", event_payload: { key: "copy-1" } });
    const shown = textsOf(message.blocks).join("\n");
    for (const words of [
      "Not released · REVIEW",
      "Proposed: no license",
      "no hit in 14 of 14",
      "· met",
      "Can we send 40",
      "— request in",
      "Trace",
      "ED-7 · rev 2",
    ])
      expect(shown).toContain(words);
  });

  it("begins with the status and ends with buttons and footer", () => {
    const { blocks } = toBlocks(reviewCard, "copy-1");
    expect(blocks.map((block) => block.type).filter((_, index, all) => index < 2 || index > all.length - 3)).toEqual([
      "context",
      "header",
      "actions",
      "context",
    ]);
  });

  it("puts a short headline into a header and a longer one whole into bold text", () => {
    for (const [length, type] of [
      [149, "header"],
      [150, "header"],
      [151, "rich_text"],
    ] as const) {
      const [, headline] = toBlocks(aCard({ headline: "x".repeat(length) })).blocks;
      expect([headline?.type, textsOf(headline)]).toEqual([type, ["x".repeat(length)]]);
    }
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))(
    "keeps the limits and makes nothing live of %j",
    (_, text) => {
      const { blocks, text: spoken } = toBlocks(everywhere(text), "copy-1");
      expect(faultsOf(blocks)).toEqual([]);
      expect(spoken.length).toBeGreaterThan(0);
      expect(spoken.length).toBeLessThanOrEqual(limits.MESSAGE_TEXT);
      expect(spoken).not.toMatch(/[<>]/);
      for (const shown of textsOf(blocks))
        expect(shown).not.toMatch(/https?:\/\/|www\.|mailto:(?!\u2060)|[\u202A-\u202E\u2066-\u2069]/);
    },
  );

  it("keeps the limits for whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.integer({ min: 1, max: 40 }), (text, times) => {
        expect(faultsOf(toBlocks(everywhere(text.repeat(times)), "copy-1").blocks)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it("names what it cuts, and never cuts buttons or footer", () => {
    const blocks = Array.from({ length: 80 }, (_, index): CardBlock => ({ block: "text", text: `part ${index}` }));
    const message = toBlocks({ ...reviewCard, blocks }, "copy-1");
    expect(faultsOf(message.blocks)).toEqual([]);
    expect(message.blocks.length).toBe(limits.MESSAGE_BLOCKS);
    expect(textsOf(message.blocks).join("\n")).toMatch(/… and 35 more parts/);
    expect(message.blocks.slice(-2).map((block) => block.type)).toEqual(["actions", "context"]);
  });

  it("keeps a message below the size at which Slack refuses it", () => {
    const blocks = Array.from({ length: 30 }, (): CardBlock => ({ block: "text", text: "y".repeat(2900) }));
    expect(faultsOf(toBlocks(aCard({ blocks }), "copy-1").blocks)).toEqual([]);
  });

  it("keeps the words of long lists: several lists rather than short items", () => {
    const items = Array.from({ length: 30 }, (_, index) => `${index} ${"w".repeat(500)}`);
    const { blocks } = toBlocks(aCard({ blocks: [{ block: "list", title: "Open", items }] }));
    expect(faultsOf(blocks)).toEqual([]);
    expect(textsOf(blocks)).toEqual(expect.arrayContaining(items));
  });

  it("names a list's items that were left out", () => {
    const items = Array.from({ length: 41 }, (_, index) => `item ${index}`);
    expect(textsOf(toBlocks(aCard({ blocks: [{ block: "list", items }] })).blocks)).toContain("… and 1 more");
    expect(
      textsOf(toBlocks(aCard({ blocks: [{ block: "list", items: items.slice(1) }] })).blocks).join(),
    ).not.toContain("more");
  });

  it("shows a button's label whole below when it does not fit the button: the consequence is what is decided on", () => {
    for (const [length, whole] of [
      [74, false],
      [75, false],
      [76, true],
    ] as const) {
      const label = "A".repeat(length);
      const { blocks } = toBlocks(
        aCard({ footer: [], actions: [{ verb: "approve", label, token: TOKEN, takes: "none" }] }),
      );
      expect(textsOf(blocks.at(-1)).includes(label) && blocks.at(-1)?.type === "context").toBe(whole);
      expect(faultsOf(blocks)).toEqual([]);
    }
  });

  it("tells by its action id whether a button opens a form", () => {
    const ids = JSON.stringify(toBlocks(reviewCard, "copy-1").blocks).match(/"action_id":"(do|form|more):[^"]*"/g);
    expect(ids).toEqual([
      '"action_id":"more:0"',
      '"action_id":"do:approve:0"',
      '"action_id":"form:override:1"',
      '"action_id":"do:reject:2"',
    ]);
  });

  it("cannot shorten a token or a choice's value, so it refuses them", () => {
    const action = { verb: "approve", label: "Approve", takes: "none" } as const;
    const withToken = (length: number) => () =>
      toBlocks(aCard({ actions: [{ ...action, token: "t".repeat(length) }] }));
    expect(withToken(2000)).not.toThrow();
    expect(withToken(2001)).toThrow("button-value-too-long");
    const withValue = (length: number) => () =>
      toBlocks(
        aCard({
          blocks: [
            {
              block: "input",
              input: { type: "choice", id: "c", label: "C", choices: [{ value: "v".repeat(length), label: "V" }] },
            },
          ],
        }),
      );
    expect(withValue(75)).not.toThrow();
    expect(withValue(76)).toThrow("option-value-too-long");
  });

  it("gives inputs of one id apart blocks", () => {
    const input: CardInput = { type: "text", id: "reason", label: "Reason" };
    const { blocks } = toBlocks(
      aCard({
        blocks: [
          { block: "input", input },
          { block: "input", input },
        ],
      }),
    );
    expect(blocks.flatMap((block) => block.block_id ?? [])).toEqual(["in:reason", "in:reason~2"]);
  });

  it("offers five choices as radio buttons, six as a menu, 250 countries in groups", () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ value: `c${index}`, label: `Country ${index}` }));
    const blockOf = (count: number): unknown =>
      inputOf({ type: "choice", id: "c", label: "C", value: "c1", choices: choices(count) });
    expect([5, 6, 100].map((count) => at(blockOf(count), "element", "type"))).toEqual([
      "radio_buttons",
      "static_select",
      "static_select",
    ]);
    const groups = listAt(blockOf(250), "element", "option_groups");
    expect(groups.map((group) => listAt(group, "options").length)).toEqual([100, 100, 50]);
    expect(at(blockOf(250), "element", "initial_option", "value")).toBe("c1");
    expect(faultsOf([blockOf(250)])).toEqual([]);
  });

  it("says a long choice whole in the hint", () => {
    const label = `3A001.a.14: ${"license required for the destination ".repeat(3)}`;
    const block = inputOf({ type: "choice", id: "c", label: "C", choices: [{ value: "v", label }] });
    expect(at(block, "hint", "text")).toBe(label);
  });
});

describe("a folded part", () => {
  it("is opened by a button that names the copy and the part; without a copy it is drawn open", () => {
    const card = aCard({
      blocks: [
        { block: "text", text: "a" },
        { block: "more", title: "First", blocks: TRACE },
        { block: "more", title: "Second", blocks: TRACE },
      ],
    });
    const values = (JSON.stringify(toBlocks(card, "copy-1").blocks).match(/\[\\"copy-1\\",\d,0\]/g) ?? []).map(
      (found) => parseFolded(found.replaceAll("\\", "")),
    );
    expect(values.map((value) => foldedPart(card.blocks, value?.index ?? -1)?.title)).toEqual(["First", "Second"]);
    expect(textsOf(toBlocks(card).blocks).join()).toContain("Order of review");
  });

  it("reads back nothing but what it wrote", () => {
    for (const value of [null, "", "[]", '["a",1]', '["a",-1,0]', '["a",1.5,0]', '{"a":1}', "x".repeat(500), TOKEN])
      expect(parseFolded(value)).toBeNull();
  });

  it("is paged below the limits of a view, every block on exactly one page", () => {
    const blocks = Array.from({ length: 400 }, (_, index): CardBlock => ({
      block: "text",
      text: `line ${index} ${"€".repeat(900)}`,
    }));
    const seen: string[] = [];
    for (let page = 0; page < 400; page++) {
      const view = foldedView({ title: "Trace", blocks }, { key: "copy-1", index: 0, page }, ORIGIN);
      expect(viewFaults(view)).toEqual([]);
      seen.push(...textsOf(view.blocks).flatMap((text) => /^line \d+/.exec(text)?.[0] ?? []));
      if (!JSON.stringify(view.blocks).includes("Next page")) break;
    }
    expect(seen).toEqual(blocks.map((_, index) => `line ${index}`));
  });
});

describe("a form", () => {
  const override = reviewCard.actions[1]!;
  it("keeps the limits and carries where it was opened from", () => {
    const view = formView(override, ORIGIN);
    expect(viewFaults(view)).toEqual([]);
    expect(JSON.parse(view.private_metadata ?? "")).toEqual(ORIGIN);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))("keeps the limits with %j in every place", (_, text) => {
    const inputs = everywhere(text).blocks.flatMap((block) => (block.block === "input" ? [block.input] : []));
    expect(viewFaults(formView({ ...override, form: { title: text, submit: text, inputs } }, ORIGIN))).toEqual([]);
  });
});

describe("cutting text", () => {
  it("escapes first: & counts as the five characters it is sent as, and no entity is cut in two", () => {
    for (const limit of [60, 61, 62, 63, 64, 65]) {
      const cut = fitEscaped("&".repeat(100), limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(cut).toMatch(/^(&amp;)+… \(\d+ more characters\)$/);
    }
    expect(fitEscaped("a".repeat(60), 60)).toBe("a".repeat(60));
  });

  it("cuts by characters, never through one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 40, max: 120 }), (text, limit) => {
        for (const cut of [fitEscaped(text, limit), fitLabel(text, limit)]) {
          expect(cut.length).toBeLessThanOrEqual(limit);
          expect(cut.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe("a link to a message", () => {
  it.each([
    "https://acme-example.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1",
    "https://x.slack.com/a|b>c<!channel>",
  ])("%s stays one link under our words", (url) => {
    const card = { ...reviewCard, blocks: [{ block: "link", label: "The message *this* is about", url }] } as const;
    const { blocks } = toBlocks(card);
    expect(faultsOf(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain("<!channel>");
  });
});
