import { inForceOn } from "../in-force.ts";
import type { LawDate } from "../../dates.ts";
import type { OfficialEntry } from "../official-entry.ts";
import type { Rulebook } from "../rulebook.ts";
import { compareStructure, untestedIn, type Compared, type Settled } from "./compare-structure.ts";
import { joinedIn } from "./operators.ts";

export type StructureAgainst = {
  readonly compared: readonly Compared[];
  /** By entry: paragraphs of the text that nothing of ours tests. Entries without tests are not among them. */
  readonly untested: Readonly<Record<string, readonly string[]>>;
};

/** The official text of an edition against the newest tests of a rulebook, or those of a day. */
export function structureAgainst(
  entries: readonly OfficialEntry[],
  rulebook: Rulebook,
  asOf?: LawDate,
): StructureAgainst {
  const settled = settledIn(rulebook);
  const read = entries.map((entry) => {
    const history = rulebook.entries.get(entry.eccn) ?? [];
    const own = asOf ? inForceOn(history, asOf) : history.at(-1);
    const compared = compareStructure(own, entry.eccn, joinedIn(entry), settled);
    return { eccn: entry.eccn, compared, untested: own ? untestedIn(own, entry, compared) : [] };
  });
  return {
    compared: read.flatMap(({ compared }) => compared),
    untested: Object.fromEntries(
      read.flatMap(({ eccn, untested }) => (untested.length > 0 ? [[eccn, untested] as const] : [])),
    ),
  };
}

export const settledIn = ({ sections }: Pick<Rulebook, "sections">): Settled =>
  new Map(
    sections.textStructure.flatMap(({ data }) =>
      data.settled.map(({ paragraph, reads }) => [paragraph, reads] as const),
    ),
  );
