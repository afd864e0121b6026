import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { Fact } from "../item/fact.ts";
import { readItem } from "../item/read-item.ts";
import type { ReadItem } from "../item/read-item.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { showValue } from "../rulebook/tested.ts";
import { withLikelyKinds } from "./assume-kinds.ts";
import { candidatesOf } from "./candidates.ts";
import type { Advise, Classification, ItemInput, Jurisdiction } from "./classification.ts";
import { findingsOfHeadings } from "./close-headings.ts";
import { closingQuestion } from "./closing-question.ts";
import { counterfactualOf } from "./counterfactual.ts";
import { decide } from "./decide.ts";
import type { Decided } from "./decide.ts";
import { toFinding } from "./findings.ts";
import { likelyKinds } from "./likely-kinds.ts";
import { goesFirst } from "./order-of-review.ts";
import { openPoints } from "./open-points.ts";
import { nearestEntries } from "./retrieve.ts";
import { reviewOf } from "./review-findings.ts";
import { asks, questionsFor, resultOf } from "./questions.ts";
import { readingsOf, reasonsForControl } from "./reasons-for-control.ts";

/**
 * Proposes a classification as of a civil date: reads facts, walks the order of review, and says what it rests on, what
 * is open and what would change it. Never sees a destination or a party; never clears anything by itself (every value
 * is a `summary`): `disposition` is `review`, or `hold` where the Munitions List or a conflict needs a person.
 */
export function classify(input: ItemInput, rulebook: Rulebook, asOf: LawDate): Classification {
  return classifyRead(readItem(input, rulebook.vocabulary), rulebook, asOf, textOf(input));
}

/**
 * The same from facts that were read already: two things of the same facts have the same answer. `text` only ranks the
 * candidates of an open one.
 */
export function classifyRead(item: ReadItem, rulebook: Rulebook, asOf: LawDate, text = ""): Classification {
  const facts = readingsOf(item.facts);
  const first = decide(rulebook, facts, asOf);
  const decided = contradicts(item, first, { rulebook, asOf })
    ? { ...first, outcome: "conflict" as const, winner: null }
    : first;
  const closing = closingQuestion(decided, { rulebook, facts, asOf, notKnown: item.notKnown });
  const { winner } = decided;
  const outcome = closing === null ? decided.outcome : "needs-facts";
  const context = { facts, words: rulebook.vocabulary };
  const reasons = winner ? reasonsForControl(rulebook, winner.entry.eccn, winner.paragraph, item.facts, asOf) : [];
  const likely = facts.has("is") || decided.munition ? [] : likelyKinds(text, rulebook.vocabulary.classes);
  const missing =
    (closing !== null || asks(decided)) && !decided.munition && !decided.elsewhere
      ? questionsFor(decided, reasons, { rulebook, facts, asOf, notKnown: item.notKnown, closing }, likely)
      : [];
  const near = nearestEntries(text, rulebook, asOf);
  const stand = candidatesOf(decided, rulebook, context, { closing: closing !== null, near });
  return {
    outcome,
    jurisdiction: jurisdictionOf(decided),
    eccn: decided.munition?.code ?? winner?.entry.eccn ?? (outcome === "classified" && decided.ear99 ? "EAR99" : null),
    paragraph: decided.munition?.paragraph ?? winner?.paragraph ?? null,
    candidates: likely.length === 0 ? stand : withLikelyKinds(stand, decided, likely, { rulebook, facts, asOf, near }),
    also: alsoOf(decided),
    missing,
    advise: adviseOf(decided),
    reasonsForControl: reasons,
    significantMilitaryEquipment: decided.munition?.significant ?? null,
    basis: "summary",
    disposition:
      outcome === "conflict" || decided.elsewhere || decided.usml.looks.length > 0 || decided.munition
        ? "hold"
        : "review",
    facts: item.facts,
    dropped: item.dropped,
    trace: traceOf(item, decided, {
      rulebook,
      asOf,
      points: openPoints(decided, { rulebook, context, asOf }),
    }),
    counterfactual: counterfactualOf(decided),
  };
}

