import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import * as score from "../labelled/score.ts";
import type { Answer, Scored } from "../labelled/score.ts";
import { HALVES, hashBeforeTuning, hashOfHeldOut, openHalf } from "../labelled/set.ts";
import type { Half, LabelledFile, Twin } from "../labelled/set.ts";
import { rulebook } from "../rulebook.ts";
import type { Figure, Row } from "./figure.ts";

const HELD_OUT_MISSES = "--held-out-misses";
type AnsweredTwin = { readonly twin: Twin; readonly answer: Answer };
const ask = ({ item, as_of }: Pick<Twin, "item" | "as_of">): Answer => classify(item, rulebook, toLawDate(as_of));

const percent = (part: number | null): string => (part === null ? "none" : `${(100 * part).toFixed(1)} %`);
const outOf = (right: number, n: number): string => `${right} of ${n} (${percent(n === 0 ? null : right / n)})`;
const counted = <T>(all: readonly T[], counts: (one: T) => boolean): string =>
  outOf(all.filter(counts).length, all.length);

const right =
  (places: number) =>
  (one: Scored): boolean =>
    score.among(one, places);
const figures = (scored: readonly Scored[]): string => {
  const named = scored.filter(score.hasParagraph);
  return [
    `top-1 ${percent(score.share(scored, right(1)))}`,
    `top-3 ${percent(score.share(scored, right(3)))}`,
    `exact ${percent(score.share(named, score.exact))} of ${named.length} with a paragraph`,
    `n ${scored.length}`,
  ].join(", ");
};

function outcomes(scored: readonly Scored[]): string {
  const by = Map.groupBy(scored, ({ answer }) => answer.outcome);
  return [...by].map(([outcome, held]) => `${outcome} ${outOf(held.length, scored.length)}`).join(", ");
}

/** What stands in the place of the label, and what the desk would ask next. */
function missRow({ item: { name, label }, answer }: Scored): Row {
  const first = score.ranking(answer).slice(0, 3);
  const given = first.map(({ eccn, paragraph, score: given }) => `${paragraph ?? eccn} ${given.toFixed(2)}`).join(", ");
  const next = answer.missing[0] === undefined ? "" : `; asks ${answer.missing[0].fact}`;
  return {
    what: `  miss: ${name}`,
    more: `label ${label.paragraph ?? label.eccn}; ${answer.outcome}: ${given || "no candidate"}${next}`,
  };
}
const twinRow = ({ twin, answer }: AnsweredTwin): Row => ({
  what: `  not asked first: ${twin.name}`,
  more: `wants ${twin.expect.asks.join(" or ")}; ${answer.outcome}, asks ${answer.missing.map(({ fact }) => fact).join(", ") || "nothing"}`,
});

function isLooser(files: readonly LabelledFile[]): (one: AnsweredTwin) => boolean {
  const whole = new Map(files.flatMap(({ items }) => items.map((item) => [item.name, item] as const)));
  return ({ twin, answer }) => {
    const item = whole.get(twin["twin-of"]);
    return item !== undefined && score.classifiedLooser(item, answer);
  };
}

function misses(scored: readonly Scored[], twins: readonly AnsweredTwin[], inFull: boolean): readonly Row[] {
  const missed = scored.filter((one) => !score.among(one, 1) || (score.hasParagraph(one) && !score.exact(one)));
  const unasked = twins.filter(({ twin, answer }) => !score.askedFirst(twin, answer));
  if (inFull) return [...missed.map(missRow), ...unasked.map(twinRow)];
  const by = Map.groupBy(missed, ({ category }) => category);
  const counts = [...by].map(([category, held]) => `${category}: ${held.length}`).join(", ");
  return [{ what: "misses by category", more: `${counts} (${HELD_OUT_MISSES} names them, for an auditor)` }];
}

/** The figures of one half. */
function report(half: Half, files: readonly LabelledFile[], inFull: boolean): readonly Row[] {
  const scored = files.flatMap(({ category, items }) => items.map((item) => ({ category, item, answer: ask(item) })));
  const twins = files.flatMap((file) => file.twins.map((twin) => ({ twin, answer: ask(twin) })));
  const named = scored.filter(score.hasParagraph);
  const settled = scored.filter(({ answer }) => answer.outcome === "classified");
  const on = (all: readonly Scored[], wanted: ReturnType<typeof score.side>) =>
    counted(all, (one) => score.side(one) === wanted);
  const by = Map.groupBy(scored, ({ category }) => category);
  const scores = score.calibration(scored).filter(({ every }) => every.n > 0);
  const macro = [
    `top-1 ${percent(score.macro(scored, right(1)))}`,
    `top-3 ${percent(score.macro(scored, right(3)))}`,
    `exact ${percent(score.macro(named, score.exact))}`,
  ];
  const rows: readonly Row[] = [
    { what: "macro over categories", more: macro.join(", ") },
    { what: "all items", more: figures(scored) },
    ...[...by].map(([category, held]) => ({ what: `  ${category}`, more: figures(held) })),
    { what: "classified: the code is right", more: counted(settled, right(1)) },
    {
      what: "over-control (stricter than the label)",
      more: `${on(scored, "over")}, when classified ${on(settled, "over")}`,
    },
    {
      what: "under-control (looser than the label)",
      more: `${on(scored, "under")}, when classified ${on(settled, "under")}`,
    },
    { what: "no candidate at all", more: on(scored, "silent") },
    { what: "unsafe auto-clears", more: String(scored.filter(score.unsafeClear).length) },
    { what: "outcomes, with every fact given", more: outcomes(scored) },
    {
      what: "a fact missing: asked first",
      more: `${counted(twins, ({ twin, answer }) => score.askedFirst(twin, answer))}, among the questions ${counted(twins, ({ twin, answer }) => score.asked(twin, answer))}`,
    },
    { what: "a fact missing: classified looser", more: counted(twins, isLooser(files)) },
    ...scores.map(({ from, to, first, every }) => ({
      what: `  score ${from.toFixed(1)} to ${to.toFixed(1)}: right`,
      more: `first choices ${outOf(first.right, first.n)}, every candidate ${outOf(every.right, every.n)}`,
    })),
    ...misses(scored, twins, inFull),
  ];
  return rows.map((row) => ({ ...row, what: `${half}, ${row.what}` }));
}

export const classifyRight: Figure = {
  name: "classify",
  what: "classification against labels written before any tuning (over-control order: ITAR, controlled, AT-only, EAR99)",
  options: [HELD_OUT_MISSES],
  async run(options) {
    if (hashOfHeldOut() !== hashBeforeTuning())
      throw new Error("the held-out half of the labelled set is not the one that was written down before tuning");
    return HALVES.flatMap((half) => report(half, openHalf(half), half === "tuned" || options.has(HELD_OUT_MISSES)));
  },
};
