import type { BomLine } from "./bom.ts";
import { readClaim } from "./claim.ts";
import { itemOfLine, ownNumberOf } from "./item-of-line.ts";
import { isUnder, type LineVerdict } from "./verdict.ts";
import type { Classification } from "../classification/classification.ts";
import { classifyRead } from "../classification/classify.ts";
import type { LawDate } from "../dates.ts";
import { readItem, type ReadItem } from "../item/read-item.ts";
import { classifyKnown } from "../register/classify-known.ts";
import { partKey } from "../register/identity.ts";
import type { RegisterRecord } from "../register/lookup.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

export type JudgingContext = { readonly rulebook: Rulebook; readonly asOf: LawDate };
/** Lines to judge, and what the register holds of their parts. */
export type BomChunk = { readonly lines: readonly BomLine[]; readonly register: readonly RegisterRecord[] };

/** What a list keeps of a line's classification. */
type Answer = Pick<LineVerdict, "outcome" | "jurisdiction" | "eccn" | "paragraph" | "asks" | "open" | "is">;
/** Answers of the tests by the facts they were given: passives by the hundred have the same. */
export type Judged = Map<string, Answer>;

/** Classifies each line by itself, the register first (LAW §5). The order of the lines changes nothing. */
export function judgeLines(
  { lines, register }: BomChunk,
  context: JudgingContext,
  judged: Judged = new Map(),
): readonly LineVerdict[] {
  const named = Map.groupBy(register.flatMap(numbersOf), ({ number }) => number);
  return lines.map((line) => {
    const numbers = [line.makerPart, line.part].flatMap((part) => (part === null ? [] : [partKey(part)]));
    const records = numbers.flatMap((number) => (named.get(number) ?? []).map(({ record }) => record));
    const filed = records.length > 0 ? onFile(line, records, context) : null;
    const answer = filed?.answer ?? byTests(line, context, judged);
    return {
      line: line.id,
      ...answer,
      source: filed?.record ? "register" : "rules",
      filed: filed?.record ?? null,
      claim: line.claim === null ? null : claimOf(line.claim, answer),
    };
  });
}

const numbersOf = (record: RegisterRecord) =>
  [record.identity, ...record.aliases].map(({ partNumber }) => ({ number: partKey(partNumber), record }));

/** The tests see only the words of the line: part number and maker are looked up, never tested. */
function read(line: BomLine, { rulebook }: JudgingContext): ReadItem {
  const { description } = itemOfLine(line);
  return readItem({ ...(description ? { description } : {}), sources: [] }, rulebook.vocabulary);
}

function byTests(line: BomLine, context: JudgingContext, judged: Judged): Answer {
  const item = read(line, context);
  // Spans say where a fact was read; they decide nothing.
  const key = JSON.stringify([
    item.facts.map(({ name, value }) => [name, value]),
    [...item.notKnown],
    item.contradictions.length,
  ]);
  const answer = judged.get(key) ?? toAnswer(classifyRead(item, context.rulebook, context.asOf));
  judged.set(key, answer);
  return answer;
}

/** The first of the line's numbers that is on file, and what is on file joined with the tests. */
function onFile(
  line: BomLine,
  records: readonly RegisterRecord[],
  context: JudgingContext,
): { readonly answer: Answer; readonly record: string | null } | null {
  const tests = classifyRead(read(line, context), context.rulebook, context.asOf);
  const joined = [itemOfLine(line), ownNumberOf(line)].flatMap((item) =>
    item ? [classifyKnown(item, records, context, tests).classification] : [],
  );
  const [first] = joined;
  const known = joined.find((classification) => recordOf(classification) !== null) ?? first;
  return known ? { answer: toAnswer(known), record: recordOf(known) } : null;
}

/** The record of the very part that was applied or contradicted; null: nothing on file counted. */
function recordOf({ trace }: Classification): string | null {
  const same = trace
    .flatMap(({ step, because }) => (step === "register" ? because : []))
    .find(({ code }) => code === "register-same");
  const source = same?.params["source"];
  return typeof source === "string" ? source : null;
}

function toAnswer(classification: Classification): Answer {
  const { outcome, jurisdiction, eccn, paragraph, missing, candidates, facts } = classification;
  const [asked] = missing;
  return {
    outcome,
    jurisdiction,
    eccn,
    paragraph,
    asks: asked && outcome === "needs-facts" ? { fact: asked.fact, question: asked.question } : null,
    open: candidates
      .filter(({ status, eccn: code }) => status !== "not-met" && code !== "EAR99")
      .map((candidate) => candidate.paragraph ?? candidate.eccn),
    is: facts.flatMap(({ name, value }) => (name === "is" && typeof value === "string" ? [value] : [])),
  };
}

function claimOf(text: string, { outcome, eccn, paragraph, jurisdiction }: Answer): LineVerdict["claim"] {
  const said = readClaim(text);
  if (!said) return { text, read: said, says: "unreadable" };
  if (outcome !== "classified") return { text, read: said, says: "untested" };
  if (said.eccn === "USML") return { text, read: said, says: jurisdiction === "ITAR" ? "same" : "differs" };
  // A bare code claims less than a paragraph of it: they do not contradict each other.
  const [ours, theirs] = [paragraph ?? eccn ?? "", said.paragraph ?? said.eccn];
  return { text, read: said, says: isUnder(ours, theirs) || isUnder(theirs, ours) ? "same" : "differs" };
}
