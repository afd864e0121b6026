import type { LicenceContext } from "../licensing/determine-licence.ts";
import type { LicenceMissing, Outcome } from "../licensing/determination.ts";
import { finding } from "../licensing/findings.ts";
import { questionFor } from "../licensing/questions.ts";
import { licensingRulesAt } from "../licensing/rules-at.ts";
import { once } from "../licensing/stage.ts";
import { whichEarlier } from "./earlier.ts";
import type { EvaluatedLine } from "./line.ts";
import type { TransactionInput, TransactionResult } from "./transaction.ts";

type Missing = TransactionResult["missing"];
const END_USE = "end-use-any";

/**
 * The open questions of the whole deal, the deciding one first: where it goes, what the item is, the fact a reason for
 * control turns on, the end use. Nothing is asked that cannot change the outcome, and of several facts that would do
 * for one reason only the first.
 */
export function openQuestions(
  lines: readonly EvaluatedLine[],
  input: TransactionInput,
  at: { readonly context: LicenceContext; readonly outcome: Outcome },
): Missing {
  if (at.outcome === "prohibited") return [];
  // Until it is clear which earlier case is meant, item, customer and place may all come from it.
  const earlier = whichEarlier(input.earlier);
  if (earlier) return [{ ...earlier, line: null }];
  const place = placeQuestions(lines, input, at.context);
  const items = lines.flatMap(({ id, classification, floor }): Missing => {
    if (!classification || classification.outcome === "classified" || floor?.outcome === "licence-required") return [];
    return classification.missing.map((missing) => ({ ...missing, line: id }));
  });
  const rest = lines.flatMap(({ id, licence }): Missing =>
    onePerReason(licence?.missing ?? []).map((missing) => ({ ...missing, line: id })),
  );
  const facts = rest.filter(({ fact }) => fact !== END_USE && !isPlace(fact));
  // What the item is comes first: until then nobody knows which end uses matter.
  const uses =
    items.length > 0
      ? []
      : rest
          .filter(({ fact }) => fact === END_USE)
          .slice(0, 1)
          .map((missing) => ({ ...missing, line: null }));
  return once([...place, ...items, ...facts, ...uses], ({ line, fact }) => `${line ?? ""}|${fact}`);
}

const isPlace = (fact: string): boolean =>
  fact === "destination" || fact === "destination-region" || fact === "leaves-us";

function placeQuestions(lines: readonly EvaluatedLine[], input: TransactionInput, context: LicenceContext): Missing {
  const rules = licensingRulesAt(context.rulebook, context.asOf);
  if (input.destination === null && rules) {
    const because = [finding("destination-not-said", {})];
    return [{ ...questionFor("destination", { rulebook: context.rulebook, rules }, { because }), line: null }];
  }
  const asked = lines
    .flatMap(({ licence, floor }) => [...(licence?.missing ?? []), ...(floor?.missing ?? [])])
    .find(({ fact }) => isPlace(fact));
  return asked ? [{ ...asked, line: null }] : [];
}

function onePerReason(missing: readonly LicenceMissing[]): readonly LicenceMissing[] {
  return once(missing, ({ fact, because }) => {
    const open = because.find(({ code }) => code === "reason-open");
    return open ? `${JSON.stringify(open.params)}|${open.cite ?? ""}` : fact;
  });
}
