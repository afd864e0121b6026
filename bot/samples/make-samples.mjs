// Draws the shipped samples: run `node bot/samples/make-samples.mjs`. The maker is fictional, the figures are
// technical facts only; no classification is stated. Dates and ids are fixed, so that two runs give the same bytes.
import { writeFileSync } from "node:fs";
import PDFDocument from "pdfkit";

const MADE = new Date("2026-03-02T09:00:00.000Z");
const MAKER = "Northwind Example Semiconductor";
const NOTE = "Fictional product of a fictional maker. Made as a sample for Export Desk.";
const INK = "#17212b";
const QUIET = "#5c6a77";
const BAND = "#123a5c";
const RULE = "#c9d2da";
const LEFT = 54;
const RIGHT = 541;

/** One document: head, numbered pages, foot. */
function open(sheet) {
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: 54, bottom: 40, left: LEFT, right: 54 },
    bufferPages: true,
    info: { Title: `${sheet.part} data sheet`, Author: MAKER, CreationDate: MADE, ModDate: MADE },
  });
  const parts = [];
  pdf.on("data", (part) => parts.push(part));
  const done = new Promise((resolve) => pdf.on("end", () => resolve(Buffer.concat(parts))));
  pdf.on("pageAdded", () => heading(pdf, sheet));
  return { pdf, done };
}

function heading(pdf, sheet) {
  pdf.rect(0, 0, 595, 30).fill(BAND);
  pdf.fillColor("#ffffff").font("Helvetica-Bold").fontSize(9).text(MAKER, LEFT, 11, { lineBreak: false });
  pdf.font("Helvetica").text(`${sheet.part}   ${sheet.doc}`, 380, 11, { width: RIGHT - 380, align: "right" });
  pdf.fillColor(INK);
  pdf.y = 52;
}

function title(pdf, sheet) {
  heading(pdf, sheet);
  pdf.font("Helvetica-Bold").fontSize(24).text(sheet.part, LEFT, 50);
  pdf.font("Helvetica-Bold").fontSize(13).text(sheet.headline, LEFT, 80, { width: RIGHT - LEFT });
  pdf.moveTo(LEFT, pdf.y + 6).lineTo(RIGHT, pdf.y + 6).strokeColor(BAND).lineWidth(1.5).stroke();
  pdf.y += 18;
}

function section(pdf, text) {
  if (pdf.y > 690) pdf.addPage();
  pdf.moveDown(0.5).font("Helvetica-Bold").fontSize(11).fillColor(BAND).text(text, LEFT).fillColor(INK).moveDown(0.35);
}

function words(pdf, text) {
  pdf.font("Helvetica").fontSize(9.5).text(text, LEFT, pdf.y, { width: RIGHT - LEFT, lineGap: 2 }).moveDown(0.4);
}

function bullets(pdf, items) {
  pdf.font("Helvetica").fontSize(9.5);
  for (const item of items) pdf.text(`• ${item}`, LEFT + 6, pdf.y, { width: RIGHT - LEFT - 6, lineGap: 2.5 });
}

/** Rows of a table, drawn cell by cell along each row, as a data sheet prints them. */
function table(pdf, columns, rows) {
  const line = (cells, bold) => {
    if (pdf.y > 760) pdf.addPage();
    const top = pdf.y;
    if (bold) pdf.rect(LEFT, top - 3, RIGHT - LEFT, 16).fill("#e8eef3").fillColor(INK);
    pdf.font(bold ? "Helvetica-Bold" : "Helvetica").fontSize(8.5);
    cells.forEach((cell, at) => {
      if (cell !== "") pdf.text(cell, columns[at] + 3, top, { lineBreak: false });
    });
    pdf.moveTo(LEFT, top + 13).lineTo(RIGHT, top + 13).strokeColor(RULE).lineWidth(0.5).stroke();
    pdf.x = LEFT;
    pdf.y = top + 17;
  };
  rows.forEach((cells, at) => line(cells, at === 0));
  pdf.y += 4;
}

/** Boxes with arrows between: what stands between input and output. */
function blockDiagram(pdf, boxes, caption) {
  if (pdf.y > 640) pdf.addPage();
  const top = pdf.y + 6;
  const step = (RIGHT - LEFT) / boxes.length;
  boxes.forEach((box, at) => {
    const x = LEFT + at * step;
    const width = step - 22;
    pdf.roundedRect(x, top, width, 42, 4).lineWidth(0.9).strokeColor(BAND).stroke();
    pdf.font("Helvetica").fontSize(8).text(box, x + 3, top + 12, { width: width - 6, align: "center" });
    if (at < boxes.length - 1) {
      pdf.moveTo(x + width + 3, top + 21).lineTo(x + width + 17, top + 21).lineWidth(0.9).stroke();
      pdf.polygon([x + width + 20, top + 21], [x + width + 14, top + 18], [x + width + 14, top + 24]).fill(BAND);
      pdf.fillColor(INK);
    }
  });
  pdf.fillColor(QUIET).fontSize(8).text(caption, LEFT, top + 50).fillColor(INK);
  pdf.moveDown(0.6);
}

