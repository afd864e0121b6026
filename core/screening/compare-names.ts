import type { NameView, Token } from "./normalise-name.ts";
import { editDistance, INITIAL, tokenSimilarity } from "./token-similarity.ts";

export type NameMatch = {
  /** 0 to 1. */
  readonly score: number;
  readonly how: "exact" | "order" | "joined" | "spelling" | "initials" | "part" | "acronym";
  readonly numbersDiffer: boolean;
};
export type NameKind = "person" | "organization";

type Pair = { readonly q: number; readonly c: number; readonly sim: number };
type Alignment = {
  readonly matched: number;
  readonly total: number;
  readonly left: readonly [number, number];
  readonly numbersDiffer: boolean;
  readonly initials: boolean;
  readonly fuzzy: boolean;
  /** Weight of the words of its own that met, and of those that met to the letter. */
  readonly solid: number;
  readonly sure: number;
};

function pairsOf(query: readonly Token[], candidate: readonly Token[]): Pair[] {
  const pairs: Pair[] = [];
  query.forEach((a, q) =>
    candidate.forEach((b, c) => {
      const sim = tokenSimilarity(a, b);
      if (sim > 0) pairs.push({ q, c, sim });
    }),
  );
  return pairs.sort((a, b) => b.sim - a.sim || Math.abs(a.q - a.c) - Math.abs(b.q - b.c));
}

/** Words written as one on one side and as two or three on the other. Marks what it pairs, returns the similarity. */
function runs(whole: readonly Token[], parts: readonly Token[], used: { whole: number[]; parts: number[] }): boolean {
  let any = false;
  whole.forEach((token, i) => {
    if ((used.whole[i] ?? 0) > 0 || token.raw.length < 5) return;
    for (const length of [2, 3]) {
      for (let at = 0; at + length <= parts.length; at++) {
        const run = parts.slice(at, at + length);
        if (run.some((_, k) => (used.parts[at + k] ?? 0) > 0)) continue;
        const text = run.map((part) => part.raw).join("");
        const limit = text.length >= 9 ? 2 : text.length >= 6 ? 1 : 0;
        const distance = editDistance(token.raw, text, limit);
        if (distance > limit) continue;
        const sim = 0.98 - distance / Math.max(text.length, token.raw.length);
        used.whole[i] = sim;
        run.forEach((_, k) => (used.parts[at + k] = sim));
        any = true;
        return;
      }
    }
  });
  return any;
}

function align(query: readonly Token[], candidate: readonly Token[]): Alignment {
  const [q, c] = [query.map(() => 0), candidate.map(() => 0)];
  const [qWeight, cWeight] = [query.map((t) => t.weight), candidate.map((t) => t.weight)];
  let initials = false;
  for (const pair of pairsOf(query, candidate)) {
    if ((q[pair.q] ?? 0) > 0 || (c[pair.c] ?? 0) > 0) continue;
    q[pair.q] = pair.sim;
    c[pair.c] = pair.sim;
    if (pair.sim === INITIAL) initials = true;
    const weight = Math.min(qWeight[pair.q] ?? 0, cWeight[pair.c] ?? 0);
    qWeight[pair.q] = weight;
    cWeight[pair.c] = weight;
  }
  const glued = runs(query, candidate, { whole: q, parts: c });
  const split = runs(candidate, query, { whole: c, parts: q });
  const sum = (weights: readonly number[], of: (i: number) => number): number =>
    weights.reduce((total, weight, i) => total + weight * of(i), 0);
  const loose = (tokens: readonly Token[], sims: readonly number[], weights: readonly number[]): number =>
    sum(weights, (i) => ((sims[i] ?? 0) === 0 && tokens[i]?.kind !== "particle" ? 1 : 0));
  const numberLeft = (tokens: readonly Token[], sims: readonly number[]): boolean =>
    tokens.some((token, i) => token.kind === "number" && (sims[i] ?? 0) === 0);
  return {
    matched: sum(qWeight, (i) => q[i] ?? 0) + sum(cWeight, (i) => c[i] ?? 0),
    total: sum(qWeight, (i) => ((q[i] ?? 0) > 0 ? 1 : 0)) + sum(cWeight, (i) => ((c[i] ?? 0) > 0 ? 1 : 0)),
    left: [loose(query, q, qWeight), loose(candidate, c, cWeight)],
    numbersDiffer: numberLeft(query, q) && numberLeft(candidate, c),
    initials,
    fuzzy: glued || split || q.some((sim) => sim > 0 && sim < 1),
    solid: sum(qWeight, (i) => ((q[i] ?? 0) > INITIAL && query[i]?.kind !== "generic" ? 1 : 0)),
    sure: sum(qWeight, (i) => ((q[i] ?? 0) >= 0.9 && query[i]?.kind !== "generic" ? 1 : 0)),
  };
}

