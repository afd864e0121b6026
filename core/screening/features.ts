import type { Finding } from "../finding.ts";
import { compareAddresses } from "./address.ts";
import { compareBirthDates } from "./birth-date.ts";
import { compareNames } from "./compare-names.ts";
import type { NameKind, NameMatch } from "./compare-names.ts";
import { finding } from "./findings.ts";
import { compareIdentifiers } from "./identifiers.ts";
import type { Token } from "./normalise-name.ts";
import type { PartyView } from "./party-view.ts";

/** What one feature says: how much, the two values it compared, and why. */
export type FeatureResult = {
  readonly score: number;
  readonly query: string;
  readonly candidate: string;
  readonly because: readonly Finding[];
};
/** `base`: the best one is where the score starts. `tie-break`: moves it a little, never far enough to be a veto. */
export type Feature = {
  readonly name: string;
  readonly role: "base" | "tie-break";
  readonly compare: (query: PartyView, candidate: PartyView) => FeatureResult | null;
};

const WEAK_ALIAS = 0.87;
const isGeneric = (token: Token): boolean => token.kind === "generic" || token.kind === "place";

/** A person, unless one side says otherwise or its name has a legal form or a word of trade. */
export function nameKind(query: PartyView, candidate: PartyView): NameKind {
  const types = [query.type, candidate.type].filter((type) => type !== null);
  if (types.includes("person")) return "person";
  if (types.length > 0) return "organization";
  const trade = [...query.names, ...candidate.names].some(
    ({ view }) => view.forms.length > 0 || view.tokens.some(isGeneric),
  );
  return trade ? "organization" : "person";
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

const name: Feature = {
  name: "name",
  role: "base",
  compare(query, candidate) {
    const kind = nameKind(query, candidate);
    let best: { match: NameMatch; score: number; q: string; c: string; weak: boolean } | null = null;
    for (const q of query.names)
      for (const c of candidate.names) {
        const match = compareNames(q.view, c.view, kind);
        const weak = q.strength === "weak" || c.strength === "weak";
        const score = match.score * (weak ? WEAK_ALIAS : 1);
        if (!best || score > best.score) best = { match, score, q: q.view.raw, c: c.view.raw, weak };
      }
    if (!best || best.score === 0) return null;
    const params = { query: best.q, candidate: best.c };
    return {
      score: best.score,
      query: best.q,
      candidate: best.c,
      because: [
        finding("name-matches", { ...params, how: best.match.how, score: round(best.score) }),
        ...(best.weak ? [finding("weak-alias", { candidate: best.c })] : []),
        ...(best.match.numbersDiffer ? [finding("numbers-differ", params)] : []),
      ],
    };
  },
};

/** The best pair of values on both sides, or null when one side has none. */
function best<A, B>(
  as: readonly A[],
  bs: readonly B[],
  score: (a: A, b: B) => number,
): { a: A; b: B; score: number } | null {
  let found: { a: A; b: B; score: number } | null = null;
  for (const a of as)
    for (const b of bs) {
      const value = score(a, b);
      if (!found || value > found.score) found = { a, b, score: value };
    }
  return found;
}

const identifier: Feature = {
  name: "identifier",
  role: "base",
  compare(query, candidate) {
    const pair = best(query.ids, candidate.ids, compareIdentifiers);
    if (!pair || pair.score === 0) return null;
    const values = { query: pair.a.value, candidate: pair.b.value };
    return { score: pair.score, ...values, because: [finding("identifier-agrees", { kind: pair.a.kind, ...values })] };
  },
};

const addressAlone: Feature = {
  name: "address-alone",
  role: "base",
  compare(query, candidate) {
    const asked = query.type === "address";
    if (!asked && !candidate.addressOnly) return null;
    const pair = best(query.addresses, candidate.addresses, compareAddresses);
    if (!pair || pair.score <= 0.7) return null;
    const values = { query: pair.a.raw, candidate: pair.b.raw };
    return { score: pair.score * 0.97, ...values, because: [finding("address-alone", values)] };
  },
};

const address: Feature = {
  name: "address",
  role: "tie-break",
  compare(query, candidate) {
    if (query.type === "address" || candidate.addressOnly) return null;
    const pair = best(query.addresses, candidate.addresses, compareAddresses);
    if (!pair || pair.score <= 0.7) return null;
    const values = { query: pair.a.raw, candidate: pair.b.raw };
    return { score: 0.06, ...values, because: [finding("address-matches", { ...values, score: round(pair.score) })] };
  },
};

/** Listed under China, standing in Hong Kong or Macau: one place for a comparison of names. */
const CHINA = new Set(["CN", "HK", "MO"]);
const near = (a: string, b: string): boolean => a === b || (CHINA.has(a) && CHINA.has(b));

const country: Feature = {
  name: "country",
  role: "tie-break",
  compare(query, candidate) {
    if (query.countries.length === 0 || candidate.countries.length === 0) return null;
    const values = { query: query.countries.join(", "), candidate: candidate.countries.join(", ") };
    const shared = query.countries.some((a) => candidate.countries.some((b) => near(a, b)));
    return shared
      ? { score: 0.02, ...values, because: [finding("country-agrees", values)] }
      : { score: -0.06, ...values, because: [finding("country-differs", values)] };
  },
};

const BIRTH = { same: 0.05, agrees: 0.03, near: -0.04, differs: -0.12 } as const;
const birthDate: Feature = {
  name: "birth-date",
  role: "tie-break",
  compare(query, candidate) {
    const pair = best(query.birthDates, candidate.birthDates, (a, b) => BIRTH[compareBirthDates(a, b) ?? "differs"]);
    if (!pair) return null;
    const values = { query: pair.a, candidate: pair.b };
    const code = pair.score > 0 ? "birth-date-agrees" : "birth-date-differs";
    return { score: pair.score, ...values, because: [finding(code, values)] };
  },
};

/** Numbers of one kind that differ: parties often hold several, so it only tips the scale. */
const otherIdentifier: Feature = {
  name: "other-identifier",
  role: "tie-break",
  compare(query, candidate) {
    const shared = best(query.ids, candidate.ids, compareIdentifiers);
    if (!shared || shared.score > 0) return null;
    const pair = best(query.ids, candidate.ids, (a, b) => (a.kind === b.kind ? 1 : 0));
    if (!pair || pair.score === 0) return null;
    const values = { query: pair.a.value, candidate: pair.b.value };
    return { score: -0.08, ...values, because: [finding("identifier-differs", { kind: pair.a.kind, ...values })] };
  },
};

/** A legal form in the name says organisation, where nobody stated a type. */
const impliedType = (party: PartyView): PartyView["type"] =>
  party.type ?? (party.names.some(({ view }) => view.forms.length > 0) ? "organization" : null);

const type: Feature = {
  name: "type",
  role: "tie-break",
  compare(query, candidate) {
    const asked = impliedType(query);
    if (!asked || !candidate.type || asked === candidate.type || asked === "address") return null;
    if (candidate.addressOnly) return null;
    const values = { query: asked, candidate: candidate.type };
    return { score: -0.1, ...values, because: [finding("type-differs", values)] };
  },
};

/** The algorithm is this table: a score is the best base feature plus the tie-breaks, between 0 and 1. */
export const FEATURES: readonly Feature[] = [
  name,
  identifier,
  addressAlone,
  address,
  country,
  birthDate,
  otherIdentifier,
  type,
];