/** Writes the foot of every page and the file. */
async function close(pdf, done, sheet) {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.moveTo(LEFT, 800).lineTo(RIGHT, 800).strokeColor(RULE).lineWidth(0.5).stroke();
    pdf.font("Helvetica").fontSize(7.5).fillColor(QUIET);
    pdf.text(NOTE, LEFT, 807, { lineBreak: false });
    pdf.text(`Rev. B · March 2026 · page ${page + 1} of ${count}`, 380, 807, { width: RIGHT - 380, align: "right" });
  }
  pdf.end();
  writeFileSync(new URL(sheet.file, import.meta.url), await done);
}

async function converter() {
  const sheet = {
    file: "ad-7-converter.pdf",
    part: "AD-7",
    doc: "DS-0007 Rev. B",
    headline: "14-bit, 3.0 GSPS analog-to-digital converter",
  };
  const { pdf, done } = open(sheet);
  title(pdf, sheet);
  section(pdf, "Features");
  bullets(pdf, [
    "Analog-to-digital converter integrated circuit, single channel",
    "Resolution: 14 bit",
    "Sample rate: 3.0 GSPS",
    "Analog input bandwidth (-3 dB): 6 GHz",
    "Signal-to-noise ratio 63.5 dBFS at 950 MHz, spurious-free dynamic range 74 dBc",
    "Eight-lane serial output, up to 15 Gbit/s per lane",
    "Power dissipation 1.9 W from 1.0 V and 1.8 V supplies",
    "144-ball plastic ball grid array (BGA), 10 mm × 10 mm",
  ]);
  section(pdf, "Applications");
  bullets(pdf, ["Bench test equipment, oscilloscopes", "Cable head ends", "Laboratory spectroscopy"]);
  section(pdf, "Description");
  words(
    pdf,
    "The AD-7 is a monolithic analog-to-digital converter for direct sampling of wideband signals. A track-and-hold stage feeds a pipeline of interleaved cores whose gain and offset are matched in the background. The output is framed on a high-speed serial link. The device samples and converts; it does not store or process the samples.",
  );
  blockDiagram(
    pdf,
    ["Input buffer", "Track and hold", "14-bit converter core", "Calibration", "Serial output"],
    "Figure 1. Functional block diagram",
  );
  pdf.addPage();
  section(pdf, "Absolute maximum ratings");
  table(pdf, [LEFT, 300, 420], [
    ["Parameter", "Rating", "Unit"],
    ["Supply voltage, analog", "-0.3 to 2.1", "V"],
    ["Input power, differential", "12", "dBm"],
    ["Junction temperature", "125", "°C"],
    ["Storage temperature", "-55 to +150", "°C"],
  ]);
  section(pdf, "Operating conditions and package");
  table(pdf, [LEFT, 300, 420], [
    ["Parameter", "Value", "Unit"],
    ["Operating temperature", "-40 to +85", "°C"],
    ["Supply voltage, core", "1.0", "V"],
    ["Supply voltage, analog", "1.8", "V"],
    ["Package", "BGA-144, plastic", ""],
    ["Moisture sensitivity level", "3", ""],
  ]);
  words(pdf, "The package is a plastic, non-hermetic ball grid array.");
  pdf.addPage();
  section(pdf, "Table 2. Converter performance");
  words(pdf, "At 25 °C, nominal supplies, full sample rate, input -1 dBFS, unless noted.");
  table(pdf, [LEFT, 230, 340, 390, 440, 490], [
    ["Parameter", "Condition", "Min", "Typ", "Max", "Unit"],
    ["Resolution", "", "", "14", "", "bit"],
    ["Sample rate", "", "", "", "3.0", "GSPS"],
    ["Analog input bandwidth", "-3 dB", "", "6", "", "GHz"],
    ["Full-scale input", "differential", "", "0.8", "", "Vpp"],
    ["Signal-to-noise ratio", "950 MHz", "62.0", "63.5", "", "dBFS"],
    ["Spurious-free dynamic range", "950 MHz", "70", "74", "", "dBc"],
    ["Effective number of bits", "950 MHz", "", "10.2", "", "bit"],
    ["Differential nonlinearity", "", "", "0.5", "", "LSB"],
    ["Latency", "", "", "26", "", "ns"],
    ["Power dissipation", "", "", "1.9", "2.2", "W"],
  ]);
  section(pdf, "Ordering information");
  table(pdf, [LEFT, 200, 340, 440], [
    ["Order code", "Temperature", "Package", "Packing"],
    ["AD-7BGA-T", "-40 to +85 °C", "BGA-144", "Tray of 90"],
    ["AD-7BGA-R", "-40 to +85 °C", "BGA-144", "Reel of 500"],
  ]);
  section(pdf, "Revision history");
  words(pdf, "Rev. B, March 2026: power figures measured on production silicon. Rev. A, October 2025: first issue.");
  await close(pdf, done, sheet);
}

