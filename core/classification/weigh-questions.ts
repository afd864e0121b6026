import type { LawDate } from "../dates.ts";
import type { FactName } from "../item/fact.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { RELEASING } from "../rulebook/specially-designed.ts";
import { opensSeries } from "../rulebook/series.ts";
import type { FactReadings } from "../rulebook/tested.ts";
import type { ReasonForControl } from "./classification.ts";
import { CLOSING, canClose } from "./closing-question.ts";
import { treatedAlike } from "./decide.ts";
import type { Decided } from "./decide.ts";
import { textParam } from "./findings.ts";
import { NAMED_IN_USML, isBehindSeries, waitsForSeries } from "./order-of-review.ts";
import { scoreOf } from "./score-leaf.ts";
import type { Leaf } from "./test-entry.ts";

/** With "yes" no limb of 15 CFR 772.1 (b) releases it. */
const MADE_FOR_IT = "made-only-for-it";
/** A paragraph of which more holds outweighs several of which less does. */
const SHARPNESS = 4;
/** A limit that is passed already says more than a kind: the paragraph of two figures and one open goes before that of none. */
const FIGURE = 0.3;
/** The question that opens a series, beside a paragraph that something already holds of. */
const LAST = 0.02;
/** What was said in two ways is asked before what was not said at all, where it is as near. */
const SAID_TWICE = 10;
/** Entries that count for one fact, the nearest ones: a hundred far ones do not outweigh a near one. */
const MOST_ENTRIES = 3;
/** What a second paragraph of the same entry adds. */
const SAME_ENTRY = 0.05;
/** "Not controlled by …": asked about after the entry that it leaves the rest of. */
const RESIDUAL = 0.5;

export type Asking = {
  readonly rulebook: Rulebook;
  readonly facts: FactReadings;
  readonly asOf: LawDate;
  /** Asked and not known: never asked again. */
  readonly notKnown: ReadonlySet<FactName>;
  /** The one answer that closes every heading, where there is one: nothing else needs to be asked. */
  readonly closing: FactName | null;
};

