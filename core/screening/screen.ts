import type { Disposition } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { CheckPoint } from "../licensing/determination.ts";
import type { Found, ScreeningIndex } from "./build-index.ts";
import { byDate } from "./choose-editions.ts";
import { countsOn, effectOf } from "./effect.ts";
import { fingerprint } from "./fingerprint.ts";
import { finding } from "./findings.ts";
import { listPoints } from "./list-state.ts";
import type { ListDemands } from "./list-state.ts";
import { REVIEW_THRESHOLD } from "./match-names.ts";
import { normaliseName } from "./normalise-name.ts";
import { ownershipOf } from "./ownership.ts";
import { readInput } from "./read-party.ts";
import type { Hit, HitEffect, Screening, ScreenInput } from "./screening.ts";

export type ScreenOptions = ListDemands & {
  /** The tenant's review threshold, 0 to 1; default 0.80. */
  readonly threshold?: number;
};

const HOLDS: ReadonlySet<HitEffect> = new Set(["block", "licence", "itar-bar"]);

/** Footnotes that widen what is subject to the EAR to foreign-made items (15 CFR 734.9). */
const FDP_FOOTNOTES: ReadonlySet<string> = new Set(["1", "3", "4", "5"]);

function reasons({ entry, edition, scored }: Found, index: ScreeningIndex, asOf: string): readonly Finding[] {
  const { effect, value } = effectOf(entry, index.rules, asOf);
  const ended = entry.ended || (entry.to !== null && entry.to < asOf.slice(0, entry.to.length));
  return [
    ...scored.because,
    ...(scored.matched !== entry.name && entry.type !== "address"
      ? [finding("alias-of", { matched: scored.matched, name: entry.name })]
      : []),
    value
      ? finding("effect-of-list", { list: entry.list, effect }, { cite: value.cite, basis: value.basis })
      : finding("effect-of-row", { effect }),
    ...(entry.nonStandard ? [finding("order-not-standard", { list: entry.list })] : []),
    ...entry.footnotes
      .filter((note) => entry.list === "entity-list" && FDP_FOOTNOTES.has(note))
      .map((footnote) => finding("footnote-widens-jurisdiction", { footnote }, { cite: "15 CFR 734.9" })),
    ...(ended ? [finding("listing-ended", { to: entry.to ?? "" })] : []),
    ...(entry.from !== null && entry.from > asOf ? [finding("listing-not-begun", { from: entry.from })] : []),
    ...(edition.status === "superseded"
      ? [finding("edition-superseded", { list: edition.list, date: edition.date ?? "" })]
      : []),
    ...(edition.status === "demonstration" ? [finding("demonstration-entry", { list: entry.list })] : []),
  ];
}

function toHit(found: Found, index: ScreeningIndex, asOf: string): Hit {
  const { entry, scored } = found;
  return {
    list: entry.list,
    entryId: entry.id,
    fingerprint: fingerprint(entry),
    name: entry.name,
    matched: scored.matched,
    score: scored.score,
    effect: effectOf(entry, index.rules, asOf).effect,
    requirement: entry.requirement,
    reviewPolicy: entry.reviewPolicy,
    footnotes: entry.footnotes,
    inForce: { from: entry.from, to: entry.to },
    cite: entry.cite,
    counted: countsOn(entry, asOf),
    because: reasons(found, index, asOf),
  };
}

const sameListing = (a: Found, b: Found, tongue: ScreeningIndex["tongue"]): boolean => {
  const key = ({ entry }: Found): string =>
    normaliseName(entry.name.replace(/\s*\([^()]*\)\s*$/, ""), tongue.romanise).text;
  const [x, y] = [a.entry, b.entry];
  if (x.list !== y.list || key(a) !== key(b)) return false;
  return x.countries.length === 0 || y.countries.length === 0 || x.countries.some((code) => y.countries.includes(code));
};

