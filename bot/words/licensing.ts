import type { Finding } from "../../core/finding.ts";
import type { LicensingCode, LicensingFindings } from "../../core/licensing/findings.ts";
import { effectWords } from "./screening.ts";

type Words = { readonly [Code in LicensingCode]: (params: LicensingFindings[Code]) => string };

const quoted = (text: string): string => (text === "" ? "" : ` (“${text}”)`);
const plain = (id: string): string => id.replaceAll("-", " ");
const REASONS: Readonly<Record<string, string>> = {
  NS: "national security",
  MT: "missile technology",
  NP: "nuclear nonproliferation",
  CB: "chemical and biological weapons",
  CC: "crime control",
  RS: "regional stability",
  FC: "firearms",
  AT: "anti-terrorism",
  EI: "encryption",
  UN: "United Nations sanctions",
  CW: "chemical weapons",
  SS: "short supply",
  SL: "surreptitious listening",
  SI: "significant items",
};
const reasonName = (code: string): string => (REASONS[code] ? `${REASONS[code]} (${code})` : code);
const USES: Readonly<Record<string, string>> = {
  nuclear: "a nuclear use",
  missile: "rockets, missiles or unmanned aircraft",
  "chemical-biological": "chemical or biological weapons",
  "naval-nuclear": "nuclear propulsion of ships",
  "vessel-aircraft": "use on a foreign ship or aircraft",
  "camera-military": "a military use of cameras",
  "processor-military": "a military use of processors",
  military: "a military use or user",
  "military-any-item": "a military use or user",
  "military-intelligence": "military intelligence",
  "advanced-chips": "supercomputers or advanced chips",
  "is-informed": "a letter of BIS",
};
const GOODS: Readonly<Record<string, string>> = { agricultural: "farm goods", civil: "civil goods" };
const PARTS: Readonly<Record<string, string>> = {
  "us-ear/licence-tables": "the control list",
  "us-ear/country-chart": "the Country Chart",
  "us-ear/country-groups": "the Country Groups",
  "us-ear/embargoes": "part 746",
  "us-itar/usml": "the Munitions List",
  "us-itar/126.1": "22 CFR 126.1",
};
const partName = (part: string): string => PARTS[part] ?? part;
const useName = (id: string): string => USES[id] ?? plain(id);

