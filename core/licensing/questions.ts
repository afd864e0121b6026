import type { Finding } from "../finding.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { LicenceMissing } from "./determination.ts";
import type { LicensingRules } from "./rules-at.ts";

type Choices = LicenceMissing["choices"];

/** One question: a fact of the item (rules/facts.yaml) or of the deal (licensing-questions.yaml), in its words. */
export function questionFor(
  fact: string,
  from: { readonly rulebook: Rulebook; readonly rules: LicensingRules },
  with_: { readonly because?: readonly Finding[]; readonly choices?: Choices } = {},
): LicenceMissing {
  const deal = from.rules.questions.questions.find((question) => question.fact === fact);
  const item = from.rulebook.vocabulary.definitions.get(fact);
  return {
    fact,
    question: deal?.question ?? item?.question ?? item?.title ?? fact,
    choices: with_.choices ?? deal?.choices ?? item?.choices ?? [],
    unit: deal?.unit ?? item?.unit ?? null,
    because: with_.because ?? [],
  };
}
