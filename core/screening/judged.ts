import { finding } from "./findings.ts";
import type { Hit, Screening } from "./screening.ts";

/** How a hit is named in a judgement: the beginning of its entry's fingerprint. A changed listing is another hit. */
export const hitId = (hit: Hit): string => hit.fingerprint.slice(0, 32);

/**
 * Hits that a person in the role for it judged to be somebody else: shown, not counted (LAW §7, §8). The rest of the
 * screening stands; what was not checked stays unchecked.
 */
export function withJudgements(screening: Screening, different: ReadonlySet<string>): Screening {
  if (!screening.hits.some((hit) => different.has(hitId(hit)))) return screening;
  const hits = screening.hits.map((hit) =>
    different.has(hitId(hit))
      ? { ...hit, counted: false, because: [...hit.because, finding("judged-different", { list: hit.list })] }
      : hit,
  );
  const open = hits.some((hit) => hit.counted !== false);
  return { ...screening, hits, disposition: open ? screening.disposition : "review" };
}
