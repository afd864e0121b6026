import type { CaseId } from "../ids.ts";

/** What a digest knows of a case, from its projection: no item, no party, no words. Times in ms. */
export type DigestRow = {
  readonly caseId: CaseId;
  readonly number: number;
  /** `looking`, `asking`, `in-review`, `decided`, `shredded`. */
  readonly state: string;
  /** Who has it: `desk`, `requester`, `nobody`, or roles joined by `+`. */
  readonly ball: string;
  readonly requester: string;
  readonly division: string | null;
  readonly openedAt: number;
  /** When the decision that stands was made; null while there is none. */
  readonly closedAt: number | null;
  /** When the review is or was due. */
  readonly dueAt: number | null;
  readonly decision: string | null;
  /** An override that took a second person: it moved towards free. */
  readonly looser: boolean;
  /** List entries that a party came close to, and how many a person judged to be the same. */
  readonly hits: number;
  readonly sameHits: number;
  /** The open reading that an override chose. */
  readonly reading: string | null;
  /** What a model said of the rules' result, where one answered, and the candidate it named instead. */
  readonly modelSaid: "agrees" | "disagrees" | null;
  readonly modelChoice: string | null;
};

const UPHELD: ReadonlySet<string> = new Set(["approved", "approved-with-conditions", "auto-cleared"]);

/**
 * Whether a model and the decision meant the same item: people who approve mean the rules' result, people who override
 * the reading they chose. Null: no model answered, or nothing was decided about the item.
 */
export function modelAgreed({ decision, reading, modelSaid, modelChoice }: DigestRow): boolean | null {
  if (modelSaid === null || decision === null) return null;
  if (UPHELD.has(decision)) return modelSaid === "agrees";
  return decision === "overridden" ? modelChoice !== null && modelChoice === reading : null;
}
