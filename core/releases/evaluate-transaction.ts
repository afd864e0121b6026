import type { Finding } from "../finding.ts";
import type { JsonObject } from "../json.ts";
import type { LicenceContext } from "../licensing/determine-licence.ts";
import { resolveCountry } from "../licensing/countries.ts";
import type { LicenceDetermination, Outcome, Permission } from "../licensing/determination.ts";
import { finding } from "../licensing/findings.ts";
import { addDays } from "../licensing/law-days.ts";
import { screenParties } from "../licensing/party-stage.ts";
import { permissionsFor } from "../licensing/permissions.ts";
import { stepOf, worstOf } from "../licensing/precedence.ts";
import { once } from "../licensing/stage.ts";
import type { Verdict } from "../licensing/stage.ts";
import { withJudgements } from "../screening/judged.ts";
import { dealWordsStage, violationIn } from "./deal-words.ts";
import { exceptionKinds } from "./exception-kinds.ts";
import { evaluateLine } from "./line.ts";
import type { EvaluatedLine } from "./line.ts";
import { openQuestions } from "./open-questions.ts";
import { listExceptions, listVerdicts, rolledUpOf } from "./list.ts";
import type { TransactionInput, TransactionResult } from "./transaction.ts";

export type EvaluationContext = Pick<LicenceContext, "rulebook" | "lists" | "asOf"> & {
  /** Environment `training`: the shipped demonstration list counts as complete and fresh. */
  readonly training?: boolean;
  /** The tenant's review threshold for names, 0 to 1. */
  readonly threshold?: number;
};

/** Days a release may stand when nothing else ends it. */
const RELEASE_DAYS = 30;

/**
 * The joined question: may we talk, show, ship? Classifies each line, screens each party once, determines the license
 * of each line with its parties and end use, and joins them: a held line never disappears behind a free one. Pure.
 * Throws Refusal("invalid") for a malformed ECCN given on a line.
 */
export function evaluateTransaction(input: TransactionInput, context: EvaluationContext): TransactionResult {
  const options = {
    ...(context.training === undefined ? {} : { training: context.training }),
    ...(context.threshold === undefined ? {} : { threshold: context.threshold }),
  };
  const different = new Set(input.judgedDifferent ?? []);
  const screenings = screenParties(input.parties, { lists: context.lists, asOf: context.asOf, options }).map(
    ({ party, result }) => ({ party, result: withJudgements(result, different) }),
  );
  const licensing = { ...context, screenings };
  const lines = input.lines.map((line) => evaluateLine(line, input, licensing));
  const words = dealWordsStage(input, licensing);
  const violation = violationIn(input, context.rulebook);
  const rolledUp = input.contents ? rolledUpOf(input.contents, lines, input, licensing) : null;
  const around = [
    ...aroundVerdicts(input, words.verdicts ?? [], violation),
    ...(rolledUp ? listVerdicts(rolledUp) : []),
  ];
  const outcomes = [...lines.map(({ outcome }) => outcome), ...around.map(({ outcome }) => outcome)];
  const outcome: Outcome = worstOf(outcomes) ?? "needs-facts";
  const licences = lines
    .flatMap(({ licence, floor }) => ((licence ?? floor) ? [licence ?? floor] : []))
    .filter((one) => one !== null);
  const flags = [
    ...(words.flags ?? []),
    ...(violation ? [violation] : []),
    ...licences.flatMap((licence) => licence.flags),
  ];
  return {
    lines: lines.map(({ id, classification, licence }) => ({ id, classification, licence })),
    screening: screenings.map(({ party, result }) => ({
      role: party.role,
      name: party.name,
      country: party.country ?? null,
      result,
    })),
    outcome,
    ...joinPermissions(licences, around, outcome),
    disposition:
      licences.some(({ disposition }) => disposition === "hold") || isHeld(lines, around) || outcome === "prohibited"
        ? "hold"
        : "review",
    exceptions: exceptionKinds({
      input,
      lines,
      screenings,
      outcomes,
      flags,
      violation: violation !== null,
      list: rolledUp ? listExceptions(rolledUp) : [],
    }),
    route: routeOf(input, context),
    shipping: shippingOf(lines),
    obligations: once(
      [...(words.obligations ?? []), ...licences.flatMap(({ obligations }) => obligations)],
      ({ what }) => what,
    ),
    validUntil: stepOf(outcome) === "held" ? null : addDays(context.asOf, RELEASE_DAYS),
    missing: openQuestions(lines, input, { context: licensing, outcome }),
    because: [
      ...lines
        .filter((line) => line.outcome === outcome)
        .map((line) => finding("line-decides", { line: line.id, outcome })),
      ...around.map(({ because }) => because),
      ...once(
        licences.flatMap((licence) => licence.because),
        (one) => `${one.code}|${JSON.stringify(one.params)}`,
      ),
    ],
    ...(rolledUp ? { rolledUp } : {}),
  };
}

/** Signs in the words, and words of something already shipped, hold the whole deal. */
function aroundVerdicts(
  input: TransactionInput,
  words: readonly Verdict[],
  violation: Finding | null,
): readonly Verdict[] {
  const none = { agency: null, policy: null } as const;
  return [
    ...words,
    ...(violation
      ? [{ ...none, outcome: "review", because: violation, talk: "ask", hold: true } satisfies Verdict]
      : []),
    ...(input.destination === null
      ? [{ ...none, outcome: "needs-facts", because: finding("destination-not-said", {}) } satisfies Verdict]
      : []),
  ];
}

const isHeld = (lines: readonly EvaluatedLine[], around: readonly Verdict[]): boolean =>
  around.some(({ hold }) => hold === true) ||
  lines.some(({ classification }) => classification?.disposition === "hold");

const RANK = { no: 0, ask: 1, yes: 2 } as const;

/** Each of the three is the strictest of its lines; with something open around them nothing is a yes. */
function joinPermissions(
  licences: readonly LicenceDetermination[],
  around: readonly Verdict[],
  outcome: Outcome,
): Pick<TransactionResult, "talk" | "show" | "ship"> {
  const own = permissionsFor(outcome, around, {});
  const strictest = (pick: (licence: Pick<LicenceDetermination, "talk" | "show" | "ship">) => Permission): Permission =>
    [own, ...licences].map(pick).reduce((worst, one) => (RANK[one.answer] < RANK[worst.answer] ? one : worst));
  return {
    talk: strictest(({ talk }) => talk),
    show: strictest(({ show }) => show),
    ship: strictest(({ ship }) => ship),
  };
}

function routeOf(input: TransactionInput, { rulebook }: EvaluationContext): JsonObject {
  const place = input.destination === null ? null : resolveCountry(input.destination, rulebook);
  return {
    destination: place?.state === "resolved" ? { code: place.code, name: place.name } : null,
    asWritten: input.destination,
    transit: [...(input.transit ?? [])],
    act: input.act ?? null,
    movement: input.movement ?? null,
  };
}

function shippingOf(lines: readonly EvaluatedLine[]): JsonObject | null {
  const blocks = lines.flatMap(({ id, licence }) => (licence?.shipping ? [{ line: id, ...licence.shipping }] : []));
  return blocks.length > 0 ? { lines: blocks } : null;
}
