import type { Fact } from "./fact.ts";
import type { Pattern } from "./read-patterns.ts";

type Reading = Pick<Fact, "name" | "value">;

const flag = (name: string, value: boolean): Reading => ({ name, value });
const numberOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written.replace(",", "."));

/** Saturation magnetostriction over 5 x 10^-4, coupling factor over 0.8 (15 CFR 774 Supp. 1, 1C003.b). */
const PER_MILLION = 500;
const COUPLING = 0.8;

/** At least 1.6 T and 75 percent of iron, cobalt or nickel, at most 0.02 mm thick (15 CFR 774 Supp. 1, 1C003.c). */
const TESLA = 1.6;
const SHARE = 75;
const THICK = 0.02;

function stripListed(plain: string): boolean | null {
  const tesla = numberOf(
    /(?:saturation[^\d;.]{0,40}|(?<!\p{L})bs?\s?[:=~≥]?\s?)(\d(?:[.,]\d{1,2})?)\s?t(?![\p{L}\d])/u.exec(plain)?.[1],
  );
  if (tesla !== null && tesla < TESLA) return false;
  const share = numberOf(
    /(?<!\p{L})(?:fe|co|ni|iron|cobalt|nickel)[^\d;,.]{0,12}(\d{2}(?:[.,]\d{1,2})?)\s?(?:wt\.?\s?)?%/u.exec(plain)?.[1],
  );
  const mostly =
    share === null ? /(?:iron|cobalt|nickel|fe|co|ni)[- ](?:based|base|rich)/.test(plain) || null : share >= SHARE;
  const thick = /(?:thick\w*|strip|ribbon|foil)[^\d;]{0,16}(\d+(?:[.,]\d+)?)\s?(mm|µm|um)(?!\p{L})/u.exec(plain);
  const size = numberOf(thick?.[1]);
  const thin = size === null ? null : size / (thick?.[2] === "mm" ? 1 : 1000) <= THICK;
  return tesla !== null && mostly && thin ? true : null;
}

const REACHES_1C210 = { modulus: 12.7e6, strength: 23.5e4 } as const;

/** What mills and foundries write of magnetic alloys and of the fiber in a composite. */
export const MATERIAL_PATTERNS: readonly Pattern[] = [
  {
    // "Saturation magnetostriction 1200 ppm", "λs > 1,000 x 10^-6".
    only: ["magnetic-material"],
    expression:
      /(?:magnetostriction|magnetostrictive strain|λs?)[^\d;.]{0,24}(\d{1,2},?\d{3}|\d{1,3}(?:\.\d+)?)\s?(?:ppm|[x×·]\s?10(?:\^?-6|⁻⁶)|e-6)/gu,
    read: ([, written = "0"]) => {
      const share = Number(written.replace(",", ""));
      return share > PER_MILLION ? [flag("magnetostriction-high", true)] : [];
    },
  },
  {
    only: ["magnetic-material"],
    expression: /coupling (?:factor|coefficient)[^\d;]{0,16}(0[.,]\d{1,3})/gu,
    read: ([, written = "0"]) => ((numberOf(written) ?? 0) > COUPLING ? [flag("magnetostriction-high", true)] : []),
  },
  {
    only: ["magnetic-material"],
    expression: /(?<!\p{L})(?:nano-?crystalline|amorphous|metglas)(?!\p{L})/gu,
    read: (_, { everything }) => {
      const listed = stripListed(everything);
      return listed === null ? [] : [flag("amorphous-strip-listed", listed)];
    },
  },
  {
    // "Wound from carbon fiber of specific modulus 13e6 m": the fiber reaches 1C210.a.
    only: ["composite-part"],
    expression:
      /specific (?:tensile )?(modulus|strength)[^\d;.]{0,10}(\d{1,3}(?:\.\d+)?)(?:\s?[x×·]\s?10\^?|e)([456⁴⁵⁶]) ?m(?!\p{L})/gu,
    read: ([, of = "", written = "0", power = "0"]) => {
      const meters = Number(written) * 10 ** Number(power.replace("⁴", "4").replace("⁵", "5").replace("⁶", "6"));
      return meters >= REACHES_1C210[of === "modulus" ? "modulus" : "strength"] ? [flag("fibers-of-1c210", true)] : [];
    },
  },
  {
    // "No more than 5% of particles above 10 µm", "< 8 % coarser than 10 µm" (1C007.a).
    only: ["ceramic-material"],
    expression:
      /(\d{1,2}(?:\.\d+)?)\s?% (?:by weight )?(?:of )?(?:the )?(?:particles?|grains?|powder)? ?(?:are |is )?(?:above|over|larger than|coarser than|greater than|>)\s?10\s?(?:µm|um|microns?)/gu,
    read: ([, written = "100"]) => [flag("few-coarse-grains", Number(written) <= 10)],
  },
];
