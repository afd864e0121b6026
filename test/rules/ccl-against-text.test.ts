import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../core/rulebook/condition-schema.ts";
import { COMPARATORS } from "../../core/rulebook/condition-schema.ts";
import { allParagraphs } from "../../core/rulebook/paragraphs.ts";
import { rulebook } from "../rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"];
type Index = { entries: { eccn: string; text: string; title: string }[] };
const index = (): Index => JSON.parse(readFileSync(`${DATA}/rules/us-ear-ccl-2026-06/ccl-index.json`, "utf8")) as Index;

/** The index stops inside two tables; those entries are read from the XML itself. */
const CUT: Readonly<Record<string, string>> = { "3A090": "3A101" };
function textsOf(): ReadonlyMap<string, string> {
  const xml = readFileSync(`${DATA}/rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml`, "utf8");
  return new Map(
    index().entries.map(({ eccn, text }) => {
      const next = CUT[eccn];
      if (next === undefined) return [eccn, text];
      const cut = xml.slice(xml.indexOf(`<B>${eccn}`), xml.indexOf(`<B>${next}`));
      return [eccn, cut.replaceAll(/<[^>]+>/g, "\n")];
    }),
  );
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
/** `1.3 GSPS` in the text is "1.3 Giga Samples Per Second"; `3500 MSPS` is "3,500 MSPS": the figure is what counts. */
const figureStands = (limit: string, text: string): boolean => {
  const [figure = ""] = limit.split(" ");
  const plain = text.replaceAll(/[−–]/g, "-").replaceAll(/(?<=\d),(?=\d{3})/g, "");
  const forms = [figure, figure.replace(/^(-?\d+)$/, "$1.0"), SAME[limit] ?? figure];
  return forms.some((form) =>
    new RegExp(`(?<![\\d.])${form.replaceAll(".", "\\.").replaceAll("*", "\\*")}(?![\\d]|\\.\\d)`).test(plain),
  );
};
/** Figures written otherwise in the text. */
const SAME: Record<string, string> = {
  "4 MP": "4 x 10",
  "0.0128 WT": "0.0128",
  "111000 pixel": "111000",
  "1 GSPS": "1.0",
  "12700000 m": "12.7",
  "14650000 m": "14.65",
  "2540000 m": "2.54",
  "5600000 m": "5.6",
  "10150000 m": "10.15",
  "3180000 m": "3.18",
  "268200 m": "26.82",
  "177000 m": "17.7",
};
/** Figures of one text written in other powers of ten: 23.5 x 10^4 m in 1C010 is 235 x 10^3 m in 1C210, 2 x 10^-4 in 1C003. */
const POWERS: Record<string, string> = {
  "1C003 0.0002 ohm-cm": "2",
  "1C010 235000 m": "23.5",
  "1C210 235000 m": "235",
  "1C210 76200 m": "76.2",
  "1C990 76200 m": "7.62",
  "9C110 76200 m": "7.62",
};
/** Limits that are ours or stand in another entry: each with its reason. */
const ELSEWHERE: Record<string, string> = {
  "3A090 25 TOPS": "as for 3A001: nothing under this reaches 1600 at any word length",
  "3A001 25 TOPS":
    "no chip under this can reach 1600 total processing performance (3A090) at any word length up to 64 bit",
  "4A994 8 TOPS": "4A994.l points to 3A991.p, where the figure stands",
  "4A001 500 krad": "5 x 10^3 Gy is 5 x 10^5 rad",
  "1C608 64 g/m": "b: 0.064 kg per meter",
  "1C608 100 g/m": "b: 0.1 kg per meter",
  "9A515 500 krad": "d.1 and e.2: 5 x 10^5 rad",
  "9A515 100 krad": "e.1: 1 x 10^5 rad",
  "4A906 0.01 %": "10^-4",
  "4A906 0.1 %": "10^-3",
  "4A906 0.2 %": "2 x 10^-3",
  "4A906 0.3 %": "3 x 10^-3",
  "4A906 0.4 %": "4 x 10^-3",
  "4A906 0.5 %": "5 x 10^-3",
  "4A906 0.6 %": "6 x 10^-3",
  "3A991 1.41421356": "half an octave, as a ratio of frequencies",
  "5D002 56 bit": "5D002.c.1 points to 5A002.a, where the figure stands",
  "5D992 56 bit": "5D992.c points to 5A002.a, where the figure stands",
  "5A992 56 bit": "5A992.c points to 5A002.a, where the figure stands",
  "1B001 2 axes": "g: written as a word",
  "1B001 3 axes": "a: written as a word",
  "1B001 4 axes": "f.2: written as a word",
  "1B001 5 axes": "b: written as a word",
  "1B101 2 axes": "b: written as a word",
  "1B101 3 axes": "a: written as a word",
  "1B201 2 axes": "a.1: written as a word",
  "1C992 64 g/m": "c, written as 0.064 kg per meter",
  "2B002 4 axes": "c: written as a word",
  "6A102 500 krad": "5 x 10^5 rad(Si)",
  "2B999 2 ft": "h.1: written as a word",
  "2B991 4 axes": "a.1 and a.3, b.1: written as a word",
  "2B991 5 axes": "d.2: written as a word",
  "6A003 350 µA/lm": "b.3 points to 6A002.a.2.a, where the figure stands",
  "6A003 12 µm": "b.3 points to 6A002.a.2.a, where the figure stands",
  "6A006 0.1 pT/√Hz": "a.4.c, written 1 x 10^-4 nT",
  "6A107 2 min": "a.2, written as a word",
  "6A205 1.3": "M² of single transverse mode, Note 6 to 6A005",
  "6A995 1.3": "M² of single transverse mode, Note 6 to 6A005",
  "6A003 125 Hz": "a.5.b, written without a unit of frequency",
};

describe.skipIf(!DATA)("the entries against the official text (not run without reference data)", () => {
  it("every limit of every modelled paragraph stands as a figure in the text of its entry", () => {
    const texts = textsOf();
    const strangers = [...rulebook.entries.values()].flat().flatMap((entry) =>
      allParagraphs(entry)
        .filter(({ reading }) => reading !== "reported")
        .flatMap(({ test, decontrols }) => [...(test ? [test] : []), ...(decontrols ?? []).map((note) => note.test)])
        .flatMap(limitsOf)
        .filter(
          (limit) =>
            !figureStands(limit, texts.get(entry.eccn) ?? "") &&
            !figureStands(POWERS[`${entry.eccn} ${limit}`] ?? limit, texts.get(entry.eccn) ?? "") &&
            !(`${entry.eccn} ${limit}` in ELSEWHERE),
        )
        .map((limit) => `${entry.eccn}: ${limit}`),
    );
    expect(strangers).toEqual([]);
  });

  it("every paragraph path of ours stands in the text, or above one that does", () => {
    const texts = textsOf();
    const missing = [...rulebook.entries.values()].flat().flatMap((entry) => {
      const text = texts.get(entry.eccn) ?? "";
      return allParagraphs(entry)
        .filter(({ path }) => path !== "heading")
        .filter(({ path }) => !new RegExp(`(^|\\n|Items:? |Controlled )${path.replaceAll(".", "\\.")}[. ]`).test(text))
        .filter(({ path }) => !new RegExp(`(^|\\n|Items: )${path.replaceAll(".", "\\.")}\\.[a-z0-9]`).test(text))
        .map(({ path }) => `${entry.eccn}.${path}`);
    });
    expect(missing).toEqual([]);
  });

  it("every chart column of the entries stands in the text of the entry, and no reason is forgotten", () => {
    for (const [eccn, text] of index().entries.map((entry) => [entry.eccn, entry.text] as const)) {
      const entry = rulebook.entries.get(eccn)?.at(-1);
      if (!entry) continue;
      // The table of 1C351 prints "Column 1." without its reason in the row for AT.
      const columns = new Set(
        (eccn === "1C351" ? `${text} AT Column 1` : text).match(/\b(NS|MT|NP|RS|CB|CC|FC|AT) Column \d/g) ?? [],
      );
      expect([eccn, ...new Set(entry.controls.flatMap(({ column }) => column ?? []))].toSorted()).toEqual(
        [eccn, ...columns].toSorted(),
      );
    }
  });

  it("the list of headings is the list of the edition: 638 codes, nothing added", () => {
    const [file] = rulebook.sections.headings;
    const ours = file?.data.headings.flatMap(({ codes }) => codes) ?? [];
    const theirs = [...index().entries.map(({ eccn }) => eccn), "8D001"];
    expect(ours.toSorted()).toEqual([...new Set(theirs)].toSorted());
    expect(ours).toHaveLength(file?.data.count ?? 0);
  });
});
