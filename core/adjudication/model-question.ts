import type { Classification } from "../classification/classification.ts";
import type { Fact } from "../item/fact.ts";
import type { SourceText } from "../item/document.ts";
import type { AdjudicateRequest, ExtractRequest } from "../ports/model.ts";
import type { TransactionInput, TransactionResult } from "../releases/transaction.ts";
import { showValue } from "../rulebook/tested.ts";
import type { ModelBrief } from "./brief.ts";
import { mayStatedLeave } from "./egress.ts";
import type { EgressRules, Sendable } from "./egress.ts";

/** The most text one question holds, in UTF-16 code units; what comes later in the sources is read by grammar alone. */
export const MOST_TEXT = 60_000;

/** What is asked about the texts that may leave. */
export function extractRequest(brief: ModelBrief, sendable: readonly Sendable[]): ExtractRequest {
  let left = MOST_TEXT;
  const texts = sendable.flatMap(({ alias, source }) =>
    source.pages.flatMap(({ page, text }) => {
      const cut = text.slice(0, Math.max(0, left)).toWellFormed();
      left -= cut.length;
      return cut.trim() === "" ? [] : [{ source: alias, page, text: cut }];
    }),
  );
  return { facts: brief.facts, texts };
}

/**
 * The candidates, and the facts that may leave: those read in a text that may, and those people stated where
 * unclassified data may. Null: there is nothing to judge on, or nothing to choose from.
 */
export function adjudicateRequest(
  brief: ModelBrief,
  sendable: readonly Sendable[],
  rules: EgressRules,
): AdjudicateRequest | null {
  const sent = sendable.map(({ source }) => source);
  const facts = brief.known
    .filter((fact) => mayLeave(fact, { sent, all: brief.sources, rules }))
    .map(({ name, value }) => ({ name, value: showValue(value) }));
  return facts.length === 0 || brief.candidates.length === 0 ? null : { candidates: brief.candidates, facts };
}

type Texts = { readonly sent: readonly SourceText[]; readonly all: readonly SourceText[]; readonly rules: EgressRules };

/** A fact of two sources of one name counts as the stricter one's. */
function mayLeave({ span }: Fact, { sent, all, rules }: Texts): boolean {
  const isSame = (source: SourceText): boolean => source.name === span?.source && source.blob === span.blob;
  if (!span || !all.some(isSame)) return mayStatedLeave(rules);
  return sent.filter(isSame).length === all.filter(isSame).length;
}

const RESTRICTED = new Set(["itar", "technology-release", "other-agency"]);

/** ITAR, technology, another agency's: everything in the case counts as marked (LAW §10). */
export const isRestricted = (result: TransactionResult): boolean =>
  result.exceptions.some((kind) => RESTRICTED.has(kind)) ||
  result.lines.some(({ classification }) => classification !== null && looksMunitions(classification));

const looksMunitions = ({ advise, jurisdiction }: Classification): boolean =>
  advise === "CJ" || (jurisdiction !== "EAR" && jurisdiction !== "undetermined" && jurisdiction !== "not-subject");

/** Names of the deal that are covered under `redacted`. */
export const namesOf = ({ parties, destination, endUse }: TransactionInput): readonly string[] =>
  [...parties.flatMap(({ name, address, country }) => [name, address, country]), destination, endUse?.site].filter(
    (name) => typeof name === "string",
  );
