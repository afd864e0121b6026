/** Numbers that look random and are the same each time. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Draw = { readonly pick: <T>(of: readonly T[]) => T; readonly whole: (below: number) => number };
type Family = {
  readonly share: number;
  readonly code: string;
  readonly mark: string;
  readonly price: number;
  readonly describe: (draw: Draw) => string;
};

const E24 = ["1.0", "1.2", "1.5", "1.8", "2.2", "2.7", "3.3", "3.9", "4.7", "5.6", "6.8", "8.2"];
const SIZES = ["0201", "0402", "0603", "0805", "1206"];

/** Shares of a made-up acquisition unit: mostly passives, hardware and connectors; a few chips and modules that matter. */
const FAMILIES: readonly Family[] = [
  {
    share: 30,
    code: "RES",
    mark: "R",
    price: 0.01,
    describe: ({ pick }) =>
      `Resistor ${pick(E24)}${pick(["", "k", "M"])} ohm 1% ${pick(["0.063", "0.1", "0.25"])} W ${pick(SIZES)} thick film`,
  },
  {
    share: 26,
    code: "CAP",
    mark: "C",
    price: 0.03,
    describe: ({ pick }) =>
      `Ceramic capacitor ${pick(E24)} ${pick(["pF", "nF", "uF"])} ${pick(["16", "25", "50"])} V X7R ${pick(SIZES)}`,
  },
  {
    share: 4,
    code: "IND",
    mark: "L",
    price: 0.2,
    describe: ({ pick }) => `Inductor ${pick(E24)} uH ${pick(["0.5", "1", "3"])} A shielded`,
  },
  {
    share: 3,
    code: "FB",
    mark: "FB",
    price: 0.04,
    describe: ({ pick }) => `Ferrite bead ${pick(["120", "330", "600"])} ohm ${pick(SIZES)}`,
  },
  {
    share: 8,
    code: "CON",
    mark: "J",
    price: 1.4,
    describe: ({ pick, whole }) =>
      `${pick(["Board-to-board connector", "Pin header connector", "Coaxial connector, SMA", "USB connector"])} ${2 + whole(60)} positions`,
  },
  {
    share: 4,
    code: "CBL",
    mark: "W",
    price: 6,
    describe: ({ pick, whole }) => `${pick(["Cable assembly", "Ribbon cable", "Coaxial cable"])} ${10 + whole(90)} cm`,
  },
  {
    share: 8,
    code: "SCR",
    mark: "",
    price: 0.05,
    describe: ({ pick, whole }) =>
      `Screw M${pick(["2", "2.5", "3", "4"])}x${4 + whole(20)} ${pick(["stainless steel", "zinc plated"])} torx`,
  },
  {
    share: 3,
    code: "WSH",
    mark: "",
    price: 0.02,
    describe: ({ pick }) => `${pick(["Flat washer", "Spring washer", "Hex nut"])} M${pick(["2", "3", "4"])}`,
  },
  {
    share: 2,
    code: "ENC",
    mark: "",
    price: 45,
    describe: ({ pick }) =>
      `${pick(["Enclosure", "Heat sink", "Mounting bracket"])}, aluminum, ${pick(["black", "clear"])} anodized`,
  },
  {
    share: 2,
    code: "REG",
    mark: "U",
    price: 0.9,
    describe: ({ pick }) =>
      `${pick(["LDO", "Voltage regulator"])} ${pick(["1.2", "1.8", "3.3", "5.0"])} V ${pick(["150", "300", "500"])} mA`,
  },
  {
    share: 2,
    code: "OPA",
    mark: "U",
    price: 1.1,
    describe: ({ pick }) =>
      `Operational amplifier ${pick(["single", "dual", "quad"])} rail-to-rail ${pick(["SOT-23", "SO-8"])}`,
  },
  {
    share: 1,
    code: "MCU",
    mark: "U",
    price: 4,
    describe: ({ pick }) => `Microcontroller 32 bit ${pick(["48", "72", "168"])} MHz ${pick(["LQFP-64", "LQFP-100"])}`,
  },
  {
    share: 1,
    code: "MEM",
    mark: "U",
    price: 3,
    describe: ({ pick }) => `${pick(["EEPROM 64 Kbit", "NOR flash 128 Mbit", "DDR4 SDRAM 8 Gbit"])}`,
  },
  {
    share: 1,
    code: "ADC",
    mark: "U",
    price: 60,
    describe: ({ pick }) =>
      `Analog-to-digital converter ${pick(["12 bit 1 MSPS", "16 bit 500 kSPS", "14 bit 3.0 GSPS", "24 bit 100 kSPS"])}`,
  },
  {
    share: 1,
    code: "FPG",
    mark: "U",
    price: 120,
    describe: ({ pick }) => `FPGA ${pick(["35", "85", "200"])}K logic cells`,
  },
  {
    share: 1,
    code: "OSC",
    mark: "Y",
    price: 1,
    describe: ({ pick }) => `Oscillator ${pick(["25", "50", "100"])} MHz 10 ppm`,
  },
  {
    share: 1,
    code: "PSU",
    mark: "PS",
    price: 38,
    describe: ({ pick }) => `Power supply ${pick(["12", "24", "48"])} V ${pick(["60", "120"])} W`,
  },
  {
    share: 1,
    code: "MOD",
    mark: "A",
    price: 25,
    describe: ({ pick }) =>
      `${pick(["Wi-Fi module 802.11ac", "GNSS receiver module", "Single board computer", "Ethernet switch module"])}`,
  },
  {
    share: 1,
    code: "LBL",
    mark: "",
    price: 0.1,
    describe: ({ pick }) => `${pick(["Label, serial number", "Label, warning", "Cable tie"])}`,
  },
];

