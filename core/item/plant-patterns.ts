import type { Pattern } from "./read-patterns.ts";
import { PASCALS, flag, millimeters, quantity } from "./reading.ts";

const plain = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Figures of laboratory, vacuum and measuring plant that are written without a label or in another unit. */
export const PLANT_PATTERNS: readonly Pattern[] = [
  {
    // "Water evaporation 1.0 l/h": a liter of water is a kilogram.
    only: ["spray-dryer"],
    expression:
      /(?:evaporat\p{L}*|water)[^\d;\n]{0,30}(\d{1,4}(?:\.\d{1,3})?)\s?(?:l|lit(?:er|re)s?)\s?(?:\/|per )\s?h(?!\p{L})|(?<![\d.,])(\d{1,4}(?:\.\d{1,3})?)\s?(?:l|lit(?:er|re)s?)\s?(?:\/|per )\s?h(?:our|r)?,?\s(?:of\s)?(?:h2o|water|evaporat)/gu,
    read: ([, first, second]) => [quantity("evaporation-capacity", first ?? second ?? "0", "kg/h")],
  },
  {
    // "Error rate 1 in 3000", "error rate < 0.1 %".
    only: ["peptide-synthesizer"],
    expression:
      /error rate[^\d;\n]{0,16}(?:1\s?(?:in|:|\/|per)\s?(\d[\d,]{0,8})|(\d{1,2}(?:\.\d+)?)\s?%)|(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s?% error rate/g,
    read: ([, one, percent, before]) =>
      flag(
        "assembly-error-rate-low",
        one === undefined ? Number(percent ?? before) < 5 : Number(one.replaceAll(",", "")) > 20,
      ),
  },
  {
    // "For 24 rats", "16 exposure ports".
    only: ["aerosol-chamber"],
    expression:
      /(?<![\d.,])(\d{1,3})\s?(?:nose-only |exposure |animal |restraint |inhalation ){0,2}(?:ports?|tubes|rats|mice|rodents|guinea pigs|hamsters)(?!\p{L})/gu,
    read: ([, written = "0"]) => (Number(written) >= 12 ? flag("exposure-many", true) : []),
  },
  {
    // A specific unbalance in µm is one in g·mm/kg.
    only: ["balancing-machine"],
    expression:
      /(?:residual|specific|e\s?mar|emar|unbalance|eccentricity)[^\d;\n]{0,40}(\d{1,3}(?:\.\d+)?)\s?(?:µm|um|microns?)(?!\p{L})/gu,
    read: ([, written = "0"]) => [quantity("residual-unbalance", written, "g·mm/kg")],
  },
  {
    // "DN 250 ISO-K inlet, DN 25 outlet": the widest flange of a vacuum pump is its throat.
    only: ["vacuum-pump"],
    expression: /(?<!\p{L})dn[\s-]?(\d{2,4})(?!\d)/gu,
    read: ([, size = "0"], { everything }) => {
      const sizes = [...everything.matchAll(/([^\n,;]{0,24})(?<!\p{L})dn[\s-]?(\d{2,4})(?!\d)/gu)]
        .filter(([, before = ""]) => !/(?:fore|outlet|exhaust|backing|discharge|vent|rough)/.test(before))
        .map((one) => Number(one[2]));
      return Number(size) === Math.max(...sizes) ? [millimeters("pump-throat", size)] : [];
    },
  },
  {
    // "20 inch (500 mm) inlet": the figure in the bracket is the same one.
    only: ["vacuum-pump"],
    expression:
      /(?<![\d.,])(\d{1,2}(?:\.\d+)?) ?(?:inch|in\.?|") ?(?:\(\d{2,4} ?mm\) )?(?:inlet|throat|intake)(?!\p{L})/gu,
    read: ([, size = "0"]) => [millimeters("pump-throat", plain(Number(size) * 25.4))],
  },
  {
    // "0-1000 mbar (a)", "1 bar abs", "15 psia".
    only: ["pressure-transducer"],
    expression:
      /\d\s?(?:bar|mbar|kpa|mpa|psi|hpa)(?:\s?\(?(?:(a|abs)|(g|ga))\)?(?![\p{L}\d])|\s(absolute)|\s(gauge|gage)(?!\p{L}))/gu,
    read: ([, a, , absolute]) => flag("absolute-pressure", a !== undefined || absolute !== undefined),
  },
  {
    // "Pointing accuracy 5″": seconds of arc, not inches.
    only: ["motion-simulator"],
    expression: /accuracy[^\d;,\n]{0,12}?(\d{1,3}(?:\.\d+)?)\s?["″](?!\s?[x×])/gu,
    read: ([, written = "0"]) => [quantity("table-accuracy", written, "arcseconds")],
  },
  {
    only: ["absolute-encoder", "machine-tool-part", "measuring-machine"],
    expression:
      /(?:angular|system|positioning|encoder|indexing|graduation)[^\d;,\n]{0,20}accuracy[^\d;,\n]{0,12}?(\d{1,3}(?:\.\d+)?)\s?["″](?!\s?[x×])/gu,
    read: ([, written = "0"]) => [quantity("angle-measuring-accuracy", written, "arcseconds")],
  },
  {
    // "Dual-axis rate table".
    only: ["motion-simulator"],
    expression: /(?<!\p{L})(single|dual|double|triple)[- ]ax[ei]s(?!\p{L})/gu,
    read: ([, written]) => [
      quantity("table-axes", written === "single" ? "1" : written === "triple" ? "3" : "2", "axes"),
    ],
  },
  {
    only: ["machine-tool", "laser-machine"],
    expression:
      /(?:rotary|angular|[abc])[ -]?(?:axis)?[^\d;,\n]{0,24}accuracy[^\d;,\n]{0,12}?(\d{1,3}(?:\.\d+)?)\s?["″]/gu,
    read: ([, written = "0"]) => [quantity("rotary-accuracy", written, "arcseconds")],
  },
  {
    // "Measurement uncertainty 0.1 + L/2000 µm", L in mm; 2B006.b.1.c in nm, 2B206.c in µm.
    only: ["laser-metrology", "laser-measuring-device"],
    expression:
      /(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s?(nm|µm|um)?\s?\+\s?(\d(?:\.\d+)?)?\s?[×x·*]?\s?l\s?\/\s?(\d{3,5}|\d,\d{3})\)?\s?(nm|µm|um)?/gu,
    read: ([, base = "0", inner, times = "1", over = "1", outer]) => {
      const unit = outer ?? inner;
      const [a, per] = [Number(base), Number(over.replace(",", "")) / Number(times)];
      if (unit === undefined) return [];
      if (unit === "nm") return a <= 1.6 && per >= 2000 ? [{ name: "laser-uncertainty", value: "within-2b006" }] : [];
      if (a <= 0.2 && per >= 2000) return [{ name: "laser-uncertainty", value: "within-2b206" }];
      return a > 0.2 && per <= 2000 ? [{ name: "laser-uncertainty", value: "outside" }] : [];
    },
  },
  {
    // "±0.5 ppm": L/2000 µm with L in mm.
    only: ["laser-metrology"],
    expression: /(?:accuracy|uncertainty)[^\d;\n]{0,16}(0?\.\d{1,3})\s?ppm/g,
    read: ([, written = "1"]) => (Number(written) <= 0.5 ? [{ name: "laser-uncertainty", value: "within-2b206" }] : []),
  },
  {
    // "Current density 0.2 mA/mm², deposition rate 20 µm/h" (2B005.e); 1 mA/mm² is 100 mA/cm².
    only: ["coating-machine"],
    expression: /(?<![\d.,])(\d{1,4}(?:\.\d{1,4})?)\s?ma\/(mm|cm)(?:²|2)(?!\p{L})/gu,
    read: ([, density = "0", per = "mm"], { everything }) => {
      const [, rate, unit = ""] =
        /(?<![\d.,])(\d{1,4}(?:\.\d{1,3})?)\s?(µm|um|microns?|nm)\s?(?:\/|per )\s?(?:h|hr|hour)(?!\p{L})/u.exec(
          everything,
        ) ?? [];
      const dense = Number(density) / (per === "cm" ? 100 : 1) >= 0.1;
      if (!dense) return flag("fast-sputtering", false);
      return rate === undefined ? [] : flag("fast-sputtering", Number(rate) / (unit === "nm" ? 1000 : 1) >= 15);
    },
  },
  {
    // "Potassium amide in liquid ammonia (concentrated, 2 %)", "KNH2 0.5 %": 1 percent or more is concentrated (1B230.c).
    only: ["pump", "ordinary-pump"],
    expression: /(?:potassium amide|knh2)[^;.]{0,60}?(?:(concentrated)|(dilute)|(\d{1,2}(?:\.\d+)?)\s?%)/gu,
    read: ([, concentrated, dilute, share]) => [
      {
        name: "pumps-potassium-amide",
        value: concentrated !== undefined || (dilute === undefined && Number(share) >= 1) ? "concentrated" : "dilute",
      },
    ],
  },
  {
    // "Y2O3 99.9 % (impurities 0.1 %)": what is not the material.
    only: ["crucible"],
    expression: /impurit\p{L}*[^\d;.%]{0,16}(\d(?:\.\d{1,3})?)\s?%|(?<![\d.,])(9\d(?:\.\d{1,4})?)\s?%/gu,
    read: ([, other, pure]) => [quantity("crucible-purity", pure ?? plain(100 - Number(other)), "%")],
  },
  {
    // "Mask blank 152 x 152 x 6.35 mm": the side, not the thickness.
    only: ["photomask"],
    expression:
      /(?<![\d.,])(\d{2,3}(?:\.\d+)?)(?:\s?mm)?\s?[x×]\s?\d{2,3}(?:\.\d+)?(?:\s?mm)?\s?[x×]\s?\d(?:\.\d+)?\s?mm/g,
    read: ([, side = ""]) => [millimeters("mask-size", side)],
  },
  {
    // The rows of a gear machine's sheet: "Pitch diameter: 1400 mm", "Face width: 300 mm" (2B003.b).
    only: ["gear-machine"],
    expression: /(?:face|tooth) width[^\d;\n]{0,12}(\d{2,4})\s?mm/gu,
    read: ([, wide = "0"], { everything }) => {
      const across =
        /(?:pitch|gear|wheel|workpiece|outside) (?:diameter|dia)[^\d;\n]{0,12}(\d{1,2},\d{3}|\d{2,4})\s?mm/u.exec(
          everything,
        )?.[1];
      return across === undefined
        ? []
        : flag("face-width-wide", Number(wide) >= 0.15 * Number(across.replace(",", "")));
    },
  },
  {
    // "Accuracy grade ±3 µm, measuring length 440 mm": against 800 + 600 L/1000 nm (2B006.b.2).
    only: ["machine-tool-part"],
    expression: /accuracy(?: grade| class)?[^\d;,\n]{0,12}?(\d{1,2}(?:\.\d+)?)\s?(?:µm|um|microns?)(?!\p{L})/gu,
    read: ([, written = "0"], { everything }) => {
      if (!/(?:linear (?:encoder|scale)|feedback unit|glass scale|linear position)/.test(everything)) return [];
      const long =
        /(?:measuring length|measurement length|travel|ml|length)[^\d;\n]{0,12}(\d{1,2},\d{3}|\d{2,5})\s?mm/.exec(
          everything,
        )?.[1];
      if (Number(written) < 0.8) return flag("linear-unit-accuracy", true);
      return long === undefined
        ? []
        : flag("linear-unit-accuracy", Number(written) < 0.8 + 0.0006 * Number(long.replace(",", "")));
    },
  },
  {
    // "0-100 kPa abs, accuracy 0.05 % FS": how far it is off at 13 kPa (2B230.c.2); of a reading, off by that share.
    only: ["pressure-transducer"],
    expression:
      /(?<![\d.,])(0?\.\d{1,4}|\d(?:\.\d+)?)\s?%\s?(?:of\s)?(f\.?s\.?o?\.?|full[- ]scale|span|reading|rdg|fsr)(?!\p{L})/gu,
    read: ([, percent = "0", of = ""], { everything }) => {
      if (/^(?:reading|rdg)/.test(of)) return [quantity("pressure-error-13kpa", plain(130 * Number(percent)), "Pa")];
      const [, top = "0", unit = ""] =
        /(?:0\s?(?:-|–|to|…|\.{2,3})\s?|full[- ]scale[^\d\n;]{0,12}|range[^\d\n;]{0,12})(\d{1,5}(?:\.\d+)?)\s?(kpa|mbar|bar|torr|psi|mpa|hpa)/.exec(
          everything,
        ) ?? [];
      const pascals = Number(top) * (PASCALS[unit] ?? 0);
      return pascals > 0 ? [quantity("pressure-error-13kpa", plain((pascals * Number(percent)) / 100), "Pa")] : [];
    },
  },
];
