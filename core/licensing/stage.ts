import type { Finding } from "../finding.ts";
import type {
  Agency,
  CheckPoint,
  ExceptionOutcome,
  LicenceMissing,
  Obligation,
  Outcome,
  Requirement,
  ReviewPolicy,
} from "./determination.ts";

/** What one step of the determination says by itself. The outcome is the first of all in the order of precedence. */
export type Verdict = {
  readonly outcome: Outcome;
  readonly agency: Agency | null;
  readonly policy: ReviewPolicy | null;
  readonly because: Finding;
  /** Offers and negotiations: `no` where the law bars them too. Left out: nothing against them. */
  readonly talk?: "no" | "ask";
  /** The case stops: a hit, boycott language, a proscribed country. */
  readonly hold?: true;
};

/** What a step adds to the determination; what is left out is nothing. */
export type Stage = {
  readonly verdicts?: readonly Verdict[];
  readonly reasons?: readonly Requirement[];
  readonly exceptions?: readonly ExceptionOutcome[];
  readonly checked?: readonly CheckPoint[];
  readonly notChecked?: readonly CheckPoint[];
  readonly missing?: readonly LicenceMissing[];
  readonly obligations?: readonly Obligation[];
  readonly flags?: readonly Finding[];
};

/** All steps together, in their order; the same point is kept once. */
export function joinStages(stages: readonly Stage[]): Required<Stage> {
  return {
    verdicts: stages.flatMap((stage) => stage.verdicts ?? []),
    reasons: stages.flatMap((stage) => stage.reasons ?? []),
    exceptions: stages.flatMap((stage) => stage.exceptions ?? []),
    checked: once(
      stages.flatMap((stage) => stage.checked ?? []),
      pointKey,
    ),
    notChecked: once(
      stages.flatMap((stage) => stage.notChecked ?? []),
      pointKey,
    ),
    missing: once(
      stages.flatMap((stage) => stage.missing ?? []),
      (missing) => missing.fact,
    ),
    obligations: once(
      stages.flatMap((stage) => stage.obligations ?? []),
      (obligation) => obligation.what,
    ),
    flags: stages.flatMap((stage) => stage.flags ?? []),
  };
}

const pointKey = (point: CheckPoint): string => `${point.what}|${point.why ?? ""}|${point.date ?? ""}`;

export function once<T>(list: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const seen = new Map<string, T>();
  for (const one of list) if (!seen.has(keyOf(one))) seen.set(keyOf(one), one);
  return [...seen.values()];
}
