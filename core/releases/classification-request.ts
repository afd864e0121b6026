import type { Candidate, Classification } from "../classification/classification.ts";
import { decidingFacts } from "../classification/deciding-facts.ts";
import type { Fact, FactName } from "../item/fact.ts";
import type { RegisterRecord } from "../register/lookup.ts";
import { isSameKey, keyOf } from "../register/identity.ts";
import { identityOf } from "../register/item-identity.ts";
import type { TransactionInput, TransactionResult } from "./transaction.ts";

/** A request may name at most six items (15 CFR 748.3(b)(1)). */
export const MOST_ITEMS = 6;
/** What a computer's block 22(b) states: adjusted peak performance, in weighted teraflops. */
const PERFORMANCE = "app";
const DOCUMENTED: ReadonlySet<string> = new Set(["technology", "source-code", "software"]);

/** One item of a request to BIS for its classification: what block 22 and the additional information say of it. */
export type RequestedItem = {
  readonly line: string;
  /** Block 22(a); null: the tests cannot recommend one, and `open` says why. */
  readonly recommended: { readonly eccn: string; readonly paragraph: string | null } | null;
  /** Block 22(c) and (i); null: not said. */
  readonly model: string | null;
  readonly revision: string | null;
  readonly manufacturer: string | null;
  /** Block 22(d): numbers of earlier BIS classifications on file for the very item. */
  readonly earlier: readonly string[];
  /** Block 22(b); null: the item is no computer, or it was not said. */
  readonly performance: Fact | null;
  /** The parameters in the words of the entries, each with where it was read. */
  readonly description: readonly Fact[];
  readonly notStated: readonly FactName[];
  /** Entries that apply or may apply: the basis of a recommendation, or the ambiguity that stands against one. */
  readonly contenders: readonly Candidate[];
  /** Technology and software: the documents are numbered and dated. */
  readonly documented: boolean;
  /** Literature to attach, by name. */
  readonly files: readonly string[];
};
/** What nobody but the applicant can fill in: contact, date, applicant, signature. */
export type ClassificationRequest = { readonly items: readonly RequestedItem[] };

/**
 * The facts of a deal in the blocks of a classification request to BIS (SNAP-R; 15 CFR 748.3(b), Supp. No. 1 to part
 * 748), six items to a request. Lines without a classification and lines of the Munitions List are left out: those go to
 * another agency. Empty: nothing here can be asked of BIS.
 */
export function classificationRequests(
  { lines, register = [] }: Pick<TransactionInput, "lines" | "register">,
  result: Pick<TransactionResult, "lines">,
): readonly ClassificationRequest[] {
  const items = lines.flatMap((line) => {
    const of = result.lines.find(({ id }) => id === line.id)?.classification;
    if (!of || of.jurisdiction === "ITAR" || "eccn" in line.item) return [];
    return [requestedItem(line.id, line.item, of, register)];
  });
  const requests = Math.ceil(items.length / MOST_ITEMS);
  return Array.from({ length: requests }, (_, n) => ({ items: items.slice(n * MOST_ITEMS, (n + 1) * MOST_ITEMS) }));
}

type Item = Exclude<TransactionInput["lines"][number]["item"], { readonly eccn: string }>;

function requestedItem(
  line: string,
  item: Item,
  of: Classification,
  register: readonly RegisterRecord[],
): RequestedItem {
  const deciding = decidingFacts(of);
  const settled = of.outcome === "classified" && of.eccn !== null;
  return {
    line,
    recommended: settled && of.eccn !== null ? { eccn: of.eccn, paragraph: of.paragraph } : null,
    model: item.partNumber ?? item.name ?? null,
    revision: item.revision ?? null,
    manufacturer: item.manufacturer ?? null,
    earlier: earlierOf(item, register),
    performance: of.facts.find(({ name }) => name === PERFORMANCE) ?? null,
    description: of.facts.filter(({ name }) => deciding.has(name)),
    notStated: of.missing.map(({ fact }) => fact),
    contenders: of.candidates.filter(({ status, jurisdiction }) => status !== "not-met" && jurisdiction !== "ITAR"),
    documented: of.facts.some(({ name, value }) => name === "is" && typeof value === "string" && DOCUMENTED.has(value)),
    files: item.sources.flatMap(({ name }) => (name === "message" ? [] : [name])),
  };
}

function earlierOf(item: Item, register: readonly RegisterRecord[]): readonly string[] {
  const identity = identityOf(item);
  if (identity === null) return [];
  const key = keyOf(identity);
  return register
    .filter((record) => [record.identity, ...record.aliases].some((name) => isSameKey(keyOf(name), key)))
    .flatMap(({ determinations }) => determinations)
    .flatMap(({ kind, reference }) => (kind === "CCATS" && reference !== null ? [reference] : []));
}
