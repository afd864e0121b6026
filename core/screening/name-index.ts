import { buildBuckets } from "./buckets.ts";
import type { NameView, Token } from "./normalise-name.ts";
import { buildVocabulary } from "./vocabulary.ts";

/** Which names may be meant: recall first, compareNames decides afterwards. */
export type NameIndex = {
  /** Positions of the names worth comparing, the likeliest first: at most `limit` by words, and as many by glued writing. */
  readonly candidates: (query: NameView, limit: number) => readonly number[];
};

/** A word on more names than this only strengthens names found by a rarer word. */
const FREQUENT = 600;

const maskOf = (view: NameView): number =>
  view.tokens.reduce((bits, token) => bits | (1 << (token.text.charCodeAt(0) & 31)), 0);
const solid = (view: NameView): readonly Token[] => {
  const tokens = view.tokens.filter((token) => token.kind !== "particle");
  return tokens.length > 0 ? tokens : view.tokens;
};

/** Keys for writing without or with other gaps: the whole name in one word, and each pair of neighbours. */
function gluedKeys(view: NameView): readonly string[] {
  const pairsOf = (tokens: readonly Token[]): readonly string[] =>
    tokens.slice(1).map((token, i) => (tokens[i]?.raw ?? "") + token.raw);
  const keys = [view.joined, view.letters, ...pairsOf(view.tokens), ...pairsOf(solid(view))];
  return [...new Set(keys)].filter((key) => key.length >= 4);
}

type Postings = { readonly starts: Uint32Array; readonly names: Uint32Array };
function postingsOf(lists: readonly (readonly number[])[], words: number): Postings {
  const starts = new Uint32Array(words + 1);
  for (const list of lists) for (const id of list) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let i = 0; i < words; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const names = new Uint32Array(starts[words] ?? 0);
  const next = starts.slice(0, words);
  lists.forEach((list, name) => {
    for (const id of list) {
      const at = next[id] ?? 0;
      names[at] = name;
      next[id] = at + 1;
    }
  });
  return { starts, names };
}

type Words = {
  readonly variants: readonly Token[];
  readonly groups: readonly number[];
  readonly count: number;
  /** Per name the ids of its words. */
  readonly lists: readonly (readonly number[])[];
};
function collectWords(views: readonly NameView[]): Words {
  const ids = new Map<string, number>();
  const written = new Set<string>();
  const variants: Token[] = [];
  const groups: number[] = [];
  const lists = views.map((view) => {
    const own = new Set<number>();
    for (const token of solid(view)) {
      const id = ids.get(token.text) ?? ids.size;
      ids.set(token.text, id);
      own.add(id);
      if (written.has(token.raw)) continue;
      written.add(token.raw);
      variants.push(token);
      groups.push(id);
    }
    return [...own];
  });
  return { variants, groups, count: ids.size, lists };
}

/** Short forms are looked up under a mark of their own. */
const glueOf = (view: NameView): readonly string[] =>
  view.tokens.length >= 3 && view.acronym.length >= 4 ? [...gluedKeys(view), `=${view.acronym}`] : gluedKeys(view);

/** An immutable in-memory index over all names of all lists. */
export function buildNameIndex(views: readonly NameView[]): NameIndex {
  const { variants, groups, count, lists } = collectWords(views);
  const vocabulary = buildVocabulary(variants, groups);
  const { starts, names } = postingsOf(lists, count);
  const df = (id: number): number => (starts[id + 1] ?? 0) - (starts[id] ?? 0);
  const idf = Float32Array.from({ length: count }, (_, id) => Math.log(1 + views.length / (1 + df(id))));
  const totals = Float32Array.from(lists, (list) => list.reduce((sum, id) => sum + (idf[id] ?? 0), 0));
  const masks = Int32Array.from(views, maskOf);
  const glued = buildBuckets(views.length, (i) => (views[i] ? glueOf(views[i]) : []));
  const score = new Float32Array(views.length);
  const stamp = new Int32Array(views.length).fill(-1);

  const reach = (token: Token): number => {
    const own = vocabulary.idOf(token.text);
    return token.kind === "initial" ? Number.POSITIVE_INFINITY : own === undefined ? 0 : df(own);
  };

  /** Rare words find names; a frequent one, and an initial, only strengthens names found already. Returns the query's weight. */
  function spread(query: NameView, touched: number[]): number {
    const rare = Math.log(1 + views.length);
    let total = 0;
    [...solid(query)]
      .sort((a, b) => reach(a) - reach(b))
      .forEach((token, turn) => {
        const own = vocabulary.idOf(token.text);
        const open = touched.length === 0;
        if (token.kind === "initial" && !open) return;
        total += own === undefined ? rare : (idf[own] ?? rare);
        for (const near of vocabulary.similar(token)) {
          const gain = (idf[near.id] ?? 0) * near.sim * near.sim;
          const only = !open && df(near.id) > FREQUENT;
          for (let i = starts[near.id] ?? 0; i < (starts[near.id + 1] ?? 0); i++) {
            const name = names[i] ?? 0;
            const mark = stamp[name] ?? -1;
            if (mark === turn || (only && mark === -1)) continue;
            if (mark === -1) touched.push(name);
            stamp[name] = turn;
            score[name] = (score[name] ?? 0) + gain;
          }
        }
      });
    return total;
  }

  /** Names whose writing without gaps, or with other gaps, is one of ours. */
  function gluedNames(query: NameView): ReadonlySet<number> {
    const found = new Set<number>();
    const own = gluedKeys(query);
    for (const key of [...own, ...solid(query).map((token) => token.raw), `=${query.text}`])
      for (const name of glued.of(key)) found.add(name);
    for (const pair of own) {
      const id = vocabulary.idOf(pair);
      if (id !== undefined) for (const name of names.subarray(starts[id] ?? 0, starts[id + 1] ?? 0)) found.add(name);
    }
    return found;
  }

  return {
    candidates(query, limit) {
      const touched: number[] = [];
      const total = spread(query, touched);
      const initials = query.tokens
        .filter((token) => token.kind === "initial")
        .map((token) => token.text.charCodeAt(0) & 31);
      const ranked = touched.map((name) => {
        const met = initials.filter((bit) => ((masks[name] ?? 0) & (1 << bit)) !== 0).length;
        const rank = (2 * (score[name] ?? 0) + 4 * met) / (total + (totals[name] ?? 0) + 4 * initials.length);
        return { name, rank };
      });
      for (const name of touched) {
        score[name] = 0;
        stamp[name] = -1;
      }
      const floor = ranked.reduce((best, { rank }) => Math.max(best, rank), 0) * 0.3;
      const byWords = ranked
        .filter(({ rank }) => rank >= floor)
        .sort((a, b) => b.rank - a.rank)
        .slice(0, limit)
        .map(({ name }) => name);
      return [...new Set([...byWords, ...[...gluedNames(query)].slice(0, limit)])];
    },
  };
}
