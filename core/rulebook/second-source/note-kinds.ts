/**
 * What a note of the control list does. `exclusion`: takes something out, or limits a paragraph; `inclusion`: puts
 * something in that its words alone might not hold; `status`: what the thing is a part of decides; `definition`: how a
 * term is read or a figure measured; `pointer`: names another place; `licence`: about requirements or exceptions;
 * `remark`: changes nothing of what is controlled.
 */
export const NOTE_KINDS = [
  "exclusion",
  "inclusion",
  "status",
  "definition",
  "pointer",
  "licence",
  "remark",
  "reserved",
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** Kinds that decide whether a thing is controlled: such a note is run as a test, or it is an open point. */
export const DECIDING: ReadonlySet<NoteKind> = new Set(["exclusion", "inclusion", "status"]);

const NOT = String.raw`(?:do(?:es)?|are|is) not (?:control(?:led)?|apply|applicable|include[ds]?|specify|specified|refer|subject)\b`;
const OUT = new RegExp(
  [
    NOT,
    String.raw`\bcannot have\b`,
    String.raw`\bexcluded?\b`,
    String.raw`\bexclusive\b`,
    String.raw`\b(?:designated (?:as )?|classified as |are )EAR99\b`,
    String.raw`\bappl(?:y|ies) (?:only )?to [^.]* only\b`,
    String.raw`\bappl(?:y|ies) only\b`,
    String.raw`\bonly (?:specified|those|if)\b`,
    String.raw`\b(?:are|is) limited to\b`,
    String.raw`\bThe only\b`,
    String.raw`\bnot under ECCN\b`,
    String.raw`\bno longer warrant\b`,
    String.raw`\bmust\b[^.]*\bto be (?:controlled|classified)\b`,
    String.raw`\bdo not determine the control status\b`,
    String.raw`\bexcept for medical\b`,
    String.raw`\bmust contain\b`,
    String.raw`\bnot regarded as\b`,
    String.raw`\bfollowing must apply\b`,
  ].join("|"),
  "i",
);
const IN = new RegExp(
  [
    String.raw`\binclud(?:es?\b|ing but not limited)`,
    String.raw`\balso (?:appl(?:y|ies)|controls?|refers? to)\b`,
    String.raw`\bas well as\b`,
    String.raw`\bstill controlled\b`,
    String.raw`\bregardless of\b`,
    String.raw`\bExamples of\b`,
    String.raw`\bentire powder mixture\b`,
    String.raw`\bis not relevant\b`,
    String.raw`^(?:\S+ )?(?:ECCN )?\S+ (?:controls|applies to)\b`,
    String.raw`\bThis ECCN controls\b`,
  ].join("|"),
  "i",
);
const MEANS =
  /\bfor (?:the )?purposes? of\b|\bmeans?\b|\b(?:is|are) (?:defined|calculated|measured|determined|understood|also known|commonly called|sometimes (?:known|called|used|referred)|considered|treated as|counted|regarded as|summarized|produced using|a special modification)\b|\brefers? (?:only )?to\b|\bdenotes?\b|\bhas the meaning\b|\bsynonymous\b|\bmay (?:also )?be referred to\b|\bshould be (?:measured|determined|compared)\b|\b(?:uses|employs)\b|\bcalculat(?:ed|ing)\b|\bmust be considered\b/i;
const STATUS =
  /\bcontrol status of\b|\bThe status of\b|\bmust (?:also )?be evaluated\b|\b(?:also )?should be evaluated\b|\btakes on the classification\b|\bclassification of the commercial charge\b|\bremains? controlled\b|\balso controlled for\b/i;
const ELSEWHERE =
  /\bsee(?: also)?\b|\b(?:is|are) (?:controlled|specified|classified|covered|subject to)\b|\bsubject to the (?:controls|export licens)/i;
const LICENCE_HEAD = /licen[sc]e requirements? note|license exceptions? note|list based license/i;
const LICENCE =
  /§ 740\.2\(a\)\(9\)|General Order No\.|\bno license is required\b|\beligible for License Exceptions\b|\blicens(?:e|ing) requirement does not supersede\b/i;
const REMARK =
  /\bdoes not preclude\b|\bdoes not diminish\b|^Nothing in Note\b|\bwill be provided, upon request\b|\bmust be accessible and provided upon request\b|\bdo not follow\b/i;

/**
 * The kinds of a note, by a closed grammar over its own words; a note may be of several. Empty: none of them, so that a
 * person has to read it before the notes of an edition are accounted for.
 */
export function kindsOfNote(head: string, text: string, eccn: string | null): readonly NoteKind[] {
  if (/^\[Reserved\]\.?$/i.test(text.trim())) return ["reserved"];
  const out = OUT.test(`${head} ${text}`);
  if (LICENCE_HEAD.test(head) || LICENCE.test(text)) return out ? ["licence", "exclusion"] : ["licence"];
  if (!out && REMARK.test(text)) return ["remark"];
  const positive = text.replaceAll(new RegExp(String.raw`\b${NOT}`, "gi"), "");
  const kinds: NoteKind[] = [
    ...(out ? (["exclusion"] as const) : []),
    ...(IN.test(positive) || isOwn(positive, eccn) ? (["inclusion"] as const) : []),
    ...(STATUS.test(text) ? (["status"] as const) : []),
    ...(/technical note/i.test(head) || MEANS.test(text) ? (["definition"] as const) : []),
  ];
  const names = /^N\.?B/i.test(head) || (kinds.length === 0 && ELSEWHERE.test(text));
  return names ? [...kinds, "pointer"] : kinds;
}

/** "… are controlled under 0A501.a" in a note of 0A501. */
const isOwn = (words: string, eccn: string | null): boolean =>
  eccn !== null &&
  new RegExp(String.raw`\b(?:controlled|specified|classified) (?:by|under|in)[^.;]*?\b${eccn}\b`).test(words);