/** However many middle names are left out, two names that agree stay worth a look. */
const MIDDLE_NAMES = 0.85;

/**
 * What words left over cost. On both sides they contradict. On one side only the other name is a part of this one:
 * a person's middle name costs little, an organisation's word more, and one matching word is never enough for little.
 */
function leftCost(alignment: Alignment, kind: NameKind): number {
  const [q, c] = alignment.left;
  if (q > 0.45 && c > 0.45) return (q + c) * 1.3;
  if (kind === "person" && alignment.initials && alignment.solid >= 0.8) return (q + c) * 0.2;
  const enough = alignment.solid >= (kind === "person" ? 1.6 : 1.4);
  const cost = (q + c) * (enough ? (kind === "person" ? 0.4 : 0.55) : 1);
  return kind === "person" && enough ? Math.min(cost, MIDDLE_NAMES) : cost;
}

function byWords(query: NameView, candidate: NameView, kind: NameKind): NameMatch {
  const alignment = align(query.tokens, candidate.tokens);
  const whole = alignment.total + leftCost(alignment, kind);
  const base = whole === 0 ? 0 : alignment.matched / whole;
  const generic = alignment.solid < 0.5 ? 0.85 : 1;
  const unsure = alignment.solid > 1 && alignment.sure === 0 ? 0.93 : 1;
  const numbers = alignment.numbersDiffer ? 0.75 : 1;
  const how = alignment.initials
    ? "initials"
    : alignment.left[0] + alignment.left[1] > 0
      ? "part"
      : alignment.fuzzy
        ? "spelling"
        : "order";
  return { score: Math.min(0.98, base * generic * unsure * numbers), how, numbersDiffer: alignment.numbersDiffer };
}

/** The names in one string each: catches glued, split and misspelt writing that words do not line up. */
function byJoined(query: NameView, candidate: NameView): number {
  const length = Math.max(query.joined.length, candidate.joined.length);
  if (query.letters === candidate.letters) return 0.97;
  if (query.joined === candidate.joined) return length >= 5 ? 0.97 : 0;
  const limit = Math.floor(length / 8);
  if (limit === 0) return 0;
  const distance = editDistance(query.joined, candidate.joined, limit);
  return distance > limit ? 0 : 0.97 - (1.3 * distance) / length;
}

const isAcronymOf = (query: NameView, candidate: NameView): boolean =>
  query.tokens.length === 1 && query.text.length >= 4 && query.text.length <= 7 && candidate.acronym === query.text;

/** The same words but for legal form and variants. Words of trade alone ("Global Trading") must be the same to the letter. */
function sameText(query: NameView, candidate: NameView): number {
  if (query.plain !== candidate.plain) return query.tokens.every(isTrade) ? 0.78 : 0.98;
  const forms = query.forms.join(" ") === candidate.forms.join(" ");
  return forms || query.forms.length === 0 || candidate.forms.length === 0 ? 1 : 0.98;
}
const isTrade = ({ kind }: Token): boolean => kind === "generic" || kind === "particle";

/** Two names; symmetric but for acronyms, blind to case, order of words, legal form and script. */
export function compareNames(query: NameView, candidate: NameView, kind: NameKind): NameMatch {
  const none = { score: 0, how: "part", numbersDiffer: false } as const;
  if (query.tokens.length === 0 || candidate.tokens.length === 0) return none;
  if (query.text === candidate.text) return { score: sameText(query, candidate), how: "exact", numbersDiffer: false };
  if (query.sorted === candidate.sorted) return { score: 0.98, how: "order", numbersDiffer: false };
  if (isAcronymOf(query, candidate)) return { score: 0.82, how: "acronym", numbersDiffer: false };
  const words = byWords(query, candidate, kind);
  const joined = words.numbersDiffer ? 0 : byJoined(query, candidate);
  return joined > words.score ? { score: joined, how: "joined", numbersDiffer: false } : words;
}
