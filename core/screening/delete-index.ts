import { buildBuckets } from "./buckets.ts";
import { allowedEdits } from "./token-similarity.ts";

const PREFIX = 8;

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

/** Symmetric deletion: two words within n edits share a form with at most n letters left out. */
export function buildDeleteIndex(words: readonly string[]): DeleteIndex {
  const buckets = buildBuckets(words.length, (i) => deletes(words[i] ?? ""));
  return {
    near(word) {
      const found = new Set<number>();
      for (const form of deletes(word)) for (const id of buckets.of(form)) found.add(id);
      return found;
    },
  };
}
