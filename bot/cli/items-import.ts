import { createClock } from "../../adapters/system/clock.ts";
import { inForceOn } from "../../core/rulebook/in-force.ts";
import type { LawDate } from "../../core/dates.ts";
import { nameOfItem } from "../../core/register/identity.ts";
import { readMatrix, type Matrix, type MatrixFault } from "../../core/register/matrix.ts";
import { resultOfFiling } from "../../core/register/filed.ts";
import type { PlannedRow } from "../../core/register/plan-import.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import { activeRulebook } from "../register/active-rulebook.ts";
import { fileRows, planAgainst } from "../register/import-matrix.ts";
import { matrixFaultWords } from "../words/items.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { openDesk, requirePerson, type OpenDesk } from "./open-desk.ts";
import { openTable, readTable, type TableFile } from "./table-file.ts";
import { LAW_ZONE } from "./tools.ts";

async function readRows(file: TableFile, rulebook: Rulebook, today: LawDate): Promise<Matrix> {
  const source = await readTable(file);
  const headings = inForceOn(
    rulebook.sections.headings.map(({ data }) => data),
    today,
  );
  const codes = new Set(headings?.headings.flatMap(({ codes: of }) => of) ?? []);
  return readMatrix(source, { isHeading: (eccn) => codes.has(eccn) || rulebook.entries.has(eccn), today });
}

const faultRow = (fault: MatrixFault) => ({ ...fault, error: matrixFaultWords(fault) });
const rowOf = ({ row, does, before }: PlannedRow) => ({
  line: row.line,
  item: nameOfItem(row.item),
  kind: row.kind,
  jurisdiction: row.jurisdiction,
  eccn: row.eccn,
  paragraph: row.paragraph,
  does,
  before: before ? resultOfFiling(before) : null,
});
const DOES: Readonly<Record<PlannedRow["does"], string>> = {
  "new-item": "new",
  adds: "one more determination",
  changes: "takes the place of",
  nothing: "on file already",
};

async function importInto(call: Call, desk: OpenDesk, path: string): Promise<number> {
  const file = await openTable(call, path, "items import");
  const today = createClock(call.io.now).lawDate(LAW_ZONE);
  const { rulebook, editions } = await activeRulebook(desk.home.stores, desk.tenant);
  const matrix = await readRows(file, rulebook, today);
  const stores = desk.home.stores.for(desk.tenant);
  const plan = await planAgainst(stores.items, matrix.rows);
  const faults = [...matrix.faults, ...plan.faults].toSorted((a, b) => a.line - b.line);
  if (faults.length > 0) {
    for (const fault of faults)
      if (call.json) await call.io.out(`${JSON.stringify(faultRow(fault))}\n`);
      else call.io.err(`line ${fault.line}: ${matrixFaultWords(fault)}\n`);
    throw new FailedJob(
      `nothing was imported: ${faults.length} line${faults.length === 1 ? "" : "s"} of ${file.name} to mend first`,
    );
  }
  const dryRun = call.values["dryRun"] === true;
  const written = dryRun
    ? 0
    : await fileRows(
        { tenant: desk.tenant, stores, ids: desk.home.ids, actor: desk.actor, rulebook, editions, today, file },
        plan.rows,
      );
  await sayPlan(call, { matrix, rows: plan.rows, dryRun, written });
  return 0;
}

async function sayPlan(
  call: Call,
  done: {
    readonly matrix: Matrix;
    readonly rows: readonly PlannedRow[];
    readonly dryRun: boolean;
    readonly written: number;
  },
): Promise<void> {
  const { matrix, rows, dryRun, written } = done;
  const count = (does: PlannedRow["does"]): number => rows.filter((row) => row.does === does).length;
  const summary = {
    dryRun,
    lines: matrix.rows.length,
    new: count("new-item"),
    added: count("adds"),
    changed: count("changes"),
    onFileAlready: count("nothing"),
    itemsWritten: written,
    columns: matrix.columns,
    unusedColumns: matrix.unused,
  };
  if (call.json) {
    for (const row of rows) await call.io.out(`${JSON.stringify(rowOf(row))}\n`);
    await call.io.out(`${JSON.stringify(summary)}\n`);
    return;
  }
  for (const row of rows.filter(({ does }) => does !== "nothing")) {
    const { line, item, eccn, paragraph, jurisdiction, kind, does, before } = rowOf(row);
    const code = paragraph ?? eccn ?? jurisdiction ?? "";
    await call.io.out(`line ${line}  ${item}  ${code}  ${kind}: ${DOES[does]}${before ? ` ${before}` : ""}\n`);
  }
  const columns = Object.entries(matrix.columns).map(([role, header]) => `${header} as ${role}`);
  await call.io.out(
    `columns: ${columns.join(", ")}${matrix.unused.length > 0 ? `; not used: ${matrix.unused.join(", ")}` : ""}\n`,
  );
  await call.io.out(
    `${dryRun ? "nothing written (--dry-run): " : ""}${summary.new} new, ${summary.added} added, ${summary.changed} changed, ${summary.onFileAlready} on file already\n`,
  );
}

/** `items import FILE`: a company's own matrix into the register; all of it or nothing. */
export const itemsImport: Command = {
  name: "items import",
  help: "FILE: a matrix of classified items (CSV, XLSX; columns recognised by their names); all of it or nothing (--dry-run: only shows)",
  flags: { dryRun: "switch" },
  async run(call) {
    const [path, ...more] = call.words;
    if (!path || more.length > 0) throw new BadUsage("items import takes one file: CSV or XLSX");
    const desk = await openDesk(call.io, call.tenant);
    try {
      requirePerson(desk);
      return await importInto(call, desk, path);
    } finally {
      await desk.close();
    }
  },
};
