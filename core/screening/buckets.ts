const SIZE = 1 << 20;

const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 12)) & (SIZE - 1);
};

/** Numbers by text key, hashed (FNV-1a) into two typed arrays: few bytes, no strings kept, now and then one too many. */
export type Buckets = { readonly of: (key: string) => Uint32Array };

/** `keysOf(i)` for each `i` below `count`. What comes back for a key holds every `i` that has it, and maybe others. */
export function buildBuckets(count: number, keysOf: (i: number) => Iterable<string>): Buckets {
  const starts = new Uint32Array(SIZE + 1);
  const lists: Uint32Array[] = [];
  for (let i = 0; i < count; i++) {
    const hashes = Uint32Array.from(keysOf(i), hashOf);
    lists.push(hashes);
    for (const hash of hashes) starts[hash + 1] = (starts[hash + 1] ?? 0) + 1;
  }
  for (let i = 0; i < SIZE; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const ids = new Uint32Array(starts[SIZE] ?? 0);
  const next = starts.slice(0, SIZE);
  lists.forEach((hashes, i) => {
    for (const hash of hashes) {
      const at = next[hash] ?? 0;
      ids[at] = i;
      next[hash] = at + 1;
    }
  });
  return { of: (key) => ids.subarray(starts[hashOf(key)] ?? 0, starts[hashOf(key) + 1] ?? 0) };
}
