import type { Classification } from "../classification/classification.ts";
import { determineLicence } from "../licensing/determine-licence.ts";
import type { LicenceContext } from "../licensing/determine-licence.ts";
import type { LicenceDetermination, LicenceInput, Outcome } from "../licensing/determination.ts";
import { stepOf, worstOf } from "../licensing/precedence.ts";
import { classifyKnown } from "../register/classify-known.ts";
import type { TransactionInput, TransactionLine } from "./transaction.ts";

/** One line, evaluated. `outcome` counts; `licence` is null where the item is not classified or the place not said. */
export type EvaluatedLine = {
  readonly id: string;
  readonly classification: Classification | null;
  readonly licence: LicenceDetermination | null;
  readonly outcome: Outcome;
  /** What holds any item there, whatever it turns out to be: an embargo, a hit. Null where the item is classified. */
  readonly floor: LicenceDetermination | null;
  /** The classification was decided before, for the very item, and still holds. */
  readonly settled: boolean;
};

/** Classifies the line, or takes the ECCN given, and determines its licence at the destination. */
export function evaluateLine(line: TransactionLine, input: TransactionInput, context: LicenceContext): EvaluatedLine {
  const { item } = line;
  if ("eccn" in item) {
    const asked = {
      eccn: item.eccn,
      ...(item.paragraph ? { paragraph: item.paragraph } : {}),
      ...(item.kind ? { kind: item.kind } : {}),
      facts: item.facts,
    };
    return withLicence(line, null, determine(asked, line, input, context));
  }
  const { classification, settled } = classifyKnown(item, input.register ?? [], context);
  const { eccn, paragraph } = classification;
  const facts = item.facts ?? [];
  if (classification.outcome !== "classified" || eccn === null)
    return unclassified(line, classification, determine({ eccn: "EAR99", facts }, line, input, context));
  const asked = {
    eccn,
    ...(paragraph ? { paragraph } : {}),
    ...(item.kind ? { kind: item.kind } : {}),
    facts,
    itemFacts: classification.facts.filter((fact) => !facts.some(({ name }) => name === fact.name)),
  };
  return { ...withLicence(line, classification, determine(asked, line, input, context)), settled };
}

type Item = Pick<LicenceInput, "eccn" | "paragraph" | "kind" | "facts" | "itemFacts">;

/** Null while the destination is not said: there is no place to determine anything for. */
function determine(
  item: Item,
  line: TransactionLine,
  input: TransactionInput,
  context: LicenceContext,
): LicenceDetermination | null {
  if (input.destination === null) return null;
  const { endUse } = input;
  return determineLicence(
    {
      ...item,
      destination: input.destination,
      parties: input.parties,
      ...(input.act ? { act: input.act } : {}),
      ...(input.stage ? { stage: input.stage } : {}),
      ...(input.movement ? { movement: input.movement } : {}),
      ...(input.origin ? { origin: input.origin } : {}),
      ...(input.transit ? { transit: input.transit } : {}),
      ...(endUse?.answers ? { endUse: endUse.answers } : {}),
      ...(endUse?.statement ? { endUseStatement: endUse.statement } : {}),
      ...(line.quantity ? { quantity: line.quantity } : {}),
      ...(line.unitValue ? { unitValue: line.unitValue } : {}),
      ...(line.value ? { value: line.value } : {}),
      ...(line.htsCode ? { htsCode: line.htsCode } : {}),
    },
    context,
  );
}

const withLicence = (
  line: TransactionLine,
  classification: Classification | null,
  licence: LicenceDetermination | null,
): EvaluatedLine => ({
  id: line.id,
  classification,
  licence,
  outcome: licence?.outcome ?? "needs-facts",
  floor: null,
  settled: false,
});

const OUTCOMES: Readonly<Record<Classification["outcome"], Outcome>> = {
  classified: "needs-facts",
  "needs-facts": "needs-facts",
  conflict: "review",
  "other-agency": "other-agency",
  "not-subject": "not-subject",
  "not-covered": "not-covered",
};

/** Not classified: the classification's own state, or what already holds EAR99 there, whichever comes first. */
function unclassified(
  line: TransactionLine,
  classification: Classification,
  floor: LicenceDetermination | null,
): EvaluatedLine {
  const own = OUTCOMES[classification.outcome];
  const holds = floor !== null && stepOf(floor.outcome) === "held" ? [floor.outcome] : [];
  return {
    id: line.id,
    classification,
    licence: null,
    outcome: worstOf([own, ...holds]) ?? own,
    floor,
    settled: false,
  };
}
