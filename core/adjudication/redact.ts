import type { SourceText } from "../item/document.ts";

const COVER = "█";
/** Identifiers by their form. Figures with units stay: they are what a model is asked about. */
const FORMS: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  /\b(?:https?:\/\/|www\.)\S+/giu,
  /\+\d[\d\s()/-]{6,}\d/gu,
  /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}\b/gu,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/gu,
  /(?:\b(?:USD|EUR|GBP|CHF|JPY)\s?|[$€£¥]\s?)\d[\d.,' ]*\d|\b\d[\d.,']*\s?(?:USD|EUR|GBP|CHF|JPY|dollars|euros)\b/giu,
  /\b(?:order|quote|po|invoice|contract|case|serial|customer|project)(?:\s+(?:no|number|nr|id|name))?[.:#\s]+[A-Z0-9][\w/-]*\d[\w/-]*/giu,
];

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const cover = (text: string): string => text.replaceAll(/\S/gu, (mark) => COVER.repeat(mark.length));

/**
 * The text with names and identifiers covered, sign for sign: every offset keeps its place, so a quote of what is left
 * is still found in the source. `names`: parties, places and people of the deal, covered whole and word by word.
 */
export function redactText(text: string, names: readonly string[]): string {
  const words = names.flatMap((name) => [name, ...name.split(/[\s,.()/-]+/u).filter((word) => word.length >= 3)]);
  const longest = [...new Set(words.filter((word) => word.length >= 2))].toSorted((a, b) => b.length - a.length);
  const byForm = FORMS.reduce((covered, form) => covered.replaceAll(form, cover), text);
  return longest.reduce(
    (covered, word) =>
      covered.replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${escape(word)}(?![\p{L}\p{N}])`, "giu"), cover),
    byForm,
  );
}

/** A source with its pages redacted; its name is given by the caller, as file names name customers. */
export const redactSource = (source: SourceText, name: string, names: readonly string[]): SourceText => ({
  name,
  kind: source.kind,
  ...(source.blob === undefined ? {} : { blob: source.blob }),
  pages: source.pages.map(({ page, text }) => ({ page, text: redactText(text, names) })),
});
