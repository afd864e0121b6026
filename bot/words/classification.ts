import type { ClassificationFindingCode, ClassificationFindings } from "../../core/classification/findings.ts";

type Words = { readonly [Code in ClassificationFindingCode]: (params: ClassificationFindings[Code]) => string };

/** `sample-rate` → `sample rate`. Names of facts are words with hyphens. */
const named = (fact: string): string => SPELLED[fact] ?? fact.replaceAll("-", " ");
const SPELLED: Readonly<Record<string, string>> = {
  is: "kind of thing",
  adc: "analog-to-digital converter",
  dac: "digital-to-analog converter",
  fpga: "FPGA",
  dds: "direct digital synthesizer",
  mmic: "MMIC",
  sram: "SRAM",
  dram: "DRAM",
  "ai-accelerator": "AI accelerator",
  "gnss-receiver": "GNSS receiver",
  "fft-processor": "FFT processor",
  app: "adjusted peak performance (APP)",
  tops: "processing performance (TOPS)",
  sfdr: "spurious free dynamic range",
  ifov: "instantaneous field of view",
};
const WALKED: Readonly<Record<string, string>> = { subject: "what it is about", item: "the item itself" };
const list = (parts: readonly (string | boolean)[]): string => parts.map((part) => named(String(part))).join(" or ");
const COMPARED: Readonly<Record<string, string>> = {
  exceeds: "more than",
  "at-least": "at least",
  below: "less than",
  "at-most": "at most",
};
const bound = (comparator: string, limit: string): string => `${COMPARED[comparator] ?? comparator} ${limit}`;
/** `an AI accelerator`, `a laser`; abbreviations as they are spoken. */
const article = (words: string): string =>
  `${/^(?:[aeio]|u(?!ni)|[AEFHILMNORSX][A-Z])/.test(words) ? "an" : "a"} ${words}`;
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** One sentence per finding code, for people: what was read, the limit beside it, what follows. en-US. */
export const classificationWords: Words = {
  "limit-met": ({ fact, value, comparator, limit }) =>
    `The ${named(fact)} is ${value}; the limit is ${bound(comparator, limit)}, so this point is met.`,
  "limit-not-met": ({ fact, value, comparator, limit, equal }) =>
    equal === true
      ? `The ${named(fact)} is exactly ${value}; the entry says ${bound(comparator, limit)}, so this point is not met.`
      : `The ${named(fact)} is ${value}; the limit is ${bound(comparator, limit)}, so this point is not met.`,
  "range-straddles-limit": ({ fact, value, limit }) =>
    `The ${named(fact)} is given as ${value}, on both sides of the limit ${limit}: an exact figure is needed.`,
  "unit-not-comparable": ({ fact, value, limit }) =>
    `The ${named(fact)} is given as ${value}, which cannot be compared with ${limit}.`,
  "fact-missing": ({ fact }) => `Not stated: ${named(fact)}.`,
  "fact-is": ({ fact, value }) => `${capital(named(fact))}: ${YES_NO[value] ?? named(value)}.`,
  "fact-is-not": ({ fact, value, wanted }) =>
    value in YES_NO
      ? `${capital(named(fact))}: ${YES_NO[value] ?? value}.`
      : `${capital(named(fact))}: ${named(value)}, not ${list(wanted)}.`,
  "kind-is": ({ value }) => `It is of the kind "${named(value)}", which this entry is about.`,
  "kind-is-not": ({ value, wanted }) => `It is of the kind "${named(value)}"; this entry is about ${list(wanted)}.`,
  "kind-too-wide": ({ value, wanted }) => `Only "${named(value)}" is known; whether it is ${list(wanted)} is open.`,
  "fact-contradicts-itself": ({ fact, values }) =>
    `The ${named(fact)} reads ${values.join(" and ")}, and the two lead to different answers.`,
  "name-not-listed": ({ fact }) =>
    `The ${named(fact)} stands in no table of names the desk holds. That proves nothing: it may be listed under another name or number.`,
  "fact-has-no-figure": ({ fact, value }) => `The ${named(fact)} is given as "${value}", without a figure.`,
  "fact-stated": ({ fact }) => `The ${named(fact)} is mentioned.`,
  "fact-not-stated": ({ fact }) => `The ${named(fact)} is not mentioned for a thing of this kind.`,
  "specially-designed-not-caught": () => `It is not "specially designed": neither catch of the definition applies.`,
  "specially-designed-open": ({ fact }) => `Whether it is "specially designed" is open: ${named(fact)}.`,
  "specially-designed-caught": ({ fact }) => `The "specially designed" definition catches it: ${named(fact)}.`,
  "specially-designed-released": ({ fact }) => `The "specially designed" definition releases it again: ${named(fact)}.`,
  "subject-named": ({ paragraph }) =>
    `The text says that it is for something under ${paragraph}; a reviewer checks that.`,
  "walk-met": ({ of, paragraph }) =>
    `${capital(WALKED[of] ?? `${article(named(of))} in it`)} is controlled by ${paragraph}.`,
  "walk-not-met": ({ of, entries }) =>
    `${capital(WALKED[of] ?? `${article(named(of))} in it`)} is not controlled by ${entries.join(", ")}.`,
  "walk-open": ({ of, entries }) =>
    `Whether ${WALKED[of] ?? `${article(named(of))} in it`} is controlled by ${entries.join(", ")} is open.`,
  "row-in-words": () => "The control list describes in words which items this reaches; a person has to read that row.",
  "paragraph-decides": () => "It depends on the paragraph, which is not settled.",
  "note-takes-out": ({ note, title }) => `A note takes it out again: ${title} (${note}).`,
  "note-open": ({ note, title }) => `A note could take it out again: ${title} (${note}). That is open.`,
  "paragraph-not-modelled": ({ paragraph, title }) =>
    `${paragraph} (${title}) may apply. The desk has no full test for it; a person reads it.`,
  "paragraphs-not-tested": ({ paragraphs }) =>
    `Of this entry the desk has no test for ${paragraphs.join(", ")}; what stands above ${paragraphs.length === 1 ? "it" : "them"} fits.`,
  "note-not-run": ({ note, widens, at }) =>
    at === ""
      ? `${note} is not run by a test; it could put this in. A person reads it.`
      : `${note} is not run by a test; it stands at ${at} and could ${widens ? "widen" : "narrow"} it. A person reads it.`,
  "heading-not-modelled": ({ heading }) =>
    `${heading} may apply to such a thing. The desk has no test for it; a person reads it.`,
  "waits-for": ({ entry }) => `This entry counts only when ${entry} does not apply, and that is open.`,
  "residual-closed": ({ entry }) => `${entry} applies, so this entry does not.`,
  "named-beside": ({ entry }) => `This also fits; ${entry} goes first.`,
  "two-texts": ({ cite, since }) =>
    `The text was reported changed on ${since} (${cite}) and the new text is not at hand. Both readings go to a person.`,
  "statement-against-text": ({ fact, stated, read, source }) =>
    `The ${named(fact)} was stated as ${stated}; ${source} says ${read}.`,
  "fact-does-not-fit": ({ fact }) => `What was stated for "${named(fact)}" does not have the form of that fact.`,
  "fact-not-known-here": ({ fact }) => `The rulebook has no fact called "${fact}".`,
  "quote-not-in-source": ({ fact }) => `The words quoted for "${named(fact)}" are not in the source; it is not used.`,
  "value-not-in-quote": ({ fact }) =>
    `The words quoted for "${named(fact)}" do not say the value that was read from them; it is not used.`,
  "model-read": ({ fact, value, quote, used }) =>
    used
      ? `The model read ${named(fact)} ${named(value)} from “${quote}”.`
      : `The model read ${named(fact)} ${named(value)} from “${quote}”; the answer does not rest on it.`,
  "model-facts": ({ used, shown, dropped }) =>
    `The model read ${plural(used + shown, "fact")}: ${used} used, ${shown} only shown; ${dropped} dropped without support in the sources.`,
  "model-agrees": ({ candidate }) => `The model comes to ${candidate} as well.`,
  "model-disagrees": ({ candidate, model, tests }) =>
    `The model and the tests differ on ${candidate}: ${named(model)} against ${named(tests)}. The answer of the tests stands until a person has looked.`,
  "model-answer-dropped": ({ why }) =>
    why === "not-a-candidate"
      ? "The model named something that is not a candidate; its answer is not used."
      : why === "not-in-the-rulebook"
        ? "The model cited something that is not in the rulebook; its answer is not used."
        : "The model cited nothing; its answer is not used.",
  "figure-of-another": ({ fact }) =>
    `The ${named(fact)} stands beside the name of another product that the text compares it with; it is not used.`,
  "agency-names-it": ({ agency, title }) =>
    `${agency} alone licenses it (${title}); it is not subject to the EAR. Ask the licensing lead before anything else.`,
  "usml-met": ({ paragraph, title }) => `USML ${paragraph} covers it: ${title}.`,
  "usml-data": ({ paragraph, article }) =>
    `Data, software and services about an article of USML ${article} belong to USML ${paragraph}.`,
  "usml-looks": ({ category, title }) =>
    `It may belong to the Munitions List, ${category} (${title}). A person decides the jurisdiction first.`,
  "usml-nothing-seen": ({ categories }) =>
    `Nothing in the text points to the ${categories} categories of the Munitions List. That is no proof; a person confirms.`,
  "six-hundred-series-open": ({ headings }) =>
    `${plural(headings, "heading")} of the 600 series and 9x515 come earlier in the order of review and are open: whether it was made for a military use or a spacecraft decides.`,
  "pointers-never-results": ({ headings }) => `${plural(headings, "heading")} only send to other lists or entries.`,
  "facts-read": ({ facts, dropped }) => `${plural(facts, "fact")} read, ${dropped} not used.`,
  "kind-read": ({ kind, quote }) => (quote === "" ? `It is: ${named(kind)}.` : `It is: ${named(kind)} ("${quote}").`),
  "kinds-near": ({ kinds }) => `Its words are near: ${kinds.map(named).join(", ")}.`,
  "kind-assumed": ({ kind }) => `Only if it is ${article(named(kind))}, which nobody has said.`,
  "kind-not-read": () => "Nothing says clearly what the thing is.",
  "entry-closed": ({ entry }) => `${entry} does not apply.`,
  "entry-met": ({ paragraph }) => `${paragraph} applies.`,
  "entry-open": ({ entry }) => `${entry} is open.`,
  "several-met": ({ paragraphs }) => `Several paragraphs apply: ${paragraphs.join(", ")}. A person chooses.`,
  "headings-closed": ({ title, count, alone }) =>
    `${title}: closes ${plural(count, "heading")}, ${alone} of them alone.`,
  "headings-about-others": ({ count, headings }) =>
    `${plural(count, "heading")} are about other kinds of things: ${headings.join(", ")}.`,
  "headings-tested": ({ count }) => `${plural(count, "heading")} tested and not met.`,
  "headings-open": ({ count, nearest }) =>
    `${plural(count, "heading")} of the list can be neither tested nor closed, for example ${nearest.join(", ")}. So EAR99 cannot be said.`,
  "every-heading-closed": ({ count }) => `All ${count} headings of the list are closed.`,
  "ear99-possible": ({ open, nearest }) =>
    `EAR99 is possible; ${plural(open, "heading")} would have to be closed first${nearTo(nearest)}.`,
  "companion-of": ({ entry }) => `Goes with ${entry}; classified by itself when it is sent.`,
  "answer-would": ({ answer, outcome, result }) =>
    `If ${YES_NO[answer] ?? `"${named(answer)}"`}: ${ANSWERED[outcome] ?? outcome}${result === "" ? "" : ` (${result})`}.`,
  "limit-decides": ({ fact, comparator, limit, paragraph }) =>
    `${paragraph} asks for ${article(named(fact))} of ${bound(comparator, limit)}.`,
  "nearest-limit": ({ fact, value, comparator, limit, paragraph, met }) =>
    met
      ? `${paragraph} catches it: ${named(fact)} ${value}, limit ${bound(comparator, limit)}.`
      : `${paragraph} does not: ${named(fact)} ${value}, limit ${bound(comparator, limit)}.`,
  "decides-row": ({ fact, reason, scope }) =>
    `The ${named(fact)} decides whether control for ${reason} applies: ${scope}.`,
  "edition-later": ({ entry, from }) => `${entry} is held from ${from} on; the date asked about is earlier.`,
};

/** Older records hold no list of the nearest: then nothing is said about them. */
function nearTo(nearest: readonly string[] | undefined): string {
  if (nearest === undefined) return "";
  return nearest.length > 0 ? `, nearest ${nearest.join(", ")}` : "; none of them is about this kind of thing by name";
}

const YES_NO: Readonly<Record<string, string>> = { true: "yes", false: "no" };
const ANSWERED: Readonly<Record<string, string>> = {
  classified: "the entry is settled",
  "needs-facts": "another fact is needed",
  conflict: "a person has to choose",
  "not-covered": "the desk has no test for what is left",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
