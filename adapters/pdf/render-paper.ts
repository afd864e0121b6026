import PDFDocument from "pdfkit";
import { FACES, printable } from "./typefaces.ts";
import type { Paper, PaperBlock, PaperRow, PaperSection } from "../../core/ports/paper.ts";

const PAGE = { width: 595.28, height: 841.89, margin: 54, foot: 40 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const LABEL = 128;
const INK = "#1c2430";
const QUIET = "#5b6675";
const RULE = "#d5dae1";
const HELD = "#8a3b12";

type Doc = InstanceType<typeof PDFDocument>;
type Style = {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly x?: number;
  readonly width?: number;
};

/**
 * Sets a paper as an A4 PDF with embedded, subset faces. No clock and no chance: dates and file id come from the paper,
 * so the same paper gives the same bytes.
 */
export async function renderPaper(paper: Paper): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: PAGE.margin + PAGE.foot },
    bufferPages: true,
    info: {
      Title: paper.title,
      Subject: paper.status,
      Creator: "Export Desk",
      Producer: "Export Desk",
      CreationDate: new Date(paper.at),
      ModDate: new Date(paper.at),
    },
    lang: "en-US",
    displayTitle: true,
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<Uint8Array>((resolve) => {
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
  for (const [face, file] of Object.entries(FACES)) doc.registerFont(face, file);

  write(doc, paper.status, { size: 10, bold: true, color: HELD });
  doc.moveDown(0.3);
  write(doc, paper.title, { size: 19, bold: true });
  write(doc, paper.subtitle, { size: 9.5, color: QUIET });
  for (const section of paper.sections) writeSection(doc, section);
  finishPages(doc, paper);
  doc.end();
  return whole;
}

function write(doc: Doc, words: string, style: Style): void {
  const { text, face } = printable(words, style.bold ? "bold" : "text");
  doc
    .font(face)
    .fontSize(style.size)
    .fillColor(style.color ?? INK)
    .text(text, style.x ?? PAGE.margin, doc.y, { width: style.width ?? WIDTH, lineGap: 1.5 });
}

function heightOf(doc: Doc, words: string, style: Style): number {
  const { text, face } = printable(words, style.bold ? "bold" : "text");
  doc.font(face).fontSize(style.size);
  return doc.heightOfString(text, { width: style.width ?? WIDTH, lineGap: 1.5 });
}

const bottom = (): number => PAGE.height - PAGE.margin - PAGE.foot;

/** A heading never stands alone at the foot of a page. */
function writeSection(doc: Doc, { heading, blocks }: PaperSection): void {
  if (blocks.length === 0) return;
  if (doc.y + 70 > bottom()) doc.addPage();
  doc.moveDown(1.1);
  write(doc, heading, { size: 12, bold: true });
  const y = doc.y + 2;
  doc
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(0.7)
    .strokeColor(RULE)
    .stroke();
  doc.y = y + 5;
  for (const block of blocks) writeBlock(doc, block);
}

function writeBlock(doc: Doc, block: PaperBlock): void {
  if (block.block === "rows") for (const row of block.rows) writeRow(doc, row);
  else {
    const quote = block.block === "quote";
    write(doc, quote ? `“${block.text}”` : block.text, {
      size: 9.5,
      ...(quote ? { x: PAGE.margin + 12, width: WIDTH - 12, color: QUIET } : {}),
    });
    doc.moveDown(0.35);
  }
}

/** Label on the left, value beside it; a row that does not fit goes to the next page whole, unless it is longer than one. */
function writeRow(doc: Doc, { label, value, mark }: PaperRow): void {
  const right = { x: PAGE.margin + LABEL + 10, width: WIDTH - LABEL - 10, size: 9.5 };
  const words = mark === undefined ? value : `${value}  [${mark}]`;
  const height = Math.max(heightOf(doc, words, right), heightOf(doc, label, { size: 8.5, width: LABEL }));
  if (doc.y + height > bottom() && height < bottom() - PAGE.margin) doc.addPage();
  const top = doc.y;
  write(doc, label, { size: 8.5, color: QUIET, width: LABEL });
  const afterLabel = doc.y;
  doc.y = top;
  write(doc, words, right);
  doc.y = Math.max(afterLabel, doc.y) + 3;
}

function finishPages(doc: Doc, paper: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the bottom margin text would open a new page.
    doc.page.margins.bottom = 0;
    const { text, face } = printable(paper.foot, "text");
    const y = PAGE.height - PAGE.margin;
    doc.font(face).fontSize(8).fillColor(QUIET);
    doc.text(text, PAGE.margin, y, { width: WIDTH - 70, lineBreak: false });
    doc.text(`page ${page - start + 1} of ${count}`, PAGE.width - PAGE.margin - 70, y, {
      width: 70,
      align: "right",
      lineBreak: false,
    });
    if (paper.watermark === null) continue;
    doc.save().rotate(-55, { origin: [PAGE.width / 2, PAGE.height / 2] });
    doc.font("bold").fontSize(58).fillColor(INK).fillOpacity(0.05);
    doc.text(paper.watermark, 0, PAGE.height / 2 - 40, { width: PAGE.width, align: "center", lineBreak: false });
    doc.restore();
  }
}
