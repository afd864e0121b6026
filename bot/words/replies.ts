import { roleName } from "./roles.ts";
import { caseNumber, dueText, when } from "../cards/view.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";

/** Said once to the one who edited or deleted the request. */
export function changeWords(kind: "edit" | "removal", state: CaseState): string {
  const number = caseNumber(state);
  if (kind === "removal")
    return `You deleted the request. ${number} stays on record; withdraw it on the card to end it.`;
  return `You edited the request: ${number} is worked out again from the new words, and what was approved before does not count.`;
}

/** Said once to the one who asked for something else in the thread of a case. */
export const linkedWords = (number: number, from: CaseState): string =>
  `That is a request of its own: ED-${number}, linked to ${caseNumber(from)}. Nothing is released; its card follows here.`;

/** Who has it, since when, due: no content of the case, so that anyone in the place may read it. */
export function statusWords(
  state: CaseState,
  known: { readonly people: ReadonlyMap<string, number>; readonly nowMs: number },
): string {
  const number = caseNumber(state);
  switch (state.stage) {
    case "looking":
      return `Not released. The desk is working ${number} out right now.`;
    case "asking": {
      const since = state.questions.findLast((question) => question.state === "open")?.at;
      return `Not released. ${number} waits for an answer of the requester${since ? ` since ${when(since)}` : ""}; the clock is paused.`;
    }
    case "in-review": {
      const who = openNeeds(state).map((need) => holdersText(need.role, known.people.get(need.role)));
      const since = state.review?.since ? ` since ${when(state.review.since)}` : "";
      const due = state.review ? `, ${dueText(state.review.due, known.nowMs)}` : "";
      return `Not released. ${number} is with ${who.join(" and ")}${since}${due}.`;
    }
    case "decided":
      return state.decided?.released
        ? `${number} is decided: see its card for what was released and until when.`
        : `Not released. ${number} is decided (${state.decided?.decision ?? "closed"}): see its card.`;
    case "shredded":
      return `Not released. The content of ${number} was destroyed; only the proof remains.`;
  }
}

/** `trade compliance (3 people)`: a role and how many, never names. */
export function holdersText(role: string, count: number | undefined): string {
  if (count === undefined) return roleName(role);
  if (count === 0) return `${roleName(role)} (nobody holds this role now)`;
  return `${roleName(role)} (${count} ${count === 1 ? "person" : "people"})`;
}
