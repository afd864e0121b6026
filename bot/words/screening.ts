import type { Finding } from "../../core/finding.ts";
import type { ScreeningCode, ScreeningFindings } from "../../core/screening/findings.ts";
import type { HitEffect } from "../../core/screening/screening.ts";

type Words = { readonly [Code in ScreeningCode]: (params: ScreeningFindings[Code]) => string };

const HOW: Readonly<Record<string, string>> = {
  exact: "is the same name as",
  order: "is, in another order or form, the name",
  joined: "is, written together or apart, the name",
  spelling: "is spelled nearly like",
  initials: "agrees, with initials, with",
  part: "agrees in part with",
  acronym: "is the short form of",
};
const EFFECT: Readonly<Record<HitEffect, string>> = {
  block: "dealings are barred",
  licence: "a license is needed, as the entry says",
  statement: "a signed statement is needed and license exceptions are barred",
  "itar-bar": "barred from ITAR trade",
  "sanction-terms": "sanctions with terms of their own, for legal",
  "import-or-procurement": "an import or procurement rule, a note",
  "foreign-list": "a list of another authority, for trade compliance",
};
const quoted = (text: string): string => `“${text}”`;
/** What a hit on a list means, in half a sentence. */
export const effectWords = (effect: string): string =>
  Object.entries(EFFECT).find(([name]) => name === effect)?.[1] ?? effect;

const LISTS: Readonly<Record<string, string>> = {
  sdn: "the list of Specially Designated Nationals (SDN)",
  "entity-list": "the Entity List",
  dpl: "the Denied Persons List",
  uvl: "the Unverified List",
  meu: "the Military End-User List",
  mieu: "the military-intelligence end users named in 15 CFR 744.22",
  dtc: "the AECA debarred parties",
  isn: "the nonproliferation sanctions",
  ssi: "the Sectoral Sanctions Identifications List",
  "ns-mbs": "the Non-SDN Menu-Based Sanctions List",
  "ns-cmic": "the Chinese Military-Industrial Complex Companies List",
  capta: "the CAPTA list",
  plc: "the Palestinian Legislative Council list",
  fse: "the Foreign Sanctions Evaders list",
  uflpa: "the UFLPA Entity List",
  "section-1260h": "the section 1260H list",
  "section-1286": "the section 1286 list",
  fcc: "the FCC Covered List",
  un: "the UN consolidated list",
  eu: "the EU consolidated list",
  uk: "the UK Sanctions List",
  "uk-conlist": "the OFSI consolidated list",
  meti: "Japan's Foreign End User List",
  mofcom: "China's control lists",
  own: "the company's own list",
  demonstration: "the demonstration list",
};
/** A list as people call it. */
export const listWords = (list: string): string => LISTS[list] ?? `the list ${list}`;

const WORDS: Words = {
  "name-matches": ({ query, candidate, how, score }) =>
    `${quoted(query)} ${HOW[how] ?? "resembles"} ${quoted(candidate)} (${score} of 1).`,
  "weak-alias": ({ candidate }) => `${quoted(candidate)} is a weak alias: broad, so it counts less.`,
  "alias-of": ({ matched, name }) => `${quoted(matched)} is listed as another name of ${quoted(name)}.`,
  "address-matches": ({ query, candidate, score }) =>
    `The address ${quoted(query)} agrees with the listed ${quoted(candidate)} (${score} of 1).`,
  "address-alone": ({ query, candidate }) =>
    `The address ${quoted(query)} is listed itself as ${quoted(candidate)}, whoever is there.`,
  "country-agrees": ({ query }) => `The country agrees (${query}).`,
  "country-differs": ({ query, candidate }) => `The country differs: ${query} here, ${candidate} on the list.`,
  "birth-date-agrees": ({ query, candidate }) => `The date of birth agrees: ${query} here, ${candidate} on the list.`,
  "birth-date-differs": ({ query, candidate }) => `The date of birth differs: ${query} here, ${candidate} on the list.`,
  "identifier-agrees": ({ kind, query }) => `The number agrees: ${kind} ${query}.`,
  "identifier-differs": ({ kind, query, candidate }) =>
    `The number differs: ${kind} ${query} here, ${candidate} on the list.`,
  "type-differs": ({ query, candidate }) => `Asked for a party of type ${query}; the entry is of type ${candidate}.`,
  "numbers-differ": ({ query, candidate }) => `The numbers in ${quoted(query)} and ${quoted(candidate)} differ.`,
  "listing-ended": ({ to }) =>
    to
      ? `The listing ended on ${to}: shown, not counted.`
      : "The publisher marks the listing as ended: shown, not counted.",
  "judged-different": ({ list }) => `A reviewer judged this entry of ${list} to be somebody else: shown, not counted.`,
  "listing-not-begun": ({ from }) => `The listing begins on ${from}: shown, not counted yet.`,
  "order-not-standard": () => "The order is not a standard one: a person has to read its terms.",
  "effect-of-list": ({ list, effect }) => `On ${listWords(list)}: ${effectWords(effect)}.`,
  "effect-of-row": ({ effect }) => `The row itself says: ${effectWords(effect)}.`,
  "footnote-widens-jurisdiction": ({ footnote }) =>
    `Footnote ${footnote} makes certain foreign-made items subject to the EAR for this party.`,
  "edition-superseded": ({ list, date }) =>
    `Found in an older edition of ${listWords(list)}${date ? ` (${date})` : ""}.`,
  "demonstration-entry": () => "An entry of the demonstration list that ships with the desk.",
  "owner-listed": ({ owner, share, list }) =>
    `The owner ${quoted(owner)} (${share === "?" ? "share unknown" : `${share} percent`}) is on ${listWords(list)}.`,
  "owner-share-unknown": ({ owner }) => `The share of the owner ${quoted(owner)} is not known.`,
  "owners-add-up": ({ share }) => `Listed owners hold ${share} percent together (limit 50).`,
  "owners-incomplete": ({ share }) => `Owners of ${share} percent are not known or not resolved: it could reach 50.`,
  "affiliates-rule": ({ state, from, assumed }) =>
    `The 50 percent rule for affiliates is read as ${state === "stayed" ? "stayed" : "in force"} since ${from}${assumed === "yes" ? "; the text after that day is not held, so the stricter reading is taken" : ""}.`,
};

const isScreeningCode = (code: string): code is ScreeningCode => Object.hasOwn(WORDS, code);

/** The sentence of a screening finding, en-US; null for a code of another domain. */
export function screeningWords(finding: Finding): string | null {
  return isScreeningCode(finding.code) ? sentence(finding.code, toParams(finding)) : null;
}
const sentence = <Code extends ScreeningCode>(code: Code, params: ScreeningFindings[Code]): string =>
  WORDS[code](params);
/** Findings are made by `finding(code, params)`, which checks the pair; here it is read back from evidence. */
const toParams = (finding: Finding): never => finding.params as never;

const POINTS: Readonly<Record<string, string>> = {
  missing: "the list is not held",
  short: "the list came with too few entries",
  stale: "the list is too old",
  undated: "the list does not say its date",
  superseded: "a superseded list",
  demonstration: "only the demonstration list is held",
  "no-lists": "no list is held",
  unreadable: "it could not be read",
  "not-known": "no such country is known",
  "not-asked": "nobody has said who owns the party",
  unknown: "owners of too large a part are not known",
};
/** Why a point of `notChecked` is open, in half a sentence. */
export const screeningPointWords = (why: string): string => POINTS[why] ?? why;
