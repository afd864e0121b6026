import type { Hash } from "../ids.ts";
import type { SourceText } from "../item/document.ts";

/**
 * How far a text may go. `marked`: it carries a restriction. `public`: the tenant declared it published, and it
 * carries no restriction. `unclassified`: nobody said; it counts as technical data that is not published (15 CFR 734.7; 22 CFR 120.33 and 120.34).
 */
export type DataClass = "public" | "unclassified" | "marked";

const MARKINGS: readonly RegExp[] = [
  /\b(itar|usml|us munitions list|munitions list)\b/i,
  /\b(export[- ]controlled|export control(?:led)? (?:information|data)|controlled technical (?:data|information)|technical data (?:as defined|controlled|subject))\b/i,
  /\b(cui|controlled unclassified|fouo|noforn|for official use only|limited distribution|export[- ]restricted)\b/i,
  /\bdistribution statement:?\s*[b-fx]\b/i,
  /\bnot (?:approved|cleared|released|intended|authorized|authorised) for (?:public|external)\b/i,
  /\b(confidential|confidentiel|vertraulich|proprietary|trade secret|company[- ]private|internal use only|under nda|non-?disclosure|do not (?:distribute|disclose|copy|share)|restricted data|secret)\b/i,
  /(?:机密|秘密|保密|社外秘|機密|секретно|конфиденциально|對外保密)/,
];

/** True when a restriction stands anywhere in the text or in the file's name. A false alarm keeps data here: that is cheap. */
const isMarked = (source: SourceText): boolean =>
  [source.name, ...source.pages.flatMap(({ title, text }) => [title ?? "", text])].some((text) =>
    MARKINGS.some((marking) => marking.test(unspaced(text))),
  );

/** Line breaks, hard spaces and invisible characters do not hide a marking. */
const unspaced = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "")
    .replaceAll(/[\s_]+/g, " ");

/** `published`: blobs that the tenant declared to be published. A text never says it of itself. */
export function dataClassOf(source: SourceText, published: ReadonlySet<Hash>): DataClass {
  if (isMarked(source)) return "marked";
  return source.blob !== undefined && published.has(source.blob) ? "public" : "unclassified";
}
