import type { EvaluatedLine } from "./line.ts";
import type { ExceptionKind, TransactionInput } from "./transaction.ts";
import { assemblyOf } from "../bom/assembly.ts";
import type { BomContents } from "../bom/contents.ts";
import type { BomFinding, BomFindingCode } from "../bom/findings.ts";
import type { JudgingContext } from "../bom/judge-lines.ts";
import { rollUp, type Assembly, type RollUp } from "../bom/roll-up.ts";
import type { Verdict } from "../licensing/stage.ts";

/** The first line's item, held against what its bill of material contains. Where it is made nobody has said here. */
export function rolledUpOf(
  contents: BomContents,
  lines: readonly EvaluatedLine[],
  input: TransactionInput,
  context: JudgingContext,
): RollUp {
  const [line] = lines;
  const item = input.lines[0]?.item;
  return rollUp(contents, line?.classification ? assemblyOf(line.classification, null) : given(item), context);
}

/** An ECCN that was given for it says what it is, and nothing else is known. */
const given = (item: TransactionInput["lines"][number]["item"] | undefined): Assembly => ({
  is: [],
  open: [],
  result: item && "eccn" in item ? (item.paragraph ?? item.eccn) : null,
  origin: null,
});

const NONE = { agency: null, policy: null } as const;
/** What of a list holds the whole deal: nothing else of it makes the answer stricter, and nothing makes it looser. */
const HOLDS: Readonly<Partial<Record<BomFindingCode, Omit<Verdict, "because">>>> = {
  "usml-part": { agency: "DDTC", policy: null, outcome: "licence-required", talk: "ask", hold: true },
  "usml-part-possible": { ...NONE, outcome: "review", talk: "ask", hold: true },
  "contents-decide": { ...NONE, outcome: "review", talk: "ask" },
  "contents-ask": { ...NONE, outcome: "review", talk: "ask" },
  "shipped-separately": { ...NONE, outcome: "review", talk: "ask" },
};

export const listVerdicts = ({ findings }: RollUp): readonly Verdict[] =>
  findings.flatMap((because): readonly Verdict[] => {
    const held = HOLDS[because.code];
    return held ? [{ ...held, because }] : [];
  });

/** Why a list brings a case to people. */
export const listExceptions = ({ findings }: RollUp): readonly ExceptionKind[] => findings.flatMap(kindsOf);

const KINDS: Readonly<Partial<Record<BomFindingCode, ExceptionKind>>> = {
  "usml-part": "itar",
  "usml-part-possible": "itar",
  "contents-decide": "conflict",
  "contents-ask": "conflict",
  "shipped-separately": "conflict",
};

function kindsOf({ code, params }: BomFinding): readonly ExceptionKind[] {
  if (code === "contents-ask" && params["asks"] === "encryption-usable") return ["encryption"];
  const kind = KINDS[code];
  return kind ? [kind] : [];
}

/** What a reviewer confirms by a tick of its own: what the lines leave open without holding the deal. */
const TICKED: ReadonlySet<BomFindingCode> = new Set([
  "contents-open",
  "de-minimis",
  "claim-differs",
  "lines-not-known",
]);
export const listPoints = ({ findings }: RollUp): readonly BomFinding[] =>
  findings.filter(({ code }) => TICKED.has(code));