/** One listing found in several published forms of its list is one hit: the newest form's, with the words only an older has. */
function mergeForms(found: readonly Found[], index: ScreeningIndex, asOf: string): readonly Hit[] {
  const groups: Found[][] = [];
  const newestFirst = found.toSorted((a, b) => byDate(a.edition, b.edition));
  for (const one of newestFirst) {
    const group = groups.find(
      (others) =>
        others.every(({ edition }) => edition !== one.edition) &&
        others.some((other) => sameListing(one, other, index.tongue)),
    );
    if (group) group.push(one);
    else groups.push([one]);
  }
  const hits = groups.flatMap(([first, ...older]) => {
    if (!first) return [];
    const hit = toHit(first, index, asOf);
    const rows = older.map(({ entry }) => entry);
    return {
      ...hit,
      score: Math.max(hit.score, ...older.map(({ scored }) => scored.score)),
      footnotes:
        hit.footnotes.length > 0 ? hit.footnotes : (rows.find((row) => row.footnotes.length > 0)?.footnotes ?? []),
      requirement: hit.requirement ?? rows.find((row) => row.requirement)?.requirement ?? null,
      reviewPolicy: hit.reviewPolicy ?? rows.find((row) => row.reviewPolicy)?.reviewPolicy ?? null,
    };
  });
  return hits.sort((a, b) => b.score - a.score);
}

function dispose(
  hits: readonly Hit[],
  ownership: ReturnType<typeof ownershipOf>,
  notChecked: readonly CheckPoint[],
): Disposition {
  const counted = hits.filter((hit) => hit.counted);
  if (counted.some((hit) => HOLDS.has(hit.effect))) return "hold";
  if (ownership.status === "listed" || ownership.status === "aggregate-50") return "hold";
  return counted.length > 0 || ownership.lesser || notChecked.length > 0 ? "review" : "auto-clear";
}

const nothing = (asked: boolean): Screening => ({
  hits: [],
  ownership: { status: asked ? "unknown" : "not-asked", chain: [], because: [] },
  notChecked: [{ what: "lists", why: "no-lists" }],
  disposition: "review",
  lists: [],
});

/**
 * Screens one party against every list of the index on the law's date. Hits at or above the threshold, best first; a
 * party on several lists shows each; ended listings are shown and not counted. `auto-clear` only when every required
 * list is whole and fresh, the owners are known (a natural person has none) and nothing hit. Without an index nothing
 * was checked. Reads no clock and throws nothing.
 */
export function screen(
  input: ScreenInput,
  index: ScreeningIndex | null,
  asOf: LawDate,
  options: ScreenOptions = {},
): Screening {
  if (!index) return nothing(input.owners !== undefined);
  const threshold = options.threshold ?? REVIEW_THRESHOLD;
  const query = readInput(input, index.tongue);
  const hits = mergeForms(index.find(query, threshold), index, asOf);
  const ownership = ownershipOf(input.owners, index, { asOf, threshold });
  const person = input.type === "person";
  const notChecked: readonly CheckPoint[] = [
    ...listPoints(index.editions, index.rules, asOf, options),
    ...(query.names.length === 0 && input.type !== "address" ? [{ what: "name", why: "unreadable" }] : []),
    ...(input.country && query.countries.length === 0 ? [{ what: "country", why: "not-known" }] : []),
    ...(input.birthDate && query.birthDates.length === 0 ? [{ what: "birth-date", why: "unreadable" }] : []),
    ...(ownership.status === "not-asked" && !person && input.type !== "address"
      ? [{ what: "ownership", why: "not-asked" }]
      : []),
    ...(ownership.status === "unknown" ? [{ what: "ownership", why: "unknown" }] : []),
  ];
  const { lesser: _, ...shown } = ownership;
  return {
    hits,
    ownership: shown,
    notChecked,
    disposition: dispose(hits, ownership, notChecked),
    lists: index.editions.map((edition) => ({
      list: edition.list,
      date: edition.date,
      entries: edition.entries.length,
      status: edition.status,
    })),
  };
}
