import { MOLDED } from "./electronics-patterns.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag } from "./reading.ts";

/** Parts without any listed form, or whose listed form turns on figures alone: their trade package tells what they are sold as. */
const PLAIN_PARTS = [
  "diode",
  "light-emitting-diode",
  "thyristor",
  "power-switch",
  "discrete-semiconductor",
  "capacitor",
  "analog-ic",
  "logic-ic",
  "transceiver-ic",
  "dram",
  "crystal-oscillator",
  "saw-filter",
  "surface-wave-filter",
  "electromechanical-part",
] as const;
/** What the same codes do not make an ordinary part of. */
const NOT_PLAIN =
  /(?<!\p{L})(?:military|mil-|jan(?:tx|txv|s)?(?!\p{L})|qml|dla|thionyl|socl|sulfuryl|reserve cell|thermal battery|hi-?rel|high[- ]reliability|space|satellite|spacecraft|rad[- ]?hard|rad[- ]?tol|radiation|hermetic|ceramic (?:package|dip|flat)|cerdip|cdip|cqfp|metal can|aerospace|avionic|missile|nuclear|detonat|pulse discharge|defen[cs]e|weapon|munition|torpedo|sonobuoy|fuze|tactical|guidance|naval|army|radar)/u;

/** Cases with leads in plastic, as the JEDEC and the trade write them: "TO-220AB", "TO247-3", "DO41", "SOT-23-6", "8-SOP". */
const CASE =
  "to-?(?:92|126|218|220|236|243|247|251|252|261|262|263|264|268|274|277)[a-z]{0,3}|to-?3p[a-z]?|do-?(?:15|27|35|41|201|204|213|214|216|219)[a-z]{0,2}|sot-?\\d{2,4}[a-z]{0,2}|sod-?\\d{2,4}[a-z]{0,2}|sc-?(?:59|62|70|73|74|75|76|79|88|89)[a-z]?|d2?pak|d3pak|i2?pak|powerpak|powertdfn|powervdfn|lfpak|son-?8|melf|minimelf|dip|sdip|sip|zip|smd(?!-\\d)|smt|smini|micro8|umax|hvqfn|vfqfn|vfqfpn|ufqfpn|vfqf|ufdfn|x[12]?dfn|vdfn|vssop|hsop|lga|csp|so-?\\d{1,2}|(?<=\\d-?)so|hc-?49\\/?[a-z]{0,2}|axial|radial|snap-in|pcb[- ]mount|through[- ]hole|tape (?:&|and) reel|cut tape";
const PACKAGE = new RegExp(
  String.raw`(?<![\p{L}\d./-])(?:\d{1,4}[- ]?)?(?:${CASE})(?:[- ]\d{1,2})?(?![\p{L}\d/]|-\p{L})`,
  "gu",
);
/** The small cases of radio parts for telephones, meters and sets. */
const SMALL_CASE =
  /(?<![\p{L}\d./-])(?:\d[- ]?)?(?:sot-?(?:23|89|143|323|343|353|363)|sc-?70)(?:[- ]\d)?(?![\p{L}\d/])/gu;
/** Cells of the household by their standard size. */
const HOUSEHOLD_CELL =
  /(?<![\p{L}\d-])(?:[cbls]r\d{2,4}[a-z]?|\d?l?r(?:03|6|14|20|22|61)|aaa?|9 ?v block|button cell|coin)(?![\p{L}\d-])/gu;
/** How power supplies of the catalogue are mounted. */
const MOUNTED =
  /(?<![\p{L}\d-])(?:din[- ]rail|enclosed|open[- ]frame|pcb[- ]mount(?:ed)?|board[- ]mount|through[- ]hole|chassis mount|hutschiene|sip-?\d{1,2}|dip-?\d{2}|smd-?\d{0,2}|encapsulated)(?![\p{L}])/gu;

/** How electronic parts are packed when they are sold from the catalogue: 3A611 and 9A515 hold what was designed for another. */
export const PACKAGE_PATTERNS: readonly Pattern[] = [
  ...[PACKAGE, MOLDED].map((expression): Pattern => ({
    only: PLAIN_PARTS,
    expression,
    read: (_match, { everything }) => (NOT_PLAIN.test(everything) ? [] : flag("ordinary-commercial", true)),
  })),
  {
    only: ["mmic"],
    expression: SMALL_CASE,
    read: (_match, { everything }) => (NOT_PLAIN.test(everything) ? [] : flag("ordinary-commercial", true)),
  },
  {
    only: ["battery", "battery-cell"],
    expression: HOUSEHOLD_CELL,
    read: (_match, { everything }) => (NOT_PLAIN.test(everything) ? [] : flag("ordinary-commercial", true)),
  },
  {
    only: ["dc-dc-converter", "dc-power-supply", "mains-adapter"],
    expression: MOUNTED,
    read: (_match, { everything }) => (NOT_PLAIN.test(everything) ? [] : flag("ordinary-commercial", true)),
  },
];
