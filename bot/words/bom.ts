import type { Bom, BomFault } from "../../core/bom/bom.ts";
import type { BomFinding, BomFindingCode } from "../../core/bom/findings.ts";
import type { RollUp } from "../../core/bom/roll-up.ts";
import { resultOfLine, type LineVerdict } from "../../core/bom/verdict.ts";
import type { Json } from "../../core/json.ts";

const FAULTS: Readonly<Record<BomFault["code"], (params: BomFault["params"]) => string>> = {
  "no-columns": () =>
    "I find no row that names the columns of a bill of material (part number or description, and quantity, level, parent or reference designator).",
  "no-lines": () => "The columns of a bill of material are there, and no line below them.",
  "too-many-lines": ({ count, most }) =>
    `The list has ${figure(Number(count))} lines; I read up to ${figure(Number(most))}. Send its assemblies one by one.`,
  "several-sheets": ({ first, second }) =>
    `Two sheets are bills of material (“${String(first)}” and “${String(second)}”): send the one that counts as a file of its own.`,
  "formula-without-value": ({ cell, sheet }) =>
    `Cell ${String(cell)}${sheet === "" ? "" : ` of “${String(sheet)}”`} is a formula without a stored result: open the file in the program it comes from, save it, and send it again.`,
};
/** Why a file is no bill of material that can be read, for the person who sent it. */
export const bomFaultWords = ({ code, params }: BomFault): string => FAULTS[code](params);

/** The same for a source's fault (`list-no-columns`, `list-formula-without-value B7`); null: no fault of a list. */
export function listFaultWords(fault: string): string | null {
  const [, code = "", cell = ""] = /^list-([a-z-]+)(?: (.+))?$/u.exec(fault) ?? [];
  const said = PLAIN[code];
  return said === undefined ? null : said.replace("{cell}", cell);
}
const PLAIN: Readonly<Record<string, string>> = {
  "no-columns":
    "No row names the columns of a bill of material (part number or description, and quantity, level, parent or reference designator).",
  "no-lines": "The columns of a bill of material are there, and no line below them.",
  "too-many-lines": "The list has more than 100,000 lines. Send its assemblies one by one.",
  "several-sheets": "Two sheets are bills of material. Send the one that counts as a file of its own.",
  "formula-without-value":
    "Cell {cell} is a formula without a stored result. Open the file in the program it comes from, save it, and send it again.",
};

export const figure = (count: number): string => count.toLocaleString("en-US");
const plural = (count: number, one: string): string => `${figure(count)} ${one}${count === 1 ? "" : "s"}`;
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const number = (value: Json | undefined): number => (typeof value === "number" ? value : 0);
const texts = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(text) : []);

/** `lines 12, 14 and 17 more`: rows of the sheet, the first few of them. */
export function rowsOf({ params }: BomFinding, most = 6): string {
  const [lines, count] = [texts(params["lines"]), number(params["count"])];
  const shown = lines.slice(0, most).join(", ");
  const more = count - Math.min(lines.length, most);
  return `${count === 1 ? "line" : "lines"} ${shown}${more > 0 ? ` and ${figure(more)} more` : ""}`;
}

const ASKS: Readonly<Record<string, string>> = {
  "encryption-usable": "does the assembly encrypt data with it as delivered?",
  "type-of-usml-xii-c": "is the assembly of the type of USML Category XII(c)?",
  "military-commodity": "is the assembly a military commodity made outside the United States?",
  "kind-of-assembly": "is the assembly a thing of this entry?",
};

