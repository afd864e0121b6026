import type { Rulebook } from "../rulebook/rulebook.ts";
import { resolveCountry } from "./countries.ts";
import { destinationOf, isReached } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { Party, PartyRole } from "./determination.ts";
import { finding } from "./findings.ts";
import { isNamed } from "./item-code.ts";
import { questionFor } from "./questions.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage } from "./stage.ts";

/** Parties whose seat counts: those of 748.5(c) to (f). */
const SEATED: ReadonlySet<PartyRole> = new Set([
  "purchaser",
  "intermediate-consignee",
  "ultimate-consignee",
  "end-user",
]);

/**
 * The headquarters clause of 742.6(a)(6)(iii) and 744.23(a)(3): a party whose headquarters, or whose ultimate parent's,
 * lies in Macau or a D:5 country needs a license at any destination. Unknown headquarters ask.
 */
export function headquartersStage(
  paragraph: string,
  at: {
    readonly parties: readonly Party[];
    readonly stated: string | null;
    readonly rulebook: Rulebook;
    readonly rules: LicensingRules;
  },
): Stage {
  const clause = at.rules.scopes.headquarters;
  if (!isNamed(clause.paragraphs, paragraph)) return {};
  const source = { cite: clause.cite, rule: "us-ear/scopes/headquarters" };
  const seated = at.parties.filter(({ role }) => SEATED.has(role));
  const seats = seated.flatMap((party) => [
    { party: party.name, place: party.headquarters ?? at.stated ?? undefined },
    { party: party.name, place: party.ultimateParent ?? at.stated ?? undefined },
  ]);
  const asked = seats.length > 0 ? seats : [{ party: "", place: at.stated ?? undefined }];
  const placed = asked.map(({ party, place }) => ({ party, at: place === undefined ? null : placeOf(place, at) }));
  const reached = placed.find((seat) => seat.at !== null && isReached(seat.at, clause.reach));
  if (reached?.at) {
    const because = finding("headquarters-reached", { party: reached.party, country: reached.at.name }, source);
    return { verdicts: [{ outcome: "licence-required", agency: "BIS", policy: null, because, talk: "ask" }] };
  }
  const open = placed.find((seat) => seat.at === null);
  if (!open) return { checked: [{ what: "headquarters", date: at.rules.scopes.source.edition }] };
  const because = finding("headquarters-unknown", { party: open.party }, source);
  return {
    verdicts: [{ outcome: "needs-facts", agency: null, policy: null, because }],
    missing: [questionFor("headquarters", at, { because: [because] })],
  };
}

function placeOf(
  text: string,
  at: { readonly rulebook: Rulebook; readonly rules: LicensingRules },
): Destination | null {
  const place = resolveCountry(text, at.rulebook);
  return place.state === "resolved" ? destinationOf(place, at.rulebook, at.rules) : null;
}
