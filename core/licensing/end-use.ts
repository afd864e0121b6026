import type { StatedFact } from "../item/fact.ts";
import type { RestrictedUse } from "../rulebook/licensing-rules.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { isReached } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { LicenceInput, LicenceMissing } from "./determination.ts";
import { finding } from "./findings.ts";
import type { ItemCode } from "./item-code.ts";
import { findPhrase } from "./phrases.ts";
import type { FoundPhrase } from "./phrases.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";

export type EndUseQuestion = {
  readonly input: LicenceInput;
  readonly item: ItemCode;
  readonly destination: Destination;
  readonly rulebook: Rulebook;
  readonly rules: LicensingRules;
};
type Answer = boolean | "unknown";

/** Part 744 uses that can reach this item at this destination. */
export const usesThatApply = ({ item, destination, rules }: EndUseQuestion): readonly RestrictedUse[] =>
  rules.endUse.uses.filter(
    ({ reach, items }) => isReached(destination, reach) && (items === "all" || items.entries.includes(item.eccn)),
  );

/**
 * Part 744: end uses and users that need a license whatever the chart says; it reaches EAR99 everywhere. Answers
 * decide; the end-use statement's own words count as an answer where they name such a use outright, and put the
 * question where they only touch it. A question nobody answered is not checked, never "no".
 */
export function endUseStage(question: EndUseQuestion): Stage {
  if (question.item.list === "usml") return {};
  const uses = usesThatApply(question);
  const answers = answersOf(question);
  const statement =
    typeof question.input.endUse === "string" ? question.input.endUse : (question.input.endUseStatement ?? "");
  const judged = uses.map((use) => judge(use, answers.get(use.id), { statement, around: aroundOf(question.input) }));
  const elsewhere = question.rules.endUse.uses.filter((use) => use.elsewhere === "review" && !uses.includes(use));
  const verdicts = [
    ...judged.flatMap(({ verdict }) => (verdict ? [verdict] : [])),
    ...elsewhere.flatMap((use) => judgeElsewhere(use, answers.get(use.id), statement)),
  ];
  const unanswered = uses.filter((use) => answers.get(use.id) === undefined || answers.get(use.id) === "unknown");
  const date = question.rules.endUse.source.edition;
  if (unanswered.length === 0)
    return {
      verdicts,
      checked: [
        { what: "part-744", date },
        { what: "us-person-support", date },
      ],
    };
  const notKnown = unanswered.some((use) => answers.get(use.id) === "unknown");
  const raised = verdicts.filter(({ outcome }) => outcome === "needs-facts").map(({ because }) => because);
  return {
    verdicts,
    notChecked: [
      { what: "part-744", date, why: notKnown ? "not-known" : "not-asked" },
      { what: "us-person-support", date, why: notKnown ? "not-known" : "not-asked" },
    ],
    missing: notKnown ? [] : [combined(unanswered, question, raised)],
  };
}

type Words = { readonly statement: string; readonly around: readonly string[] };

function judge(use: RestrictedUse, answer: Answer | undefined, words: Words): { readonly verdict: Verdict | null } {
  const source = { cite: use.cite, rule: `us-ear/end-use/${use.id}` };
  const required = (because: Verdict["because"]): { readonly verdict: Verdict } => ({
    verdict: { outcome: "licence-required", agency: "BIS", policy: use.policy, because, talk: "ask" },
  });
  if (answer === true) return required(finding("use-involved", { use: use.id }, source));
  const strong = said(words.statement, use.words.strong);
  if (strong && answer === false)
    return {
      verdict: {
        outcome: "review",
        agency: null,
        policy: null,
        because: finding("use-contradicts", { use: use.id, words: strong.quote }, source),
      },
    };
  if (strong) return required(finding("use-words", { use: use.id, words: strong.quote }, source));
  const all = [...use.words.strong, ...use.words.weak];
  const named = words.around.flatMap((text) => said(text, all) ?? [])[0];
  const touched = said(words.statement, use.words.weak) ?? named;
  if (!touched || answer === false) return { verdict: null };
  const because = finding("use-question", { use: use.id, words: touched.quote }, source);
  return { verdict: { outcome: "needs-facts", agency: null, policy: null, because, talk: "ask" } };
}

/** Named outright for a destination that the section leaves out: a person reads it. */
function judgeElsewhere(use: RestrictedUse, answer: Answer | undefined, statement: string): readonly Verdict[] {
  const strong = said(statement, use.words.strong);
  if (answer !== true && !strong) return [];
  const because = finding(
    "use-not-reached",
    { use: use.id, words: strong?.quote ?? "" },
    { cite: use.cite, rule: `us-ear/end-use/${use.id}` },
  );
  return [{ outcome: "review", agency: null, policy: null, because, talk: "ask" }];
}

/** The first phrase said and not denied. */
function said(text: string, phrases: readonly string[]): FoundPhrase | null {
  for (const phrase of phrases) {
    const found = text === "" ? null : findPhrase(text, phrase);
    if (found && !found.denied) return found;
  }
  return null;
}

/** The names in the deal: an army as a customer is a question, not yet an answer. */
const aroundOf = (input: LicenceInput): readonly string[] => [
  input.endUser ?? "",
  ...(input.parties ?? []).map(({ name }) => name),
];

/** Answers by id of the use, from `endUse` and from facts named `end-use-…`; one "none of these" answers them all. */
function answersOf({ input, rules }: EndUseQuestion): ReadonlyMap<string, Answer> {
  const given = typeof input.endUse === "object" ? Object.entries(input.endUse) : [];
  const facts = input.facts
    .filter(({ name }) => name.startsWith("end-use-"))
    .map((fact) => [fact.name, valueOf(fact)] as const);
  const answers = new Map<string, Answer>();
  for (const [key, value] of [...given, ...facts]) {
    const id = key.replace(/^end-use-/, "");
    if (id !== "any") answers.set(id, toAnswer(value));
    else if (value === "none" || value === "unknown" || value === null)
      for (const use of rules.endUse.uses)
        if (!answers.has(use.id)) answers.set(use.id, value === "none" ? false : "unknown");
    if (id === "any" && rules.endUse.uses.some((use) => use.id === value)) answers.set(String(value), true);
  }
  return answers;
}

const valueOf = ({ value }: StatedFact): string | boolean | null =>
  typeof value === "string" || typeof value === "boolean" ? value : null;

function toAnswer(value: string | boolean | null): Answer {
  if (value === true || (typeof value === "string" && /^(yes|true|y)$/i.test(value.trim()))) return true;
  if (value === false || (typeof value === "string" && /^(no|false|n|none)$/i.test(value.trim()))) return false;
  return "unknown";
}

/** One question for all of them: which of these is involved. */
function combined(
  uses: readonly RestrictedUse[],
  { rules }: EndUseQuestion,
  because: LicenceMissing["because"],
): LicenceMissing {
  const { ask } = rules.endUse;
  return {
    fact: ask.fact,
    question: ask.question,
    choices: [{ value: "none", label: ask.none }, ...uses.map((use) => ({ value: use.id, label: use.label }))],
    unit: null,
    because: because.length > 0 ? because : [finding("use-asked", {}, { cite: "15 CFR 744" })],
  };
}
