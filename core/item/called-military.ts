import type { Fact } from "./fact.ts";
import { pageOf, passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";

/** The name of the thing says whose it is; "military grade" and "military temperature range" say how good it is. */
const SERVICE = String.raw`(?<word>military|army|navy|naval|combat|battlefield)`;
const GRADE = String.raw`(?:[- ](?:grade|standards?|specs?|specifications?|style|temperature|temp|range|surplus|rated|look|green|blue|knife|history|tested|tough|qualified|screened|level))`;
const IN_NAME = new RegExp(String.raw`(?<![\p{L}-])${SERVICE}(?!${GRADE})(?=[ -]|$)`, "u");
// "Work trousers navy" tells the color.
const BEHIND = new RegExp(
  String.raw`^,? (?!navy\s*(?:$|[,.;:(]))${SERVICE}(?!${GRADE})(?=\s*(?:$|[,.;:(]|version|use\b))`,
  "u",
);
/** "Non-military", "for civil and military use". */
const DENIED = /(?<!\p{L})(?:non|not|no|never|without|civil|civilian|commercial|sporting)(?!\p{L})/u;

/**
 * A thing whose own name says that it is military ("military GPS receiver"). It decides nothing; it only makes the first
 * question of the 600 series one that cannot be left out (15 CFR 774 Supp. 4: that series goes before other entries).
 */
export function calledMilitary(kinds: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  return kinds.flatMap(({ span }): readonly Fact[] => {
    const page = pageOf(span, pages);
    const passage = page && passagesOf(page).find(({ from, to }) => span && from <= span.from && to >= span.to);
    if (!span || !passage) return [];
    const [from, to] = [span.from - passage.from, span.to - passage.from];
    const clause = passage.plain.slice(0, from).search(/[^,;:(]*$/);
    const name = passage.plain.slice(clause, to);
    const inside = IN_NAME.exec(name);
    const found = inside ?? BEHIND.exec(passage.plain.slice(to));
    const word = found?.groups?.["word"];
    if (!found || word === undefined || DENIED.test(passage.plain)) return [];
    const at = (inside ? clause : to) + found.index + found[0].indexOf(word);
    return [{ name: "called-military", value: true, by: "grammar", span: spanIn(passage, at, at + word.length) }];
  });
}
