import { over, under } from "./bounds.ts";
import { toDecimal, toUnit } from "../quantity.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity } from "./reading.ts";

/** "1,000", "1 000" and "1000" as a number; "1.5" stays one and a half. */
const numberOf = (written: string): number => Number(written.replaceAll(/[,\s](?=\d{3}(?!\d))/g, ""));
const FIGURE = String.raw`\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?`;
const BAND = String.raw`(${FIGURE})\s?(k|m|g)?hz`;
const SCALE: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9 };
/** Pascal of a written unit of stress. */
const PASCAL: Readonly<Record<string, number>> = { gpa: 1e9, mpa: 1e6, kpsi: 6.894757e6, ksi: 6.894757e6 };

const MICROSECONDS: Readonly<Record<string, number>> = { ns: 1e-3, ms: 1e3 };
/** A time, figure and unit, against so many microseconds. */
const timeUnder =
  (name: string, limit: number): Pattern["read"] =>
  (match, _context, passage) => {
    const [, figure = "", unit = ""] = match;
    return under(name, { value: Number(figure) * (MICROSECONDS[unit] ?? 1), limit }, { match, figure, passage });
  };

const TRANSMITTED = new RegExp(
  String.raw`(?:transmitted|spread|total|occupied|rf|hopping|signal)[ -](?:rf )?band(?:width)?[^;.\n\d]{0,12}${BAND}|${BAND} (?:of )?(?:total |transmitted |spread |occupied |rf )+band(?:width)?`,
  "u",
);
const INFORMATION = new RegExp(
  String.raw`(?:information|data|voice|base-?band|single|individual|one|user)[ -](?:channels?|bandwidth)(?: bandwidth| width| spacing)?[^;.\n\d]{0,16}${BAND}|${BAND} (?:information|data|voice|baseband|user) (?:channels?|bandwidth)|channels? (?:of|is|are|bandwidth|width|spacing) ${BAND}`,
  "u",
);

function bandOf(match: RegExpExecArray | null): number | null {
  if (!match) return null;
  const at = match.slice(1).findIndex((part, index) => index % 2 === 0 && part !== undefined) + 1;
  const [written, scale = ""] = [match[at], match[at + 1]];
  return written === undefined ? null : numberOf(written) * (SCALE[scale] ?? 1);
}

/** What a maker writes of the link, not of the aircraft: "link range 150 km". */
const OF_LINK =
  /(?:link|datalink|los|line[- ]of[- ]sight|radio|transmission|communications?|telemetry|coverage|detection|control)\s*(?:range|distance)?[^,;.]{0,14}$/;

/** Links whose standard ends below 4 Mbit/s: 1.2 of DECT, 3 of Bluetooth, 0.25 of Zigbee, 0.85 of RFID, less of the others. */
const SLOW =
  /(?<!\p{L})(?:dect|zigbee|z-wave|thread radio|lora(?:wan)?|sigfox|bluetooth|ble|wm-?bus|wireless m-bus|enocean|knx-rf|rfid|nfc|mifare|em4\d{3}|wiegand|dmr|tetra|pmr446|frs|gmrs|cb radio|nxdn|dpmr|nb-iot|gprs|g3-plc|prime plc|(?<=meter )plc|433(?:\.92)? ?mhz|13\.56 ?mhz|125 ?khz|rs-?485|rs-?232|hart|dtmf|analog telephone|fxs|pstn|pots)(?!\p{L})/gu;
/** What a faster port or radio is called. */
const FAST =
  /wi-?fi|wlan|802\.11|ethernet|lte(?!-m)|\b[345]g\b|cat[- ]?m1|hspa|umts|cellular|(?:10|100|1000|2\.5g|10g)base|(?<!\p{L})(?:\d+g)?gbe(?!\p{L})|gigabit|rj-?45|sfp|fib(?:er|re)|broadband|mesh|manet|uwb|ultra[- ]wide|ofdm|qam|\d\s?(?:m|g)b(?:it)?(?:ps|\/s)|mbit|gbit|usb 3|satellite|spread|hopping/u;

