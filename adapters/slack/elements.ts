import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from "@slack/web-api";
import { FIELD, HEADER, LIST_ITEM, RICH_TEXT, TEXT } from "./limits.ts";
import { cleanLine, cleanText, fitEscaped, fitLabel, fitLiteral, isCut } from "./text.ts";

/** Plain text is the rule: it has no markup, so what a customer or a file wrote cannot become any. */
export const plain = (text: string, limit: number): PlainTextElement => ({
  type: "plain_text",
  text: fitEscaped(text, limit),
  emoji: false,
});
/** One line for labels, titles and buttons. */
export const label = (text: string, limit: number): PlainTextElement => ({
  type: "plain_text",
  text: fitLabel(text, limit) || "·",
  emoji: false,
});

const MARKS = /[*_~`]/g;
/** A bold label of ours. It is the only markup there is: signs that could end it are left out of it. */
export const boldLabel = (text: string): MrkdwnElement => ({
  type: "mrkdwn",
  text: `*${fitLabel(text.replace(MARKS, " "), 200) || "·"}*`,
  verbatim: true,
});

/** A link to one of Slack's own messages under a label of ours; an address that could end the link is encoded. */
export const linkText = (text: string, url: string): MrkdwnElement => ({
  type: "mrkdwn",
  text: `<${url.replace(/[<>|\s]/g, encodeURIComponent).replaceAll("&", "&amp;")}|${fitLabel(text.replace(MARKS, " "), 200)}>`,
  verbatim: true,
});

const isEmpty = (text: string): boolean => cleanText(text).trim() === "";

export const section = (text: string): readonly SectionBlock[] =>
  isEmpty(text) ? [] : [{ type: "section", text: plain(text, TEXT) }];
export const quiet = (text: string): readonly ContextBlock[] =>
  isEmpty(text) ? [] : [{ type: "context", elements: [plain(text, FIELD)] }];

/** The headline: a header where it fits, bold text where it is longer. */
export function headline(text: string): readonly (HeaderBlock | RichTextBlock)[] {
  if (isEmpty(text)) return [];
  return isCut(text, HEADER) ? strong(text) : [{ type: "header", text: label(text, HEADER) }];
}

export const strong = (text: string): readonly RichTextBlock[] =>
  isEmpty(text)
    ? []
    : [
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_section",
              elements: [{ type: "text", text: fitLiteral(text, RICH_TEXT), style: { bold: true } }],
            },
          ],
        },
      ];

/** Words of a customer or a file: apart from ours, with their origin, never live. Rich text knows no markup. */
export function quote(text: string, source: string): readonly KnownBlock[] {
  const words = isEmpty(text) ? "…" : fitLiteral(text, RICH_TEXT);
  return [
    { type: "rich_text", elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: words }] }] },
    ...quiet(`— ${cleanLine(source)}`),
  ];
}

const bulletList = (items: readonly string[]): RichTextBlock => ({
  type: "rich_text",
  elements: [
    {
      type: "rich_text_list",
      style: "bullet",
      elements: items.map((text) => ({ type: "rich_text_section", elements: [{ type: "text", text }] })),
    },
  ],
});

/** Real lists, which screen readers announce as such; as many as the items need. */
export function bullets(items: readonly string[]): readonly RichTextBlock[] {
  const lists: string[][] = [[]];
  let size = 0;
  for (const item of items) {
    const text = fitLiteral(cleanLine(item), LIST_ITEM) || "·";
    size += text.length;
    if (size > RICH_TEXT) {
      lists.push([]);
      size = text.length;
    }
    lists.at(-1)?.push(text);
  }
  return lists.filter((list) => list.length > 0).map(bulletList);
}

/** For `text` of a message, which is read as markup: everything in it is made plain. */
export const spoken = (text: string, limit: number): string => fitEscaped(cleanLine(text), limit);
