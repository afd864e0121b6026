import type { Finding } from "../finding.ts";
import { finding } from "../licensing/findings.ts";
import { findPhrase } from "../licensing/phrases.ts";
import { licensingRulesAt } from "../licensing/rules-at.ts";
import type { LicenceContext } from "../licensing/determine-licence.ts";
import type { Stage } from "../licensing/stage.ts";
import { wordsStage } from "../licensing/words-stage.ts";
import type { TransactionInput } from "./transaction.ts";

/** What people wrote about the deal: messages, the end-use statement, the site. Datasheets are not among them. */
const dealTexts = (input: TransactionInput): readonly string[] => [
  ...(input.words ? [input.words] : []),
  ...sourceTexts(input, (kind) => kind === "message"),
  ...[input.endUse?.statement, input.endUse?.site, input.deal].flatMap((text) => (text ? [text] : [])),
];

function sourceTexts(input: TransactionInput, takes: (kind: string) => boolean): readonly string[] {
  const sources = input.lines.flatMap(({ item }) => ("sources" in item ? item.sources : []));
  return [...new Set(sources.filter(({ kind }) => takes(kind)).flatMap(({ pages }) => pages.map(({ text }) => text)))];
}

/** Red flags in the deal's words, boycott language in any text of the request, files included (15 CFR 760.5). */
export function dealWordsStage(input: TransactionInput, context: LicenceContext): Stage {
  const rules = licensingRulesAt(context.rulebook, context.asOf);
  if (!rules) return {};
  const at = { rules, asOf: context.asOf };
  const said = wordsStage(dealTexts(input), input.endUse?.answers ?? {}, at);
  const files = wordsStage(
    sourceTexts(input, (kind) => kind !== "message"),
    {},
    at,
  );
  const boycott = (files.verdicts ?? []).filter(({ because }) => because.code === "boycott-language");
  return {
    verdicts: [...(said.verdicts ?? []), ...boycott],
    flags: [...(said.flags ?? []), ...boycott.map(({ because }) => because)],
    obligations: boycott.length > 0 ? (files.obligations ?? []) : (said.obligations ?? []),
  };
}

/**
 * Words that say something has already gone: the case stops and goes to legal. The words are quoted; nothing is said of
 * guilt. Null when there are none.
 */
export function possibleViolation(texts: readonly string[], rulebook: LicenceContext["rulebook"]): Finding | null {
  const phrases = rulebook.sections.requestWords.flatMap(({ data }) => data.past);
  for (const text of texts)
    for (const phrase of phrases) {
      const found = findPhrase(text, phrase);
      if (found && !found.denied)
        return finding("possible-violation", { quote: found.quote }, { cite: "15 CFR 736.2(b)(10), 764.5" });
    }
  return null;
}

export const violationIn = (input: TransactionInput, rulebook: LicenceContext["rulebook"]): Finding | null =>
  possibleViolation(dealTexts(input), rulebook);
