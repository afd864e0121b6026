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
    parties: input.parties.map(({ name, country, role }) => ({ name, country: country ?? null, role })),
  };
}
