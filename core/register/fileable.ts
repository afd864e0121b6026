import { citesOf, citesOfResult } from "./cites.ts";
import { identityOf } from "./item-identity.ts";
import { factsOnFile } from "./facts-on-file.ts";
import type { LawDate } from "../dates.ts";
import type { Fileable, Reading } from "../ports/evaluator.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/**
 * What a decision can put on file: the result proposed for each line whose part number is known, and for a single line
 * the readings that are open, each with the provisions it rests on. A line that was not classified has nothing to file.
 */
export function fileableOf(
  {
    input,
    result,
    readings,
  }: { readonly input: TransactionInput; readonly result: TransactionResult; readonly readings: readonly Reading[] },
  { rulebook, asOf }: { readonly rulebook: Rulebook; readonly asOf: LawDate },
): readonly Fileable[] {
  return input.lines.flatMap((line): readonly Fileable[] => {
    const item = "eccn" in line.item ? null : identityOf(line.item);
    const classification = result.lines.find(({ id }) => id === line.id)?.classification;
    if (!item || !classification) return [];
    const { outcome, eccn, paragraph, jurisdiction } = classification;
    const proposed: readonly Fileable[] =
      outcome === "classified" && eccn !== null
        ? [
            {
              line: line.id,
              item,
              jurisdiction,
              eccn,
              paragraph,
              cites: citesOfResult(classification, rulebook, asOf),
              facts: factsOnFile(classification.facts),
              as: "proposed",
            },
          ]
        : [];
    const open = readings.map((reading): Fileable => ({
      line: line.id,
      item,
      jurisdiction: reading.eccn.startsWith("USML") ? "ITAR" : "EAR",
      eccn: reading.eccn,
      paragraph: reading.paragraph,
      cites: citesOf(reading, [], rulebook, asOf),
      facts: factsOnFile(classification.facts),
      as: "reading",
    }));
    return [...proposed, ...open];
  });
}
