import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aroundOf, cutEntries, supplementsOf } from "../../../adapters/ecfr/ccl-blocks.ts";
import { readRuleFile } from "../../../adapters/ecfr/read-rule-file.ts";
import { elementsOf, isElement, lineOf, readXml } from "../../../adapters/ecfr/xml.ts";
import { encodePart } from "../../../bot/editions/rule-texts.ts";
import { readBundle } from "../../../bot/rulebook-source.ts";
import { composeRulebook } from "../../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema } from "../../../core/rulebook/editions/rule-part.ts";
import { openRulebook } from "../../../core/rulebook/rulebook.ts";

const DATA = process.env["DESK_TEST_DATA"] ?? "";
const PATIENCE = 240_000;
const list = (body: string): string =>
  `<DIV9 TYPE="APPENDIX"><HEAD>Supplement No. 1 to Part 774—The Commerce Control List</HEAD>${body}</DIV9>`;

describe("text between the entries of the control list", () => {
  const document = readXml(
    list(`<HD1>Category 5—Made up</HD1><HD1>Part 2—Made up</HD1><NOTE><HED>Note 3:</HED><P>Not this.</P></NOTE>
<HD1>A. “Made up”</HD1><FP-2><B>5A002 Made up.</B></FP-2><P>a. One.</P><NOTE><HED>Note:</HED><P>Inside.</P></NOTE>
<HD1>D. “Software”</HD1><FP-2><B>5D002 Made up.</B></FP-2><P>a. One.</P><FP-2>EAR99 Items.</FP-2>
<HD1>Annex to Category 5</HD1><P>1. A thing.</P><EDNOTE><HED>Editorial Note:</HED><PSPACE>Not incorporated.</PSPACE></EDNOTE>`),
  );

  it("is kept by the headings above it, with the entries that it stands over", () => {
    expect(aroundOf(document)).toEqual([
      { key: "Category 5, Part 2", eccns: ["5A002", "5D002"], lines: ["Note 3:", "Not this."] },
      { key: "Category 5", eccns: ["5A002", "5D002"], lines: ["EAR99 Items."] },
      { key: "Category 5, Annex", eccns: [], lines: ["Annex to Category 5", "1. A thing."] },
      { key: "Editorial note", eccns: [], lines: ["Editorial Note:Not incorporated."] },
    ]);
  });
});

describe.skipIf(DATA === "")(
  "nothing of the official files is left over (not run: no reference data without DESK_TEST_DATA)",
  () => {
    const read = (file: string): string => (DATA === "" ? "" : readFileSync(`${DATA}/rules/${file}`, "utf8"));
    const ccl = read("us-ear-ccl-2026-06/ccl-supp1-part774.xml");

    it("844 of 844 notes of the control list stand in an entry or between two, and every block beside them", () => {
      const document = readXml(ccl);
      const blocks = supplementsOf(document).flatMap(({ children }) => children.filter(isElement));
      const entries = cutEntries(document);
      const inside = new Set(entries.flatMap((entry) => entry.blocks));
      const headings = new Set(entries.map(({ heading }) => heading));
      const held = new Set(aroundOf(document).flatMap(({ lines }) => lines));
      const left = blocks
        .filter((block) => !inside.has(block) && !headings.has(lineOf(block)))
        .filter(({ tag }) => tag !== "HEAD" && tag !== "HD1" && tag !== "CITA")
        .filter((block) =>
          (block.tag === "NOTE" ? block.children.filter(isElement) : [block]).some(
            (one) => lineOf(one) !== "" && !held.has(lineOf(one)),
          ),
        );
      expect(elementsOf(blocks, "NOTE")).toHaveLength(844);
      expect(left).toEqual([]);
    });

    it(
      "a Cryptography Note that reads otherwise leaves every entry of its part to a person, and no other",
      () => {
        const at = ccl.indexOf("<HED>", ccl.indexOf("Cryptography Note"));
        expect(at).toBeGreaterThan(0);
        const changed = ccl.replace(/do not control items as follows/, "do not control any item as follows");
        expect(changed).not.toBe(ccl);
        const { amended: _amended, ...part } = readRuleFile(changed)[0]!;
        const data = rulePartSchema.parse({ v: 1, date: "2026-08-01", ...part });
        const { textChanges } = openRulebook(composeRulebook(readBundle(), [{ hash: encodePart(data).hash, data }]));
        expect(textChanges.get("5A002")).toContainEqual(expect.objectContaining({ what: "controlled" }));
        expect(textChanges.get("5D992")).toContainEqual(expect.objectContaining({ what: "controlled" }));
        expect(textChanges.get("5A001")).toBeUndefined();
        expect(textChanges.get("3A001")).toBeUndefined();
      },
      PATIENCE,
    );

    it("1,200 of 1,200 paragraphs of the Munitions List, each once, 106 with the asterisk, 21 categories", () => {
      const [part] = readRuleFile(read("us-itar-part121/part121-fetched-2026-07-23.xml"));
      const provisions = part && "provisions" in part ? part.provisions : [];
      const paragraphs = provisions.filter(({ key }) => /^USML [IVX]+\(/.test(key));
      expect(new Set(paragraphs.map(({ key }) => key)).size).toBe(1200);
      expect(paragraphs).toHaveLength(1200);
      expect(paragraphs.filter(({ parts }) => parts["text"]?.[0]?.startsWith("*"))).toHaveLength(106);
      expect(provisions.filter(({ key }) => /^USML [IVX]+$/.test(key))).toHaveLength(21);
    });

    it.each([
      ["us-other-agency/10cfr-part110-nrc-fetched-2026-07-23.xml", "us-10cfr/part-110", 107],
      ["us-other-agency/10cfr-part810-doe-fetched-2026-07-23.xml", "us-10cfr/part-810", 17],
      ["us-ear-part744/part744-fetched-2026-07-23.xml", "us-ear/part-744", 29],
    ])("every section and supplement of %s", (file, name, count) => {
      const xml = read(file);
      const [part] = readRuleFile(xml);
      expect(part).toMatchObject({ part: name });
      expect(part && "provisions" in part ? part.provisions : []).toHaveLength(count);
      expect(xml.match(/<DIV[89] /g)).toHaveLength(count);
    });
  },
);
