import type { DeterminationSummary } from "../cases/parts.ts";
import { itemName } from "./item-name.ts";
import { blocksOf, ticksOf } from "./ticks.ts";
import type { TransactionInput, TransactionResult } from "./transaction.ts";

/** What the projection, the queue and the review card need of a determination; the whole is a blob. */
export function summarise(
  result: TransactionResult,
  input: TransactionInput,
  options: { readonly training?: boolean } = {},
): DeterminationSummary {
  const [line] = result.lines;
  const item = input.lines[0]?.item;
  const given = item && "eccn" in item ? item : null;
  const counted = result.screening
    .flatMap(({ result: screening }) => screening.hits)
    .filter(({ counted: counts }) => counts !== false);
  return {
    outcome: result.outcome,
    disposition: result.disposition,
    eccn: given?.eccn ?? line?.classification?.eccn ?? null,
    paragraph: given?.paragraph ?? line?.classification?.paragraph ?? null,
    destination: input.destination,
    item: itemName(input),
    exceptions: result.exceptions,
    openQuestions: [...new Set(result.missing.map(({ fact }) => fact))],
    hits: counted.length,
    ticks: ticksOf(result),
    blocks: blocksOf(result, options),
    validUntil: result.validUntil,
    ...modelOf(result),
    parties: input.parties.map(({ name, country, role }) => ({ name, country: country ?? null, role })),
  };
}

/** Verdicts on a candidate; what else a disagreement names is the candidate the model chose. */
const VERDICTS: ReadonlySet<unknown> = new Set(["met", "not-met", "another result"]);

/** From the findings of the model step: one disagreement outweighs any agreement. */
function modelOf({ lines }: TransactionResult): Pick<DeterminationSummary, "model"> {
  const said = lines
    .flatMap(({ classification }) => classification?.trace ?? [])
    .flatMap(({ step, because }) => (step === "model" ? because : []));
  const against = said.filter(({ code }) => code === "model-disagrees");
  if (against.length === 0)
    return said.some(({ code }) => code === "model-agrees") ? { model: { said: "agrees", choice: null } } : {};
  const choice = against.map(({ params }) => params["model"]).find((word) => !VERDICTS.has(word));
  return { model: { said: "disagrees", choice: typeof choice === "string" ? choice : null } };
}