async function board() {
  const sheet = {
    file: "aq-70-acquisition-board.pdf",
    part: "AQ-70",
    doc: "DS-0070 Rev. B",
    headline: "Data acquisition board, 14 bit, 3.0 GSPS, PCI Express",
  };
  const { pdf, done } = open(sheet);
  title(pdf, sheet);
  section(pdf, "Features");
  bullets(pdf, [
    "Data acquisition board (plug-in card) with one AD-7 converter",
    "Resolution: 14 bit",
    "Sample rate: 3.0 GSPS",
    "One analog input channel, SMA connector, 50 ohm",
    "Analog bandwidth 2.5 GHz",
    "8 GB on-board memory, continuous streaming to the host at 6 GB/s",
    "PCI Express, eight lanes, full-length card",
  ]);
  section(pdf, "Applications");
  bullets(pdf, ["Automated production test", "Laboratory spectroscopy", "Ultrasonic inspection of welds"]);
  section(pdf, "Description");
  words(
    pdf,
    "The AQ-70 is an electronic assembly that digitizes one analog signal and stores the samples in its own memory before they are read by the host computer. Input conditioning, clock and trigger are on the board. Drivers for Linux and Windows are supplied.",
  );
  blockDiagram(pdf, ["Input stage", "AD-7 converter", "Memory 8 GB", "PCI Express"], "Figure 1. Signal path");
  pdf.addPage();
  section(pdf, "Table 1. Specifications");
  table(pdf, [LEFT, 230, 340, 390, 440, 490], [
    ["Parameter", "Condition", "Min", "Typ", "Max", "Unit"],
    ["Resolution", "", "", "14", "", "bit"],
    ["Sample rate", "", "", "", "3.0", "GSPS"],
    ["Analog input channels", "", "", "1", "", ""],
    ["Analog bandwidth", "-3 dB", "", "2.5", "", "GHz"],
    ["Input range", "50 ohm", "0.2", "", "2.0", "Vpp"],
    ["On-board memory", "", "", "8", "", "GB"],
    ["Streaming rate to host", "", "", "6", "", "GB/s"],
    ["Operating temperature", "", "0", "", "+50", "°C"],
    ["Power dissipation", "", "", "28", "", "W"],
  ]);
  section(pdf, "Ordering information");
  table(pdf, [LEFT, 200, 340], [
    ["Order code", "Memory", "Contents"],
    ["AQ-70-8G", "8 GB", "Board, driver download, two SMA cables"],
  ]);
  await close(pdf, done, sheet);
}

const ROUTER = `${MAKER}
Data sheet DS-0206 Rev. B, March 2026
${NOTE}

WR-6  Wi-Fi router

Description
The WR-6 is a desktop wireless router for homes and small offices. It connects a broadband line to wired and
wireless devices.

Specifications
Wireless standards:      IEEE 802.11a/b/g/n/ac/ax
Bands:                   2.4 GHz and 5 GHz
Link rate, 5 GHz:        up to 4.8 Gbit/s
Output power:            20 dBm
Encryption:              WPA2 and WPA3, AES with a key length of 256 bit
Management:              web page over TLS
Ports:                   one 2.5 Gbit/s WAN, four 1 Gbit/s LAN
Memory:                  512 MB RAM, 128 MB flash
Supply:                  12 V, 2 A, adapter included
Operating temperature:   0 to +40 °C
Size:                    230 mm × 150 mm × 40 mm
Weight:                  0.45 kg
`;

const SCALE = [
  ["Parameter", "Value", "Unit"],
  ["Product", "KS-3 kitchen scale", ""],
  ["Maker", MAKER, ""],
  ["Note", NOTE, ""],
  ["Capacity", "5", "kg"],
  ["Readability", "1", "g"],
  ["Accuracy", "2", "g"],
  ["Sensor", "single load cell", ""],
  ["Display", "LCD with backlight", ""],
  ["Units", "g and oz", ""],
  ["Supply", "2 AAA batteries", ""],
  ["Operating temperature", "+5 to +40", "°C"],
  ["Platform", "180 × 140", "mm"],
  ["Weight", "0.42", "kg"],
];
const toCsv = (rows) => `${rows.map((row) => row.map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(",")).join("\n")}\n`;

await converter();
await board();
writeFileSync(new URL("wr-6-router.txt", import.meta.url), ROUTER);
writeFileSync(new URL("ks-3-kitchen-scale.csv", import.meta.url), toCsv(SCALE));
