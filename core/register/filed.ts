import type { Jurisdiction } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import type { CaseId, Hash, PersonId, RoleId } from "../ids.ts";

/** Where a determination on file comes from, in their order of precedence (LAW §5). */
export const DETERMINATION_KINDS = ["CJ", "CCATS", "own", "supplier", "distributor"] as const;
export type DeterminationKind = (typeof DETERMINATION_KINDS)[number];

/** A provision the determination rests on, with the hash of its meaning then; null: the rulebook did not hold it. */
export type Cite = { readonly provision: string; readonly hash: Hash | null };

export type FactOnFile = { readonly name: FactName; readonly value: FactValue };

/** What is put on file: from a decision on a case, or from a document that an administrator imports. */
export type Filing = {
  readonly kind: DeterminationKind;
  /** Null: it says nothing of jurisdiction (a CCATS never does). */
  readonly jurisdiction: Jurisdiction | null;
  /** Five characters, `EAR99` or `USML XI`; null: a ruling on jurisdiction alone. */
  readonly eccn: string | null;
  readonly paragraph: string | null;
  /** The day it was made. */
  readonly date: LawDate;
  /** Who answers for it: persons of ours, or as the document says. */
  readonly by: readonly { readonly person: PersonId; readonly role: RoleId | null }[];
  readonly approver: string | null;
  readonly case: { readonly id: CaseId; readonly number: number } | null;
  /** The document it stands in: a ruling's number, a letter, a line of a matrix. */
  readonly reference: string | null;
  readonly notes: string | null;
  /** Edition set it was made or filed under. */
  readonly editions: Hash;
  readonly cites: readonly Cite[];
  /** Facts of the item that the decision rested on, so that nobody is asked for them again. */
  readonly facts: readonly FactOnFile[];
  /** To be looked at again on this day. */
  readonly reviewBy: LawDate | null;
  /** Blobs it rests on: the determination, the imported file. */
  readonly evidence: readonly Hash[];
};

export type DueBecause = "rule-changed" | "date" | "case-reopened";
export type Due = { readonly because: DueBecause; readonly provisions: readonly string[]; readonly since: LawDate };

/** A filing as it stands in the register. */
export type FiledDetermination = Filing & {
  /** Its entry in the tenant's log. */
  readonly seq: number;
  /** Set once it has to be looked at again; such a determination is shown and never reused. */
  readonly due: Due | null;
};

/** `ED-1042`, a ruling's number, or the kind alone. */
export const sourceOf = (filed: Pick<Filing, "case" | "reference" | "kind">): string =>
  filed.case ? `ED-${filed.case.number}` : (filed.reference ?? filed.kind);

/** The result in a word: paragraph, else ECCN, else jurisdiction. */
export const resultOfFiling = (filed: Pick<Filing, "paragraph" | "eccn" | "jurisdiction">): string =>
  filed.paragraph ?? filed.eccn ?? filed.jurisdiction ?? "";
