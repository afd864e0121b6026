import type { CardBlock } from "../../core/ports/card.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Detail } from "./card-detail.ts";
import { FETCH } from "./card-actions.ts";
import { toInput, type CardIds } from "./card-inputs.ts";
import { paragraph, paragraphs, run, type TextLook } from "./card-text.ts";
import { moreItems, moreParts } from "./phrases.ts";
import { drawLists } from "./card-actions.ts";
import { drawChart } from "./chart.ts";
import { cleanLine, cutList, cutText, shortLine } from "./plain-text.ts";

export type Drawing = { readonly detail: Detail; readonly ids: CardIds; readonly folded: boolean };

type Facts = Extract<CardBlock, { block: "facts" }>;
type Row = Facts["rows"][number];

const WEIGHTS: Readonly<Record<"strong" | "plain" | "quiet", TextLook>> = {
  strong: { weight: "Bolder" },
  plain: {},
  quiet: { isSubtle: true, size: "Small" },
};
/** `met` is no praise: a control's test that is met is what makes an item controlled. So no green and no red. */
const MARKS: Readonly<Record<NonNullable<Row["mark"]>, TextLook>> = {
  met: { color: "Accent", weight: "Bolder" },
  "not met": { isSubtle: true, weight: "Bolder" },
  unknown: { color: "Warning", weight: "Bolder" },
};
/** Wide enough for the longest label up to about 14 characters; longer ones wrap. */
const labelWidth = (rows: readonly Row[]): string =>
  `${Math.min(124, Math.max(60, 12 + 8 * Math.max(...rows.map((row) => row.label.length))))}px`;

function factValue(row: Row, detail: Detail): readonly JsonObject[] {
  const mark = row.mark ? [run(` · ${row.mark}`, MARKS[row.mark])] : [];
  return [run(cutText(row.value, detail.text)), ...mark];
}

function factRow(row: Row, width: string, detail: Detail): JsonObject {
  if (!detail.columns)
    return paragraph([run(`${shortLine(row.label)}  `, { isSubtle: true }), ...factValue(row, detail)], {
      spacing: "Small",
    });
  return {
    type: "ColumnSet",
    spacing: "Small",
    columns: [
      { type: "Column", width, items: [paragraph([run(shortLine(row.label), { isSubtle: true })])] },
      { type: "Column", width: "stretch", items: [paragraph(factValue(row, detail))] },
    ],
  };
}

const remainder = (more: number): readonly JsonObject[] =>
  more > 0 ? [paragraph([run(moreItems(more), { isSubtle: true })], { spacing: "Small" })] : [];

const itemsOf = (drawing: Drawing): number => (drawing.folded ? drawing.detail.foldedItems : drawing.detail.items);

function drawFacts(block: Facts, drawing: Drawing): readonly JsonObject[] {
  const { kept, more } = cutList(block.rows, itemsOf(drawing));
  return [...kept.map((row) => factRow(row, labelWidth(kept), drawing.detail)), ...remainder(more)];
}

function drawList(block: Extract<CardBlock, { block: "list" }>, drawing: Drawing): readonly JsonObject[] {
  const { kept, more } = cutList(block.items, itemsOf(drawing));
  const title = block.title
    ? [paragraph([run(shortLine(block.title), { weight: "Bolder" })], { spacing: "Medium" })]
    : [];
  const items = kept.map((item) =>
    paragraph([run(`•  ${cutText(cleanLine(item), drawing.detail.text)}`)], { spacing: "Small" }),
  );
  return [...title, ...items, ...remainder(more)];
}

/** Words of a customer or a file: apart from ours, with their origin, and never live. */
function drawQuote(block: Extract<CardBlock, { block: "quote" }>, drawing: Drawing): JsonObject {
  const lines = paragraphs(cutText(block.text, drawing.detail.text), { italic: true }, "None");
  const source = paragraph([run(`— ${shortLine(block.source)}`, { isSubtle: true, size: "Small" })], {
    spacing: "Small",
  });
  return { type: "Container", style: "emphasis", spacing: "Medium", items: [...lines, source] };
}

/** A line that opens and closes what stands below it, by mouse or by keyboard. */
function drawMore(block: Extract<CardBlock, { block: "more" }>, drawing: Drawing): readonly JsonObject[] {
  const [content, closed, open] = [drawing.ids("more"), drawing.ids("closed"), drawing.ids("open")];
  const { kept, more } = cutList(block.blocks, drawing.detail.foldedBlocks);
  const inside = kept.flatMap((inner) => drawBlock(inner, { ...drawing, folded: true }));
  const rest = more > 0 ? [paragraph([run(moreParts(more), { isSubtle: true })], { spacing: "Small" })] : [];
  const title = shortLine(block.title);
  const arrow = (id: string, mark: string, isVisible: boolean): JsonObject =>
    paragraph([run(`${mark} ${title}`, { color: "Accent", weight: "Bolder" })], { id, isVisible });
  return [
    {
      type: "Container",
      spacing: "Medium",
      items: [arrow(closed, "▸", true), arrow(open, "▾", false)],
      selectAction: { type: "Action.ToggleVisibility", title, targetElements: [content, closed, open] },
    },
    { type: "Container", id: content, isVisible: false, spacing: "Small", items: [...inside, ...rest] },
  ];
}

/** A line that opens its part as a dialog; what stands there is asked for, and the right to see it checked, then. */
function drawLink(title: string, link: { readonly token: string; readonly part: number }): JsonObject {
  const text = shortLine(title);
  return {
    type: "Container",
    spacing: "Medium",
    items: [paragraph([run(`▸ ${text}`, { color: "Accent", weight: "Bolder" })])],
    selectAction: {
      type: "Action.Submit",
      title: `${text} (opens)`,
      data: { token: link.token, part: link.part, msteams: FETCH },
      associatedInputs: "none",
    },
  };
}

/** The elements of one block. Total: every kind draws something or, when empty, nothing at all. */
export function drawBlock(block: CardBlock, drawing: Drawing): readonly JsonObject[] {
  switch (block.block) {
    case "text":
      return paragraphs(cutText(block.text, drawing.detail.text), WEIGHTS[block.weight ?? "plain"]);
    case "facts":
      return drawFacts(block, drawing);
    case "quote":
      return [drawQuote(block, drawing)];
    case "link":
      return [
        { type: "ActionSet", actions: [{ type: "Action.OpenUrl", title: shortLine(block.label), url: block.url }] },
      ];
    case "list":
      return drawList(block, drawing);
    case "input":
      return [toInput(block.input, drawing.ids)];
    case "chart":
      return [drawChart(block)];
    case "lists":
      return drawLists(block.lists);
    case "more":
      return block.link ? [drawLink(block.title, block.link)] : drawMore(block, drawing);
  }
}
