import { buildDeleteIndex } from "./delete-index.ts";
import type { Token } from "./normalise-name.ts";
import { tokenSimilarity } from "./token-similarity.ts";

export type Similar = { readonly id: number; readonly sim: number };

/** Every word of the lists once, with the words near it: by spelling, by sound, by beginning. */
export type Vocabulary = {
  readonly idOf: (word: string) => number | undefined;
  /** Best first. */
  readonly similar: (token: Token) => readonly Similar[];
};

const PREFIX_MIN = 5;
const PREFIX_SCAN = 40;

function lowerBound(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function buildVocabulary(tokens: readonly Token[]): Vocabulary {
  const ids = new Map(tokens.map((token, id) => [token.text, id]));
  const deletion = buildDeleteIndex(tokens.map((token) => token.text));
  const bySound = new Map<string, number[]>();
  tokens.forEach((token, id) => {
    if (token.skeleton.length < 2) return;
    const list = bySound.get(token.skeleton);
    if (list) list.push(id);
    else bySound.set(token.skeleton, [id]);
  });
  const sorted = tokens.map((token) => token.text).sort();

  function* nearby(token: Token): Generator<number> {
    yield* deletion.near(token.text);
    yield* bySound.get(token.skeleton) ?? [];
    for (let length = PREFIX_MIN; length < token.text.length; length++) {
      const id = ids.get(token.text.slice(0, length));
      if (id !== undefined) yield id;
    }
    if (token.text.length < PREFIX_MIN) return;
    const from = lowerBound(sorted, token.text);
    for (let i = from; i < Math.min(from + PREFIX_SCAN, sorted.length); i++) {
      const word = sorted[i] ?? "";
      if (!word.startsWith(token.text)) break;
      const id = ids.get(word);
      if (id !== undefined) yield id;
    }
  }

  return {
    idOf: (word) => ids.get(word),
    similar(token) {
      const best = new Map<number, number>();
      const own = ids.get(token.text);
      if (own !== undefined) best.set(own, 1);
      if (token.kind === "number" || token.kind === "initial") return [...best].map(([id, sim]) => ({ id, sim }));
      for (const id of nearby(token)) {
        const other = tokens[id];
        if (!other || best.has(id)) continue;
        const sim = tokenSimilarity(token, other);
        if (sim > 0.55) best.set(id, sim);
      }
      return [...best].map(([id, sim]) => ({ id, sim })).sort((a, b) => b.sim - a.sim);
    },
  };
}
