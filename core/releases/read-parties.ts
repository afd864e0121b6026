import type { Party, PartyRole } from "../licensing/determination.ts";
import { placeNames } from "../licensing/place-names.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { readPlaces } from "./read-places.ts";

export type ReadParty = { readonly party: Party; readonly from: number; readonly to: number };

/** How far before a name its role may be said, and how far after it its country. */
const ROLE_REACH = 30;
const COUNTRY_REACH = 28;

/**
 * Firms named in a text: capitalised words that end in a legal form or a kind of body, a name in quotes after "to" or
 * "for", or capitalised words between "to" and the country they are in. The role is the ultimate consignee's unless a
 * word before says otherwise; a guess, shown and corrected.
 */
export function readParties(text: string, rulebook: Rulebook): readonly ReadParty[] {
  const words = rulebook.sections.requestWords.flatMap(({ data }) => data);
  const forms = words.flatMap((one) => one["legal-forms"]).toSorted((a, b) => b.length - a.length);
  const part = "[\\p{Lu}\\p{N}][\\p{L}\\p{N}&'’.+-]*";
  const link = "(?:of|and|&|de|der|van|von)";
  const firm = new RegExp(
    `${part}(?:\\s+(?:${link}\\s+)?${part}){0,6}?,?\\s+(?:${forms.map(escape).join("|")})(?![\\p{L}\\p{N}])(?:\\.?,?\\s+(?:Ltd|Co|KG|Inc|Bhd)\\b)?\\.?`,
    "gu",
  );
  const body = new RegExp(
    `(?:University|Institute|Ministry|Academy|Bank)\\s+of\\s+(?:the\\s+)?${part}(?:\\s+(?:${link}\\s+)?${part}){0,5}`,
    "gu",
  );
  const quoted = /(?<=\b(?:to|for)\s)["“]([^"“”]{2,80})["”]/gu;
  const plain = "\\p{Lu}[\\p{L}&'’-]*";
  const sentTo = new RegExp(
    `(?<=\\b(?:to|customer)\\s)${plain}(?:\\s+(?:${link}\\s+)?${plain}){0,5}(?=\\s+in\\s)`,
    "gu",
  );
  const found = [
    // Without a legal form only "in" and a country say that this is somebody: "to Lyon, France" is a town.
    ...[...text.matchAll(sentTo)]
      .map((match) => ({ name: match[0], from: match.index }))
      .filter(
        ({ name, from }) =>
          !readPlaces(name, rulebook).some(({ text: place }) => place === name) &&
          countryAfter(text, from + name.length, rulebook) !== null,
      ),
    ...[...text.matchAll(firm)].map((match) => ({ name: match[0], from: match.index })),
    ...[...text.matchAll(body)].map((match) => ({ name: match[0], from: match.index })),
    ...[...text.matchAll(quoted)].map((match) => ({ name: match[1] ?? "", from: match.index })),
  ]
    .map(({ name, from }) => ({ ...trimLead(name), from }))
    .map(({ name, cut, from }) => ({ name, from: from + cut, to: from + cut + name.length }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const apart = found.filter((one, at) => !found.slice(0, at).some((other) => one.from < other.to));
  return apart.map(({ name, from, to }) => {
    const country = countryAfter(text, to, rulebook);
    const party: Party = {
      role: roleBefore(text, from, rulebook),
      name: name.replace(/,$/, "").trim(),
      ...(country ? { country } : {}),
    };
    return { party, from, to };
  });
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** "Can Acme GmbH": the first word of a sentence is no part of the name. */
function trimLead(name: string): { readonly name: string; readonly cut: number } {
  const lead =
    /^(?:Can|Could|May|Is|Does|Please|Send|Ship|Quote|Sell|Offer|For|To|The|We|I|Our|Customer|Via|From)\s+/.exec(name);
  return lead ? { name: name.slice(lead[0].length), cut: lead[0].length } : { name, cut: 0 };
}

function roleBefore(text: string, from: number, rulebook: Rulebook): PartyRole {
  // "via Singapore to Acme": what stands before the last "to" or "for" speaks of something else.
  const before = text
    .slice(Math.max(0, from - ROLE_REACH), from)
    .toLowerCase()
    .replace(/^.*\b(to|for)\b(?=\s)/, "")
    .replace(/^.*[.;!?]\s/, "");
  const said = rulebook.sections.requestWords
    .flatMap(({ data }) => data.roles)
    .flatMap(({ role, words }) =>
      words.map((word) => ({ role, at: before.search(new RegExp(`\\b${escape(word)}\\b`)) })),
    )
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => b.at - a.at);
  return said[0]?.role ?? "ultimate-consignee";
}

/** ", Israel", " in Germany", " (Japan)" right behind the name. */
function countryAfter(text: string, to: number, rulebook: Rulebook): string | null {
  const after = text.slice(to, to + COUNTRY_REACH);
  if (!/^\s*(,|\(|in\b|of\b|from\b|at\b)/.test(after)) return null;
  const [place] = readPlaces(after, rulebook);
  if (!place) return null;
  const [code, ...others] = place.codes;
  return code && others.length === 0 ? (placeNames(rulebook).names.get(code) ?? place.text) : place.text;
}
