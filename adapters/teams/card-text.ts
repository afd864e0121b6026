import type { JsonObject } from "../../core/json.ts";
import { cleanText } from "./plain-text.ts";

export type TextLook = {
  readonly size?: "Small" | "Medium" | "Large";
  readonly weight?: "Bolder";
  readonly color?: "Good" | "Warning" | "Attention" | "Accent";
  readonly isSubtle?: true;
  readonly italic?: true;
  readonly fontType?: "Monospace";
};

/** One run of plain text. TextRun knows no Markdown and makes no links (Adaptive Cards 1.5, RichTextBlock). */
export const run = (text: string, look: TextLook = {}): JsonObject => ({
  type: "TextRun",
  text: cleanText(text),
  ...look,
});

/** A paragraph of runs. */
export const paragraph = (inlines: readonly JsonObject[], extra: JsonObject = {}): JsonObject => ({
  type: "RichTextBlock",
  inlines,
  ...extra,
});

/** Text with its line breaks kept: one paragraph a line, close together. Empty text draws nothing. */
export function paragraphs(text: string, look: TextLook = {}, spacing = "Small"): readonly JsonObject[] {
  return cleanText(text)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => paragraph([run(line, look)], { spacing: index === 0 ? spacing : "None" }));
}
