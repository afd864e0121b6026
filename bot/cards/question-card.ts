import { caseNumber, footerOf, type CardDraft, type CaseView } from "./view.ts";
import { showFact } from "../words/quantity.ts";
import type { Fact } from "../../core/item/fact.ts";
import type { CardBlock, CardInput } from "../../core/ports/card.ts";
import type { TransactionResult } from "../../core/releases/transaction.ts";

type Missing = TransactionResult["missing"][number];

/** Ids of a question's inputs; conversation reads the answers back by them. */
export const factInput = (fact: string): string => `fact:${fact}`;
export const unknownInput = (fact: string): string => `unknown:${fact}`;
/** The choice that says "I don't know": it routes to a person and is never a "no". */
export const DONT_KNOW = "i-do-not-know";

/** The card that asks only what decides: each question with why it is asked and what it is compared with. */
export function questionCard(view: CaseView): CardDraft {
  const { state, determination } = view;
  const open = new Set(
    state.questions.filter((question) => question.state === "open").map((question) => question.fact),
  );
  const asked = (determination?.result.missing ?? []).filter((missing) => open.has(missing.fact));
  const fromReviewer = open.has("reviewer-question") ? state.comments.at(-1) : undefined;
  const blocks: CardBlock[] = asked.flatMap((missing) => questionBlocks(view, missing));
  if (fromReviewer)
    blocks.push({ block: "quote", text: fromReviewer.text, source: view.nameOf(fromReviewer.by) }, replyInput());
  const count = blocks.filter((block) => block.block === "input").length;
  return {
    kind: "question",
    status: "Not released · waiting for your answer",
    tone: "attention",
    headline: fromReviewer ? "A reviewer asks you something." : headline(asked.length),
    blocks,
    actions: [
      ...(count > 0
        ? [{ verb: "answer" as const, label: "Answer", style: "primary" as const, takes: "card" as const }]
        : []),
      { verb: "withdraw", label: "Withdraw the request", takes: "none" },
    ],
    footer: footerOf(view),
    fallback: `Not released · ${caseNumber(state)} has a question for you`,
  };
}

const headline = (count: number): string =>
  count === 1 ? "One answer decides this." : `${count} answers decide this.`;

function questionBlocks(view: CaseView, missing: Missing): readonly CardBlock[] {
  const disagree = disagreement(view, missing);
  const why = missing.because.map(view.say).filter((sentence) => sentence !== "");
  return [
    ...(disagree === "" ? [] : [{ block: "text" as const, text: disagree, weight: "strong" as const }]),
    { block: "input", input: inputOf(missing) },
    ...(missing.choices.length === 0
      ? [
          {
            block: "input" as const,
            input: { type: "toggle" as const, id: unknownInput(missing.fact), label: "I don't know" },
          },
        ]
      : []),
    ...(why.length > 0 ? [{ block: "text" as const, text: why.join(" "), weight: "quiet" as const }] : []),
  ];
}

const MOST_READINGS = 3;

/** Figures that contradict each other stand side by side, each with where it was read; none is believed. */
function disagreement(view: CaseView, missing: Missing): string {
  const lines = view.determination?.result.lines ?? [];
  const facts = (lines.find((line) => line.id === missing.line) ?? lines[0])?.classification?.facts ?? [];
  const spoken = facts.flatMap((fact) =>
    fact.name === missing.fact && fact.span ? [{ ...fact, span: fact.span }] : [],
  );
  // A kind by its name among the answers, not by its code.
  const said = (value: Fact["value"]): string => {
    const label = missing.choices.find((choice) => choice.value === value)?.label;
    return label === undefined ? showFact(value) : label.replace(/^./u, (letter) => letter.toLowerCase());
  };
  const byValue = new Map(spoken.map((fact) => [sameAs(fact.value), fact]));
  if (byValue.size < 2) return "";
  const readings = [...byValue.values()]
    .toSorted((a, b) => Number(isOwnWords(a.span)) - Number(isOwnWords(b.span)))
    .slice(0, MOST_READINGS)
    .map(({ value, span }) => ({ value, span, text: `${said(value)} (${placeOf(span)})` }));
  const [file, own] = readings;
  if (file && own && readings.length === 2 && !isOwnWords(file.span) && isOwnWords(own.span))
    return `${file.span.source} says ${said(file.value)}${file.span.page ? ` (p. ${file.span.page})` : ""}, you say ${said(own.value)}: which?`;
  return `I read ${readings.map(({ text }) => text).join(" and ")}. Which is right?`;
}

/** 3 GSPS and 3.0 GSPS are one reading. */
const sameAs = (value: Fact["value"]): string =>
  typeof value === "object" && "value" in value ? `${Number(value.value)} ${value.unit}` : showFact(value);
const isOwnWords = (span: NonNullable<Fact["span"]>): boolean =>
  /^(name|description|message( \d+)?)$/.test(span.source);

function placeOf(span: NonNullable<Fact["span"]>): string {
  const quote = `“${span.quote.slice(0, 60)}”`;
  if (isOwnWords(span)) return `your words: ${quote}`;
  return `${span.source}${span.page ? `, p. ${span.page}` : ""}: ${quote}`;
}

function inputOf(missing: Missing): CardInput {
  const id = factInput(missing.fact);
  if (missing.choices.length > 0)
    return {
      type: "choice",
      id,
      label: missing.question,
      choices: [...missing.choices, { value: DONT_KNOW, label: "I don't know" }],
    };
  return {
    type: "text",
    id,
    label: missing.question,
    ...(missing.unit ? { hint: `number and unit, e.g. in ${missing.unit}` } : {}),
  };
}

const replyInput = (): CardBlock => ({
  block: "input",
  input: { type: "text", id: factInput("reviewer-question"), label: "Your answer", multiline: true },
});
