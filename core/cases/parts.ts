import type { Disposition } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { RoleId } from "../ids.ts";
import type { Outcome } from "../licensing/determination.ts";
import type { ExceptionKind } from "../releases/transaction.ts";

export type Citation = string;
export type Condition = { readonly text: string; readonly owner: string; readonly due: LawDate | null };
/** How many approvals of which role; `ticks` that this role must set before approve is offered. */
export type ReviewNeed = { readonly role: RoleId; readonly count: number };

/** What the projection and the lists need of a determination; the whole is a blob. */
export type DeterminationSummary = {
  readonly outcome: Outcome;
  readonly disposition: Disposition;
  readonly eccn: string | null;
  readonly paragraph: string | null;
  readonly destination: string | null;
  readonly item: string;
  readonly exceptions: readonly ExceptionKind[];
  readonly openQuestions: readonly string[];
  readonly hits: number;
  /** Lines a reviewer must tick: notChecked points, open conditions, summary values (LAW §7). */
  readonly ticks: readonly {
    readonly id: string;
    readonly code: string;
    readonly params: Readonly<Record<string, string>>;
  }[];
  /** Points that cannot be ticked away: then only the classification can be approved. */
  readonly blocks: readonly { readonly code: string; readonly params: Readonly<Record<string, string>> }[];
  readonly validUntil: LawDate | null;
  /** What a model said of the rules' result, where one answered; `choice`: the candidate it named instead. */
  readonly model?: { readonly said: "agrees" | "disagrees"; readonly choice: string | null };
  /** So that the record is found by party and country (15 CFR 762.5(c)). */
  readonly parties?: readonly { readonly name: string; readonly country: string | null; readonly role: string }[];
};
