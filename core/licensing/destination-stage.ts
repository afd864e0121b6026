import type { Rulebook } from "../rulebook/rulebook.ts";
import { resolveCountry } from "./countries.ts";
import type { ResolvedCountry } from "./countries.ts";
import type { LicenceInput } from "./determination.ts";
import { finding } from "./findings.ts";
import { findPhrase } from "./phrases.ts";
import { placeNames } from "./place-names.ts";
import { questionFor } from "./questions.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";
import { isUnanswered, statedText } from "./stated.ts";

type Place = { readonly code: string; readonly name: string };
type Context = { readonly rulebook: Rulebook; readonly rules: LicensingRules };
/** `place` null: which place it is has to be asked first. */
export type PlacedDestination = { readonly place: Place | null; readonly stage: Stage };

const asks = (because: Verdict["because"]): Verdict => ({
  outcome: "needs-facts",
  agency: null,
  policy: null,
  because,
});

/**
 * Where it goes. Unknown and ambiguous places ask with the nearest choices; Ukraine without a region asks; a territory
 * that no provision names is read like its country and goes to a person; the United States is no export.
 */
export function destinationStage(input: LicenceInput, context: Context): PlacedDestination {
  const found = resolveCountry(input.destination, context.rulebook);
  if (found.state !== "resolved") return { place: null, stage: unresolved(input.destination, found, context) };
  const place = { code: found.code, name: found.name };
  const listed = context.rulebook.sections.countries
    .flatMap(({ data }) => data.destinations)
    .find(({ code }) => code === place.code);
  if (place.code === "US" || listed?.row === "US") {
    const because = finding("destination-domestic", {}, { cite: "15 CFR 734.13" });
    return {
      place: null,
      stage: { verdicts: [asks(because)], missing: [questionFor("leaves-us", context, { because: [because] })] },
    };
  }
  if (listed?.row === "none" || (listed?.row !== undefined && listed.named === undefined)) {
    const because =
      listed.row === "none"
        ? finding("destination-without-row", { destination: place.name }, { cite: "15 CFR 738.3(b)" })
        : finding(
            "territory-row-presumed",
            { destination: place.name, row: placeNames(context.rulebook).names.get(listed.row) ?? listed.row },
            { cite: "15 CFR 738.3(b)" },
          );
    return { place, stage: { verdicts: [{ outcome: "review", agency: null, policy: null, because }] } };
  }
  return withRegion(place, input, context);
}

function unresolved(
  text: string,
  found: Exclude<ResolvedCountry, { readonly state: "resolved" }>,
  context: Context,
): Stage {
  const shown = text.slice(0, 80);
  const because =
    text.trim() === ""
      ? finding("destination-not-said", {})
      : found.state === "ambiguous"
        ? finding("destination-ambiguous", { text: shown })
        : finding("destination-unknown", { text: shown });
  const near = found.state === "ambiguous" ? found.choices : found.nearest;
  const choices = near.map(({ code, name }) => ({ value: code, label: name }));
  return { verdicts: [asks(because)], missing: [questionFor("destination", context, { because: [because], choices })] };
}

/** Ukraine: the occupied regions are embargoed, so the region is a fact like any other (746.6; Supp. 1 notes 8, 9). */
function withRegion(place: Place, input: LicenceInput, { rulebook, rules }: Context): PlacedDestination {
  const regions = rulebook.sections.countries.flatMap(({ data }) => data.regions).filter(({ of }) => of === place.code);
  if (regions.length === 0) return { place, stage: {} };
  const answer = statedText(input.facts, "destination-region");
  const stated = regions.find(({ code }) => code.toLowerCase() === `${place.code}-${answer ?? ""}`.toLowerCase());
  const texts = [input.description ?? "", ...(input.parties ?? []).map(({ address }) => address ?? "")].join(" ; ");
  const read = regions.filter(({ also }) => also.some((name) => findPhrase(texts, name)));
  const occupied = read.find(({ code }) => !code.endsWith("-OTHER"));
  const region = occupied ?? stated ?? (read.length > 0 ? read[0] : undefined);
  if (region) return { place: { code: region.code, name: region.name }, stage: {} };
  const because = finding(
    "region-unknown",
    { destination: place.name },
    { cite: "15 CFR 746.6; 738 Supp. 1 n.8, n.9" },
  );
  const missing = isUnanswered(input.facts, "destination-region")
    ? []
    : [questionFor("destination-region", { rulebook, rules }, { because: [because] })];
  return { place, stage: { verdicts: [asks(because)], missing } };
}
