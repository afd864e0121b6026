import { describe, expect, it } from "vitest";
import type { CaseView } from "../../../bot/cards/view.ts";
import { casePaper } from "../../../bot/evidence/paper/case-paper.ts";
import { requestPaper } from "../../../bot/evidence/paper/request-to-bis.ts";
import { openSamples } from "../../../bot/samples/samples.ts";
import type { Paper } from "../../../core/ports/paper.ts";
import { viewOfRequest } from "../../golden/worked-example.ts";

const rowsOf = (paper: Paper, heading: string): readonly string[] =>
  paper.sections
    .filter((section) => section.heading === heading)
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.block === "rows"
        ? block.rows.map(({ label, value, mark }) => `${label}: ${value}${mark ? ` [${mark}]` : ""}`)
        : [block.text],
    );
const headingsOf = ({ sections }: Paper): readonly string[] => sections.map(({ heading }) => heading);

/** The same case as if two entries applied and neither went first: then the choice is left to BIS. */
function openBetweenTwo(view: CaseView): CaseView {
  const { determination } = view;
  if (!determination) throw new Error("nothing was determined");
  const lines = determination.result.lines.map((line) => ({
    ...line,
    classification: line.classification && {
      ...line.classification,
      outcome: "conflict" as const,
      advise: "CCATS" as const,
      eccn: null,
      paragraph: null,
      candidates: line.classification.candidates.slice(0, 2).map((one) => ({ ...one, status: "met" as const })),
    },
  }));
  return { ...view, determination: { ...determination, result: { ...determination.result, lines } } };
}

describe("the record of a case", () => {
  it("names the item, what it covers, the facts it turns on apart from the rest, and how long it holds", async () => {
    const [sample] = openSamples();
    if (!sample) throw new Error("no sample");
    const paper = casePaper(await viewOfRequest(sample), []);
    expect(headingsOf(paper)).toEqual([
      "The request",
      "The item",
      "What it is under the control lists",
      "Facts it turns on",
      "Also read; no test that decided here asks for it",
      "Entries considered",
      "What would change the answer",
      "Order of review",
      "Reasons for control at the destination",
      "License exceptions",
      "Not checked",
      "Parties screened",
      "Review",
      "Decision",
      "How long it holds",
      "The record",
    ]);
    expect(rowsOf(paper, "The item")).toEqual(
      expect.arrayContaining([
        "Part number: AD-7",
        "Revision: not said",
        expect.stringMatching(/^Covers: .*no variant/),
      ]),
    );
    expect(rowsOf(paper, "What it is under the control lists")).toEqual(
      expect.arrayContaining([
        "Classification: 3A001.a.5.a.4 [proposed]",
        expect.stringMatching(/^Controlled for NS Column 2: .*our summary$/),
        expect.stringMatching(/^Proposed by: .*no model took part/),
      ]),
    );
    expect(rowsOf(paper, "Facts it turns on").join("\n")).toMatch(
      /resolution: 14 bit · “14-bit” \(ad-7-converter\.pdf, p\. 1\)/,
    );
    expect(rowsOf(paper, "Order of review").join("\n")).toMatch(/\d+ entries were tested and do not apply\./);
    expect(rowsOf(paper, "Not checked")).toContain("No end user was named");
  });

  it("lists every entry that is excluded where the answer is EAR99, and only there", async () => {
    const paper = casePaper(
      await viewOfRequest({
        text: "Can I ship the OC-4 office chair to Acme Office Example Ltd. in Canada?",
        files: [],
      }),
      [],
    );
    expect(rowsOf(paper, "What it is under the control lists")).toContain("Classification: EAR99 [proposed]");
    const [codes] = rowsOf(paper, "Entries excluded");
    expect(codes?.split(", ").length).toBeGreaterThan(500);
    expect(codes).toContain("3A001");
  });

  const TWO_MET =
    "Please classify the Shield-9, a TEMPEST level A desktop PC, designed to cut compromising emanations far below EMC standards, APP 0.4 WT, no encryption, for Acme Office Example Ltd. in Canada";

  it("where two entries apply holds the facts for a request to BIS, block by block, and recommends neither", async () => {
    const view = openBetweenTwo(await viewOfRequest({ text: TWO_MET, files: [] }));
    const paper = casePaper(view, []);
    const of = "Classification request to BIS: line 1";
    expect(rowsOf(paper, of)).toEqual([
      "Block 22(a): none can be recommended; see block 24 [recommended ECCN]",
      expect.stringMatching(/^Block 22\(b\): .* \[APP\]$/),
      "Block 22(c): Shield-9 [model number]",
      "Block 22(d): none on file [earlier CCATS]",
      "Block 22(i): to be filled in by the applicant [manufacturer]",
      "Attach: brochures and specifications: none was given to the desk",
    ]);
    expect(rowsOf(paper, `${of}, block 24: why none is recommended`).join("\n")).toMatch(/^5A003\.b: .*\[met\]/);
    expect(headingsOf(requestPaper(view, paper) ?? paper)).toEqual(
      headingsOf(paper).filter((one) => one.startsWith("Classification request")),
    );
  });

  it("asks BIS nothing of an article of the Munitions List", async () => {
    const view = await viewOfRequest({
      text: "Fully automatic assault rifle, caliber 5.56 mm, to Acme Example Ltd. in Canada",
      files: [],
    });
    expect(view.determination?.result.lines[0]?.classification?.jurisdiction).toBe("ITAR");
    expect(requestPaper(view, casePaper(view, []))).toBeNull();
  });
});
