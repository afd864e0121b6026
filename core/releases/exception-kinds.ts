import type { Finding } from "../finding.ts";
import type { Outcome } from "../licensing/determination.ts";
import type { PartyScreening } from "../licensing/party-stage.ts";
import type { EvaluatedLine } from "./line.ts";
import { EXCEPTION_KINDS, type ExceptionKind, type TransactionInput } from "./transaction.ts";

/** The kinds with one more, in their order. */
export const withException = (kinds: readonly ExceptionKind[], kind: ExceptionKind): readonly ExceptionKind[] =>
  EXCEPTION_KINDS.filter((known) => known === kind || kinds.includes(known));

export type ExceptionGrounds = {
  readonly input: TransactionInput;
  readonly lines: readonly EvaluatedLine[];
  readonly screenings: readonly PartyScreening[];
  readonly outcomes: readonly Outcome[];
  readonly flags: readonly Finding[];
  readonly violation: boolean;
  /** Kinds that a bill of material brings. */
  readonly list: readonly ExceptionKind[];
};

/** Why a case goes to people: what the policy routes by, each kind once, worst first. */
export function exceptionKinds(grounds: ExceptionGrounds): readonly ExceptionKind[] {
  const { input, lines, screenings, outcomes, flags, violation, list } = grounds;
  const codes = new Set(flags.map(({ code }) => code));
  const hit = screenings.some(
    ({ result }) =>
      result.hits.some(({ counted, effect }) => counted !== false && effect !== "import-or-procurement") ||
      result.ownership.status === "listed" ||
      result.ownership.status === "aggregate-50",
  );
  const found: readonly (readonly [ExceptionKind, boolean])[] = [
    ["possible-violation", violation || input.stage === "after-shipment"],
    ["prohibited", outcomes.includes("prohibited")],
    // Also while the jurisdiction is open: the officer decides it, not engineering alone (LAW §5, §9).
    ["itar", lines.some((line) => jurisdictionOf(line, input) === "ITAR" || mayBeMunition(line))],
    ["boycott-language", codes.has("boycott-language")],
    ["party-hit", hit],
    ["red-flag", codes.has("red-flag")],
    ["licence-required", outcomes.includes("licence-required")],
    ["technology-release", releasesTechnology(grounds)],
    ["not-covered", outcomes.includes("not-covered") || (outcomes.includes("review") && !hasOtherReview(grounds))],
    ["other-agency", outcomes.includes("other-agency")],
    ["conflict", lines.some(({ classification }) => classification?.outcome === "conflict")],
    ["unanswered", lines.some((line) => isUnanswered(line, input))],
    ["exception-use", outcomes.includes("exception-available")],
    ["encryption", lines.some((line) => /^5[ABDE](002|992|004)$/.test(eccnOf(line, input) ?? ""))],
    ["new-classification", lines.some((line) => line.classification?.outcome === "classified" && !line.settled)],
    ["earlier-decision", lines.some((line) => line.settled)],
  ];
  return EXCEPTION_KINDS.filter((kind) => list.includes(kind) || found.some(([name, there]) => name === kind && there));
}

const itemOf = (line: EvaluatedLine, input: TransactionInput) => input.lines.find(({ id }) => id === line.id)?.item;

export function eccnOf(line: EvaluatedLine, input: TransactionInput): string | null {
  const item = itemOf(line, input);
  return item && "eccn" in item ? item.eccn : (line.classification?.eccn ?? null);
}

const jurisdictionOf = (line: EvaluatedLine, input: TransactionInput): string | null =>
  (eccnOf(line, input) ?? "").startsWith("USML") ? "ITAR" : (line.classification?.jurisdiction ?? null);

const mayBeMunition = ({ classification }: EvaluatedLine): boolean =>
  (classification?.candidates ?? []).some(
    ({ jurisdiction, status }) => jurisdiction === "ITAR" && status !== "not-met",
  );

/** Drawings, source code, training, remote access, or a release to a person. */
function releasesTechnology({ input, lines }: ExceptionGrounds): boolean {
  if (input.movement === "deemed-export" || input.movement === "deemed-reexport") return true;
  if (input.act === "share-data" || input.act === "remote-access") return true;
  return lines.some((line) => {
    const kind = itemOf(line, input)?.kind;
    return kind === "technology" || kind === "source-code" || /^\dE\d{3}$/.test(eccnOf(line, input) ?? "");
  });
}

/** A review that has its own kind (a flag, a hit, a conflict) is not also "no rule covers it". */
function hasOtherReview({ lines, flags, screenings, violation, list }: ExceptionGrounds): boolean {
  const reviewed = lines.filter(({ outcome }) => outcome === "review");
  const signs = flags.some(({ code }) => code === "red-flag" || code === "boycott-language");
  const hits = screenings.some(({ result }) => result.hits.length > 0);
  return (
    reviewed.every(({ classification }) => classification?.outcome === "conflict") &&
    (reviewed.length > 0 || signs || hits || violation || list.length > 0)
  );
}

/** A fact that was asked, is not known, and is still open. */
function isUnanswered(line: EvaluatedLine, input: TransactionInput): boolean {
  const item = itemOf(line, input);
  const facts = item?.facts ?? [];
  return line.outcome === "needs-facts" && facts.some(({ value }) => value === null);
}
