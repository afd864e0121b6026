import { reasonsForControl, readingsOf } from "../classification/reasons-for-control.ts";
import type { ItemKind, ReasonForControl } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import { requirementOf } from "./control-reasons.ts";
import type { Destination } from "./destination.ts";
import type { LicenceInput, Requirement } from "./determination.ts";
import { exceptionsFor } from "./exceptions.ts";
import type { ExceptionAnswer } from "./exceptions.ts";
import { finding } from "./findings.ts";
import { headquartersStage } from "./headquarters.ts";
import { questionFor } from "./questions.ts";
import type { LicensingRules } from "./rules-at.ts";
import { joinStages } from "./stage.ts";
import type { Stage, Verdict } from "./stage.ts";
import { scopedRequirements } from "./written-scopes.ts";
import type { ScopedRequirement } from "./written-scopes.ts";

export type ParagraphContext = {
  readonly rulebook: Rulebook;
  readonly rules: LicensingRules;
  readonly asOf: LawDate;
  readonly destination: Destination;
  readonly input: LicenceInput;
  readonly entry: LicensedEntry | undefined;
  readonly eccn: string;
  readonly kind: ItemKind;
  readonly act: NonNullable<Parameters<typeof exceptionsFor>[0]["act"]> | undefined;
  /** A hit on a party of the deal, or an embargo, leaves no exception. */
  readonly barredByParty: boolean;
  readonly embargoed: boolean;
  /** The country whose name was stated for headquarters, if any. */
  readonly headquarters: string | null;
};

/**
 * One paragraph of one entry at the destination: every reason by its column or written scope (738.4(a)(2)), the
 * requirements outside the chart, the headquarters clause, and then the license exceptions for what is required.
 */
export function paragraphStage(paragraph: string, context: ParagraphContext): Stage {
  const { rulebook, rules, entry, eccn, destination, asOf, input } = context;
  const facts = [...input.facts, ...(input.itemFacts ?? [])];
  const controls = reasonsForControl(rulebook, eccn, paragraph === eccn ? null : paragraph, facts, asOf);
  const charted = entry
    ? controls.flatMap((reason, index) => {
        const row = entry.controls[index];
        return row ? [{ reason, requirement: requirementOf(reason, { destination, rules, asOf, row }) }] : [];
      })
    : [];
  const scoped = scopedRequirements(paragraph, { destination, rules, asOf });
  const requirements = [
    ...charted.map(({ requirement }) => requirement),
    ...scoped
      .map(({ requirement }) => requirement)
      .filter((one) => !charted.some((row) => isSame(row.requirement, one))),
  ];
  const seat = requirements.some(({ status }) => status === "required")
    ? {}
    : headquartersStage(paragraph, { parties: input.parties ?? [], stated: context.headquarters, rulebook, rules });
  const answer = requirements.some(({ status }) => status === "required")
    ? askExceptions(paragraph, { context, controls, requirements, scoped })
    : null;
  const open = charted.filter(({ requirement }) => requirement.status === "unknown");
  return joinStages([
    {
      reasons: requirements,
      verdicts: [...requirements.flatMap(openVerdict), ...requiredVerdicts(requirements, answer, context)],
      exceptions: answer?.exceptions ?? [],
      missing: questionsOf(
        [
          ...open.map(({ reason, requirement }) => ({ ...reason, there: requirement.because.filter(isThere) })),
          ...undecided(controls, answer).map((reason) => ({ ...reason, there: [] })),
        ],
        answer?.fits ? [] : (answer?.missing ?? []),
        context,
      ),
    },
    seat,
  ]);
}

/** A note that the entry's own rows carry by now; what it leaves of the exceptions still counts. */
const isSame = (row: Requirement, { reason, cite }: Requirement): boolean =>
  row.status === "required" && row.reason === reason && row.cite === cite;

