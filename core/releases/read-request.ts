import type { Act } from "../licensing/determination.ts";
import { findPhrase } from "../licensing/phrases.ts";
import { placeNames } from "../licensing/place-names.ts";
import type { ReadRequest } from "../ports/evaluator.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { readItemWords } from "./read-item-words.ts";
import { readParties } from "./read-parties.ts";
import type { ReadParty } from "./read-parties.ts";
import { readPlaces } from "./read-places.ts";
import { readSame } from "./read-same.ts";

/** Longer texts are pasted documents: only their beginning is read as a request. */
const READ_AT_MOST = 4000;

/**
 * What the words of a request say, by grammar: act, item, destination, parties with a guessed role, end use, quantity.
 * Words yield facts of the deal, never decisions; what is not said, or said twice, stays null and is asked. Pure.
 */
export function readRequest(text: string, rulebook: Rulebook): ReadRequest {
  const request = text.slice(0, READ_AT_MOST);
  const parties = readParties(request, rulebook);
  const words = rulebook.sections.requestWords.map(({ data }) => data);
  const same = readSame(request, rulebook);
  const item = same?.item ?? readItemWords(request, rulebook, parties[0]?.from ?? null);
  return {
    item,
    act: readAct(request, rulebook),
    destination: readDestination(request, parties, rulebook),
    parties: parties.map(({ party }) => party),
    endUse: readEndUse(
      request,
      words.flatMap((one) => one["end-use"]),
    ),
    quantity:
      readQuantity(
        request,
        words.flatMap(({ units }) => units),
      ) ?? countBefore(request, item),
    same,
  };
}

function readAct(text: string, rulebook: Rulebook): Act | null {
  const acts = rulebook.sections.requestWords.flatMap(({ data }) => data.acts);
  return acts.find(({ words }) => words.some((word) => findPhrase(text, word) !== null))?.act ?? null;
}

/** The place it goes to; a place inside a firm's name, on the way, or where it comes from is none. Two of them: asked. */
function readDestination(text: string, parties: readonly ReadParty[], rulebook: Rulebook): string | null {
  const { names, parents } = placeNames(rulebook);
  const places = readPlaces(text, rulebook)
    .filter(({ from }) => !parties.some((party) => from >= party.from && from < party.to))
    .filter(({ before }) => before !== "via" && before !== "through" && before !== "from");
  const goes = places.filter(({ before }) => before === "to" || before === "into");
  const there =
    goes.length > 0 ? [...goes, ...places.filter(({ before }) => before === "" || before === "in")] : places;
  const [first] = there;
  if (!first) return null;
  const single = there.flatMap(({ codes }) => (codes.length === 1 ? codes : []));
  // "Tbilisi, Georgia": the narrower word settles the wider one; "Kowloon, Hong Kong" is one place.
  const settled = [...new Set(single)].filter(
    (code) => !single.some((other) => other !== code && parents.get(other) === code),
  );
  const open = there.filter(({ codes }) => codes.length > 1 && !codes.some((code) => single.includes(code)));
  if (open.length > 0) return settled.length === 0 ? (open[0]?.text ?? null) : null;
  const [code, ...others] = settled;
  if (code === undefined || others.length > 0) return null;
  return names.get(code) ?? first.text;
}

/** From the marker to the end of the sentence, as said. */
function readEndUse(text: string, markers: readonly string[]): string | null {
  for (const marker of markers) {
    const at = text.toLowerCase().indexOf(marker);
    if (at < 0) continue;
    const said = /^[^.;?!\n]{2,300}/.exec(text.slice(at + marker.length))?.[0].trim();
    if (said) return said;
  }
  return null;
}

/** "5 Wi-Fi routers": the number right before the item's words. */
function countBefore(text: string, item: string | null): string | null {
  const at = item === null ? -1 : text.indexOf(item);
  const count = at < 0 ? undefined : /(?<![\p{L}\p{N}.,-])(\d{1,6})\s+$/u.exec(text.slice(0, at))?.[1];
  return count === undefined ? null : `${count} pcs`;
}

/** `40 pcs`, `40 x`: number and unit as written. */
function readQuantity(text: string, units: readonly string[]): string | null {
  const counted = new RegExp(
    `(?<![\\p{L}\\p{N}.-])(\\d{1,9}(?:[.,]\\d{1,3})?)\\s*(${units.join("|")}|x)(?![\\p{L}\\p{N}])`,
    "iu",
  ).exec(text);
  if (!counted) return null;
  const unit = counted[2]?.toLowerCase() === "x" ? "pcs" : counted[2];
  return `${counted[1]} ${unit}`;
}
