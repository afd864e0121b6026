import { withFactsOnFile } from "./facts-on-file.ts";
import { aboutFiled, filedParams, toRegisterFinding } from "./findings.ts";
import { resultOfFiling, type FiledDetermination } from "./filed.ts";
import { nameOfItem } from "./identity.ts";
import type { Lookup, RegisterRecord } from "./lookup.ts";
import { isSettled, type Standing } from "./precedence.ts";
import { whichItem } from "./which-item.ts";
import type { Candidate, Classification } from "../classification/classification.ts";
import { readingsOf, reasonsForControl } from "../classification/reasons-for-control.ts";
import { testEntry } from "../classification/test-entry.ts";
import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import { covers, pathOf } from "../rulebook/paragraphs.ts";
import { entryOn, type Rulebook } from "../rulebook/rulebook.ts";

type At = { readonly rulebook: Rulebook; readonly asOf: LawDate };
/** A classification with what the register says. `settled`: it was decided before by people of ours or an agency. */
export type WithRegister = { readonly classification: Classification; readonly settled: boolean };

/**
 * Joins what is on file to what the tests came to (LAW §5): the very item with its provisions unchanged takes the
 * determination on file, unless the tests say something else, which a person settles (`conflict`); anything similar or
 * due is shown and changes nothing. Pure.
 */
export function withRegister(tests: Classification, lookup: Lookup, at: At): WithRegister {
  const { same } = lookup;
  const similar = lookup.similar.map(({ record, standing, differences }) => {
    const filed = filedOf(standing);
    return toRegisterFinding(
      "register-similar",
      {
        item: nameOfItem(record.identity),
        ...filedParams(filed),
        differences: differences.map((one) => ({ ...one })),
      },
      aboutFiled(record.id, filed),
    );
  });
  if (!same) return { classification: traced(asking(tests, lookup), similar), settled: false };
  const { record, standing, due } = same;
  const filed = filedOf(standing);
  const named = { item: nameOfItem(record.identity), ...filedParams(filed) };
  if (due) {
    const { because, provisions } = due;
    const finding = toRegisterFinding(
      "register-due",
      { ...named, because, provisions: [...provisions] },
      aboutFiled(record.id, filed),
    );
    return { classification: traced(tests, [finding, ...similar]), settled: false };
  }
  const said = [toRegisterFinding("register-same", named, aboutFiled(record.id, filed)), ...aroundOf(record, standing)];
  const verdict = compare(tests, standing, at);
  const joined = JOIN[verdict](tests, standing, at);
  const compared: Finding =
    verdict === "agrees"
      ? toRegisterFinding("register-agrees", { result: resultOf(joined) })
      : verdict === "open"
        ? toRegisterFinding("register-tests-open", { result: resultOfFiling(filed) })
        : toRegisterFinding("register-disagrees", { filed: resultOfFiling(filed), tests: resultOf(tests) });
  return {
    classification: traced(joined, [...said, compared, ...similar]),
    settled: verdict !== "disagrees" && isSettled(filed.kind),
  };
}

/** Which of the records it is comes first while the tests alone have no answer: it may spare every other question. */
function asking(tests: Classification, lookup: Lookup): Classification {
  const which = tests.outcome === "needs-facts" || tests.outcome === "not-covered" ? whichItem(lookup) : null;
  return which ? { ...tests, missing: [which] } : tests;
}

/** The determination a sentence is about: the one whose code counts, else the ruling on jurisdiction. */
function filedOf({ code, jurisdiction }: Standing): FiledDetermination {
  const filed = code ?? jurisdiction?.from;
  if (!filed) throw new Error("a standing without a determination");
  return filed;
}

/** Where the jurisdiction comes from when not from the same determination, and what stands behind it. */
function aroundOf(record: RegisterRecord, { code, jurisdiction, behind }: Standing): readonly Finding[] {
  return [
    ...(jurisdiction && jurisdiction.from !== code
      ? [
          toRegisterFinding(
            "register-jurisdiction",
            { ...sourceAndKind(jurisdiction.from), jurisdiction: jurisdiction.is },
            aboutFiled(record.id, jurisdiction.from),
          ),
        ]
      : []),
    ...(jurisdiction === null && code
      ? [toRegisterFinding("register-jurisdiction-open", { result: resultOfFiling(code) })]
      : []),
    ...behind.map((filed) =>
      toRegisterFinding("register-behind", { ...filedParams(filed) }, aboutFiled(record.id, filed)),
    ),
  ];
}
const sourceAndKind = (filed: FiledDetermination) => {
  const { source, kind } = filedParams(filed);
  return { source, kind };
};

type Verdict = "agrees" | "open" | "disagrees";

/** The tests against what is on file. Unknown is no disagreement; anything else that differs is one. */
function compare(tests: Classification, standing: Standing, at: At): Verdict {
  const { code } = standing;
  if (!code || code.eccn === null) return "disagrees";
  if (tests.outcome === "classified") return isSameResult(tests, code) ? "agrees" : "disagrees";
  if (tests.outcome !== "needs-facts" && tests.outcome !== "not-covered" && !isRuledOn(tests, standing))
    return "disagrees";
  const another = tests.candidates.some(
    (one) =>
      one.status === "met" &&
      !isSameResult(one, code) &&
      entryOn(at.rulebook, one.eccn, at.asOf)?.["yields-to"]?.includes(code.eccn ?? "") !== true,
  );
  return another || isClosed(tests, code, at) ? "disagrees" : "open";
}