function askExceptions(
  paragraph: string,
  given: {
    readonly context: ParagraphContext;
    readonly controls: readonly ReasonForControl[];
    readonly requirements: readonly Requirement[];
    readonly scoped: readonly ScopedRequirement[];
  },
): ExceptionAnswer {
  const { context, controls } = given;
  const { input } = context;
  const limits = given.scoped
    .filter(({ requirement }) => requirement.status === "required")
    .map(({ exceptions }) => exceptions);
  const only = limits.flatMap((limit) => (limit === "listed" ? [] : [limit === "none" ? [] : limit]));
  const namesOf = (list: readonly { readonly reason: string }[]): readonly string[] => [
    ...new Set(list.map(({ reason }) => reason)),
  ];
  return exceptionsFor({
    ...context,
    paragraph,
    movement: input.movement,
    facts: readingsOf([...input.facts, ...(input.itemFacts ?? [])]),
    order: {
      ...(input.value ? { value: input.value } : {}),
      ...(input.unitValue ? { unitValue: input.unitValue } : {}),
      ...(input.quantity ? { quantity: input.quantity } : {}),
    },
    required: namesOf(given.requirements.filter(({ status }) => status === "required")),
    applying: namesOf(controls.filter(({ status }) => status === "applies")),
    undecided: namesOf(controls.filter(({ status }) => status === "unknown")),
    only: context.embargoed ? [] : only.length > 0 ? only.flat() : null,
  });
}

function openVerdict({ status, because }: Requirement): readonly Verdict[] {
  const [first] = because;
  if (!first || (status !== "unknown" && status !== "review")) return [];
  return [
    {
      outcome: status === "unknown" ? "needs-facts" : "review",
      agency: null,
      policy: null,
      because: because.at(status === "review" ? -1 : 0) ?? first,
    },
  ];
}

/** What needs a license stays that, unless an exception fits whatever the open facts turn out to be. */
function requiredVerdicts(
  requirements: readonly Requirement[],
  answer: ExceptionAnswer | null,
  context: ParagraphContext,
): readonly Verdict[] {
  const required = requirements.filter(({ status }) => status === "required");
  const because = required[0]?.because[0];
  if (!because || !answer) return [];
  if (!context.embargoed && answer.fits)
    return [{ outcome: "exception-available", agency: null, policy: null, because }];
  const waits = !context.embargoed && answer.missing.length + answer.reasons.length > 0;
  if (waits) return [{ outcome: "needs-facts", agency: null, policy: null, because }];
  return [{ outcome: "licence-required", agency: "BIS", policy: null, because }];
}

const undecided = (
  controls: readonly ReasonForControl[],
  answer: ExceptionAnswer | null,
): readonly ReasonForControl[] =>
  controls.filter(
    ({ reason, status }) => status === "unknown" && answer?.fits === false && answer.reasons.includes(reason),
  );

/** The facts named by the findings of open reasons, each once, as questions. "I don't know" is not asked again. */
function questionsOf(
  reasons: readonly (ReasonForControl & { readonly there: readonly Finding[] })[],
  facts: readonly string[],
  context: ParagraphContext,
): NonNullable<Stage["missing"]> {
  const named = reasons.flatMap(({ reason, because, cite, there }) =>
    because.flatMap(({ params }) => {
      const fact = params["fact"];
      const why = [finding("reason-open", { reason }, { cite }), ...there];
      return typeof fact === "string" ? [{ fact, because: why }] : [];
    }),
  );
  const all = [...named, ...facts.map((fact) => ({ fact, because: [] }))];
  return all
    .filter(({ fact }) => !context.input.facts.some((stated) => stated.name === fact && stated.value === null))
    .filter(({ fact }) => !isKnown(fact, context))
    .toSorted((a, b) => rankOf(a.fact, context) - rankOf(b.fact, context))
    .map(({ fact, because }) => questionFor(fact, context, { because }));
}

/** What the destination adds: the question is put because it needs a license there. */
const isThere = ({ code }: Finding): boolean => code === "chart-mark" || code === "scope-reached";

/** Easiest first: the rulebook's own list, then by effort. */
function rankOf(fact: string, { rules, rulebook }: ParagraphContext): number {
  const at = rules.questions.first.indexOf(fact);
  return at >= 0 ? at - rules.questions.first.length : (rulebook.vocabulary.definitions.get(fact)?.effort ?? 9);
}

const isKnown = (fact: string, { input }: ParagraphContext): boolean =>
  [...input.facts, ...(input.itemFacts ?? [])].some(({ name, value }) => name === fact && value !== null);
