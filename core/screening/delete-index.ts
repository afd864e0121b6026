import { allowedEdits } from "./token-similarity.ts";

const PREFIX = 8;
const BUCKETS = 1 << 20;

const fnv = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) & (BUCKETS - 1);
};

/** The first letters of a word with up to two letters left out, each once; words under four letters have none. */
export function deletes(word: string): ReadonlySet<string> {
  const depth = Math.min(2, allowedEdits(word.length));
  const found = new Set<string>();
  if (depth === 0) return found;
  const start = word.slice(0, PREFIX);
  found.add(start);
  let layer: readonly string[] = [start];
  for (let step = 0; step < depth; step++) {
    const next: string[] = [];
    for (const text of layer)
      for (let i = 0; i < text.length; i++) {
        const shorter = text.slice(0, i) + text.slice(i + 1);
        if (found.has(shorter)) continue;
        found.add(shorter);
        next.push(shorter);
      }
    layer = next;
  }
  return found;
}

/** Ids of words that may be within one or two edits (a superset: the caller compares). */
export type DeleteIndex = { readonly near: (word: string) => ReadonlySet<number> };

/**
 * Symmetric deletion (two words within n edits share a form with at most n letters left out) over hashed buckets:
 * two typed arrays, no strings kept.
 */
export function buildDeleteIndex(words: readonly string[]): DeleteIndex {
  const starts = new Uint32Array(BUCKETS + 1);
  const hashes: Uint32Array[] = words.map((word) => Uint32Array.from([...deletes(word)].map(fnv)));
  for (const list of hashes) for (const hash of list) starts[hash + 1] = (starts[hash + 1] ?? 0) + 1;
  for (let i = 0; i < BUCKETS; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const ids = new Uint32Array(starts[BUCKETS] ?? 0);
  const next = starts.slice(0, BUCKETS);
  hashes.forEach((list, id) => {
    for (const hash of list) {
      const at = next[hash] ?? 0;
      ids[at] = id;
      next[hash] = at + 1;
    }
  });
  return {
    near(word) {
      const found = new Set<number>();
      for (const form of deletes(word)) {
        const hash = fnv(form);
        for (let i = starts[hash] ?? 0; i < (starts[hash + 1] ?? 0); i++) found.add(ids[i] ?? 0);
      }
      return found;
    },
  };
}
