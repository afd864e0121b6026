import type { Fact } from "./fact.ts";
import { passagesOf, spanIn } from "./passages.ts";
import type { Page } from "./passages.ts";

/** Where a text says under which entry the thing stands that software or technology is for: "controlled under 3A001.b.2". */
const NAMED = /(?<![\p{L}\d.])(\d[a-d]\d{3}(?:\.[a-z0-9]{1,2})*)(?![\p{L}\d])/gu;
const SAYS =
  /(?:controlled|classified|specified|described|enumerated|listed|covered|eccn|of|under|by|in|as)\s+(?:eccns?\s+)?$/u;
const DENIED =
  /(?<![\p{L}])(?:not|non|kein\p{L}*|nicht|pas|except|outside|below|other than|than|neither|nor|or)\s+(?:[\p{L}]+\s+){0,2}$/u;

/**
 * The entries that a text gives for what software or technology is about. It is what the writer says, never our own
 * finding: it leads to the entry of the software or technology, and a reviewer checks it.
 */
export function readNamedEntries(pages: readonly Page[]): readonly Fact[] {
  return pages
    .filter((page) => page.own)
    .flatMap((page) =>
      passagesOf(page).flatMap((passage) =>
        [...passage.plain.matchAll(NAMED)].flatMap((match): readonly Fact[] => {
          const before = passage.plain.slice(0, match.index);
          if (!SAYS.test(before) || DENIED.test(before)) return [];
          const span = spanIn(passage, match.index, match.index + match[0].length);
          const [eccn = "", ...path] = match[0].split(".");
          return [{ name: "subject-entry", value: [eccn.toUpperCase(), ...path].join("."), by: "grammar", span }];
        }),
      ),
    );
}