const WORDS: Readonly<Record<BomFindingCode, (finding: BomFinding) => string>> = {
  cycle: (of) => `${texts(of.params["parts"]).join(", ")} contain each other or themselves (${rowsOf(of)}).`,
  "duplicate-in-parent": (of) =>
    `${text(of.params["part"])} stands ${number(of.params["count"])} times in ${text(of.params["parent"]) || "the assembly"} (${rowsOf(of)}).`,
  "conflicting-descriptions": (of) =>
    `${text(of.params["part"])} is described in ${plural(texts(of.params["descriptions"]).length, "way")}: ${texts(
      of.params["descriptions"],
    )
      .map((one) => `“${one}”`)
      .join(", ")} (${rowsOf(of)}).`,
  orphan: (of) => `The parent ${text(of.params["parent"])} is on no line (${rowsOf(of)}).`,
  "level-skipped": (of) => `A level is skipped before ${rowsOf(of)}.`,
  "level-not-read": (of) => `The level is no number on ${rowsOf(of)}.`,
  "empty-lines": (of) => `${plural(number(of.params["count"]), "empty line")} between the others.`,
  "line-without-name": (of) => `Neither part number nor description on ${rowsOf(of)}.`,
  "quantity-not-read": (of) => `The quantity does not read in one way on ${rowsOf(of)}.`,
  "value-not-read": (of) => `The value does not read in one way, or has no currency, on ${rowsOf(of)}.`,
  "usml-part": (of) => `Stop: a part is on the Munitions List and stays on it when it is built in (${rowsOf(of)}).`,
  "usml-part-possible": (of) =>
    `A part may be on the Munitions List, and would stay on it when it is built in (${rowsOf(of)}): the export control officer decides.`,
  "contents-decide": (of) =>
    `${text(of.params["entry"])} catches the assembly because of what it contains (${rowsOf(of)}).`,
  "contents-open": (of) => `Whether it contains what ${text(of.params["entry"])} is about is open (${rowsOf(of)}).`,
  "contents-ask": (of) =>
    `It contains what ${text(of.params["entry"])} is about (${rowsOf(of)}): ${ASKS[text(of.params["asks"])] ?? "a person reads the entry."}`,
  "shipped-separately": (of) =>
    `Shipped as spares or kits and classified by themselves: ${rowsOf(of)}. They need a request of their own.`,
  "de-minimis": (of) => deMinimis(of),
  "lines-not-known": (of) =>
    `${plural(number(of.params["count"]), "line")} of the list ${number(of.params["count"]) === 1 ? "has" : "have"} no classification yet; what is not known of ${number(of.params["count"]) === 1 ? "it" : "them"} is not ruled out.`,
  "claim-differs": (of) => `The list claims another classification than the tests come to: ${rowsOf(of)}.`,
  "assembly-by-itself": () => "No line decides: the assembly is judged by what it is and does.",
};

function deMinimis({ params }: BomFinding): string {
  const origin = params["origin"] === null ? "Nobody said where it is made; made abroad," : "Made abroad:";
  const unknown = number(params["count"]);
  const lacking = unknown > 0 ? ` (${plural(unknown, "line")} without a value)` : "";
  const limits = `limits ${number(params["general"])} percent, ${number(params["terrorist"])} for E:1 and E:2`;
  const share =
    params["atMost"] === null
      ? "the value of the assembly is not said"
      : `at most ${number(params["atMost"])} percent, ${number(params["withEar99"])} with EAR99`;
  return `${origin} the share of US content counts: ${share}${lacking}; ${limits}.`;
}

/** The sentence of a finding about a list or its assembly; null: no code of a list. */
export function bomWords(finding: { readonly code: string }): string | null {
  return isBomFinding(finding) ? WORDS[finding.code](finding) : null;
}
const isBomFinding = (finding: { readonly code: string }): finding is BomFinding => Object.hasOwn(WORDS, finding.code);

const STATES: Readonly<Record<RollUp["state"], string>> = {
  stops: "stop: a part is on the Munitions List",
  "lines-decide": "what it contains decides",
  asks: "judged by what it is and does, with points of its lines open",
  "by-itself": "judged by what it is and does; no line decides",
};
export const rollUpWords = (state: RollUp["state"]): string => STATES[state];

const OUTCOMES: Readonly<Record<string, string>> = {
  classified: "classified",
  "needs-facts": "a fact is missing",
  conflict: "a person decides between readings",
  "other-agency": "another agency decides",
  "not-subject": "not subject to the EAR",
  "not-covered": "not covered by this rulebook",
};
export const lineOutcomeWords = (outcome: string): string => OUTCOMES[outcome] ?? outcome;

/** `1,612 not covered by this rulebook · 369 a fact is missing · 19 classified`. */
export const countWords = ({ counts }: Pick<RollUp, "counts">): string =>
  Object.entries(counts.byOutcome)
    .toSorted(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${figure(count)} ${lineOutcomeWords(outcome)}`)
    .join(" · ");

/** Where a line's answer comes from. */
export const lineSourceWords = ({ source, filed, outcome }: LineVerdict): string =>
  source === "register" ? `on file: ${filed ?? ""}` : outcome === "classified" ? "rules" : "";

const CLAIMS = { same: "agrees", differs: "differs", untested: "not tested", unreadable: "not readable" } as const;
export const claimWords = ({ claim }: LineVerdict): string => (claim ? `${claim.text} (${CLAIMS[claim.says]})` : "");

/** What a line came to, in a word: `3A001.a.5.a.4`, or what keeps it open. */
export const lineResultWords = (verdict: Pick<LineVerdict, "outcome" | "paragraph" | "eccn">): string =>
  verdict.outcome === "classified" ? resultOfLine(verdict) : lineOutcomeWords(verdict.outcome);

/** `read by levels, 2,000 lines`: what kind of list it is. */
export const structureWords = ({ structure, lines }: Pick<Bom, "structure" | "lines">): string =>
  `${plural(lines.length, "line")}, ${structure === "flat" ? "one level" : `read by ${structure}`}`;
