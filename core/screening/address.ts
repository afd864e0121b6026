import type { Romanise } from "./normalise-name.ts";
import { toWords } from "./normalise-name.ts";

const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    street: "st str strasse ul ulitsa ulica",
    road: "rd",
    avenue: "ave av",
    building: "bldg bld blk block",
    floor: "fl f flr",
    room: "rm",
    district: "dist",
    north: "n",
    south: "s",
    east: "e",
    west: "w",
    boulevard: "blvd",
    lane: "ln",
  }).flatMap(([word, forms]) => forms.split(" ").map((form) => [form, word] as const)),
);
const COMMON = new Set(
  "street road avenue building floor room district north south east west no unit suite flat apt office tower house box po the of and city province region plaza center centre park zone industrial block lane boulevard level co".split(
    " ",
  ),
);

/** Words of one address, folded; house numbers are words too. */
export type AddressView = { readonly raw: string; readonly words: ReadonlySet<string> };

export function normaliseAddress(raw: string, romanise: Romanise): AddressView {
  const words = toWords(raw, romanise)
    .map((word) => SHORT.get(word) ?? word)
    .map((word) => word.replace(/^(\d+)(?:st|nd|rd|th|f)$/, "$1"));
  return { raw, words: new Set(words) };
}

const weigh = (word: string): number => (/\d/.test(word) ? 1 : COMMON.has(word) ? 0.25 : 1);

/**
 * How much of the shorter address stands in the other one, 0 to 1. Half an address (no house number on one side) is
 * at most 0.7: a street is not a party.
 */
export function compareAddresses(a: AddressView, b: AddressView): number {
  const [short, long] = a.words.size <= b.words.size ? [a, b] : [b, a];
  let [shared, total, places, numbers] = [0, 0, 0, 0];
  for (const word of short.words) {
    const weight = weigh(word);
    total += weight;
    if (!long.words.has(word)) continue;
    shared += weight;
    if (/\d/.test(word)) numbers += 1;
    else if (!COMMON.has(word)) places += 1;
  }
  if (total === 0 || places === 0) return 0;
  const score = shared / total;
  return numbers > 0 && shared >= 3 ? score : Math.min(score, 0.7);
}
