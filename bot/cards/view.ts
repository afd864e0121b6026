import type { CaseState } from "../../core/cases/state.ts";
import type { Finding } from "../../core/finding.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { Card, CardAction } from "../../core/ports/card.ts";
import type { Policy } from "../../core/routing/policy.ts";

export type Waiting = {
  /** How many people could take it, per role. */
  readonly people: ReadonlyMap<string, number>;
  /** From question to decision (ms), the median of cases of this kind; null: none yet. */
  readonly usualMs: number | null;
};

/** What a card is made of: the projection, the opened determination, and words. Nothing is computed here. */
export type CaseView = {
  readonly state: CaseState;
  readonly determination: Determination | null;
  readonly policy: Policy;
  /** The request's own words, for the requester's card. */
  readonly words: string;
  readonly nameOf: (person: PersonId) => string;
  /** The sentence of a finding. */
  readonly say: (finding: Finding) => string;
  /** How far its bill of material is; absent: none is being worked out. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** For the requester's card while others have the ball; absent on other cards. */
  readonly waiting?: Waiting;
  /** Who could take it over, per role still missing; absent on other cards. */
  readonly colleagues?: ReadonlyMap<string, readonly PersonId[]>;
  /** A target of write-back as the tenant calls it. */
  readonly targetName: (target: string) => string;
  readonly nowMs: number;
  /** `training`: every card is watermarked. */
  readonly training: boolean;
};

/** An action before its token is signed. */
export type ActionDraft = Omit<CardAction, "token">;
export type CardDraft = Omit<Card, "actions"> & { readonly actions: readonly ActionDraft[] };

export const caseNumber = (state: CaseState): string => `ED-${state.number}`;

/** The quiet line: number, revision, editions with their dates, who proposed. */
export function footerOf(view: CaseView): readonly string[] {
  const { state, determination } = view;
  const editions =
    determination?.editions.filter((part) => part.date !== null).map((part) => `${part.part} ${part.date}`) ?? [];
  const oldest = editions.length > 0 ? `editions: ${editions.slice(0, 4).join(", ")}` : null;
  return [
    `${caseNumber(state)} · rev ${state.revision}`,
    ...(oldest ? [oldest] : []),
    state.decided ? `decided by ${state.decided.by.map(view.nameOf).join(" and ") || "the desk"}` : "proposed by rules",
    ...(state.links ?? []).slice(-3).map((link) => `linked to ED-${link.number} (${link.why.replaceAll("-", " ")})`),
    ...(view.training ? ["training: a demonstration, not for real releases"] : []),
  ];
}

/** A time as a reader says it: `Tue, Nov 24, 16:00 UTC`. */
export const when = (at: number | string): string =>
  `${new Date(at).toLocaleString("en-US", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: "UTC",
  })} UTC`;

/** `3 h 10 min`, `2 days`: how long something took, as people say it. */
export function lasted(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}

/** A due time as a reader says it: `Tue 24 Nov 16:00 UTC (6 h left)`. */
export function dueText(dueMs: number, nowMs: number): string {
  const hours = Math.round((dueMs - nowMs) / 3_600_000);
  return `due ${when(dueMs)} (${hours > 0 ? `${hours} h left` : "overdue"})`;
}
