import { Refusal } from "../refusal.ts";
import { covers } from "../rulebook/paragraphs.ts";

export type ItemCode =
  | { readonly list: "ccl"; readonly eccn: string; readonly paragraph: string | null }
  | { readonly list: "ear99"; readonly eccn: "EAR99" }
  | { readonly list: "usml"; readonly eccn: string; readonly paragraph: string | null };

const ECCN = /^\d[A-E]\d{3}$/;
const USML = /^USML (I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3}|XIX|XXI?)$/;
const PATH = /^[a-z0-9]+(\.[a-z0-9]+)*$/;

/**
 * `3A001` with `3A001.a.5.a.4` or `a.5.a.4`, `EAR99`, `USML XI` with `XI(a)(5)`. Throws Refusal("invalid") with
 * `what: eccn` or `what: paragraph` for any other form, and for a paragraph of another entry.
 */
export function parseItemCode(eccn: string, paragraph: string | undefined): ItemCode {
  const code = eccn.trim().toUpperCase();
  if (code === "EAR99") return { list: "ear99", eccn: "EAR99" };
  if (USML.test(code)) return { list: "usml", eccn: code, paragraph: paragraph?.trim() || null };
  if (!ECCN.test(code)) throw new Refusal("invalid", { what: "eccn", value: eccn.slice(0, 40) });
  const path = paragraph?.trim().replace(/\.$/, "") ?? "";
  if (path === "" || path.toUpperCase() === code) return { list: "ccl", eccn: code, paragraph: null };
  const own = path.toUpperCase().startsWith(`${code}.`) ? path.slice(code.length + 1) : path;
  const below = own.replace(/^\./, "").toLowerCase();
  if (!PATH.test(below) || /^\d[a-e]\d{3}/.test(below))
    throw new Refusal("invalid", { what: "paragraph", value: path.slice(0, 60) });
  return { list: "ccl", eccn: code, paragraph: `${code}.${below}` };
}

/** 600 series and 9x515: `9A610`, `3A611`, `9A515`. */
export const isMilitarySeries = (eccn: string): boolean => /^\d[A-E](6\d\d|515)$/.test(eccn);

/** Whether a written list of paragraphs names this one or a paragraph above it. */
export const isNamed = (listed: readonly string[], paragraph: string): boolean =>
  listed.some((one) => covers(one, paragraph));
