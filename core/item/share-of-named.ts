import type { Fact } from "./fact.ts";
import { pageOf } from "./passages.ts";
import type { Page } from "./passages.ts";

/** Words that stand beside a share without naming what it is the share of. */
const OF_ITSELF =
  /^(?:purity|assay|content|conc|concentration|concentrated|strength|min|max|minimum|maximum|typ|typical|wt|vol|by|weight|volume|mass|solution|sol|aqueous|aq|technical|tech|grade|pure|gc|hplc|ar|acs|reagent|approx|ca|about|and|or|of|a|an|the|at|in|with|is|reinheit|gehalt|lösung|zur|analyse|titer|active|mixture|mix|contains|containing|w|v|m|to|up|than|less|more|below|above|over|under|only|cas|no|nr)$/u;
/** Right before a figure: the name of an analyte or of another part of the mixture. */
const NAME_BEFORE = /(\p{L}[\p{L}-]*)\s*[:=<>≤≥~]*\s*$/u;

/**
 * A share beside the name of another substance is not the listed one's: "DMMP, phosphorus 25 %", "ammonium fluoride 34 %
 * and hydrogen fluoride 7 %". A share in the words of the listed name, or with no name at all, is.
 */
export function sharesOfNamed(facts: readonly Fact[], pages: readonly Page[]): readonly Fact[] {
  const named = facts.filter(({ name, span }) => name === "substance" && span !== undefined);
  if (named.length === 0) return facts;
  const left = facts.filter((fact) => fact.name !== "concentration" || isOfNamed(fact, named, { pages, stops: STOPS }));
  // "DMMP 20 % in triethyl phosphate 80 %": of two shares the one of what the other is dissolved in is not its own.
  const apart = left.filter(
    (fact) => fact.name !== "concentration" || isOfNamed(fact, named, { pages, stops: [...STOPS, ...DISSOLVED_IN] }),
  );
  return apart.some(({ name }) => name === "concentration") ? apart : left;
}

const STOPS = [", ", "; ", "\n", "\t", " and ", " und ", " et ", ". ", " + "] as const;
const DISSOLVED_IN = [" in ", " dans "] as const;

type Clauses = { readonly pages: readonly Page[]; readonly stops: readonly string[] };

function isOfNamed({ span }: Fact, named: readonly Fact[], { pages, stops }: Clauses): boolean {
  const page = pageOf(span, pages);
  if (!span || !page) return true;
  const before = page.plain.slice(0, span.from);
  const from = Math.max(
    ...stops.map((stop) => {
      const at = before.lastIndexOf(stop);
      return at === -1 ? 0 : at + stop.length;
    }),
  );
  const ends = stops
    .map((stop) => page.plain.indexOf(/^[,;] $/.test(stop) ? stop.trimEnd() : stop, span.to))
    .filter((at) => at !== -1);
  const to = Math.min(page.plain.length, ...ends);
  const within = named.some(
    (one) =>
      one.span?.source === span.source && one.span.page === span.page && one.span.from >= from && one.span.to <= to,
  );
  if (within) return true;
  const [, word] = NAME_BEFORE.exec(page.plain.slice(from, span.from)) ?? [];
  return word === undefined || OF_ITSELF.test(word);
}
