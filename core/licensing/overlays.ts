import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import type { Overlay } from "../rulebook/destination-rules.ts";
import type { Reach } from "../rulebook/rule-parts.ts";
import { finding } from "./findings.ts";
import type { LicensingRules } from "./rules-at.ts";

const overlayOf = (rules: LicensingRules, id: string): Overlay | undefined =>
  rules.overlays.overlays.find((overlay) => overlay.id === id);

const stateOf = (overlay: Overlay | undefined, asOf: LawDate): Overlay["values"][number] | undefined =>
  overlay && inForceOn(overlay.values, asOf);

/**
 * A written scope as the overlays read it on the day: rows that name D:1, D:4 and D:5 reach the United Arab Emirates
 * too; a worldwide row that is switched off falls back to the scope before it, never to nothing.
 */
export function overlaidReach(reach: Reach, rules: LicensingRules, asOf: LawDate): Reach {
  const uae = overlayOf(rules, "uae");
  const named = uae?.adds && stateOf(uae, asOf)?.state === "on" ? uae.adds : null;
  if (!named || !named.to.every((group) => reach.groups?.includes(group))) return reach;
  return { ...reach, countries: [...(reach.countries ?? []), ...named.countries] };
}

/** The worldwide row of advanced computing items, by the state of its switch. */
export function worldwideReach(reach: Reach, rules: LicensingRules, asOf: LawDate): Reach {
  const overlay = overlayOf(rules, "ai-worldwide");
  return stateOf(overlay, asOf)?.state === "off" && overlay?.otherwise ? overlay.otherwise : reach;
}

/** States that every answer prints: the affiliates rule, with the date and whether its state is only assumed. */
export function printedStates(rules: LicensingRules, asOf: LawDate): readonly Finding[] {
  return rules.overlays.overlays.flatMap((overlay) => {
    const value = overlay.printed ? stateOf(overlay, asOf) : undefined;
    if (!value) return [];
    const params = { state: value.state, from: value.from, assumed: value.status === "assumed" ? "yes" : "no" };
    return [finding("affiliates-state", params, { cite: overlay.cite, rule: `us-ear/overlays/${overlay.id}` })];
  });
}
