import type { Refusal } from "../../core/refusal.ts";
import { roleName } from "./roles.ts";

/** The sentence a refused person reads: what was read, what is missing, what to do. Leaks nothing about cases that are not theirs. */
export function refusalWords(refusal: Refusal): string {
  const { params } = refusal;
  switch (refusal.code) {
    case "not-found":
      return "I don't find that case for you. Check the number, or ask whoever sent it.";
    case "stale":
      return "The evidence changed since this card was shown. Look at the card again; it now shows the present state.";
    case "closed":
      return "This case is closed; its content is gone. Start a new request.";
    case "own-request":
      return params["verb"] === "confirm-override"
        ? "You proposed this override, so a second person of another role has to confirm it."
        : "You asked for this case, so someone else has to decide it. The reviewers were asked.";
    case "deal-team":
      return "You belong to the team of this deal, so someone else has to decide it.";
    case "wrong-role":
      if (params["what"] === "requester-only") return "Only the person who asked can do that.";
      return `This needs ${rolesText(params["roles"])}. Your roles do not include it.`;
    case "out-of-scope":
      return "This case is outside the scope of your role.";
    case "authority-expired":
      return `Your authority as ${rolesText(params["roles"])} has ended. Ask the administrator to renew it.`;
    case "unlinked":
      return "I don't know you yet. Ask the administrator to link this account to your name; then ask again.";
    case "wrong-place":
      return "This channel has people from outside the company, so I keep details out of it. Ask me in a direct message.";
    case "already-decided":
      if (params["what"] === "late-change")
        return "This case was decided before that, so nothing of it counts; it is on record. Ask again as a new request.";
      return "This case was decided meanwhile. The card shows by whom.";
    case "invalid":
      return invalidWords(params);
  }
}

function rolesText(roles: unknown): string {
  const names = Array.isArray(roles) ? roles.filter((role) => typeof role === "string").map(roleName) : [];
  return names.length > 0 ? names.join(" or ") : "another role";
}

function invalidWords(params: Refusal["params"]): string {
  switch (said(params["what"])) {
    case "ticks-open":
      return "Confirm each point on the card before you approve: open points cannot be released.";
    case "cannot-release":
      return "What the rules found cannot be released by an approval. You can approve the classification only, ask, or reject.";
    case "reason-short":
      return `Write at least ${said(params["least"])} characters: it is what the auditor will read (${said(params["is"])} so far).`;
    case "reason-long":
      return `Keep it under ${said(params["most"])} characters.`;
    case "reading-not-open":
      return "Choose one of the readings on the list: the rulebook leaves only those open.";
    case "role-approved":
      return `Your role has approved this already; ${rolesText(params["roles"])} is still missing.`;
    case "approved-already":
      return "You have approved this already; another person's approval is still missing.";
    case "nothing-to-approve":
      return "There is nothing to approve right now: the case is being worked out or waits for an answer.";
    case "nothing-to-write":
      return "There is nothing to write: no preview waits for an approval.";
    case "nothing-to-preview":
      return "There is nothing to look at again.";
    case "nothing-to-restore":
      return "There is nothing to restore: no record holds a value of ours whose earlier value is known.";
    case "answer-empty":
      return "Fill in an answer, or choose “I don't know”.";
    case "answer-unread":
      return `I could not read “${said(params["value"])}” as a value. Write a number with its unit, for example ${said(params["example"])}.`;
    case "country":
      return `I could not tell which country “${said(params["value"])}” is: I know none of that name, or more than one. Write its full name or its two-letter code.`;
    case "reply-settled":
      return "You have said already what that reply is.";
    case "remind-later":
      return `They were reminded not long ago. You can remind them again after ${said(params["again"])}.`;
    case "nobody-to-remind":
      return "Nobody else has it right now: it waits for you, or the desk is working it out.";
    case "no-files-here":
      return `I cannot hand files over here. The record is on the web desk, or on the command line: case report ED-${said(params["number"])}.`;
    case "words-empty":
      return "Write what you want to say.";
    case "role":
      return "Choose the role that should have it.";
    case "role-there":
      return `${rolesText(params["roles"])} has it already.`;
    case "not-a-colleague":
      return `Choose a colleague who holds the role ${rolesText(params["roles"])} now.`;
    case "nothing-released":
      return "Nothing is released here, so there is nothing to take back.";
    case "nothing-to-read":
      return "There is nothing left to confirm.";
    case "item-empty":
      return "Say what the item is: its name or part number, and the figures you know.";
    case "date-unread":
      return `I could not read “${said(params["value"])}” as a date. Write it as 2026-12-01.`;
    case "date-past":
      return `${said(params["value"])} is past. Give a day that is still to come.`;
    case "file-kind":
      return `I read PDF, DOCX, XLSX, CSV, text and CycloneDX or SPDX; “${said(params["value"])}” is none of these. Export it as PDF or paste the key figures.`;
    case "role-alone":
      return "Name the party whose part you chose, or take the part away.";
    case "empty":
      return "There was nothing to read in that message. Say what the item is and where it goes; attach the datasheet if there is one.";
    case "too-long":
      return `That text is too long (${said(params["is"])} characters; I read up to ${said(params["most"])}). Attach it as a file or paste the key figures.`;
    default:
      return "I could not do that. Look at the card again and try once more.";
  }
}

/** A parameter as words: numbers and short texts only. */
const said = (value: unknown): string => (typeof value === "number" || typeof value === "string" ? `${value}` : "?");
