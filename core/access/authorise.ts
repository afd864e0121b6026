import type { Verb } from "../cases/verbs.ts";
import { openNeeds, type CaseState } from "../cases/state.ts";
import type { Instant } from "../dates.ts";
import type { PersonId, RoleId, Seq } from "../ids.ts";
import type { RoleGrant } from "../ports/directory.ts";
import { Refusal } from "../refusal.ts";
import type { Policy } from "../routing/policy.ts";

export type Authority = { readonly as: RoleId; readonly grant: Seq };
export type Act = {
  readonly verb: Verb;
  readonly state: CaseState;
  readonly person: PersonId;
  /** All grants of the person, read at the act. */
  readonly grants: readonly RoleGrant[];
  readonly policy: Policy;
  readonly at: Instant;
};

const REQUESTERS: ReadonlySet<Verb> = new Set([
  "answer",
  "correct",
  "remind",
  "need-by",
  "add",
  "reply-fact",
  "reply-request",
  "reply-nothing",
]);
/** Only whoever asked can take the request back, or say that they have read what became of it. */
const OWN: ReadonlySet<Verb> = new Set(["withdraw", "confirm-read"]);
/** Closed without anybody's decision: whoever asked may open it again. */
const UNDECIDED: ReadonlySet<string> = new Set(["withdrawn", "no-answer", "expired"]);
const APPROVING: ReadonlySet<Verb> = new Set(["approve", "approve-with-conditions", "approve-classification"]);
const ANYONE: ReadonlySet<Verb> = new Set(["comment", "take-record", "take-list", "show-trace"]);

/**
 * Authorises a verb at the act, by person, from our own data (DESIGN §7). Requester verbs return null; reviewer
 * verbs return the role and the grant they rest on. Throws Refusal: `own-request` before anything about roles, so
 * that a requester who also holds the role is refused; `authority-expired` when only an ended grant fits; `wrong-role`.
 */
export function authorise(act: Act): Authority | null {
  const { verb, state, person } = act;
  const mine = state.requester === person;
  if (ANYONE.has(verb)) return mine ? null : reviewerAuthority(act, act.policy.roles);
  if (REQUESTERS.has(verb)) {
    if (mine) return null;
    return reviewerAuthority(act, act.policy.roles);
  }
  if (OWN.has(verb)) {
    if (mine) return null;
    throw new Refusal("wrong-role", { verb, what: "requester-only", roles: [] });
  }
  if (mine && verb === "reopen" && UNDECIDED.has(state.decided?.decision ?? "")) return null;
  if (mine) throw new Refusal("own-request", { verb });
  if (APPROVING.has(verb)) refuseSpentRole(act);
  return reviewerAuthority(act, rolesFor(verb, state, act.policy));
}

function rolesFor(verb: Verb, state: CaseState, policy: Policy): readonly RoleId[] {
  switch (verb) {
    case "approve":
    case "approve-with-conditions":
    case "approve-classification": {
      // A role whose approval is already given has nothing left to approve; the refusal then says so.
      const open = openNeeds(state).map((need) => need.role);
      return open.length > 0 ? open : (state.review?.needs ?? []).map((need) => need.role);
    }
    case "override":
      return policy.override;
    case "confirm-override":
      return policy.override.filter((role) => role !== state.override?.as);
    case "reject":
    case "retract":
      return policy.reject;
    case "delegate":
      return openNeeds(state).map((need) => need.role);
    case "judge-same":
    case "judge-different":
      return (state.review?.needs ?? []).map((need) => need.role);
    case "approve-write-back":
    case "preview-again":
    case "restore-write-back":
      // What a system of record is to hold is approved by a role that could approve the case.
      return state.review ? state.review.needs.map((need) => need.role) : policy.roles;
    case "answer":
    case "ask":
    case "comment":
    case "correct":
    case "escalate":
    case "reassign":
    case "need-by":
    case "add":
    case "confirm-read":
    case "remind":
    case "reply-fact":
    case "reply-request":
    case "reply-nothing":
    case "reopen":
    case "take-record":
    case "take-list":
    case "show-trace":
    case "withdraw":
      return policy.roles;
  }
}

function reviewerAuthority(act: Act, roles: readonly RoleId[]): Authority {
  const fitting = act.grants.filter((grant) => roles.includes(grant.role));
  const live = fitting.find((grant) => grant.validFrom <= act.at && (grant.validTo === null || act.at < grant.validTo));
  if (live) return { as: live.role, grant: live.seq };
  if (fitting.length > 0)
    throw new Refusal("authority-expired", { verb: act.verb, roles: fitting.map((grant) => grant.role) });
  throw new Refusal("wrong-role", { verb: act.verb, roles: [...roles] });
}

/** Somebody whose role has approved already hears that, not that the role is the wrong one. */
function refuseSpentRole({ state, grants, person }: Act): void {
  if (state.approvals.some((approval) => approval.by === person))
    throw new Refusal("invalid", { what: "approved-already" });
  const open = openNeeds(state).map((need) => need.role);
  const given = state.approvals.map((approval) => approval.as).filter((role) => !open.includes(role));
  const held = grants.map((grant) => grant.role);
  if (held.some((role) => given.includes(role)) && !held.some((role) => open.includes(role)))
    throw new Refusal("invalid", { what: "role-approved", roles: open });
}

/** What a person's words count for in a case: facts only from its requester and from reviewers (cards-and-words, "Replies"). */
export function speakerIn(
  state: CaseState,
  who: Pick<Act, "person" | "grants" | "policy" | "at">,
): "requester" | "reviewer" | "other" {
  if (state.requester === who.person) return "requester";
  const live = who.grants.some(
    (grant) =>
      who.policy.roles.includes(grant.role) &&
      grant.validFrom <= who.at &&
      (grant.validTo === null || who.at < grant.validTo),
  );
  return live ? "reviewer" : "other";
}
