import type { ExceptionKind } from "../../core/releases/transaction.ts";

/** Why a case came to people, in the reader's words. */
const KIND_WORDS: Readonly<Record<ExceptionKind, string>> = {
  "possible-violation": "words may concern something already shipped",
  prohibited: "barred",
  itar: "a defense article",
  "boycott-language": "words may be a boycott request",
  "party-hit": "a party is close to a listed name",
  "red-flag": "a sign asks for a second look",
  "licence-required": "a license is required",
  "technology-release": "a release of technology",
  "not-covered": "no rule here covers it",
  "other-agency": "another agency decides",
  conflict: "readings of the item disagree",
  unreadable: "a file could not be read",
  unanswered: "a fact is still missing",
  "exception-use": "a license exception would be used",
  encryption: "encryption",
  "new-classification": "first classification of this item",
  "earlier-decision": "answered from an earlier decision",
};
export const kindWords = (kind: ExceptionKind): string => KIND_WORDS[kind];

const OBLIGATION_WORDS: Readonly<Record<string, string>> = {
  "inform-ddtc": "Inform DDTC at once of the proposed sale",
  "boycott-report": "Report the boycott request to BIS",
  "uvl-statement": "Get the signed statement of the unverified party before shipping",
  "conventional-arms-report": "Check whether the export has to be reported under part 743",
  "computer-verification-report": "Check whether the computer goes to a destination with verification reports",
  "thermal-camera-report": "Report the thermal camera where no license covers its export",
  "deemed-export-report": "Report the release of this technology to a foreign person",
  report: "Check whether the export has to be reported under part 743",
  "encryption-report": "File the encryption report",
};
/** What has to be done, in half a sentence; an unknown duty is shown by its name. */
export const obligationWords = (what: string): string => OBLIGATION_WORDS[what] ?? what.replaceAll("-", " ");