/** The tests only ask who has jurisdiction, and that is on file: ruled EAR, or held as ITAR. */
const isRuledOn = (tests: Classification, { jurisdiction }: Standing): boolean =>
  tests.outcome === "conflict" &&
  tests.advise === "CJ" &&
  (jurisdiction?.is === "ITAR" || (jurisdiction?.is === "EAR" && jurisdiction.from.kind === "CJ"));

type Result = { readonly eccn: string | null; readonly paragraph: string | null };

/** The same code, and the same paragraph as far as both name one: a paragraph above names all under it. */
function isSameResult(a: Result, b: Result): boolean {
  if (a.eccn !== b.eccn || a.eccn === null) return false;
  if (a.paragraph === null || b.paragraph === null || !/^\d/.test(a.eccn))
    return a.paragraph === b.paragraph || a.paragraph === null || b.paragraph === null;
  const [one, other] = [pathOf(a.eccn, a.paragraph), pathOf(a.eccn, b.paragraph)];
  return one === null || other === null || covers(one, other) || covers(other, one);
}

/** The provision on file is tested and does not hold on these facts. */
function isClosed(tests: Classification, code: FiledDetermination, { rulebook, asOf }: At): boolean {
  const entry = code.eccn === null ? undefined : entryOn(rulebook, code.eccn, asOf);
  if (!entry) return false;
  const path = pathOf(entry.eccn, code.paragraph);
  const context = { facts: readingsOf(tests.facts), words: rulebook.vocabulary };
  const leaves = testEntry(entry, context).leaves.filter((leaf) => {
    const own = pathOf(entry.eccn, leaf.paragraph);
    return path === null || own === null || covers(path, own) || covers(own, path);
  });
  return leaves.length > 0 && leaves.every(({ answer }) => answer === "not-met");
}

const JOIN: Readonly<Record<Verdict, (tests: Classification, standing: Standing, at: At) => Classification>> = {
  agrees: (tests, standing, { rulebook, asOf }) => {
    const facts = withFactsOnFile(tests.facts, filedOf(standing).facts);
    if (facts === tests.facts || tests.eccn === null) return tests;
    const open = new Set(filedOf(standing).facts.map(({ name }) => name));
    return {
      ...tests,
      facts,
      missing: tests.missing.filter(({ fact }) => !open.has(fact)),
      reasonsForControl: reasonsForControl(rulebook, tests.eccn, tests.paragraph, facts, asOf),
    };
  },
  open: (tests, standing, { rulebook, asOf }) => {
    const facts = withFactsOnFile(tests.facts, filedOf(standing).facts);
    const { eccn, paragraph } = filedOf(standing);
    const jurisdiction = standing.jurisdiction?.is ?? "undetermined";
    // Ruled out by the agency: the category that the words brought up is no candidate any more.
    const ruledOut = jurisdiction === "EAR" && standing.jurisdiction?.from.kind === "CJ";
    const left = ruledOut ? tests.candidates.filter((one) => one.jurisdiction !== "ITAR") : tests.candidates;
    return {
      ...tests,
      outcome: "classified",
      jurisdiction,
      eccn,
      paragraph,
      candidates: withCandidate(left, standing, "unknown"),
      missing: [],
      facts,
      advise: "none",
      reasonsForControl: eccn === null ? [] : reasonsForControl(rulebook, eccn, paragraph, facts, asOf),
      basis: "summary",
      disposition: jurisdiction === "ITAR" ? "hold" : "review",
    };
  },
  disagrees: (tests, standing) => ({
    ...tests,
    outcome: "conflict",
    jurisdiction: standing.jurisdiction?.is === "ITAR" ? "ITAR" : tests.jurisdiction,
    eccn: null,
    paragraph: null,
    candidates: withCandidate(tests.candidates, standing, "unknown"),
    missing: [],
    disposition: "hold",
  }),
};

/** What is on file stands among the candidates, so that a reviewer can choose it; first where nothing is met. */
function withCandidate(
  candidates: readonly Candidate[],
  standing: Standing,
  status: Candidate["status"],
): readonly Candidate[] {
  const { code } = standing;
  if (!code || code.eccn === null) return candidates;
  const { eccn, paragraph } = code;
  const known = candidates.find((one) => one.eccn === eccn && one.paragraph === paragraph);
  const filed: Candidate = known ?? {
    eccn,
    paragraph,
    jurisdiction: standing.jurisdiction?.is ?? "undetermined",
    status,
    score: 0.9,
    margin: null,
    because: [],
  };
  return [filed, ...candidates.filter((one) => one !== known)];
}

const resultOf = ({ paragraph, eccn, outcome }: Classification): string => paragraph ?? eccn ?? outcome;

/** The register is the first step of the trace. */
const traced = (classification: Classification, because: readonly Finding[]): Classification =>
  because.length === 0
    ? classification
    : { ...classification, trace: [{ step: "register", because }, ...classification.trace] };
