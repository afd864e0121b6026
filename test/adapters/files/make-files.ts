import { crc32, deflateRawSync } from "node:zlib";
import PDFDocument from "pdfkit";

/** A PDF as a maker of data sheets would print it; `draw` gets the page. */
export function makePdf(
  draw: (pdf: InstanceType<typeof PDFDocument>) => void,
  options: Record<string, unknown> = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4", ...options });
  const chunks: Uint8Array[] = [];
  return new Promise((resolve) => {
    pdf.on("data", (chunk) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    draw(pdf);
    pdf.end();
  });
}

export type ZipPart = {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What the headers say instead of the truth. */
  readonly saysBytes?: number;
  readonly saysDeflated?: number;
  readonly flags?: number;
};

/** A zip written by hand, so that its headers can lie. */
export function makeZip(parts: readonly ZipPart[], saysEntries?: number): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const deflated = deflateRawSync(data);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.flags ?? 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(part.saysDeflated ?? deflated.length, 14);
    common.writeUInt32LE(part.saysBytes ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, name, deflated]);
    const entry = Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, Buffer.alloc(14), name]);
    entry.writeUInt32LE(offset, 42);
    locals.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(saysEntries ?? parts.length, 8);
  end.writeUInt16LE(saysEntries ?? parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const types = (main: string, type: string, more = ""): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/>${more}</Types>`;
const rootOf = (main: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="${main}"/></Relationships>`;
const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/** Parts of a Word file: a string is a paragraph, an array of rows is a table. */
export function docxParts(body: readonly (string | readonly (readonly string[])[])[], type = WORD): readonly ZipPart[] {
  const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
  const table = (rows: readonly (readonly string[])[]): string =>
    `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;
  const xml = body.map((part) => (typeof part === "string" ? paragraph(part) : table(part))).join("");
  return [
    { name: "[Content_Types].xml", data: types("word/document.xml", type) },
    { name: "_rels/.rels", data: rootOf("word/document.xml") },
    {
      name: "word/document.xml",
      data: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${xml}</w:body></w:document>`,
    },
  ];
}

const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
/** Parts of a workbook: numbers are given as stored. */
export function xlsxParts(
  sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly (string | { readonly n: string })[])[];
  }[],
  type = SHEETS,
): readonly ZipPart[] {
  const cell = (value: string | { readonly n: string }, at: string): string =>
    typeof value === "string"
      ? `<c r="${at}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`
      : `<c r="${at}"><v>${value.n}</v></c>`;
  const sheet = (rows: (typeof sheets)[number]["rows"]): string =>
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}">${row.map((v, c) => cell(v, `${String.fromCharCode(65 + c)}${r + 1}`)).join("")}</row>`,
      )
      .join("")}</sheetData></worksheet>`;
  const names = sheets.map((s, at) => `<sheet name="${escape(s.name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const links = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return [
    { name: "[Content_Types].xml", data: types("xl/workbook.xml", type) },
    { name: "_rels/.rels", data: rootOf("xl/workbook.xml") },
    {
      name: "xl/workbook.xml",
      data: `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${names.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}">${links.join("")}</Relationships>`,
    },
    ...sheets.map((s, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, data: sheet(s.rows) })),
  ];
}