/** One sentence per finding code of licensing: a calm colleague; the citation stands beside it, small. en-US. */
const WORDS: Words = {
  "destination-not-said": () => "I found no country in the request that I know.",
  "destination-unknown": ({ text }) => `I don't know a place called “${text}”, and I don't guess.`,
  "destination-ambiguous": ({ text }) => `“${text}” is the name of more than one place.`,
  "destination-domestic": () => "That is in the United States: it is an export only if it leaves in the end.",
  "destination-without-row": ({ destination }) =>
    `No row of the chart covers ${destination}; a person has to say which rules apply.`,
  "territory-row-presumed": ({ destination, row }) =>
    `${destination} has no row of its own; I read it like ${row}, and a person has to confirm that.`,
  "region-unknown": ({ destination }) =>
    `Parts of ${destination} are under embargo, so it matters which part it goes to.`,
  "edition-starts-later": ({ asOf }) => `The rules I hold begin after ${asOf}.`,
  embargo: ({ destination }) => `${destination} is under an embargo that stands above the chart.`,
  "embargo-reason": ({ destination, reason }) =>
    `${destination} needs a license for everything controlled for ${reasonName(reason)}.`,
  "embargo-list-not-held": ({ destination }) =>
    `For ${destination}, EAR99 goods need a license by lists of tariff codes that I don't hold; a person has to look.`,
  "embargo-goods-open": ({ destination, goods }) =>
    `The embargo of ${destination} leaves some ${GOODS[goods] ?? plain(goods)} open; a person has to read the terms.`,
  "embargo-text-changed": ({ destination, why }) =>
    `The rules for ${destination} changed after the text I hold: ${why}.`,
  "embargoed-row": ({ destination }) =>
    `${destination} has an empty row on the chart. That is an embargo, not a release.`,
  "chart-mark": ({ reason, column, destination }) => `${destination} is marked for ${reasonName(reason)}, ${column}.`,
  "chart-note-changed": ({ destination, notes }) =>
    `The chart's footnote ${notes} stands on ${destination} and reads otherwise than when I learnt it; a person has to read it.`,
  "chart-no-mark": ({ reason, column, destination }) =>
    `${destination} has no mark for ${reasonName(reason)}, ${column}.`,
  "reason-does-not-apply": ({ reason }) =>
    `Control for ${reasonName(reason)} does not reach this paragraph on these facts.`,
  "reason-open": ({ reason }) => `A fact decides whether control for ${reasonName(reason)} applies.`,
  "scope-reached": ({ reason, destination }) => `The entry names ${destination} in words, for ${reasonName(reason)}.`,
  "scope-not-reached": ({ reason, destination }) =>
    `The destinations written for ${reasonName(reason)} do not include ${destination}.`,
  "section-to-read": ({ reason, section }) =>
    `For ${reasonName(reason)} the entry sends to ${section}; a person has to read it.`,
  "headquarters-reached": ({ party, country }) =>
    `${party || "The customer"} has its headquarters or parent in ${country}, which needs a license at any destination.`,
  "headquarters-unknown": ({ party }) =>
    `Headquarters or parent of ${party || "the customer"} are not known; in Macau or an arms-embargoed country a license is needed.`,
  "entry-not-in-rulebook": ({ eccn }) => `${eccn} is not in this rulebook, so I can't tell what it needs.`,
  "entry-text-changed": ({ eccn, why }) => `${eccn} changed after the text I hold: ${why}.`,
  "paragraph-not-in-rulebook": ({ paragraph }) => `I don't hold the paragraph ${paragraph}.`,
  "paragraph-missing": ({ eccn }) => `The paragraphs of ${eccn} give different answers, so the paragraph decides.`,
  "pointer-entry": ({ eccn, agency }) => `${eccn} only sends to another agency: ${agency} decides.`,
  "itar-item": ({ category }) => `${category} is a defense article: it needs an approval of DDTC.`,
  "itar-proscribed": ({ country }) => `${country} is on the ITAR list of barred countries, offers included.`,
  "itar-state-unknown": ({ country }) =>
    `${country} stands on the ITAR list; whether its suspension still holds is not known here, so I read it as barred.`,
  "use-involved": ({ use }) =>
    `The answers say that it involves ${useName(use)}, which needs a license whatever the item is.`,
  "use-words": ({ use, words }) =>
    `The end-use statement names ${useName(use)}${quoted(words)}, which needs a license whatever the item is.`,
  "use-asked": () => "Where one of these is involved, every item needs a license, whatever the chart says.",
  "use-question": ({ use, words }) => `Some words touch ${useName(use)}${quoted(words)}, so I have to ask.`,
  "use-not-reached": ({ use, words }) =>
    `The end use names ${useName(use)}${quoted(words)}; the section leaves this destination out, and a person should look.`,
  "use-contradicts": ({ use, words }) =>
    `The answer says no to ${useName(use)}, the statement says otherwise${quoted(words)}.`,
  "party-hit": ({ party, list, entry, effect, score }) =>
    `“${party}” is close to “${entry}” on the list ${list} (${score} of 1): ${effectWords(effect)}.`,
  "party-owned": ({ party }) => `Listed parties own half or more of “${party}”, so it is treated as listed.`,
  "party-country-proscribed": ({ party, country }) =>
    `“${party}” is in ${country}, which is on the ITAR list of barred countries.`,
  "red-flag": ({ flag, words }) => `A sign that asks for a second look: ${plain(flag)}${quoted(words)}.`,
  "boycott-language": ({ quote }) =>
    `These words may be a boycott request: “${quote}”. Don't answer them; legal reads them first.`,
  "possible-violation": ({ quote }) =>
    `These words may concern something already shipped: “${quote}”. Legal reads them first.`,
  "affiliates-state": ({ state, from, assumed }) =>
    `The 50 percent rule for affiliates is read as ${state === "on" ? "in force" : "stayed"} since ${from}${assumed === "yes" ? "; its state on that date is not known here, so the stricter reading is taken" : ""}.`,
  "mixed-dates-open": ({ difference, part, date, newer, newerDate }) =>
    `Among the rules in use ${partName(part)} of ${date} stands beside ${partName(newer)} of ${newerDate}, and they are known to differ here (${plain(difference)}); nothing covers that, so a person decides.`,
  "mixed-dates-read": ({ part, date, newerDate }) =>
    `This reads otherwise in the edition of ${newerDate} than in ${partName(part)} of ${date}, and I hold the older words only; a person has to look.`,
  "transit-listed": ({ country }) => `It passes through ${country}, where only what could also go there may pass.`,
  "transit-embargoed": ({ country }) => `It passes through ${country}, which is under an embargo.`,
  "transit-unknown": ({ text }) => `I don't know the place “${text}” on the way.`,
  "deemed-export": () =>
    "A release to a person is an export to that person's country; the export control officer checks it.",
  "reexport-of-foreign-item": ({ origin }) =>
    `It is made in ${origin} and goes from abroad: whether it is subject to the EAR turns on its US content, which I don't compute.`,
  "technology-release": ({ kind }) => `${plain(kind)} is a release of technology, with an entry of its own.`,
  "answer-unknown": ({ fact }) => `Nobody knows the ${plain(fact)}; a person takes it from here.`,
  "exception-bar": ({ symbol, why }) => `License Exception ${symbol} is barred: ${why}.`,
  "exception-barred-by-party": ({ symbol }) => `License Exception ${symbol} is barred by a hit on a party.`,
  "exception-not-open": ({ symbol }) => `This requirement leaves License Exception ${symbol} out.`,
  "exception-named-there": ({ symbol }) =>
    `The section names License Exception ${symbol}; a person has to read its conditions.`,
  "exception-conditions-not-held": ({ symbol }) => `I don't hold the conditions of License Exception ${symbol}.`,
  "exception-condition-failed": ({ symbol, condition }) =>
    `License Exception ${symbol} fails on one condition: ${plain(condition)}.`,
  "exception-fits": ({ symbol }) => `Nothing I can test stands against License Exception ${symbol}.`,
  "value-unknown": ({ limit }) => `The order's value is not known; the limit is ${limit}.`,
  "value-within": ({ value, limit }) => `The order is worth ${value}; the limit is ${limit}.`,
  "value-above": ({ value, limit }) => `The order is worth ${value}, above the limit of ${limit}.`,
  "value-other-currency": ({ currency, limit }) =>
    `The order is in ${currency}; the limit of ${limit} is in US dollars, and I hold no rate.`,
  "offer-not-restricted": () => "The EAR leave offers and negotiations alone here.",
  "offer-barred": () => "Offers are barred as well. Stop; do not reply to the customer.",
  "offer-to-be-asked": () => "Ask before you offer: what stands above speaks of more than shipping.",
  "technology-is-its-own-question": () =>
    "Drawings, source code and training are technology, with a question of their own.",
  "not-decided-yet": () => "Nobody has decided yet.",
  "decides-outcome": ({ outcome }) => `This decides: ${plain(outcome)}.`,
  "item-not-classified": () => "The item is not classified yet.",
  "line-decides": ({ line, outcome }) => `Line ${line} decides: ${plain(outcome)}.`,
};

const isLicensingCode = (code: string): code is LicensingCode => Object.hasOwn(WORDS, code);

/** The sentence of a licensing finding, en-US; null for a code of another domain. */
export function licensingWords(finding: Finding): string | null {
  return isLicensingCode(finding.code) ? sentence(finding.code, toParams(finding)) : null;
}
const sentence = <Code extends LicensingCode>(code: Code, params: LicensingFindings[Code]): string =>
  WORDS[code](params);
/** Findings are made by `finding(code, params)`, which checks the pair; here it is read back from evidence. */
const toParams = (finding: Finding): never => finding.params as never;
