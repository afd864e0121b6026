import { DETERMINATION_KINDS, type DeterminationKind, type FiledDetermination } from "./filed.ts";
import type { Jurisdiction } from "../classification/classification.ts";

/** What counts of the determinations on file for one item. */
export type Standing = {
  /** Null where no determination speaks of it: a CCATS is no proof of being subject to the EAR. */
  readonly jurisdiction: { readonly is: Jurisdiction; readonly from: FiledDetermination } | null;
  /** The determination whose code counts; null where only the jurisdiction was ruled on. */
  readonly code: FiledDetermination | null;
  /** Determinations with another result that stand behind it. */
  readonly behind: readonly FiledDetermination[];
};

/** The newest of each kind, in the order of precedence: CJ, CCATS, own record, supplier's letter, distributor's label. */
export function newestOfEach(all: readonly FiledDetermination[]): readonly FiledDetermination[] {
  return DETERMINATION_KINDS.flatMap((kind) => {
    const [newest] = all.filter((one) => one.kind === kind).toSorted(newestFirst);
    return newest ? [newest] : [];
  });
}

const newestFirst = (a: FiledDetermination, b: FiledDetermination): number =>
  a.date === b.date ? b.seq - a.seq : a.date < b.date ? 1 : -1;

const fits = (filed: FiledDetermination, ruled: Jurisdiction | null): boolean => {
  if (filed.eccn === null) return false;
  const munitions = filed.eccn.startsWith("USML");
  return ruled === "ITAR" ? munitions : ruled === "EAR" ? !munitions : true;
};

/**
 * What counts (LAW §5): jurisdiction from a commodity jurisdiction ruling before anything else; the code from the first
 * of CJ, CCATS, own record, supplier's letter and distributor's label that has one and does not contradict the ruling on
 * jurisdiction. Null for an item without determinations.
 */
export function standingOf(all: readonly FiledDetermination[]): Standing | null {
  const newest = newestOfEach(all);
  if (newest.length === 0) return null;
  const speaks = newest.filter(({ kind, jurisdiction }) => kind !== "CCATS" && jurisdiction !== null);
  const [first] = speaks;
  const ruled = first?.kind === "CJ" ? first.jurisdiction : null;
  const code = newest.find((filed) => fits(filed, ruled)) ?? null;
  return {
    jurisdiction: first?.jurisdiction ? { is: first.jurisdiction, from: first } : null,
    code,
    behind: newest.filter(
      (filed) =>
        filed !== code && filed.eccn !== null && (filed.eccn !== code?.eccn || filed.paragraph !== code.paragraph),
    ),
  };
}

/** Determinations that people of ours or an agency made: what they say is no first classification any more. */
export const isSettled = (kind: DeterminationKind): boolean => kind === "CJ" || kind === "CCATS" || kind === "own";
