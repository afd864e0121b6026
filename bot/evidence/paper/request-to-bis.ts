import { factRow } from "./fact-sections.ts";
import { rowsSection, sentences } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import { showFact } from "../../words/quantity.ts";
import type { Paper, PaperRow, PaperSection } from "../../../core/ports/paper.ts";
import {
  classificationRequests,
  MOST_ITEMS,
  type ClassificationRequest,
  type RequestedItem,
} from "../../../core/releases/classification-request.ts";

/**
 * The facts for classification requests to BIS, block by block (15 CFR 748.3(b)(2); Supp. No. 1 to part 748), a section
 * an item; none where nothing of the case can be asked of BIS.
 */
export function requestSections(view: CaseView): readonly PaperSection[] {
  const { determination } = view;
  const requests = determination ? classificationRequests(determination.input, determination.result) : [];
  return requests.flatMap((request, n) => {
    const title = `Classification request to BIS${requests.length > 1 ? ` ${n + 1} of ${requests.length}` : ""}`;
    return [applicantSection(title, request), ...request.items.flatMap((item) => itemSections(view, title, item))];
  });
}

/** The request alone, on a paper of its own; null where nothing of the case can be asked of BIS. */
export function requestPaper(view: CaseView, record: Paper): Paper | null {
  const sections = requestSections(view).filter(({ blocks }) => blocks.length > 0);
  if (sections.length === 0) return null;
  return { ...record, title: `ED-${view.state.number}: facts for a classification request to BIS`, sections };
}

const LEFT = "to be filled in by the applicant";

const applicantSection = (title: string, { items }: ClassificationRequest): PaperSection =>
  rowsSection(title, [
    { label: "Blocks 1 to 3", value: `contact person, telephone, facsimile: ${LEFT}` },
    { label: "Block 4", value: `date of the request: ${LEFT}` },
    { label: "Block 5", value: "type of application: classification request" },
    { label: "Block 14", value: `applicant: ${LEFT}` },
    { label: "Block 25", value: `signature: ${LEFT}` },
    { label: "Items", value: `${items.length} of at most ${MOST_ITEMS} (15 CFR 748.3(b)(1))` },
    {
      label: "Before it is sent",
      value:
        "make sure that no other agency has jurisdiction (15 CFR 734.3(b)): the answer of BIS is no proof that the item is subject to the EAR",
    },
  ]);

function itemSections(view: CaseView, title: string, item: RequestedItem): readonly PaperSection[] {
  const of = `${title}: line ${item.line}`;
  return [
    rowsSection(of, blockRows(item)),
    rowsSection(
      `${of}, block 22(j): technical description`,
      item.description.map((fact) => factRow(view, fact)),
    ),
    rowsSection(`${of}, block 24: ${item.recommended ? "basis of the recommendation" : "why none is recommended"}`, [
      ...item.contenders.map((one) => ({
        label: one.paragraph ?? one.eccn,
        value: sentences(one.because.map(view.say)) || "no test decides it",
        mark: one.status === "met" ? "met" : "open",
      })),
      ...item.notStated.map((fact) => ({ label: fact.replaceAll("-", " "), value: "unknown to the applicant so far" })),
    ]),
  ];
}

function blockRows(item: RequestedItem): readonly PaperRow[] {
  const { recommended, performance, files } = item;
  return [
    {
      label: "Block 22(a)",
      value: recommended ? (recommended.paragraph ?? recommended.eccn) : "none can be recommended; see block 24",
      mark: "recommended ECCN",
    },
    {
      label: "Block 22(b)",
      value: performance ? showFact(performance.value) : "not a computer, or not stated",
      mark: "APP",
    },
    { label: "Block 22(c)", value: withRevision(item), mark: "model number" },
    { label: "Block 22(d)", value: item.earlier.join(", ") || "none on file", mark: "earlier CCATS" },
    { label: "Block 22(i)", value: item.manufacturer ?? LEFT, mark: "manufacturer" },
    {
      label: "Attach",
      value: files.length > 0 ? files.join(", ") : "brochures and specifications: none was given to the desk",
    },
    ...(item.documented ? [{ label: "Technology and software", value: "number and date each document attached" }] : []),
  ];
}

const withRevision = ({ model, revision }: RequestedItem): string =>
  model === null ? LEFT : `${model}${revision === null ? "" : `, revision ${revision}`}`;
