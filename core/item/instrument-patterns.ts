import { over, under } from "./bounds.ts";
import { BAND, GHZ } from "./chip-patterns.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity, rounded } from "./reading.ts";
import type { Reading } from "./reading.ts";

const CM: Readonly<Record<string, number>> = { mm: 0.1, cm: 1, in: 2.54, inch: 2.54 };
/** "50 x 45 x 6 mm", "50 mm x 45 mm". */
const SIDES =
  /(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:mm|cm|in|inch)?(?: wide| long| high| \(?[wlhd]\)?)?\s?[x×]\s?(\d+(?:\.\d+)?)(?:\s?(?:mm|cm|in|inch)?\s?[x×]\s?(\d+(?:\.\d+)?))?\s?(mm|cm|in|inch)(?![a-z])/;
/** "Planar side 32 mm", with the empty groups that a pair of sides has. */
const ONE_SIDE = /(?:planar|short\w*) side(?: length)?(?: of|:| =)?\s?(\d+(?:\.\d+)?)()?()?\s?(mm|cm|in|inch)(?![a-z])/;
const COUNTS: Readonly<Record<string, number>> = {
  single: 1,
  dual: 2,
  quad: 4,
  octal: 8,
  two: 2,
  four: 4,
  eight: 8,
  sixteen: 16,
};
const NUMBERS: Readonly<Record<string, number>> = { five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12 };
const CHANNELS =
  /(?<![\d.,])(\d{1,3}|single|dual|quad|octal|two|four|eight|sixteen)[- ]?(?:channels?|ch|elements?|t\/r)(?!\p{L})/u;

/** The shorter planar side against 15 cm·GHz for each channel over the lowest frequency, not below 2.7 GHz (3A001.b.12.c). */
function smallSide(everything: string): readonly Reading[] {
  const [, first = "", second = first, , unit = ""] = SIDES.exec(everything) ?? ONE_SIDE.exec(everything) ?? [];
  const [, low = "", lowUnit, , highUnit = ""] = BAND.exec(everything) ?? [];
  const [, written] = CHANNELS.exec(everything) ?? [];
  if (unit === "" || low === "") return [];
  const channels = written === undefined ? 1 : (COUNTS[written] ?? Number(written));
  const side = Math.min(Number(first), Number(second)) * (CM[unit] ?? 1);
  const lowest = Math.max(2.7, Number(low) * (GHZ[lowUnit ?? highUnit] ?? 1));
  return flag("tr-small-side", side <= (15 * channels) / lowest);
}

const LINES: Readonly<Record<string, string>> = {
  "i-line": "365",
  "g-line": "436",
  "h-line": "405",
  krf: "248",
  arf: "193",
  euv: "13.5",
};

