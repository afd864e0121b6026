import { nameOfLine, type Bom, type BomLine } from "./bom.ts";
import { usShareOf, type UsShare } from "./de-minimis.ts";
import { MOST_LINES } from "./findings.ts";
import type { JudgingContext } from "./judge-lines.ts";
import { isUnder, resultOfLine, type LineVerdict } from "./verdict.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import type { Sections } from "../rulebook/sections.ts";

export type ContentsRules = Sections["contents"][number]["data"];

/** Lines by their ids, in the order of the sheet: the first twenty, and how many there are. */
export type Named = { readonly count: number; readonly lines: readonly string[] };

export type BomCounts = {
  readonly lines: number;
  readonly byOutcome: Readonly<Record<string, number>>;
  /** Classified lines by result, most first. */
  readonly byResult: readonly { readonly result: string; readonly lines: number }[];
  readonly fromRegister: number;
};

/** All of a list that its assembly can turn on: small, whatever the list's length. */
export type BomContents = {
  readonly counts: BomCounts;
  /** Parts on the Munitions List, and parts that may be. */
  readonly usml: { readonly met: Named; readonly possible: Named };
  /** By the entry that names what a thing contains: lines that are such a thing, lines of which it is open. */
  readonly entries: Readonly<Record<string, { readonly met: Named; readonly open: Named }>>;
  readonly shipped: Named;
  readonly undecided: Named;
  readonly differing: Named;
  readonly unknown: Named;
  readonly share: UsShare;
  /** Where the list says that the assembly is made. */
  readonly origin: string | null;
  /** Each line that is named above: what it is called and what it came to. */
  readonly names: Readonly<Record<string, { readonly name: string; readonly result: string }>>;
};

/** The rules on contents in force. Throws where the rulebook holds none for the day. */
export function contentsRules({ rulebook, asOf }: JudgingContext): ContentsRules {
  const rules = inForceOn(
    rulebook.sections.contents.map(({ data }) => data),
    asOf,
  );
  if (!rules) throw new Error("the rulebook holds no rules for what a thing contains on that date");
  return rules;
}

/** What of a list its assembly can turn on. What is built in and what is shipped beside it are kept apart. */
export function contentsOf(
  bom: Pick<Bom, "lines" | "above" | "top">,
  verdicts: readonly LineVerdict[],
  context: JudgingContext,
): BomContents {
  const rules = contentsRules(context);
  const byId = new Map(bom.lines.map((line) => [line.id, line]));
  const parts = verdicts.filter(({ line }) => line !== bom.top);
  const shipped = parts.filter(({ line }) => (byId.get(line)?.shipped ?? null) !== null);
  const built = parts.filter(({ line }) => (byId.get(line)?.shipped ?? null) === null);
  const met = parts.filter(({ jurisdiction, outcome }) => jurisdiction === "ITAR" && outcome === "classified");
  const possible = parts.filter((verdict) => !met.includes(verdict) && mayBeMunition(verdict));
  const entries = Object.fromEntries(
    rules.contents.map(({ entry, contains }) => {
      const holding = (answer: string) => named(built.filter((verdict) => holds(verdict, contains) === answer));
      return [entry, { met: holding("met"), open: holding("unknown") }];
    }),
  );
  const contents = {
    counts: countsOf(parts),
    usml: { met: named(met), possible: named(possible) },
    entries,
    shipped: named(shipped),
    undecided: named(parts.filter(({ outcome }) => outcome === "conflict" || outcome === "other-agency")),
    differing: named(parts.filter(({ claim }) => claim?.says === "differs")),
    unknown: named(parts.filter(({ outcome }) => outcome !== "classified")),
    share: usShareOf(built, bom),
    origin: byId.get(bom.top ?? "")?.origin ?? null,
  };
  return { ...contents, names: namesOf(contents, byId, verdicts) };
}

const named = (verdicts: readonly LineVerdict[]): Named => {
  const lines = verdicts.map(({ line }) => line).toSorted((a, b) => Number(a) - Number(b));
  return { count: lines.length, lines: lines.slice(0, MOST_LINES) };
};

/** A part that is on the Munitions List stays on it when it is built in; one that may be is the officer's question. */
const mayBeMunition = ({ jurisdiction, claim, open }: LineVerdict): boolean =>
  jurisdiction === "ITAR" ||
  claim?.read?.eccn.startsWith("USML") === true ||
  open.some((code) => code.startsWith("USML") || /^[XVI]+\(/u.test(code));

/** Whether a line is under what an entry names. A claim is never tested enough to decide, and never ignored. */
function holds(verdict: LineVerdict, contains: readonly string[]): "met" | "not-met" | "unknown" {
  const under = (paragraph: string): boolean => contains.some((of) => isUnder(paragraph, of));
  const result = verdict.paragraph ?? verdict.eccn;
  if (verdict.outcome === "classified" && result !== null && under(result)) return "met";
  const claimed = verdict.claim?.read;
  if (claimed && under(claimed.paragraph ?? claimed.eccn)) return "unknown";
  if (verdict.outcome === "classified") return "not-met";
  // A paragraph that is open counts, and so does an open entry above the paragraph that is named.
  return verdict.open.some((code) => under(code) || contains.some((of) => isUnder(of, code))) ? "unknown" : "not-met";
}

function countsOf(parts: readonly LineVerdict[]): BomCounts {
  const outcomes = Map.groupBy(parts, ({ outcome }) => outcome);
  const results = Map.groupBy(
    parts.filter(({ outcome }) => outcome === "classified"),
    resultOfLine,
  );
  return {
    lines: parts.length,
    byOutcome: Object.fromEntries([...outcomes].map(([outcome, of]) => [outcome, of.length])),
    byResult: [...results]
      .map(([result, of]) => ({ result, lines: of.length }))
      .toSorted((a, b) => b.lines - a.lines || (a.result < b.result ? -1 : 1)),
    fromRegister: parts.filter(({ source }) => source === "register").length,
  };
}

/** `FPG-10008, FPGA 200K logic cells`: what people look a line up by, and what it is. */
const nameAndWords = (line: BomLine): string => {
  const name = nameOfLine(line);
  return (name === line.description || line.description === "" ? name : `${name}, ${line.description}`).slice(0, 90);
};

function namesOf(
  { usml, entries, shipped, undecided, differing }: Omit<BomContents, "names">,
  byId: ReadonlyMap<string, BomLine>,
  verdicts: readonly LineVerdict[],
): BomContents["names"] {
  const lists = [usml.met, usml.possible, shipped, undecided, differing];
  const ids = new Set([
    ...lists.flatMap(({ lines }) => lines),
    ...Object.values(entries).flatMap(({ met, open }) => [...met.lines, ...open.lines]),
  ]);
  return Object.fromEntries(
    verdicts.flatMap((verdict) => {
      const line = byId.get(verdict.line);
      return line && ids.has(line.id) ? [[line.id, { name: nameAndWords(line), result: resultOfLine(verdict) }]] : [];
    }),
  );
}
