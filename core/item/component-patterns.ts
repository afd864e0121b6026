import { under } from "./bounds.ts";
import type { Pattern } from "./read-patterns.ts";
import { flag, quantity, rounded } from "./reading.ts";

const WATT: Readonly<Record<string, number>> = { w: 1, watt: 1, watts: 1, kw: 1000 };

/** Written forms of converters, power modules, neutron tubes and spectrometers; read only where the kind of thing is known. */
export const COMPONENT_PATTERNS: readonly Pattern[] = [
  {
    // "24 bit, 192 kHz": what a converter of music is clocked with is its update rate.
    only: ["dac"],
    expression: /(?<![\w.,])(\d{2,3}(?:\.\d)?)\s?khz(?!\p{L})/gu,
    read: ([, figure = ""], { everything }) =>
      /audio|stereo|hi-?fi|(?<!\p{L})i2s|dsd|headphone|music/u.test(everything) &&
      !/[mg]\s?s(?:ps|a\/s)/.test(everything)
        ? [quantity("adjusted-update-rate", figure, "kSPS")]
        : [],
  },
  {
    // 3A001.b.9.b: a volume under 10 cm³ for each watt of the highest rated power.
    only: ["microwave-power-module"],
    expression: /(?<![\w.,])(\d+(?:,\d{3})*(?:\.\d+)?)\s?(?:cm(?:³|3|\^3)|cc)(?!\p{L})/gu,
    read: ([, volume = ""], { everything }) => {
      const watts = [...everything.matchAll(/(?<![\w.,])(\d+(?:\.\d+)?)\s?(kw|watts?|w)(?![\p{L}/])/gu)].map(
        ([, figure, unit = ""]) => Number(figure) * (WATT[unit] ?? 1),
      );
      return watts.length === 1 ? flag("mpm-compact", Number(volume.replaceAll(",", "")) < 10 * (watts[0] ?? 0)) : [];
    },
  },
  {
    // "1 x 10^10 n/s", "2E9 neutrons per second".
    only: ["neutron-generator"],
    expression:
      /(?<![\w.,])(?:(\d+(?:\.\d+)?)\s?(?:[x×·*]\s?10\s?\^?|e)\+?|10\s?\^?)(\d{1,2}|[⁶⁷⁸⁹]|¹[⁰¹²³])\s?(?:n\/s|n\/sec|nps|neutrons?(?:\/s| per second| a second)|n per second|n·s)/gu,
    read: ([, figure = "1", power = ""]) => {
      const exponent = Number(power.normalize("NFKC"));
      return flag("neutrons-over-3e9", Number(figure) * 10 ** exponent >= 3e9);
    },
  },
  {
    // "Unit resolution at 320 u", "1 u resolution up to 350 u": better than 2 parts in 230.
    only: ["mass-spectrometer"],
    expression:
      /(?:unit|(?:<|≤|better than)?\s?(?:1|0\.\d+) ?(?:u|amu|da))(?: mass)? resolution[^;\n]{0,12}?(?:at|up to|to)\s(\d{3,4})\s?(?:u|amu|da)(?!\p{L})/gu,
    read: ([, mass = ""]) => (Number(mass) >= 230 ? flag("measures-230-u", true) : []),
  },
  {
    // 3A233.d: a molecular beam inlet and cold traps, wherever in the text each of them stands.
    only: ["mass-spectrometer"],
    expression: /molecular[- ]beam/g,
    read: (_match, { everything }) =>
      /cold[- ]trap|cryo(?:genic )?[- ]?trap/.test(everything)
        ? [{ name: "mass-spectrometer-kind", value: "beam-with-cold-trap" }]
        : [],
  },
  {
    // The trade writes purity in nines: "6N", "7N5", "N6.0", and of gases "grade 6.0".
    only: ["organometallic", "hydride-gas"],
    expression: /(?<![\w.,])(?:([3-9])n([0-9])?|n([3-9])\.([0-9])|grade ([3-9])\.([0-9]))(?![\w.])/g,
    read: ([, ...groups]) => {
      const [nines = "", last = "0"] = groups.filter((group) => group !== undefined);
      return [quantity("electronic-purity", `99.${"9".repeat(Number(nines) - 2)}${last === "0" ? "" : last}`, "%")];
    },
  },
  {
    // "Discharged in 0.5 s", "1.2 MJ released within 300 ms".
    only: ["superconducting-magnet"],
    expression:
      /(?:discharg\w*|released|dumped|delivered|charged)[^;,.\n\d]{0,16}?(?:in|within|under|below|<)\s(?:less than |under )?(\d+(?:\.\d+)?)\s?(ms|s)(?!\p{L})/gu,
    read: (match, { everything }, passage) => {
      const [, figure = "", unit = ""] = match;
      const seconds = Number(figure) * (unit === "ms" ? 1e-3 : 1);
      const [, energy, scale] = /(?<![\w.,])(\d+(?:\.\d+)?)\s?([km])j(?!\p{L})/u.exec(everything) ?? [];
      const kilojoules = energy === undefined ? undefined : Number(energy) * (scale === "m" ? 1000 : 1);
      return [
        ...under("magnet-fast-discharge", { value: seconds, limit: 1 }, { match, figure, passage }),
        ...(seconds <= 1 && kilojoules !== undefined ? flag("discharge-over-10-kj", kilojoules > 10) : []),
      ];
    },
  },
  {
    only: ["capacitor"],
    expression: /(?<![\w.,])(\d+(?:\.\d+)?)\s?(k?)pps(?!\p{L})/gu,
    read: ([, figure = "", kilo]) => [
      quantity("repetition-rate", rounded(Number(figure)), kilo === "k" ? "kHz" : "Hz"),
    ],
  },
];