/** The item's name, the request, and the first page of each file. */
const textOf = ({ name, description, sources }: ItemInput): string =>
  [name, description, ...sources.map(({ pages }) => pages[0]?.text)].filter((text) => text !== undefined).join("\n");

/** A person's statement stands, unless the text's own value would give another answer: then a person looks at both. */
function contradicts(
  item: ReadItem,
  decided: Decided,
  known: { readonly rulebook: Rulebook; readonly asOf: LawDate },
): boolean {
  if (item.contradictions.length === 0) return false;
  const names = new Set(item.contradictions.map(({ params }) => params["fact"]));
  const asRead = [...item.facts.filter(({ name }) => !names.has(name)), ...item.contradicted];
  const other = decide(known.rulebook, readingsOf(asRead), known.asOf);
  return other.outcome !== decided.outcome || resultOf(other) !== resultOf(decided);
}

function jurisdictionOf(decided: Decided): Jurisdiction {
  if (decided.elsewhere) return decided.elsewhere.agency;
  if (decided.munition) return "ITAR";
  if (decided.usml.looks.length > 0) return "undetermined";
  return decided.outcome === "classified" ? "EAR" : "undetermined";
}

function adviseOf({ usml, munition, elsewhere, outcome, contenders }: Decided): Advise {
  if (munition || elsewhere) return "none";
  if (usml.looks.length + usml.met.length > 0) return "CJ";
  if (outcome !== "conflict") return "none";
  return contenders.some(({ reading }) => reading !== null) ? "counsel" : "CCATS";
}

/** Companions of the commodity, and what is met beside it. */
function alsoOf({ winner, entries }: Decided): Classification["also"] {
  if (!winner) return [];
  const beside = entries
    .filter(({ entry, answer }) => answer === "met" && goesFirst(winner.entry, entry))
    .flatMap(({ leaves }) => leaves.filter(({ answer }) => answer === "met").slice(0, 1))
    .map((leaf) => ({
      what: "item",
      eccn: leaf.entry.eccn,
      paragraph: leaf.paragraph,
      because: [toFinding("named-beside", { entry: winner.entry.eccn })],
    }));
  const companions = Object.entries(winner.entry.companions ?? {}).flatMap(([what, eccn]) =>
    eccn === undefined
      ? []
      : [{ what, eccn, paragraph: null, because: [toFinding("companion-of", { entry: winner.entry.eccn })] }],
  );
  return [...beside, ...companions];
}

function traceOf(
  item: ReadItem,
  decided: Decided,
  {
    rulebook,
    asOf,
    points,
  }: { readonly rulebook: Rulebook; readonly asOf: LawDate; readonly points: readonly Finding[] },
): Classification["trace"] {
  const sixHundred = [...new Set(decided.openHeadings)].filter((code) => /^\d[A-E](6\d\d|515)$/.test(code)).length;
  return [
    {
      step: "facts",
      because: [
        toFinding("facts-read", { facts: item.facts.length, dropped: item.dropped.length }),
        kindOf(item.facts),
        ...item.contradictions,
      ],
    },
    ...(decided.elsewhere ? [{ step: "other-agency", because: decided.elsewhere.because }] : []),
    { step: "munitions-list", because: decided.usml.because },
    { step: "600-series", because: [toFinding("six-hundred-series-open", { headings: sixHundred })] },
    { step: "entries", because: [...reviewOf(decided, asOf), ...points] },
    { step: "headings", because: [...findingsOfHeadings(decided.headings), ...laterEntries(rulebook, decided)] },
  ];
}

function kindOf(facts: readonly Fact[]): Finding {
  const kind = facts.find(({ name }) => name === "is");
  return kind
    ? toFinding("kind-read", { kind: showValue(kind.value), quote: kind.span?.quote ?? "" })
    : toFinding("kind-not-read", {});
}

/** Entries whose first edition is later than the date asked about: named, never silently absent. */
function laterEntries(rulebook: Rulebook, decided: Decided): readonly Finding[] {
  const read = new Set(decided.entries.map(({ entry }) => entry.eccn));
  return [...rulebook.entries].flatMap(([entry, editions]) => {
    const [first] = editions;
    return read.has(entry) || !first ? [] : [toFinding("edition-later", { entry, from: first.from })];
  });
}
