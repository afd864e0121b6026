import { dueText } from "../cards/view.ts";
import { roleName } from "./roles.ts";
import { openNeeds, type CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";

/** Whose move it is, for one reader: "you: it waits for your answer". Never an outcome. */
export function ballWords(state: CaseState, reader: PersonId, nowMs: number): string {
  switch (state.stage) {
    case "looking":
      return "the desk is working on it";
    case "asking":
      return state.requester === reader ? "waits for your answer" : "waits for the requester's answer";
    case "in-review": {
      const roles = [...new Set(openNeeds(state).map((need) => roleName(need.role)))].join(" and ");
      return `with ${roles || "a second person"}${state.review ? `, ${dueText(state.review.due, nowMs)}` : ""}`;
    }
    case "decided":
      return `decided on ${(state.decided?.at ?? "").slice(0, 10)}: see its card`;
    case "shredded":
      return "its content was destroyed";
  }
}
