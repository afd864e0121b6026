import type { BomFinding } from "../bom/findings.ts";
import type { DeterminationSummary } from "../cases/parts.ts";
import type { CheckPoint, ExceptionOutcome, LicenceDetermination } from "../licensing/determination.ts";
import { once } from "../licensing/stage.ts";
import { listPoints } from "./list.ts";
import type { TransactionResult } from "./transaction.ts";

export type Ticks = DeterminationSummary["ticks"];
export type Blocks = DeterminationSummary["blocks"];
type Params = Ticks[number]["params"];

/** Points that no tick removes: the state of a list, and part 744. They stand in `blocks`. */
const isBlocking = ({ what }: CheckPoint): boolean => what.startsWith("list") || what === "part-744";

/**
 * What a reviewer has to confirm before approve is offered (LAW §7): each point not checked, each open condition of the
 * exception that would be used, each summary the outcome rests on. A line of its own each, with an id that stays.
 */
export function ticksOf(result: TransactionResult): Ticks {
  const licences = result.lines.flatMap(({ id, licence }) => (licence ? [{ line: id, licence }] : []));
  const points = licences.flatMap(({ licence }) => licence.notChecked).filter((point) => !isBlocking(point));
  const ticks = [
    ...points.map((point) => tick("not-checked", { what: point.what, why: point.why ?? "" })),
    ...licences.flatMap(({ line, licence }) => conditionTicks(line, licence)),
    ...licences.flatMap(({ line, licence }) => summaryTicks(line, licence, result)),
    ...licences.flatMap(({ line }) => noteTicks(line, result)),
    ...(result.rolledUp ? listPoints(result.rolledUp).map(listTick) : []),
  ];
  return once(ticks, ({ id }) => id);
}

const tick = (code: string, params: Params): Ticks[number] => ({
  id: [code, ...Object.values(params)]
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-+$/, "")
    .slice(0, 120),
  code,
  params,
});

/** What the lines of a list leave open, in the figures that the reviewer confirms. */
const listTick = ({ code, params, cite }: BomFinding): Ticks[number] =>
  tick(code, {
    ...Object.fromEntries(
      Object.entries(params).flatMap(([name, value]) =>
        typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
      ),
    ),
    lines: Array.isArray(params["lines"]) ? params["lines"].slice(0, 6).join(", ") : "",
    cite: cite ?? "",
  });

/** Of several exceptions that fit, the one with the fewest open conditions is the one proposed. */
export function proposedException(licence: LicenceDetermination): ExceptionOutcome | null {
  const openIn = (exception: ExceptionOutcome): number =>
    exception.conditions.filter(({ status }) => status === "open").length;
  const usable = licence.exceptions.filter(({ outcome }) => outcome === "open" || outcome === "available");
  return usable.toSorted((a, b) => openIn(a) - openIn(b))[0] ?? null;
}

function conditionTicks(line: string, licence: LicenceDetermination): Ticks {
  if (licence.outcome !== "exception-available") return [];
  const exception = proposedException(licence);
  return (exception?.conditions ?? [])
    .filter(({ status }) => status === "open")
    .map(({ text, cite }) => tick("open-condition", { line, symbol: exception?.symbol ?? "", text, cite: cite ?? "" }));
}

/** Notes of the official text at the paragraph that is met, which no test runs: a person has read them. */
function noteTicks(line: string, result: TransactionResult): Ticks {
  const classification = result.lines.find(({ id }) => id === line)?.classification;
  const at = classification?.paragraph;
  return (classification?.trace ?? [])
    .flatMap(({ because }) => because)
    .flatMap(({ code, params: { note, at: met } }) =>
      code === "note-not-run" && at && met === at && typeof note === "string" ? [tick(code, { line, note })] : [],
    );
}

/** Values that were written by us and not compared with the official text. */
function summaryTicks(line: string, licence: LicenceDetermination, result: TransactionResult): Ticks {
  const classification = result.lines.find(({ id }) => id === line)?.classification;
  const exception = licence.outcome === "exception-available" ? proposedException(licence) : null;
  const chart = licence.checked.find(({ what }) => what === "chart");
  const groups = licence.checked.find(({ what }) => what === "country-groups");
  const embargo = licence.checked.find(({ what }) => what === "embargo");
  return [
    ...(classification?.basis === "summary"
      ? [tick("summary-classification", { line, eccn: classification.paragraph ?? classification.eccn ?? "" })]
      : []),
    ...(chart && chart.basis !== "text" ? [tick("summary-chart", { date: chart.date ?? "" })] : []),
    ...(chart && groups && groups.basis !== "text" ? [tick("summary-groups", { date: groups.date ?? "" })] : []),
    ...(embargo && !chart ? [tick("summary-embargo", { date: embargo.date ?? "" })] : []),
    ...(exception ? [tick("summary-exception", { line, symbol: exception.symbol })] : []),
  ];
}

/**
 * What cannot be ticked away (LAW §7): a list that is missing, short, stale, superseded or a demonstration; an open hit;
 * an unanswered part 744 question that applies. With one of them only the classification can be approved. In training
 * the demonstration list counts as complete and fresh.
 */
export function blocksOf(result: TransactionResult, options: { readonly training?: boolean } = {}): Blocks {
  const licences = result.lines.flatMap(({ licence }) => (licence ? [licence] : []));
  const points = [
    ...result.screening.flatMap(({ result: screening }) => screening.notChecked),
    ...licences.flatMap(({ notChecked }) => notChecked),
  ];
  const lists = points.filter(
    ({ what, why }) => what.startsWith("list") && !(options.training === true && why === "demonstration"),
  );
  const uses = points.filter(({ what }) => what === "part-744");
  const hits = result.screening.flatMap(({ name, result: screening }) =>
    screening.hits
      .filter(({ counted, effect }) => counted !== false && effect !== "import-or-procurement")
      .map((hit) => ({ code: "open-hit", params: { party: name, entry: hit.name, list: hit.list } })),
  );
  const owned = result.screening
    .filter(
      ({ result: screening }) =>
        screening.ownership.status === "listed" || screening.ownership.status === "aggregate-50",
    )
    .map(({ name }) => ({ code: "owner-listed", params: { party: name } }));
  const blocks: Blocks = [
    ...lists.map(({ what, why, date }) => ({
      code: "list-not-usable",
      params: { list: what.replace(/^lists?\/?/, ""), why: why ?? "", date: date ?? "" },
    })),
    ...hits,
    ...owned,
    ...uses.slice(0, 1).map(({ why }) => ({ code: "end-use-unanswered", params: { why: why ?? "" } })),
  ];
  return once(blocks, ({ code, params }) => `${code}|${Object.values(params).join("|")}`);
}
