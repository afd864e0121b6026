import type { Rulebook } from "../rulebook/rulebook.ts";
import { resolveCountry } from "./countries.ts";
import type { Destination } from "./destination.ts";
import { destinationOf } from "./destination.ts";
import type { Party } from "./determination.ts";
import { finding } from "./findings.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";

type Context = { readonly rulebook: Rulebook; readonly rules: LicensingRules };

/**
 * A defense article leaves the EAR engine: an approval of DDTC, case by case, and a bar of 126.1 for its countries,
 * offers included (126.1(e)(1)). Everything around the approval is for the empowered official.
 */
export function itarStage(
  category: string,
  destination: Destination,
  parties: readonly Party[],
  context: Context,
): Stage {
  const here = proscribed(destination, context.rules);
  const others = parties.flatMap((party) => partyBar(party, context));
  const barred = [...(here ? [here] : []), ...others];
  const item = finding("itar-item", { category }, { cite: "22 CFR 120.31, 123.1" });
  return {
    verdicts: [
      {
        outcome: "licence-required",
        agency: "DDTC",
        policy: barred.length > 0 ? "denial" : "case-by-case",
        because: item,
        talk: "ask",
      },
      ...barred,
    ],
    obligations:
      barred.length > 0
        ? [
            {
              what: "inform-ddtc",
              owner: context.rules.itar.inform.owner,
              due: "at-once",
              cite: context.rules.itar.inform.cite,
            },
          ]
        : [],
    checked: [{ what: "proscribed-countries", date: context.rules.itar.source.edition }],
    notChecked: ["itar-registration", "itar-instrument", "itar-defense-service", "itar-brokering"].map((what) => ({
      what,
      why: "not-held",
    })),
  };
}

/** A country of 126.1: prohibited, for proposals too. Its own dated list, never derived from D:5. */
function proscribed(place: Destination, rules: LicensingRules): Verdict | null {
  const codes = [place.code, place.code.split("-")[0], place.row];
  const row = rules.itar.countries.find(({ of }) => codes.includes(of));
  if (!row) return null;
  const params = { country: place.name, paragraph: row.paragraph };
  const source = { cite: `22 CFR ${row.paragraph}`, rule: "us-itar/126.1" };
  const because = row.unsettled
    ? finding("itar-state-unknown", params, source)
    : finding("itar-proscribed", params, source);
  return { outcome: "prohibited", agency: "DDTC", policy: "denial", because, talk: "no", hold: true };
}

function partyBar(party: Party, { rulebook, rules }: Context): readonly Verdict[] {
  const place = party.country ? resolveCountry(party.country, rulebook) : null;
  if (place?.state !== "resolved") return [];
  const verdict = proscribed(destinationOf(place, rulebook, rules), rules);
  if (!verdict) return [];
  const because = finding(
    "party-country-proscribed",
    { party: party.name, country: place.name },
    { cite: "22 CFR 126.1(e)(1)", rule: "us-itar/126.1" },
  );
  return [{ ...verdict, because }];
}
