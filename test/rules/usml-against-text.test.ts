import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../core/rulebook/condition-schema.ts";
import { COMPARATORS } from "../../core/rulebook/condition-schema.ts";
import { readPart } from "../../adapters/ecfr/part-provisions.ts";
import { rulebook } from "../rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"];
const categories = rulebook.sections.usml.map(({ data }) => data);

/** The lines of each category in 22 CFR 121.1, without the notes of the section before the first. */
function linesByCategory(): ReadonlyMap<string, readonly string[]> {
  const xml = readFileSync(`${DATA}/rules/us-itar-part121/part121-fetched-2026-07-23.xml`, "utf8");
  const lines = readPart(xml).flatMap(({ parts }) => parts["text"] ?? []);
  const found = new Map<string, string[]>();
  let into: string[] | undefined;
  for (const line of lines) {
    const [, code] = /^Category ([IVX]+)\s*—/.exec(line) ?? [];
    if (code !== undefined) found.set(code, (into = []));
    else into?.push(line);
  }
  return found;
}

const NUMERALS =
  "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv xxxv xxxvi xxxvii xxxviii xxxix xl xli xlii xliii xliv xlv xlvi xlvii xlviii xlix".split(
    " ",
  );

/** Every paragraph of a category by its full path, with its line and whether the list marks it with an asterisk. */
function paragraphsOf(
  lines: readonly string[],
): ReadonlyMap<string, { readonly line: string; readonly marked: boolean }> {
  const paths = new Map<string, { line: string; marked: boolean }>();
  let at: string[] = [];
  let opens = false;
  for (const line of lines) {
    const [, star, mark, rest = ""] = /^(\*\s?)?((?:\([A-Za-z0-9]+\))+)(?:-\([a-z]\))?\s*(.*)/.exec(line) ?? [];
    const names = mark?.match(/[A-Za-z0-9]+/g) ?? [];
    names.forEach((name, index) => {
      const level = levelOf(name, at, opens);
      // Lists inside a note begin in lower case: "(a) in production".
      if (level === 0 && /^[a-z]/.test(rest)) return;
      at = [...at.slice(0, level), name];
      const path = at.map((step) => `(${step})`).join("");
      if (!paths.has(path)) paths.set(path, { line: rest, marked: star !== undefined && index === 0 });
    });
    opens = line.trim().endsWith(":");
  }
  return paths;
}

/** (a), then (1), then (i), then (A). `opens`: the line before announces a list, so (i) is a numeral and no letter. */
function levelOf(name: string, at: readonly string[], opens: boolean): number {
  if (/^\d+$/.test(name)) return 1;
  if (/^[A-Z]$/.test(name)) return 3;
  if (name === "i") return opens ? Math.min(at.length, 2) : 0;
  const before = at.findLastIndex((step, index) => index > 0 && NUMERALS.includes(step));
  const follows = before > 0 && NUMERALS.indexOf(name) === NUMERALS.indexOf(at[before] ?? "") + 1;
  return follows ? before : 0;
}

function limitsOf(condition: Condition): readonly string[] {
  if ("all-of" in condition) return condition["all-of"].flatMap(limitsOf);
  if ("any-of" in condition) return condition["any-of"].flatMap(limitsOf);
  if ("not" in condition) return limitsOf(condition.not);
  if ("controlled-by" in condition) return [];
  return Object.entries(condition).flatMap(([key, value]) =>
    COMPARATORS.some((name) => name === key) ? [String(value)] : [],
  );
}

/** Figures that the text writes in another way, and those of ours, each with its reason. */
const SAME: Readonly<Record<string, string>> = {
  "1100000 N·s": "1.1 × 10",
  "841000 N·s": "8.41 × 10",
  "0.5 m": "0.50",
  "0.3 N": "300 milli-Newtons",
  "XIII 3": "three or more dimensional",
  "3 deg/s": "3.0 deg",
  "30 min": "30 minutes",
};
const ELSEWHERE: Readonly<Record<string, string>> = {
  "I 12.7 mm": "(b) and Note 1: .50 caliber",
  "III 18.288 mm": "(a)(9) points to Category II, where the figure stands",
  "XII 1 km": "first test of (b)(3)(ii): (B) begins at 1 km",
  "XII 1000 nm": "(c)(2)(i), written 1,000 nm",
};

describe.skipIf(!DATA)("the Munitions List against the official text (not run without reference data)", () => {
  it("every paragraph of ours stands in its category", () => {
    const texts = linesByCategory();
    const strangers = categories.flatMap(({ code, paragraphs }) => {
      const known = paragraphsOf(texts.get(code.replace("USML ", "")) ?? []);
      return (paragraphs ?? []).filter(({ path }) => !known.has(path)).map(({ path }) => `${code}${path}`);
    });
    expect(strangers).toEqual([]);
  });

  /** Read with the paragraph above: families without a name of their own, criteria, exceptions; interpretations. */
  const WITH_ABOVE = /^(V\(a\)\((19|21|26|28)\)|V\(h\)|V\(k\)|X\(b\)|XIII\(f\)|XIII\(m\)|XIV\(h\)|XVIII\(a\))/;

  it("every paragraph of the first two levels stands in ours, but what is reserved, interprets or only licenses", () => {
    const texts = linesByCategory();
    const missing = categories.flatMap(({ code, paragraphs }) => {
      const ours = (paragraphs ?? []).map(({ path }) => path);
      return [...paragraphsOf(texts.get(code.replace("USML ", "")) ?? [])]
        .filter(
          ([path, { line }]) =>
            (path.match(/\(/g) ?? []).length <= 2 && !/\[reserved\]/i.test(line) && !path.startsWith("(x)"),
        )
        .filter(([path]) => !ours.some((own) => own.startsWith(path)))
        .map(([path]) => `${code.replace("USML ", "")}${path}`)
        .filter((name) => !WITH_ABOVE.test(name));
    });
    expect(missing).toEqual([]);
  });

  it("every limit stands as a figure in its category", () => {
    const texts = linesByCategory();
    const strangers = categories.flatMap(({ code, paragraphs }) => {
      const category = code.replace("USML ", "");
      const text = (texts.get(category) ?? []).join("\n").replaceAll(/(?<=\d),(?=\d{3})/g, "");
      return (paragraphs ?? [])
        .flatMap(({ test }) => (test ? limitsOf(test) : []))
        .filter((limit) => {
          const figure = SAME[`${category} ${limit}`] ?? SAME[limit] ?? limit.split(" ")[0] ?? "";
          return !text.includes(figure) && !(`${category} ${limit}` in ELSEWHERE);
        })
        .map((limit) => `${category} ${limit}`);
    });
    expect(strangers).toEqual([]);
  });

  it("significant military equipment is what the list marks, on the paragraph or above it", () => {
    const texts = linesByCategory();
    const wrong = categories.flatMap(({ code, paragraphs }) => {
      const known = paragraphsOf(texts.get(code.replace("USML ", "")) ?? []);
      const marked = (path: string): boolean =>
        [...known].some(([above, { marked: star }]) => star && (path === above || path.startsWith(above)));
      return (paragraphs ?? [])
        .filter(({ path, significant }) => known.has(path) && marked(path) !== (significant === true))
        .map(({ path, significant }) => `${code}${path} ${significant === true ? "is not marked" : "is marked"}`);
    });
    expect(wrong).toEqual([]);
  });
});
