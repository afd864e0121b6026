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

/** `variants`: every way a word is written; `groups[i]` is the id of the word that variant `i` is a form of. */
export function buildVocabulary(variants: readonly Token[], groups: readonly number[]): Vocabulary {
  const ids = new Map<string, number>();
  variants.forEach((token, i) => ids.set(token.text, groups[i] ?? 0));
  const written = new Map(variants.map((token, i) => [token.raw, i]));
  const deletion = buildDeleteIndex(variants.map((token) => token.raw));
  const bySound = new Map<string, number[]>();
  variants.forEach((token, i) => {
    if (token.skeleton.length < 2) return;
    const list = bySound.get(token.skeleton);
    if (list) list.push(i);
    else bySound.set(token.skeleton, [i]);
  });
  const sorted = variants.map((token) => token.raw).sort();

  function* nearby(token: Token): Generator<number> {
    yield* deletion.near(token.raw);
    if (token.text !== token.raw) yield* deletion.near(token.text);
    yield* bySound.get(token.skeleton) ?? [];
    for (let length = PREFIX_MIN; length < token.raw.length; length++) {
      const id = written.get(token.raw.slice(0, length));
      if (id !== undefined) yield id;
    }
    if (token.raw.length < PREFIX_MIN) return;
    const from = lowerBound(sorted, token.raw);
    for (let i = from; i < Math.min(from + PREFIX_SCAN, sorted.length); i++) {
      const word = sorted[i] ?? "";
      if (!word.startsWith(token.raw)) break;
      const id = written.get(word);
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
      for (const at of nearby(token)) {
        const [other, group] = [variants[at], groups[at] ?? 0];
        if (!other || group === own) continue;
        const sim = tokenSimilarity(token, other);
        if (sim > 0.55 && sim > (best.get(group) ?? 0)) best.set(group, sim);
      }
      return [...best].map(([id, sim]) => ({ id, sim })).sort((a, b) => b.sim - a.sim);
    },
  };
}
