import type { Candidate, Classification } from "../../core/classification/classification.ts";
import type { Label, LabelledItem, Twin } from "./set.ts";

/** What counts of an answer here. */
export type Answer = Pick<
  Classification,
  "outcome" | "disposition" | "eccn" | "jurisdiction" | "candidates" | "missing"
>;
export type Scored = { readonly category: string; readonly item: LabelledItem; readonly answer: Answer };

/** What the desk still holds possible, its first choice first, one for each five-character code. */
export function ranking({ candidates }: Answer): readonly Candidate[] {
  const open = candidates.filter(({ status }) => status !== "not-met");
  return open.filter((one, index) => open.findIndex(({ eccn }) => eccn === one.eccn) === index);
}

/** Is the label's code among the first `places`? The munitions list counts by category. */
export const among = ({ item, answer }: Scored, places: number): boolean =>
  ranking(answer)
    .slice(0, places)
    .some(({ eccn }) => eccn === item.label.eccn);

/** Only a label with a paragraph can be met exactly: EAR99 and a heading that is itself the list have none. */
export const hasParagraph = ({ item: { label } }: Scored): boolean => label.paragraph !== null;
export const exact = ({ item: { label }, answer }: Scored): boolean =>
  [label.paragraph, ...(label.also ?? [])].includes(ranking(answer)[0]?.paragraph ?? "");

/**
 * How strictly a code is controlled, for over- and under-control: 3 ITAR, 2 controlled on the CCL for any other reason than
 * AT alone, 1 AT-only (x99x), 0 EAR99. 0A998 is numbered like an AT-only entry and is none (foreign policy).
 */
export function severity({ eccn, jurisdiction }: Pick<Label, "eccn"> & { readonly jurisdiction: string }): number {
  if (jurisdiction === "ITAR") return 3;
  if (eccn === "EAR99") return 0;
  return /^\d[A-E]99\d$/.test(eccn) && eccn !== "0A998" ? 1 : 2;
}

/** `over`: the first choice is stricter than the label; `under`: looser; `silent`: there is no choice at all. */
export function side({ item, answer }: Scored): "over" | "even" | "under" | "silent" {
  const first = ranking(answer)[0];
  if (first === undefined) return "silent";
  const apart = severity(first) - severity(item.label);
  return apart > 0 ? "over" : apart < 0 ? "under" : "even";
}

/** Cleared without a person, with a looser answer than the label's: the one error that nobody would see. */
export const unsafeClear = (scored: Scored): boolean =>
  !["review", "hold"].includes(scored.answer.disposition) && ["under", "silent"].includes(side(scored));

/** Is the fact that was taken away the first one asked for, asked at all? */
export const askedFirst = ({ expect: { asks } }: Twin, { missing }: Answer): boolean =>
  asks.includes(missing[0]?.fact ?? "");
export const asked = ({ expect: { asks } }: Twin, { missing }: Answer): boolean =>
  missing.some(({ fact }) => asks.includes(fact));

/** Without the fact the desk names a looser code than the whole item has: silence was taken for "no". */
export const classifiedLooser = (whole: LabelledItem, { outcome, eccn, jurisdiction }: Answer): boolean =>
  outcome === "classified" && eccn !== null && severity({ eccn, jurisdiction }) < severity(whole.label);

/** 0 to 1; null of none, which is no figure. */
export const share = <T>(all: readonly T[], counts: (one: T) => boolean): number | null =>
  all.length === 0 ? null : all.filter(counts).length / all.length;

/** The mean of the categories' shares, each category weighing the same; one in which nothing can count has no say. */
export function macro(scored: readonly Scored[], counts: (one: Scored) => boolean): number | null {
  const categories = Map.groupBy(scored, ({ category }) => category);
  const shares = [...categories.values()].flatMap((held) => share(held, counts) ?? []);
  return shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length;
}

export type Bucket = { readonly from: number; readonly to: number; readonly first: Hits; readonly every: Hits };
type Hits = { readonly n: number; readonly right: number };

/** By tenths of the score that candidates were given: how many, and how many are the label's code. */
export function calibration(scored: readonly Scored[]): readonly Bucket[] {
  const given = scored.flatMap(({ item, answer }) =>
    ranking(answer).map(({ eccn, score }, place) => ({ score, place, right: eccn === item.label.eccn })),
  );
  const hits = (held: typeof given): Hits => ({ n: held.length, right: held.filter(({ right }) => right).length });
  return Array.from({ length: 10 }, (_, tenth) => {
    const held = given.filter(({ score }) => Math.min(9, Math.floor(score * 10 + 1e-9)) === tenth);
    return {
      from: tenth / 10,
      to: (tenth + 1) / 10,
      first: hits(held.filter(({ place }) => place === 0)),
      every: hits(held),
    };
  });
}
