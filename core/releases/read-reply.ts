import { dealClauses } from "./deal-clauses.ts";
import { possibleViolation } from "./deal-words.ts";
import { readParties } from "./read-parties.ts";
import { readRequest } from "./read-request.ts";
import { afterLead, factsSaid, isChatter, namesItem, sameItem, says } from "./reply-words.ts";
import type { StatedDeal } from "./stated-deal.ts";
import type { Fact } from "../item/fact.ts";
import { readStated } from "../item/stated-facts.ts";
import type { FactValue } from "../item/fact.ts";
import { resolveCountry } from "../licensing/countries.ts";
import type { Act, Party } from "../licensing/determination.ts";
import { findPhrase, findTogether } from "../licensing/phrases.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** The case as far as a reply can be about it. */
export type ReplyContext = {
  readonly item: string | null;
  readonly act: Act | null;
  readonly destination: string | null;
  readonly parties: readonly Pick<Party, "name">[];
  /** Questions put to the requester and not answered yet. */
  readonly open: readonly {
    readonly fact: string;
    readonly choices: readonly { readonly value: string; readonly label: string }[];
  }[];
};

/** What a reply in the thread means (cards-and-words, "Replies in the thread"). Codes only; sentences are made elsewhere. */
export type ReplyMeaning =
  /** Thanks and talk. */
  | { readonly code: "nothing" }
  | { readonly code: "status" }
  | { readonly code: "law"; readonly deal: StatedDeal | null }
  | { readonly code: "answer"; readonly fact: string; readonly value: FactValue | null }
  /** Said of this deal for the first time. */
  | { readonly code: "deal"; readonly deal: StatedDeal }
  /** Another destination, party or act: a case of its own from the same facts. */
  | { readonly code: "other-deal"; readonly deal: StatedDeal }
  /** Another item for the same deal. */
  | { readonly code: "other-item"; readonly item: string; readonly deal: StatedDeal }
  | { readonly code: "facts"; readonly facts: readonly Fact[] }
  /** Words of the deal or signs that somebody must see: read with the rest. */
  | { readonly code: "words" }
  | { readonly code: "unclear" };

/** Longer replies are pasted documents: they are read with the rest, never as talk. */
const TALK = 400;
const PROSE_WORDS = 25;

/** What a reply means for the case it stands under. Pure; a sign of trouble is never taken for talk. */
export function readReply(text: string, context: ReplyContext, rulebook: Rulebook): ReplyMeaning {
  const said = text.trim();
  if (said === "") return { code: "nothing" };
  if (said.length > TALK || hasSigns(said, rulebook)) return { code: "words" };
  return (
    talk(said, context, rulebook) ??
    answer(said, context, rulebook) ??
    another(said, context, rulebook) ??
    information(said, context, rulebook)
  );
}

/** Something already shipped, boycott language, a red flag. */
function hasSigns(text: string, rulebook: Rulebook): boolean {
  const boycott = rulebook.sections.boycott.flatMap(({ data }) => data.phrases);
  const flags = rulebook.sections.redFlags.flatMap(({ data }) => data.flags.flatMap((flag) => flag.words));
  return (
    possibleViolation([text], rulebook) !== null ||
    boycott.some(({ words }) => findTogether(text, words) !== null) ||
    flags.some((phrase) => findPhrase(text, phrase) !== null)
  );
}

function talk(said: string, context: ReplyContext, rulebook: Rulebook): ReplyMeaning | null {
  if (isChatter(said, rulebook)) return { code: "nothing" };
  const asks = /\?\s*$/.test(said) || said.split(/\s+/).length <= 8;
  if (says(said, "what-if", rulebook) && asks) return { code: "law", deal: changed(said, context, rulebook) };
  if (says(said, "status", rulebook) && asks) return { code: "status" };
  if (afterLead(said, "why", rulebook) !== null && asks) return { code: "law", deal: null };
  return null;
}