type BomTable = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

const BOM_HEADER = [
  "Level",
  "Find No.",
  "Part number",
  "Description",
  "Qty",
  "UoM",
  "Reference designators",
  "Manufacturer",
  "MPN",
  "Unit price (USD)",
  "Country of origin",
] as const;

/**
 * A list of `lines` lines as a company keeps it: the assembly, sub-assemblies of some forty parts, each part with a number
 * of its own. The makers and parts do not exist.
 */
export function bomTable(lines: number, seed = 1): BomTable {
  const random = seeded(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const draw: Draw = { whole, pick: (of) => of[whole(of.length)] ?? (of[0] as (typeof of)[number]) };
  const bag = FAMILIES.flatMap((family) => Array.from({ length: family.share }, () => family));
  const rows: string[][] = [
    [
      "0",
      "",
      "AQ-9000",
      "Data acquisition unit for machine monitoring, 16 channels, 12 bit, 1 MSPS",
      "1",
      "ea",
      "",
      "Acme Example GmbH",
      "",
      "48000.00",
      "DE",
    ],
  ];
  for (let at = 1; at < lines; at += 1) {
    if (at % 41 === 1) {
      const name = draw.pick(["Front-end board", "Power module", "Interface board", "Chassis", "Cable set"]);
      rows.push([
        "1",
        String(Math.ceil(at / 41) * 10),
        `SA-${1000 + at}`,
        `${name}, assembled`,
        "1",
        "ea",
        "",
        "Acme Example GmbH",
        "",
        "",
        "DE",
      ]);
      continue;
    }
    const family = draw.pick(bag);
    const often = 1 + whole(8);
    const marks =
      family.mark === ""
        ? ""
        : Array.from({ length: Math.min(often, 4) }, (_, index) => `${family.mark}${at + index}`).join(", ");
    rows.push([
      "2",
      String((at % 41) * 10),
      `${family.code}-${10_000 + at}`,
      family.describe(draw),
      String(often),
      "ea",
      marks,
      draw.pick(["Northwind Example Components", "Southbridge Example Ltd.", "Examplar Devices Inc."]),
      `${family.code}${100_000 + at}X`,
      (family.price * (0.5 + random())).toFixed(4),
      draw.pick(["US", "DE", "TW", "CN", "JP"]),
    ]);
  }
  return { header: BOM_HEADER, rows };
}

const quoted = (cell: string): string => (/[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const toCsv = ({ header, rows }: BomTable): string =>
  [header, ...rows].map((row) => row.map(quoted).join(",")).join("\n");
