import type { LawDate } from "../../dates.ts";
import { readScope } from "../licence-table/read-scope.ts";
import { covers, pathOf, scopeOver } from "../paragraphs.ts";
import { entryOn, type Rulebook } from "../rulebook.ts";
import type { Paragraph } from "../schema.ts";
import type { ProvisionChange } from "./diff-editions.ts";

/** What a change of an edition reaches. `paths`: paragraphs of an entry; null: all of it. */
export type Touch = {
  readonly key: string;
  readonly what: ProvisionChange["what"];
  readonly paths: readonly string[] | null;
  /** What is controlled changed, not only what is required of it: facts of the item decide anew. */
  readonly controlled: boolean;
  /** Of the Country Chart and the Country Groups: the places whose marks or groups changed, as they are printed. */
  readonly places?: readonly string[];
};
/** Parts of an entry that say what it controls. */
const CONTROLLED: ReadonlySet<string> = new Set(["heading", "items", "notes", "text"]);
/** A code that a determination rests on, and what it cites. */
export type Cited = {
  readonly eccn: string | null;
  readonly paragraph: string | null;
  /** `15 CFR 744.17`, `3A001.a.5.a.4` … */
  readonly cites: readonly string[];
  /** Where it goes, as codes; left out: nothing goes anywhere. */
  readonly places?: readonly string[];
};
/** Code of a place as the Code prints it; null: no place. */
type CodeOf = (name: string) => string | null;

const ITEM_LINE = /^([a-z]{1,2}(?:\.(?:[a-z]{1,2}|\d{1,2}))*)\. /;

/** The changes as what they reach: lines of items by their path, rows by the paragraphs they name, all else the whole entry. */
export const touchesOf = (changes: readonly ProvisionChange[]): readonly Touch[] =>
  changes.map(({ key, what, parts }) => {
    const places = placesIn({ key, what, parts });
    if (places) return { key, what, paths: null, controlled: false, places };
    const reached = parts.flatMap(({ part, gone, come }) => [...gone, ...come].map((line) => pathsOf(key, part, line)));
    const whole = what !== "changed" || reached.length === 0 || reached.includes(null);
    const controlled = what !== "changed" || parts.some(({ part }) => CONTROLLED.has(part));
    return { key, what, controlled, paths: whole ? null : [...new Set(reached.flatMap((paths) => paths ?? []))] };
  });

/** A row of the chart is its place; a group is the places that came and went. */
function placesIn({ key, parts }: ProvisionChange): readonly string[] | null {
  if (parts.some(({ part }) => part === "marks" || part === "notes")) return [key];
  const members = parts.filter(({ part }) => part === "members");
  return members.length > 0 ? members.flatMap(({ gone, come }) => [...gone, ...come]) : null;
}

function pathsOf(eccn: string, part: string, line: string): readonly string[] | null {
  if (part === "items") {
    const path = ITEM_LINE.exec(line)?.[1];
    return path === undefined ? null : [path];
  }
  if (part !== "rows") return null;
  const scope = readScope(line.split(" | ")[0] ?? "", eccn);
  return scope?.paths ?? null;
}

const escaped = (text: string): string => text.replaceAll(".", "\\.");

/** `§ 744.11` in `15 CFR 744.11(a)`, `Supplement No. 4 to Part 744` in `15 CFR 744 Supp. 4`. */
function isCited(key: string, cite: string): boolean {
  const section = /^§+ ?([\d.]+)/.exec(key)?.[1];
  if (section !== undefined) return new RegExp(`(?<![\\d.])${escaped(section)}(?!\\d)`).test(cite);
  const [, number, part] = /^Supplement No\. (\d+) to Part (\d+)/i.exec(key) ?? [];
  return number !== undefined && new RegExp(`(?<!\\d)${part} Supp\\. ${number}(?!\\d)`).test(cite);
}

/** `Category 5, Part 2`, `Category 3, E`: whether an entry may stand under these headings of the list. */
export function standsUnder(key: string, eccn: string): boolean {
  const [, category, part, group] = /^Category (\d)(?:, (Part [12]))?(?:, ([A-E]|Annex))?$/.exec(key) ?? [];
  if (category === undefined || !eccn.startsWith(category)) return false;
  if (part !== undefined && (part === "Part 2") !== /[234]$/.test(eccn)) return false;
  return group === undefined || group === "Annex" || eccn.charAt(1) === group;
}

/** `USML XI(a)(5)` and what stands above or under it; another category begins with the same letters (`USML XI`, `USML XII`). */
function isUsmlNear(key: string, eccn: string, paragraph: string | null): boolean {
  const rest = key.slice(eccn.length);
  if (rest !== "" && !rest.startsWith("(")) return false;
  const own = paragraph?.replace(/^(?:USML )?[IVX]+/, "") ?? "";
  return own === "" || own.startsWith(rest) || rest.startsWith(own);
}

/** The changes that reach what a determination rests on: its own paragraph, an entry it looked at, a section it cites. */
export function touching(
  { eccn, paragraph, cites, places = [] }: Cited,
  touches: readonly Touch[],
  codeOf: CodeOf = () => null,
): readonly Touch[] {
  return touches.filter((touch) => {
    if (touch.places) return touch.places.some((name) => places.includes(codeOf(name) ?? name));
    if (eccn === touch.key) return touch.paths === null || scopeOver(touch.paths, pathOf(eccn, paragraph)) !== false;
    // EAR99 rests on every heading: a new one may hold the item.
    if (eccn === "EAR99" && touch.what === "added" && /^\d[A-E]\d{3}$/.test(touch.key)) return true;
    if (eccn !== null && standsUnder(touch.key, eccn)) return true;
    if (eccn?.startsWith("USML") && touch.key === "§ 121.1") return true;
    if (eccn?.startsWith("USML") && touch.key.startsWith(eccn)) return isUsmlNear(touch.key, eccn, paragraph);
    return cites.some((cite) => isCited(touch.key, cite) || (eccn === "EAR99" && cite === touch.key));
  });
}

/**
 * The facts of the item that a change puts in question: those of the touched paragraphs' tests where what is controlled
 * changed, else those that rows in conditions turn on. Empty for an entry without tests, which a person reads.
 */
export function factsOf(touch: Touch, { paragraph }: Cited, rulebook: Rulebook, asOf: LawDate): readonly string[] {
  const entry = entryOn(rulebook, touch.key, asOf);
  if (!entry) return [];
  const own = pathOf(entry.eccn, paragraph);
  if (!touch.controlled)
    return [
      ...new Set(
        entry.controls.flatMap(({ paragraphs, when }) =>
          !paragraphs || scopeOver(paragraphs, own) !== false ? namesIn(when) : [],
        ),
      ),
    ].toSorted();
  const near = (path: string): boolean => own === null || covers(path, own) || covers(own, path);
  const under = (list: readonly Paragraph[]): readonly unknown[] =>
    list
      .filter(({ path }) => near(path))
      .flatMap(({ test, decontrols, paragraphs }) => [test, decontrols, ...under(paragraphs ?? [])]);
  return [...new Set([entry.test, entry.decontrols, ...under(entry.paragraphs)].flatMap(namesIn))].toSorted();
}

function namesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "fact" && typeof value === "string" ? [value] : namesIn(value),
  );
}
