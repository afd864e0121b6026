import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { UsmlCategory } from "../rulebook/catalogue-schema.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { usmlOn } from "../rulebook/usml.ts";
import { toFinding } from "./findings.ts";

export type UsmlMet = {
  /** `USML XII` */
  readonly code: string;
  /** `XII(d)(1)(i)` */
  readonly paragraph: string;
  readonly significant: boolean;
  readonly because: readonly Finding[];
};
export type UsmlStep = {
  /** The first paragraph met in each category whose test decides. */
  readonly met: readonly UsmlMet[];
  /** Categories a person must look at: a military design, a listed kind of thing, a paragraph with a first test only. */
  readonly looks: readonly { readonly code: string; readonly because: readonly Finding[] }[];
  readonly because: readonly Finding[];
};

/**
 * The Munitions List comes first (22 CFR 121.1). A paragraph whose test decides and is met is the answer; one with a
 * first test, and what looks like a category, goes to a person. Nothing seen is never proof of "not ITAR".
 */
export function lookAtUsml(rulebook: Rulebook, context: ConditionContext, asOf: LawDate): UsmlStep {
  const categories = usmlOn(rulebook, asOf);
  if (categories.length === 0) return { met: [], looks: [], because: [] };
  const met = categories.flatMap((category) => metIn(category, context).slice(0, 1));
  const looks = categories.flatMap((category) => looksIn(category, context).slice(0, 1));
  const seen = [...met, ...looks].flatMap(({ because }) => because);
  const nothing = toFinding(
    "usml-nothing-seen",
    { categories: categories.length },
    { cite: "22 CFR 121.1", rule: "us-itar/usml" },
  );
  return { met, looks, because: seen.length > 0 ? seen : [nothing] };
}

function metIn({ id: rule, code, paragraphs }: UsmlCategory, context: ConditionContext): readonly UsmlMet[] {
  const category = code.replace("USML ", "");
  return (paragraphs ?? []).flatMap(({ path, title, test, modelled, significant }): readonly UsmlMet[] => {
    const tested = test && modelled === undefined ? testCondition(test, context) : undefined;
    if (tested?.answer !== "met") return [];
    const paragraph = `${category}${path}`;
    const about = { cite: `22 CFR 121.1, Category ${paragraph}`, rule };
    const because = [toFinding("usml-met", { paragraph, title }, about), ...tested.findings];
    return [{ code, paragraph, significant: significant === true, because }];
  });
}

function looksIn({ id: rule, code, title, looks, paragraphs }: UsmlCategory, context: ConditionContext) {
  const first = (paragraphs ?? []).flatMap(({ test, modelled }) => (test && modelled === "partial" ? [test] : []));
  const about = { cite: `22 CFR 121.1, ${code.replace("USML", "Category")}`, rule };
  return [...(looks ?? []), ...first].flatMap((condition) => {
    const tested = testCondition(condition, context);
    if (tested.answer !== "met") return [];
    return [{ code, because: [toFinding("usml-looks", { category: code, title }, about), ...tested.findings] }];
  });
}
