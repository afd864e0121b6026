import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { OtherAgency } from "../rulebook/catalogue-schema.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import { onDate } from "../rulebook/on-date.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { toFinding } from "./findings.ts";

/** The agency whose list names the thing, and why. */
export type Elsewhere = { readonly agency: OtherAgency["agency"]; readonly because: readonly Finding[] };

const listsOn = onDate((rulebook: Rulebook, asOf: LawDate): readonly OtherAgency[] => {
  const editions = Map.groupBy(
    rulebook.sections.otherAgencies.map(({ data }) => data),
    ({ agency }) => agency,
  );
  return [...editions.values()].flatMap((history) => inForceOn(history, asOf) ?? []);
});

/**
 * What the Nuclear Regulatory Commission (10 CFR 110) or the Department of Energy (10 CFR 810) licenses alone is not subject
 * to the EAR (15 CFR 734.3(b)(1)). Null where no item of theirs is met: that is no proof that none names it.
 */
export function elsewhereOf(rulebook: Rulebook, context: ConditionContext, asOf: LawDate): Elsewhere | null {
  for (const { id: rule, agency, items } of listsOn(rulebook, asOf))
    for (const { cite, title, test } of items) {
      const tested = testCondition(test, context);
      if (tested.answer === "met")
        return {
          agency,
          because: [toFinding("agency-names-it", { agency, title }, { cite, rule }), ...tested.findings],
        };
    }
  return null;
}
