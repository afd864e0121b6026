import type { Rulebook } from "../rulebook/rulebook.ts";
import { resolveCountry } from "./countries.ts";
import { destinationOf } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { LicenceInput } from "./determination.ts";
import { regimeOf } from "./embargo.ts";
import { finding } from "./findings.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";

type Context = { readonly rulebook: Rulebook; readonly rules: LicensingRules };
const review = (because: Verdict["because"]): Verdict => ({ outcome: "review", agency: null, policy: null, because });

/**
 * How it travels: through which countries (General Prohibition Eight, 736.2(b)(8)), whether it is a release to a person
 * (a check of the officer's, under a key of its own) or a reexport of a foreign-made item (de minimis, 734.4).
 */
export function routeStage(input: LicenceInput, context: Context): Stage {
  const deemed = input.movement === "deemed-export" || input.movement === "deemed-reexport";
  const origin = input.origin ? resolveCountry(input.origin, context.rulebook) : null;
  const foreign = input.origin !== undefined && !(origin?.state === "resolved" && origin.code === "US");
  const reexport = input.movement === "reexport" || input.movement === "transfer";
  const transit = (input.transit ?? []).flatMap((text) => transitVerdict(text, context));
  const verdicts = [
    ...transit,
    ...(deemed ? [review(finding("deemed-export", {}, { cite: "15 CFR 734.13(b)" }))] : []),
    ...(foreign && reexport
      ? [review(finding("reexport-of-foreign-item", { origin: input.origin ?? "" }, { cite: "15 CFR 734.4, 734.9" }))]
      : []),
  ];
  const date = context.rules.prohibitions.source.edition;
  return {
    verdicts,
    ...(input.transit !== undefined && transit.length === 0 ? { checked: [{ what: "in-transit", date }] } : {}),
    notChecked: [
      ...(input.transit === undefined ? [{ what: "in-transit", date, why: "not-given" }] : []),
      ...(input.content && input.content.length > 0 ? [{ what: "de-minimis", why: "not-held" }] : []),
      ...(foreign && !reexport ? [{ what: "subject-to-the-ear", why: "foreign-origin" }] : []),
    ],
  };
}

function transitVerdict(text: string, { rulebook, rules }: Context): readonly Verdict[] {
  const place = resolveCountry(text, rulebook);
  if (place.state !== "resolved") return [review(finding("transit-unknown", { text: text.slice(0, 60) }))];
  const through: Destination = destinationOf(place, rulebook, rules);
  if (regimeOf(through, rules)?.talk === "no" || through.embargoed)
    return [{ ...review(finding("transit-embargoed", { country: place.name }, { cite: "15 CFR 746" })), talk: "ask" }];
  const codes = [through.code, through.code.split("-")[0] ?? "", through.row ?? ""];
  if (!rules.prohibitions.transit.some((code) => codes.includes(code))) return [];
  return [review(finding("transit-listed", { country: place.name }, { cite: "15 CFR 736.2(b)(8)(ii)" }))];
}
