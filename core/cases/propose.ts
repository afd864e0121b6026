import type { Classification, ItemInput } from "../classification/classification.ts";
import type { StatedFact } from "../item/fact.ts";
import { isLooser } from "../licensing/precedence.ts";
import type { EvaluationInput, Proposal, ReadRequest, Reading } from "../ports/evaluator.ts";
import { evaluateTransaction, type EvaluationContext } from "../releases/evaluate-transaction.ts";
import { SAME_AS, takenFrom } from "../releases/earlier.ts";
import { dealClauses, withoutDeal } from "../releases/deal-clauses.ts";
import { readIdentity } from "../register/read-identity.ts";
import { OTHER_ITEM, SAME_ITEM } from "../register/which-item.ts";
import { readRequest } from "../releases/read-request.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** Facts of the deal that a question may ask for; everything else stated is a fact of the item. */
const DESTINATION = "destination";
const NOT_OF_THE_ITEM: ReadonlySet<string> = new Set([DESTINATION, SAME_ITEM, SAME_AS]);

/** Reads the request's words, joins what people stated, and evaluates. Pure; what people stated wins over the words. */
export function propose(input: EvaluationInput, context: EvaluationContext): Proposal {
  const read = readRequest(input.text, context.rulebook);
  const transaction = toTransaction(input, read, context.rulebook);
  return { read, input: transaction, result: evaluateTransaction(transaction, context), asOf: input.asOf };
}

function toTransaction(input: EvaluationInput, read: ReadRequest, rulebook: Rulebook): TransactionInput {
  const { stated } = input;
  const { item, ...transaction } = input.transaction;
  const said = {
    destination: statedText(stated, DESTINATION) ?? transaction.destination ?? read.destination,
    parties: transaction.parties ?? read.parties,
  };
  const { earlier } = input;
  const from = earlier?.state === "found" ? earlier.from : null;
  const last = earlier?.state === "found" && earlier.takes === "last-time" ? earlier.from.item : null;
  const destination = said.destination ?? from?.destination ?? null;
  const parties = said.parties.length > 0 ? said.parties : (from?.parties ?? []);
  const name = item ?? read.item ?? last?.name ?? null;
  const clauses = dealClauses(input.text, [
    ...parties.map((party) => party.name),
    ...(read.destination ? [read.destination] : []),
  ]).map((clause) => clause.text);
  const use = clauses.length > 0 ? clauses.join(". ") : read.endUse;
  const statement = transaction.endUse?.statement ?? statedText(stated, "end-use") ?? use;
  const hidden = [
    ...clauses,
    ...[...read.parties, ...parties].map((party) => party.name),
    ...(read.endUse ? [read.endUse] : []),
    ...(transaction.endUse?.statement ? [transaction.endUse.statement] : []),
  ];
  const answers = { ...transaction.endUse?.answers, ...endUseAnswers(stated) };
  const act = transaction.act ?? read.act;
  const judged = input.judgedDifferent ?? [];
  return {
    ...transaction,
    ...(judged.length > 0 ? { judgedDifferent: judged } : {}),
    ...(act ? { act } : {}),
    // Read for signs (boycott, red flags, something already shipped) only: classification never sees them.
    ...(input.text === "" ? {} : { words: input.text }),
    destination,
    lines: transaction.lines ?? [
      {
        id: "1",
        item: {
          ...(name ? { name } : {}),
          ...identityFields(input, name, rulebook),
          facts: withFacts(
            stated.filter((fact) => !NOT_OF_THE_ITEM.has(fact.name) && !isEndUseAnswer(fact)),
            last?.facts ?? [],
          ),
          sources: input.sources.map((source) => withoutDeal(source, hidden)),
        },
      },
    ],
    parties,
    ...(input.contents ? { contents: input.contents } : {}),
    ...(earlier ? { earlier: takenFrom(earlier, said) } : {}),
    // "None of these": what is on file for things near it is no help then.
    ...(input.register && input.register.length > 0 && statedText(stated, SAME_ITEM) !== OTHER_ITEM
      ? { register: input.register }
      : {}),
    ...(statement || Object.keys(answers).length > 0
      ? { endUse: { ...(statement ? { statement } : {}), answers } }
      : {}),
  };
}

/** What people said now goes before what was true of the item last time. */
const withFacts = (stated: readonly StatedFact[], before: readonly StatedFact[]): readonly StatedFact[] => [
  ...stated,
  ...before.filter(({ name }) => !stated.some((fact) => fact.name === name)),
];

/** Maker, part number and revision: of the record that the requester pointed to, else as the words and files say. */
function identityFields(
  { stated, register, text, sources, earlier }: EvaluationInput,
  item: string | null,
  rulebook: Rulebook,
): Pick<ItemInput, "manufacturer" | "partNumber" | "revision"> {
  const chosen = statedText(stated, SAME_ITEM);
  const last = earlier?.state === "found" && earlier.takes === "last-time" ? earlier.from.item.identity : null;
  const identity =
    register?.find(({ id }) => id === chosen)?.identity ?? last ?? readIdentity({ item, text }, sources, rulebook);
  if (!identity) return {};
  return {
    partNumber: identity.partNumber,
    ...(identity.maker === null ? {} : { manufacturer: identity.maker }),
    ...(identity.revision === null ? {} : { revision: identity.revision }),
  };
}

function statedText(stated: readonly StatedFact[], name: string): string | null {
  const value = stated.find((fact) => fact.name === name)?.value;
  return typeof value === "string" ? value : null;
}

/** Answers to the part 744 questions, by question id. An "I don't know" stays out: it is never a "no". */
/** An answer on the end use is of the deal; "I don't know" stays with the line, which then goes to a person. */
const isEndUseAnswer = ({ name, value }: StatedFact): boolean =>
  name.startsWith("end-use-") && (typeof value === "string" || typeof value === "boolean");

const endUseAnswers = (stated: readonly StatedFact[]): Readonly<Record<string, string | boolean>> =>
  Object.fromEntries(
    stated.flatMap(({ name, value }) =>
      isEndUseAnswer({ name, value }) && (typeof value === "string" || typeof value === "boolean")
        ? [[name, value]]
        : [],
    ),
  );

/** How many open readings a reviewer is offered. */
const MOST_READINGS = 5;

/** What the rulebook leaves open on a case of one line, each with the outcome it would have (LAW §7). */
export function openReadings(
  input: TransactionInput,
  result: TransactionResult,
  context: EvaluationContext,
): readonly Reading[] {
  const [line, ...others] = result.lines;
  const asked = input.lines[0];
  if (!line?.classification || !asked || others.length > 0) return [];
  const facts = "facts" in asked.item ? (asked.item.facts ?? []) : [];
  return candidatesLeftOpen(line.classification).map((candidate) => {
    const given = { eccn: candidate.eccn, ...(candidate.paragraph ? { paragraph: candidate.paragraph } : {}), facts };
    const outcome = evaluateTransaction({ ...input, lines: [{ ...asked, item: given }] }, context).outcome;
    return { eccn: candidate.eccn, paragraph: candidate.paragraph, outcome, looser: isLooser(outcome, result.outcome) };
  });
}

/** Candidates whose tests are met or undecided, but for the one proposed; EAR99 is no reading, it is what is left. */
const candidatesLeftOpen = (classification: Classification): Classification["candidates"] =>
  classification.candidates
    .filter((candidate) => candidate.status !== "not-met" && candidate.paragraph !== null && candidate.eccn !== "EAR99")
    .filter((candidate) => candidate.paragraph !== classification.paragraph || candidate.eccn !== classification.eccn)
    .slice(0, MOST_READINGS);