/** Written forms of telecommunications and computing that a label and a unit do not catch. */
export const COMMUNICATION_PATTERNS: readonly Pattern[] = [
  {
    // "20,000 channels", "400 memory channels".
    only: ["radio-receiver"],
    expression: new RegExp(String.raw`(?<![\w.,])(${FIGURE})\s(?:\p{L}+ )?channels?(?!\p{L})`, "gu"),
    read: (match, _context, passage) => {
      const [, figure = ""] = match;
      return over("receiver-channels-over-1000", { value: numberOf(figure), limit: 1000 }, { match, figure, passage });
    },
  },
  {
    // A receiver tuned in steps has as many channels as steps in its range.
    only: ["radio-receiver"],
    expression: new RegExp(
      String.raw`(?:tuning )?(?:steps?|step size|resolution|increments?)(?: of|:)?\s?${BAND}|${BAND} (?:tuning )?(?:steps?|resolution|increments?)`,
      "gu",
    ),
    read: (match, { everything }) => {
      const step = bandOf(match);
      const range = /(\d+(?:\.\d+)?)\s?(k|m|g)?hz?\s?(?:to|-|–|~|…|\.\.\.)\s?(\d+(?:\.\d+)?)\s?(k|m|g)hz/.exec(
        everything,
      );
      if (!step || !range) return [];
      const [, low = "0", lowScale, high = "0", highScale = ""] = range;
      const top = Number(high) * (SCALE[highScale] ?? 1);
      const bottom = Number(low) * (SCALE[lowScale ?? highScale] ?? 1);
      return (top - bottom) / step > 1000 ? flag("receiver-channels-over-1000", true) : [];
    },
  },
  {
    // Proof stress against 2 x 10^9 N/m² (5A001.c).
    only: ["optical-fiber"],
    expression:
      /(?:proof|tensile|screen)[^;\n]{0,40}?(?<![\d.])(\d+(?:\.\d+)?)\s?(gpa|mpa|kpsi|ksi|gn\/m²|gn\/m2|(?:e|[x×]\s?10\s?\^?)\+?[89⁸⁹]\s?(?:n\/m²|n\/m2|pa))|(?<![\d.])(\d+(?:\.\d+)?)\s?(gpa|kpsi|ksi)\s(?:proof|screen)/g,
    read: ([, behind, unit, before, other]) => {
      const written = unit ?? other ?? "";
      const stress = Number(behind ?? before) * (PASCAL[written] ?? (/[8⁸]\s?(?:n|pa)/.test(written) ? 1e8 : 1e9));
      // 2 GPa is 290.08 kpsi: a figure written as 290 kpsi is that limit.
      return flag("fiber-proof-strength", stress >= 1.999e9);
    },
  },
  {
    // "900 km range", "range of up to 450 km": of the aircraft or rocket it is made for.
    expression:
      /(?:range|endurance)(?: of| up to|:| =|,| ≥| over| beyond| above| more than)*\s?(\d{1,3}(?:,\d{3})|\d+)\s?(km|nmi|nm|mi|miles?)(?!\/h|ph)|(?<![\d.,])(\d{1,3}(?:,\d{3})|\d+)[ -]?(km|nmi|nm|miles?)[ -](?:\p{L}+ )?range/gu,
    read: (match, { everything }, passage) => {
      const vehicle =
        /(?<!\p{L})(?:uav|uas|unmanned|drone|rpas|rocket|missile|launch vehicle)/u.test(everything) &&
        !OF_LINK.test(passage.plain.slice(Math.max(0, match.index - 30), match.index)) &&
        !/(?:link|los|radio|datalink) range/.test(match[0]);
      if (!vehicle) return [];
      const unit = match[2] ?? match[4] ?? "km";
      const km = numberOf(match[1] ?? match[3] ?? "0") * (unit === "km" ? 1 : unit.startsWith("n") ? 1.852 : 1.609344);
      return flag("extreme-range", km >= 300);
    },
  },
  {
    // The whole transmitted band against one information channel (5A001.b.3.b).
    only: ["two-way-radio", "hf-radio", "software-defined-radio"],
    expression: /band(?:width)?|channel/g,
    read: (_, { everything }) => {
      const [wide, narrow] = [bandOf(TRANSMITTED.exec(everything)), bandOf(INFORMATION.exec(everything))];
      return wide && narrow ? flag("spread-bandwidth-wide", wide / narrow >= 100 && wide > 50_000) : [];
    },
  },
  {
    // A radio or wire standard bounds the rate of what speaks no other: DECT, Zigbee, LoRa, Bluetooth, a key fob's 433 MHz.
    only: ["telecom-equipment", "network-card"],
    expression: SLOW,
    read: (_, { everything }) =>
      FAST.test(everything)
        ? []
        : ["port-rate", "total-transfer-rate"].map((name) => ({
            name,
            value: { from: null, to: toDecimal("4"), unit: toUnit("Mbit/s") },
          })),
  },
  {
    // Surveillance of a carrier's network: its four marks may stand in four clauses (5A001.j.1).
    only: ["network-surveillance"],
    expression:
      /carrier|backbone|national|nationwide|isp(?!\p{L})|internet exchange|tier[- ]1|core network|international gateway/gu,
    read: (_, { everything }) => {
      if (/(?:no|without|not) (?:\p{L}+ )?(?:content|extraction|indexing)|content is not/u.test(everything)) return [];
      const layer = /layer[- ]?7|\bl7\b|application layer|dpi|deep packet|protocol (?:decod|analysis|dissect)/.test(
        everything,
      );
      const extracts = /extract|reconstruct|captur|collect|reassembl/.test(everything);
      return layer && extracts && /index/.test(everything) ? flag("carrier-class-analysis", true) : [];
    },
  },
  {
    // "4096-QAM", "QAM up to 4,096", "1024QAM".
    expression:
      /(?<![\d.,])(\d{1,2},\d{3}|\d{1,5})[ -]?qam(?!\p{L})|(?<!\p{L})qam[ -](?:level |up to |levels up to )?(\d{1,2},\d{3}|\d{2,5})(?!\d)/gu,
    read: ([, before, behind]) => [quantity("qam-level", String(numberOf(before ?? behind ?? "0")), "count")],
  },
  {
    // Upsets in a bit and day against 1 x 10^-8 (4A001.a.2.c).
    only: ["computer", "computer-module"],
    expression:
      /(?:upset|seu|see)s?[^;\n]{0,50}?(\d+(?:\.\d+)?)?\s?(?:[x×·]\s?)?(?:10\s?\^?|e)\s?[-−](\d{1,2})\s?(?:errors?|upsets?|seu)?\s?(?:\/|per )\s?bit/g,
    read: (match, _context, passage) => {
      const [, figure = "", power = "0"] = match;
      const value = Number(figure || "1") * 10 ** -Number(power);
      return under("upset-over-1e-8", { value, limit: 1e-8 }, { match, figure: figure || "10", passage });
    },
  },
  {
    // 32 channels, 14 bit plus sign, 200,000 conversions a second: of a hybrid computer only (4A994.k).
    only: ["computer", "computer-module"],
    expression: /hybrid (?:\p{L}+ )?computer/gu,
    read: (_, { everything }) => {
      const channels = /(?<![\d.,])(\d{1,4})[ -](?:analog |adc |input |converter )?channels?/.exec(everything);
      const bits = /(?<![\d.,])(\d{2})[ -]?bits?(?!\/| per|\s?s)/.exec(everything);
      const rate = new RegExp(
        String.raw`(${FIGURE})\s?(k|m)?\s?(?:conversions?\s?(?:\/|per )\s?s|samples?\s?(?:\/|per )\s?s|sps|s\/s)`,
      ).exec(everything);
      if (!channels || !bits || !rate) return [];
      const speed = numberOf(rate[1] ?? "0") * (SCALE[rate[2] ?? ""] ?? 1);
      return flag("hybrid-computer-converters", Number(channels[1]) >= 32 && Number(bits[1]) >= 14 && speed >= 200_000);
    },
  },
  {
    // An operating system's guaranteed latency against 20 µs (4D993.c).
    only: ["software"],
    expression: /latency[^;.\n\d]{0,40}?(\d+(?:\.\d+)?)\s?(ns|µs|us|ms|microseconds?)(?!\p{L})/gu,
    read: timeUnder("interrupt-latency-short", 20),
  },
  {
    // Programs of more than 500,000 source instructions (4D993.a).
    only: ["software"],
    expression: new RegExp(
      String.raw`(above|over|more than|beyond|exceeding|up to|of|to)?\s?(${FIGURE})\s?(k|m|million)?\s?(?:source[ -](?:code )?|code )?(?:instructions|lines|sloc|loc)`,
      "gu",
    ),
    read: ([, how = "", written = "", scale = ""]) => {
      const size = numberOf(written) * (scale === "k" ? 1e3 : scale === "" ? 1 : 1e6);
      return flag(
        "proof-over-500000",
        size > 500_000 || (size === 500_000 && /above|over|more|beyond|exceed/.test(how)),
      );
    },
  },
  {
    // Receivers of base stations whose bands, modes or protocols software changes (5E001.b.3).
    only: ["technology"],
    expression: /base[- ]stations?|[ge]node?b/g,
    read: (_, { everything }) =>
      /(?:reconfigur|chang|modif|defin|program|upgrad|select)\p{L}* (?:by|in|through|with|via) (?:\p{L}+ )?(?:software|firmware)|software[- ](?:defined|reconfigur|programm)/u.test(
        everything,
      ) && /receiv/.test(everything)
        ? [{ name: "telecom-technology", value: "software-base-station" }]
        : [],
  },
  {
    // "APP 0.0045 (WT)", "APP: 0.90 weighted TFLOPS".
    only: ["computer", "electronic-assembly"],
    expression:
      /(?<!\p{L})(?:app|adjusted peak performance)[^;\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(?:\(wt\)|\(?weighted t(?:era)?flops)/gu,
    read: ([, figure = ""]) => [quantity("app", figure, "WT")],
  },
  {
    // "Operating to +85 °C", "works up to 75 °C ambient".
    only: ["computer", "computer-module", "telecom-equipment"],
    expression:
      /(?:operat\p{L}*|rated|works|runs|ambient)(?: (?:temperatures?|range|at|for|ambient|from -?\d+ ?°?c?))*,? (?:to|up to) \+?(\d{2,3}) ?°? ?c(?!\p{L})/gu,
    read: ([whole, figure = ""]) =>
      /storage|junction|case/.test(whole) ? [] : [quantity("ambient-max", figure, "°C")],
  },
  {
    // "Switching time 30 µs" of optical switching against 1 ms (5E001.c.3).
    expression: /switching (?:time|speed|in)[^;.\n\d]{0,16}?(\d+(?:\.\d+)?)\s?(ns|µs|us|ms)(?!\p{L})/gu,
    read: (match, context, passage) =>
      /optical (?:circuit )?(?:switch|cross-?connect)/.test(context.everything)
        ? timeUnder("optical-switching-fast", 1000)(match, context, passage)
        : [],
  },
  {
    // A product of 512 or more is 8 TOPS or more in any format of at most 64 bits.
    only: ["computer", "computer-module"],
    expression: /(?:tpp|total processing performance)[^;\n\d]{0,16}?(\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\d)/gu,
    read: ([, written = ""], { everything }) => {
      const most = /(?:not|no) (?:\p{L}+ ){0,4}data ?cent(?:er|re)/u.test(everything) ? 4800 : 1600;
      return numberOf(written) >= 512 && numberOf(written) < most ? flag("contains-3a991p-chip", true) : [];
    },
  },
  {
    // Less than 25 TOPS in a format of at most 64 bits is under the total processing performance of 3A090.
    only: ["computer", "computer-module"],
    expression: /(?<![\d.,])(\d+(?:\.\d+)?)\s?tops(?!\p{L})/gu,
    read: ([, figure = ""], { everything }) => {
      const all = [...everything.matchAll(/(?<![\d.,])(\d+(?:\.\d+)?)\s?tops(?!\p{L})/gu)].map(([, one]) =>
        Number(one),
      );
      // In eight bits or fewer the product stays below 1600 up to 200 TOPS.
      const least =
        /int-?(?:8|4)|fp-?(?:8|4)|8[- ]bit|4[- ]bit/.test(everything) &&
        !/fp-?(?:16|32|64)|bf-?16|tf-?32|flops/.test(everything)
          ? 200
          : 25;
      return Math.max(Number(figure), ...all) < least && !/tpp|total processing|3a090|tflops/.test(everything)
        ? flag("advanced-computing", false)
        : [];
    },
  },
];
