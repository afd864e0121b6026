import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { toFinding } from "./findings.ts";

export type UsmlStep = {
  /** Categories a person must look at: a military design or a listed kind of thing. */
  readonly looks: readonly { readonly code: string; readonly because: readonly Finding[] }[];
  readonly because: readonly Finding[];
};

/**
 * The Munitions List comes first (22 CFR 121.1). No paragraph is tested by machine: what looks like it goes to a person,
 * and nothing seen is never proof of "not ITAR".
 */
export function lookAtUsml(rulebook: Rulebook, context: ConditionContext, asOf: LawDate): UsmlStep {
  const list = inForceOn(
    rulebook.sections.usml.map(({ data }) => data),
    asOf,
  );
  if (!list) return { looks: [], because: [] };
  const looks = list.categories.flatMap(({ code, title, looks: conditions }) => {
    const tested = (conditions ?? []).map((condition) => testCondition(condition, context));
    const met = tested.find(({ answer }) => answer === "met");
    if (!met) return [];
    const about = { cite: `22 CFR 121.1, ${code.replace("USML", "Category")}`, rule: list.id };
    return [{ code, because: [toFinding("usml-looks", { category: code, title }, about), ...met.findings] }];
  });
  return {
    looks,
    because:
      looks.length > 0
        ? looks.flatMap(({ because }) => because)
        : [
            toFinding(
              "usml-nothing-seen",
              { categories: list.categories.length },
              { cite: "22 CFR 121.1", rule: list.id },
            ),
          ],
  };
}
