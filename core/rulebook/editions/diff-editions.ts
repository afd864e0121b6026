/** One provision of an edition in parts: an entry with its heading, rows and paragraphs, or a section with its lines. */
export type Provision = {
  /** `3A090`, `§ 744.11`, `Supplement No. 4`. */
  readonly key: string;
  /** Part of it → its words. A part that this source does not carry is left out, and not compared. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
};
export type ProvisionChange = {
  readonly key: string;
  readonly what: "added" | "removed" | "changed";
  /** Changed parts, with the lines that went and came. */
  readonly parts: readonly {
    readonly part: string;
    readonly gone: readonly string[];
    readonly come: readonly string[];
  }[];
};
export type EditionDiff = {
  readonly changes: readonly ProvisionChange[];
  /** Provisions that one of the sources cannot be relied on for: never called removed. */
  readonly notComparable: readonly string[];
  readonly compared: number;
};

/**
 * Compares two editions in meaning: case, punctuation, white space and line breaks count for nothing, so that an
 * editorial revision yields no change (the three editions of part 744 of 2026). Parts that only one source carries are
 * not compared. `unreliable`: provisions that a source is known to hold damaged.
 */
export function diffEditions(
  before: readonly Provision[],
  after: readonly Provision[],
  unreliable: ReadonlySet<string> = new Set(),
): EditionDiff {
  const [old, now] = [byKey(before), byKey(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const comparable = keys.filter((key) => !unreliable.has(key));
  const changes = comparable.flatMap((key): readonly ProvisionChange[] => {
    const [one, other] = [old.get(key), now.get(key)];
    if (!one) return [{ key, what: "added", parts: [] }];
    if (!other) return [{ key, what: "removed", parts: [] }];
    const parts = Object.keys(one.parts)
      .filter((part) => other.parts[part] !== undefined)
      .flatMap((part) => changedPart(part, one.parts[part] ?? [], other.parts[part] ?? []));
    return parts.length > 0 ? [{ key, what: "changed", parts }] : [];
  });
  return { changes, notComparable: keys.filter((key) => unreliable.has(key)), compared: comparable.length };
}

const byKey = (provisions: readonly Provision[]): ReadonlyMap<string, Provision> =>
  new Map(provisions.map((provision) => [provision.key, provision]));

/** Letters and digits only: `N/A.` and `n/a` mean the same. */
export const meaningOf = (words: string): string =>
  words
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");

function changedPart(part: string, before: readonly string[], after: readonly string[]): ProvisionChange["parts"] {
  if (meaningOf(before.join(" ")) === meaningOf(after.join(" "))) return [];
  const [old, now] = [new Set(before.map(meaningOf)), new Set(after.map(meaningOf))];
  const gone = before.filter((line) => !now.has(meaningOf(line)));
  const come = after.filter((line) => !old.has(meaningOf(line)));
  // The same lines in another order say the same.
  return gone.length + come.length === 0 ? [] : [{ part, gone, come }];
}