/** Written forms of microwave parts, instruments, coolers and wafer tools; read only where the kind of thing is known. */
export const INSTRUMENT_PATTERNS: readonly Pattern[] = [
  {
    only: ["rf-tunable-filter"],
    expression:
      /(?<![\w.,])(\d{1,2}|five|six|seven|eight|nine|ten|twelve)[- ](?:tuned |tunable |coupled |yig )*(?:resonators?|poles?|sections?|stages?|cavit(?:y|ies)|spheres?)(?!\p{L})/gu,
    read: ([, written = ""]) => [quantity("filter-resonators", String(NUMBERS[written] ?? written), "count")],
  },
  {
    // "10 % PH3 in H2", "phosphine 5 % in hydrogen", "500 ppm arsine, balance N2": the rest of the mixture is the gas named behind.
    only: ["hydride-gas"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(%|ppm)\s?(?:mol\.?\s?|vol\.?\s?)?(?:\(?\p{L}+\d?\)?\s)?(?:in|balance|bal\.?|rest|dans)\s(?:uhp |ultra pure |pure )?(?:h2|hydrogen|n2|nitrogen|argon|ar|helium|he|wasserstoff|stickstoff)(?![\p{L}\d])/gu,
    read: ([, figure = "", unit = ""]) => {
      const share = Number(figure) / (unit === "ppm" ? 10_000 : 1);
      return [quantity("hydride-dilution", rounded(100 - share), "%")];
    },
  },
  {
    only: ["tr-module", "tr-mmic"],
    expression: new RegExp(`${SIDES.source}|${ONE_SIDE.source}`, "g"),
    read: (_match, { everything }) => smallSide(everything),
  },
  {
    // "Unloaded Q of 50,000", "Q > 30 000", "Q 40k".
    only: ["superconducting-circuit"],
    expression:
      /(?<!\p{L})q(?:0|u)?(?:[- ](?:factors?|values?))?\s?(?:of|:|=)?\s?(?:>|≥|over|above|exceeding|more than|greater than|higher than)?\s?(\d{1,3}(?:[, ]?\d{3})+|\d+)(\s?k)?(?![\p{L}\d])/gu,
    read: (match, _context, passage) => {
      const [, figure = "", kilo] = match;
      const value = Number(figure.replaceAll(/[, ]/g, "")) * (kilo === undefined ? 1 : 1000);
      return over("resonator-q-over-10000", { value, limit: 10_000 }, { match, figure, passage });
    },
  },
  {
    // The energy of an electron in a tube of 450 kV is 450 keV.
    only: ["flash-x-ray", "electron-accelerator"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k|m)vp?(?![\p{L}/])/gu,
    read: ([, figure = "", scale = ""], { everything, kinds }) =>
      // The supplies of an accelerator are in kV too.
      (scale === "k" && !kinds.includes("flash-x-ray")) || /\d\s?[km]ev(?!\p{L})/u.test(everything)
        ? []
        : [quantity("electron-energy", figure, scale === "k" ? "keV" : "MeV")],
  },
  {
    only: ["lithography-tool", "mask-aligner"],
    expression: /(?<![\p{L}\d])(i-line|g-line|h-line|krf|arf|euv)(?![\p{L}\d])/gu,
    read: ([, line = ""], { everything }) =>
      // "ArF, 193 nm" names it twice; another of these lines beside it is a choice between two sources.
      [...everything.matchAll(/(?<![\d.])(13\.5|193|248|365|405|436)\s?nm/g)].some(([, nm]) => nm !== LINES[line])
        ? []
        : [quantity("light-wavelength", LINES[line] ?? "0", "nm")],
  },
  {
    // Of several stated temperatures the lowest is what it cools to.
    only: ["cryogenic-cooler"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?mk(?!\p{L})/gu,
    read: ([, figure = ""]) => (Number(figure) <= 100 ? flag("cools-below-100-mk", true) : []),
  },
  {
    only: ["photomask"],
    expression: /(?<![\p{L}\d])(i-line|krf|arf)(?![\p{L}\d])/gu,
    read: ([, line = ""]) => [quantity("mask-wavelength", LINES[line] ?? "0", "nm")],
  },
  {
    // The rate of one digital channel.
    only: ["chip-tester"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(m|g)(?:bps|bit\/s|b\/s)(?!\p{L})/gu,
    read: ([, figure = "", scale = ""]) => [quantity("pattern-rate", figure, scale === "g" ? "GHz" : "MHz")],
  },
  {
    only: ["cryogenic-cooler", "cryocooler"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(m?)w\s?(?:of cooling(?: power)?\s?)?(?:@|at|bei|à|\()\s?4(?:\.\d+)?\s?k(?!\p{L})/gu,
    read: ([, figure = "", milli = ""]) => [quantity("pulse-tube-power", figure, `${milli}W`)],
  },
  {
    only: ["cryogenic-cooler"],
    expression:
      /(?<![\w.,])(\d+(?:\.\d+)?)\s?(µ|u|m)w\s?(?:of cooling(?: power)?\s?)?(?:@|at|bei|à|\()\s?(?:100\s?mk|0\.1\s?k)(?!\p{L})/gu,
    read: ([, figure = "", scale = ""]) => [quantity("cooling-power-at-base", figure, scale === "m" ? "mW" : "µW")],
  },
  {
    only: ["flash-x-ray", "electron-accelerator"],
    expression: /figure of merit(?:\s?\(?k\)?)?[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)/g,
    read: ([, figure = ""]) => flag("merit-over-025", Number(figure) >= 0.25),
  },
  {
    // 3A232.b: a surface of more than 5,000 mm² within 2.5 µs.
    only: ["initiation-system"],
    expression: /(?<![\d.])(\d+(?:[,.]\d{3})?)\s?(mm|cm)(?:²|2|\^2)/g,
    read: ([, figure = "", unit = ""], { everything }) => {
      const square = Number(figure.replace(",", "")) * (unit === "cm" ? 100 : 1);
      const [, spread, scale] = /(?<![\d.])(\d+(?:\.\d+)?)\s?(ns|µs|us)(?!\p{L})/u.exec(everything) ?? [];
      if (square <= 5000) return flag("initiates-surface", false);
      return spread === undefined ? [] : flag("initiates-surface", Number(spread) * (scale === "ns" ? 1e-3 : 1) < 2.5);
    },
  },
  {
    // 3A201.b: uniform to 1 % and longer than twice the inner diameter.
    only: ["superconducting-magnet"],
    expression: /(?:homogeneity|uniformity|uniform|homogeneous)[^;,.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(%|ppm)/g,
    read: ([, figure = "", unit = ""], { everything }) => {
      const uneven = Number(figure) / (unit === "ppm" ? 10_000 : 1);
      const [, bore = "", boreUnit = "mm"] =
        /(?:bore|inner (?:winding |coil )?diameter|inside diameter)[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)\s?(mm|cm|m)(?!\p{L})/u.exec(
          everything,
        ) ??
        /(?<![\d.])(\d+(?:\.\d+)?)\s?(mm|cm|m) (?:room temperature |warm |clear )?(?:bore|inner diameter)/.exec(
          everything,
        ) ??
        [];
      const [, long = "", longUnit = "mm"] =
        /length[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)\s?(mm|cm|m)(?!\p{L})/u.exec(everything) ??
        /(?<![\d.])(\d+(?:\.\d+)?)\s?(mm|cm|m) (?:long|length)/.exec(everything) ??
        [];
      if (uneven >= 1) return flag("magnet-uniform", false);
      if (bore === "" || long === "") return [];
      const millimeters = (written: string, of: string): number =>
        Number(written) * (of === "m" ? 1000 : of === "cm" ? 10 : 1);
      return flag("magnet-uniform", millimeters(long, longUnit) > 2 * millimeters(bore, boreUnit));
    },
  },
  {
    // Ions of 230 u and more: the end of the mass range; one unit of mass or better is better than 2 parts in 230.
    only: ["mass-spectrometer"],
    expression:
      /(?:mass range|m\/z)[^;,.\n\d]{0,12}?(\d+(?:\.\d+)?)\s?(?:-|–|to|~)\s?(\d{2,6})|(?<![\d.])(\d{1,3}(?:\.\d)?)\s?(?:-|–|to)\s?(\d{2,6})\s?(?:u|amu|da)(?!\p{L})/gu,
    read: ([, , first, , second], { everything }) => {
      if (Number(first ?? second) < 230) return flag("measures-230-u", false);
      return /unit mass|resolution|resolving power|sector field|double focus|quadrupole|time[- ]of[- ]flight|tof|orbitrap|multicollector/.test(
        everything,
      )
        ? flag("measures-230-u", true)
        : [];
    },
  },
  {
    only: ["flow-cytometer"],
    expression:
      /(?<![\d.,])(\d{1,3})\s?(?:[\p{L}-]+\s){0,2}(?:detectors|channels|detection channels|pmts|apds)(?!\p{L})/gu,
    read: ([, figure = ""]) => [quantity("cytometer-channels", figure, "count")],
  },
  {
    only: ["oscilloscope"],
    expression:
      /noise[^;.\n\d]{0,30}?(\d+(?:\.\d+)?)\s?%[^;,\n\d]{0,16}?(?:full[- ]scale|fsr?|vertical scale)(?!\p{L})/gu,
    read: (match, _context, passage) => {
      const [, figure = ""] = match;
      return under("scope-low-noise", { value: Number(figure), limit: 2 }, { match, figure, passage });
    },
  },
  {
    // Volume against ten cubic centimeters for each watt of rated power (3A001.b.9.b).
    only: ["microwave-power-module"],
    expression: new RegExp(SIDES, "g"),
    read: ([, a = "", b = "", c, unit = ""], { everything }) => {
      const [, power = "", kilo = ""] = /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?)w(?![\p{L}/])/u.exec(everything) ?? [];
      if (c === undefined || power === "") return [];
      const volume = Number(a) * Number(b) * Number(c) * (CM[unit] ?? 1) ** 3;
      return flag("mpm-compact", volume < Number(power) * (kilo === "k" ? 1000 : 1) * 10);
    },
  },
];