/** The answer to a question that is open: alone it may stand without its name, of several only the one that fits. */
function answer(said: string, context: ReplyContext, rulebook: Rulebook): ReplyMeaning | null {
  const [first, ...others] = context.open;
  if (!first) return null;
  if (others.length === 0 && afterLead(said, "not-known", rulebook) !== null)
    return { code: "answer", fact: first.fact, value: null };
  const plain = said.replace(/[.!]+$/, "").toLowerCase();
  for (const { fact, choices } of context.open) {
    const chosen = choices.find((choice) => [choice.value, choice.label].some((one) => one.toLowerCase() === plain));
    if (chosen && (others.length === 0 || choices.length > 2)) return { code: "answer", fact, value: chosen.value };
    if (fact === "destination") {
      const place = resolveCountry(
        said.replace(/^(it goes |going |it's going )?(to )?/i, "").replace(/[.!]+$/, ""),
        rulebook,
      );
      if (place.state === "resolved") return { code: "answer", fact, value: place.name };
    } else if (choices.length === 0 && others.length === 0) {
      const value = readStated([{ name: fact, value: said.replace(/[.!]+$/, "") }], rulebook.vocabulary).facts[0]
        ?.value;
      if (value !== undefined) return { code: "answer", fact, value };
    }
  }
  return null;
}

/** Another deal or another item; what the case did not know yet is said of this one. */
function another(said: string, context: ReplyContext, rulebook: Rulebook): ReplyMeaning | null {
  const rest = afterLead(said, "same-for", rulebook);
  const named = rest === null ? null : itemIn(rest, rulebook);
  const deal = changed(said, context, rulebook) ?? {};
  if (named !== null && rest !== null && (deal.destination === undefined || !isPlace(rest, rulebook)))
    if (!sameItem(named, context.item)) return { code: "other-item", item: named, deal };
  const item = readRequest(said, rulebook).item;
  if (item !== null && namesItem(item, rulebook) && context.item !== null && !sameItem(item, context.item))
    return asksForMore(said) ? { code: "other-item", item, deal } : { code: "words" };
  if (Object.keys(deal).length === 0) return null;
  return isNew(deal, context) ? { code: "deal", deal } : { code: "other-deal", deal };
}

const isPlace = (text: string, rulebook: Rulebook): boolean =>
  resolveCountry(text.replace(/[?.!]+$/, "").replace(/^(to|for|in)\s+/i, ""), rulebook).state === "resolved";

function itemIn(rest: string, rulebook: Rulebook): string | null {
  const words = readRequest(rest, rulebook).item ?? rest.replace(/[?.!]+$/, "").replace(/^(the|our|a|an)\s+/i, "");
  return words !== "" && !isPlace(words, rulebook) && namesItem(words, rulebook) ? words : null;
}

/** A question about what we may do, not one to the desk ("can you send me …"). */
const asksForMore = (said: string): boolean =>
  /\?|\b(also|as well|too|same)\b|\b(can|could|may) (we|i)\b/i.test(said) && !/\byou\b/i.test(said);

/** Parts of the deal that the reply says otherwise than the case has them; null: none. */
function changed(said: string, context: ReplyContext, rulebook: Rulebook): StatedDeal | null {
  const read = readRequest(said, rulebook);
  const lead = afterLead(said, "same-for", rulebook);
  const place = read.destination ?? (lead !== null && isPlace(lead, rulebook) ? placeName(lead, rulebook) : null);
  const destination = place !== null && !samePlace(place, context.destination, rulebook) ? place : null;
  const known = new Set(context.parties.map((party) => party.name.toLowerCase()));
  const parties = readParties(said, rulebook)
    .map(({ party }) => party)
    .filter((party) => !known.has(party.name.toLowerCase()));
  const act = read.act !== null && read.act !== context.act && asksForMore(said) ? read.act : null;
  const deal: StatedDeal = {
    ...(destination === null ? {} : { destination }),
    ...(parties.length > 0 ? { parties } : {}),
    ...(act === null ? {} : { act }),
  };
  return Object.keys(deal).length === 0 ? null : deal;
}

function placeName(text: string, rulebook: Rulebook): string | null {
  const found = resolveCountry(text.replace(/[?.!]+$/, "").replace(/^(to|for|in)\s+/i, ""), rulebook);
  return found.state === "resolved" ? found.name : null;
}

function samePlace(one: string, other: string | null, rulebook: Rulebook): boolean {
  if (other === null) return false;
  const [a, b] = [one, other].map((text) => resolveCountry(text, rulebook));
  return one === other || (a?.state === "resolved" && b?.state === "resolved" && a.code === b.code);
}

/** Nothing of it was known: it completes this case instead of opening another. */
const isNew = (deal: StatedDeal, context: ReplyContext): boolean =>
  (deal.destination === undefined || context.destination === null) &&
  (deal.parties === undefined || context.parties.length === 0) &&
  (deal.act === undefined || context.act === null);

function information(said: string, context: ReplyContext, rulebook: Rulebook): ReplyMeaning {
  const facts = factsSaid(said, context.item, rulebook);
  if (facts.length > 0) return { code: "facts", facts };
  const ofDeal = readRequest(said, rulebook).endUse !== null || dealClauses(said, []).length > 0;
  const figure = /\d\s*\p{L}{1,6}\b/u.test(said);
  return ofDeal || figure || said.split(/\s+/).length >= PROSE_WORDS ? { code: "words" } : { code: "unclear" };
}
