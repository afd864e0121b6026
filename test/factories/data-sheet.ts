import PDFDocument from "pdfkit";

export type DataSheet = {
  readonly title: string;
  readonly under: string;
  readonly intro: string;
  readonly features: readonly string[];
  /** Rows of the specification; the first is the head. */
  readonly table: readonly (readonly string[])[];
  readonly foot: string;
};

/** A data sheet as makers set them: a colored head, features, a table of specifications, a second page that says little. */
export function dataSheet({ title, under, intro, features, table, foot }: DataSheet): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margin: 50 });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<Buffer>((resolve) => {
    doc.on("end", () => resolve(Buffer.concat(chunks)));
  });
  doc.rect(0, 0, 595, 70).fill("#0b3d91");
  doc.fill("white").fontSize(20).text(title, 50, 22).fontSize(10).text(under, 50, 48);
  doc.fill("black").fontSize(10).text(intro, 50, 90, { width: 495 }).moveDown();
  doc.fontSize(12).text("Features").fontSize(10);
  for (const feature of features) doc.text(`• ${feature}`);
  doc.moveDown().fontSize(12).text("Specifications").moveDown(0.3).fontSize(9);
  const columns = (table[0]?.length ?? 0) > 3 ? [50, 230, 310, 390, 470] : [50, 260, 430];
  let y = doc.y;
  for (const row of table) {
    row.forEach((cell, at) => cell !== "" && doc.text(cell, columns[at], y, { lineBreak: false }));
    y += 16;
  }
  doc.fontSize(8).text(foot, 50, y + 20, { width: 495 });
  doc
    .addPage()
    .fontSize(9)
    .text("All dimensions in millimeters. Specifications are subject to change without notice.", 50, 80);
  doc.end();
  return whole;
}

/** Three fictional products: a thermal core, a fiber laser, a signal generator. */
export const SHEETS = {
  core: {
    title: "TVC-640 Thermal Core",
    under: "Acme Imaging Example · Data sheet rev. C",
    intro:
      "The TVC-640 is an uncooled long-wave infrared camera core for drones, process monitoring and fire detection. It delivers video over USB3 and MIPI.",
    features: [
      "VOx microbolometer focal plane array, 640 × 512, 12 µm pitch",
      "NETD < 40 mK at f/1.0",
      "Shutterless operation",
    ],
    table: [
      ["Parameter", "Min", "Typ", "Max", "Unit"],
      ["Spectral band", "8", "", "14", "µm"],
      ["Array format", "", "640 × 512", "", "pixels"],
      ["Pixel pitch", "", "12", "", "µm"],
      ["Frame rate", "", "60", "", "Hz"],
      ["Operating temperature", "-40", "", "+80", "°C"],
    ],
    foot: "Video output 14 bit digital. No lens included.",
  },
  laser: {
    title: "FL-1500 Fiber Laser",
    under: "Acme Photonics Example · Product data",
    intro: "The FL-1500 is a continuous-wave ytterbium fiber laser for cutting and welding of metals.",
    features: ["Single mode beam", "Water cooled", "19 inch rack"],
    table: [
      ["Parameter", "Value", "Remark"],
      ["Operation mode", "CW / modulated", ""],
      ["Wavelength", "1,070 ± 10 nm", ""],
      ["Output power", "1,500 W", "nominal"],
      ["Beam quality M²", "< 1.1", "single mode"],
      ["Wall-plug efficiency", "> 38 %", ""],
      ["Modulation frequency", "50 kHz", ""],
    ],
    foot: "Class 4 laser product.",
  },
  generator: {
    title: "SG-44 Signal Generator",
    under: "Acme Test Example · Data sheet",
    intro: "The SG-44 is a benchtop analog signal generator for production test of radio components.",
    features: ["9 kHz to 44 GHz", "Fast switching", "LAN and USB remote control"],
    table: [
      ["Parameter", "Min", "Typ", "Max", "Unit"],
      ["Frequency range", "0.000009", "", "44", "GHz"],
      ["Output power at 40 GHz", "", "10", "14", "dBm"],
      ["Frequency switching time", "", "0.9", "2", "ms"],
      ["SSB phase noise at 10 GHz, 10 kHz offset", "", "-110", "-105", "dBc/Hz"],
      ["Operating temperature", "0", "", "55", "°C"],
    ],
    foot: "No pulse modulator. RF modulation bandwidth 10 MHz.",
  },
} as const satisfies Readonly<Record<string, DataSheet>>;
