import type { Filing } from "./filed.ts";
import type { ItemIdentity } from "./identity.ts";
import type { CaseEvent } from "../cases/events.ts";
import type { CaseState } from "../cases/state.ts";
import type { LawDate } from "../dates.ts";
import type { PersonId } from "../ids.ts";
import type { Determination, Fileable } from "../ports/evaluator.ts";

export type FromDecision = { readonly item: ItemIdentity; readonly filing: Filing };

/**
 * What a decision puts on file in the item register: the approved classification of each line whose part number is
 * known, or the reading that an override chose. A rejected or withdrawn case files nothing.
 */
export function filingsOf(
  state: CaseState,
  events: readonly CaseEvent[],
  made: { readonly determination: Determination | null; readonly person: PersonId; readonly date: LawDate },
): readonly FromDecision[] {
  const { determination } = made;
  const decided = events.find((event) => event.type === "decided");
  if (decided?.type !== "decided" || !determination) return [];
  const by = decidersOf(state, events, made.person);
  return chosen(determination.fileable ?? [], decided).map(({ item, jurisdiction, eccn, paragraph, cites, facts }) => ({
    item,
    filing: {
      kind: "own",
      jurisdiction,
      eccn,
      paragraph,
      date: made.date,
      by,
      approver: null,
      case: { id: state.id, number: state.number },
      reference: null,
      notes: decided.decision === "overridden" ? decided.reason : null,
      editions: determination.pins.editions,
      cites,
      facts,
      reviewBy: null,
      evidence: state.determination ? [state.determination.hash] : [],
    },
  }));
}

function chosen(fileable: readonly Fileable[], decided: Extract<CaseEvent, { type: "decided" }>): readonly Fileable[] {
  switch (decided.decision) {
    case "approved":
    case "approved-with-conditions":
      return fileable.filter((one) => one.as === "proposed");
    case "overridden":
      return fileable.filter((one) => one.as === "reading" && (one.paragraph ?? one.eccn) === decided.reading);
    case "auto-cleared":
    case "rejected":
    case "withdrawn":
    case "expired":
    case "no-answer":
      return [];
  }
}

/** Who decided, each with the role they decided in; a second person of an override has none of their own in the record. */
function decidersOf(state: CaseState, events: readonly CaseEvent[], person: PersonId): Filing["by"] {
  const overridden = events.some((event) => event.type === "decided" && event.decision === "overridden");
  const before = overridden ? (state.override ? [state.override] : []) : state.approvals;
  const given = events.flatMap((event) =>
    event.type === "approval-given" || event.type === "override-proposed" ? [event.as] : [],
  );
  return [...before.map(({ by, as }) => ({ person: by, role: as })), { person, role: given[0] ?? null }];
}