/** Facts worth asking, the one that separates the nearest open paragraphs first, then the one easiest to answer. */
export function weigh(decided: Decided, reasons: readonly ReasonForControl[], asking: Asking): readonly FactName[] {
  const { definitions } = asking.rulebook.vocabulary;
  const weights = new Map<FactName, number>();
  const isOpen = (name: FactName): boolean => !asking.facts.has(name) && !asking.notKnown.has(name);
  // One question in the place of six, or of one for each purpose.
  const asked = (name: FactName): FactName => {
    if (RELEASING.has(name) && definitions.has(MADE_FOR_IT) && isOpen(MADE_FOR_IT)) return MADE_FOR_IT;
    const figure = definitions.get(name)?.["asked-as"];
    if (figure && (figure.when === undefined || asking.facts.has(figure.when)) && isOpen(figure.fact))
      return figure.fact;
    return decided.winner === null && definitions.get(name)?.["opens-series"] === true && canClose(asking)
      ? CLOSING
      : name;
  };
  const add = (name: FactName, by: number): void => void weights.set(asked(name), (weights.get(asked(name)) ?? 0) + by);
  const taken = new Map<FactName, number>();
  for (const { name, weight } of weighEntries(decided, asking)) {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    // Jurisdiction goes before everything else of the same nearness (15 CFR 774 Supp. 4).
    if (count <= MOST_ENTRIES) add(name, name === NAMED_IN_USML ? 2 * weight : weight);
  }
  for (const [name, weight] of saidInTwoWays(decided, asking)) add(name, SAID_TWICE * weight);
  // A person who looks at a category says whether it names the thing: until then nothing behind it matters. Where one
  // figure of a paragraph is all that is open, the figure decides that and goes first.
  if (decided.usml.looks.length > 0) add(NAMED_IN_USML, 100);
  const figure = decided.usml.looks.find(({ missing }) => missing.length === 1);
  for (const name of figure?.missing ?? []) add(name, 200);
  for (const reason of reasons)
    for (const finding of reason.because)
      if (reason.status === "unknown" && finding.code === "fact-missing") add(textParam(finding, "fact"), 0.25);
  const order = [...definitions.keys()];
  const effort = (name: FactName): number => definitions.get(name)?.effort ?? 9;
  return [...weights.keys()]
    .filter((name) => !asking.notKnown.has(name) && definitions.get(name)?.question !== undefined)
    .toSorted(
      (a, b) =>
        (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || effort(a) - effort(b) || order.indexOf(a) - order.indexOf(b),
    );
}

/**
 * Entries that ask alike are one reason to ask: the paragraphs `.z` of all entries for the figures of 3A090 and 4A090, and
 * 5x002 with 5x992 for what it encrypts (15 CFR 774 Supp. 1, Category 5 Part 2, Note 3).
 */
function reasonOf({ entry: { eccn }, paragraph }: Leaf): string {
  if (/^5[A-E](?:002|992)$/.test(eccn)) return "encryption";
  return /^\d[A-E]090$/.test(eccn) || paragraph.startsWith(`${eccn}.z`) ? "z" : eccn;
}

const figuresHeld = ({ findings }: Leaf): number => findings.filter(({ code }) => code === "limit-met").length;

/** What the text says in two ways, with the weight of the nearest paragraph it stands in. */
function saidInTwoWays(decided: Decided, asking: Asking): ReadonlyMap<FactName, number> {
  const weightOf = nearnessOf(decided, asking);
  const most = new Map<FactName, number>();
  for (const leaf of decided.blocking)
    for (const finding of leaf.findings) {
      if (finding.code !== "fact-contradicts-itself" && finding.code !== "range-straddles-limit") continue;
      const name = textParam(finding, "fact");
      most.set(name, Math.max(most.get(name) ?? 0, weightOf(leaf)));
    }
  return most;
}

type Weighed = { readonly name: FactName; readonly weight: number };

/**
 * What each entry asks for, the nearest first. An entry is one reason to ask, however many of its paragraphs turn on the
 * fact; the nearest of them says how near. The first question of the series is one reason for all of them.
 */
function weighEntries(decided: Decided, asking: Asking): readonly Weighed[] {
  const { vocabulary } = asking.rulebook;
  const weightOf = nearnessOf(decided, asking);
  const weighed = new Map<string, Weighed>();
  for (const leaf of decided.blocking.filter((one) => !isSettledBeside(one, decided))) {
    const waits = waitsForSeries(leaf, vocabulary);
    const weight = weightOf(leaf);
    const names = waits ? leaf.missing.filter((name) => opensSeries([name], vocabulary)) : leaf.missing;
    for (const name of names) {
      const key = waits ? name : `${reasonOf(leaf)} ${name}`;
      const before = weighed.get(key)?.weight;
      const [less, more] = before === undefined || before < weight ? [before ?? 0, weight] : [weight, before];
      weighed.set(key, { name, weight: waits ? weight : more + SAME_ENTRY * less });
    }
  }
  return [...weighed.values()].toSorted((a, b) => b.weight - a.weight);
}

/** How near each open paragraph is: how much of it holds, and what it waits for. */
function nearnessOf({ blocking }: Decided, { rulebook: { vocabulary } }: Asking): (leaf: Leaf) => number {
  // What waits for another entry, or yields to one that is open, is asked about after that entry.
  const open = new Set(blocking.filter(({ partial }) => !partial).map(({ entry }) => entry.eccn));
  const isBehind = isBehindSeries(blocking, vocabulary);
  const place = (leaf: Leaf): number => {
    if (isBehind(leaf)) return 0.1;
    if (leaf.partial) return 0.5;
    if (leaf.entry["yields-to"]?.some((code) => open.has(code)) === true) return 0.4;
    if (leaf.entry["residual-to"]?.some((code) => open.has(code)) === true) return RESIDUAL;
    return leaf.findings.some(({ code }) => code === "waits-for") ? 0.9 : 1;
  };
  return (leaf) =>
    waitsForSeries(leaf, vocabulary)
      ? LAST
      : place(leaf) * scoreOf(leaf, vocabulary.classes) ** SHARPNESS * (1 + FIGURE * figuresHeld(leaf));
}

/** Another paragraph of its entry holds whole, whatever the entry waits for, and every row treats both alike. */
const isSettledBeside = (leaf: Leaf, { tested }: Decided): boolean =>
  tested
    .find(({ entry }) => entry === leaf.entry)
    ?.leaves.some(
      (other) =>
        other.answer === "met" &&
        other.reading === null &&
        other.paragraph !== leaf.paragraph &&
        treatedAlike(leaf.entry, leaf, other),
    ) === true;
