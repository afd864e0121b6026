import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bomWorkbook, type BomResult } from "../bom/workbook.ts";
import { partRecords } from "../register/part-records.ts";
import { bomFaultWords, figure, lineResultWords } from "../words/bom.ts";
import { assemblyOf } from "../../core/bom/assembly.ts";
import type { Bom } from "../../core/bom/bom.ts";
import { contentsOf } from "../../core/bom/contents.ts";
import { judgeLines, type Judged } from "../../core/bom/judge-lines.ts";
import { readBom } from "../../core/bom/read-bom.ts";
import { rollUp } from "../../core/bom/roll-up.ts";
import type { LineVerdict } from "../../core/bom/verdict.ts";
import { classify } from "../../core/classification/classify.ts";
import type { Classification } from "../../core/classification/classification.ts";
import type { Items } from "../../core/ports/items.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { openRegister } from "./open-desk.ts";
import { presentBom, presentBomLine, tableLine } from "./present-bom.ts";
import { openTable, readTable } from "./table-file.ts";
import { openTools, type Tools } from "./tools.ts";

/** Lines at a time; longer lists say on stderr how far they are. */
const CHUNK = 200;

const said = (call: Call, key: string): string | null => {
  const value = call.values[key];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
};

async function judge(call: Call, bom: Bom, items: Items | null, tools: Tools): Promise<readonly LineVerdict[]> {
  const context = { rulebook: await tools.rulebook(), asOf: tools.today };
  const judged: Judged = new Map();
  const verdicts: LineVerdict[] = [];
  for (let from = 0; from < bom.lines.length; from += CHUNK) {
    const lines = bom.lines.slice(from, from + CHUNK);
    const register = items ? await partRecords(items, lines) : [];
    verdicts.push(...judgeLines({ lines, register }, context, judged));
    if (bom.lines.length > CHUNK) call.io.err(`${figure(verdicts.length)} of ${figure(bom.lines.length)} lines\n`);
  }
  return verdicts;
}

/** The assembly's own classification: what the list says of it above its header, and what `--description` says. */
async function ownWords(bom: Bom, description: string | null, tools: Tools): Promise<Classification> {
  const text = [description ?? "", bom.words].filter((words) => words !== "").join("\n");
  return classify({ ...(text === "" ? {} : { description: text }), sources: [] }, await tools.rulebook(), tools.today);
}

async function evaluate(call: Call, path: string): Promise<number> {
  const file = await openTable(call, path, "bom");
  const read = readBom(await readTable(file), said(call, "sheet"));
  if (!read.ok) throw new FailedJob(`${file.name}: ${bomFaultWords(read.fault)}`);
  const { bom } = read;
  const tools = openTools(call.io, call.tenant);
  const register = await openRegister(call.io, call.tenant);
  try {
    const verdicts = await judge(call, bom, register?.items ?? null, tools);
    const own = await ownWords(bom, said(call, "description"), tools);
    const context = { rulebook: await tools.rulebook(), asOf: tools.today };
    const contents = contentsOf(bom, verdicts, context);
    const result = { bom, verdicts, rollUp: rollUp(contents, assemblyOf(own, said(call, "origin")), context) };
    await say(call, result, { own, editions: await tools.editions("rulebook") });
    return 0;
  } finally {
    await register?.close();
  }
}

type Around = { readonly own: Classification; readonly editions: Awaited<ReturnType<Tools["editions"]>> };

async function say(call: Call, result: BomResult, around: Around): Promise<void> {
  const out = said(call, "out");
  const byLine = new Map(result.verdicts.map((verdict) => [verdict.line, verdict]));
  for (const line of result.bom.lines) {
    const verdict = byLine.get(line.id);
    if (!verdict) continue;
    await call.io.out(
      call.json ? `${JSON.stringify(presentBomLine(line, verdict))}\n` : `${tableLine(line, verdict)}\n`,
    );
  }
  const summary = presentBom(result, around.own, around.editions);
  if (out !== null) {
    const about = [{ label: "Assembly by what it is", value: lineResultWords(around.own) }];
    await writeFile(resolve(call.io.cwd, out), await bomWorkbook(result, about));
  }
  if (call.json) await call.io.out(`${JSON.stringify({ ...summary, out })}\n`);
  else {
    const { because, counts, list } = summary;
    const lines = [
      `assembly: ${lineResultWords(around.own)}; by its lines: ${summary.state.replaceAll("-", " ")}`,
      ...around.own.missing.slice(0, 1).map(({ question }) => `asked of the assembly: ${question}`),
      ...because.map(({ text, cite }) => `${text}${cite ? ` (${cite})` : ""}`),
      ...list.findings.map(({ text }) => `in the list: ${text}`),
      `lines: ${Object.entries(counts.byOutcome)
        .map(([outcome, count]) => `${figure(count)} ${outcome}`)
        .join(", ")}`,
      ...(out === null ? [] : [`wrote ${out}`]),
    ];
    await call.io.out(`${lines.join("\n")}\n`);
  }
}

/** `bom FILE`: a bill of material, each line classified, the assembly judged by what it is and does. Writes nothing but `--out`. */
export const bom: Command = {
  name: "bom",
  help: "FILE [--out FILE.xlsx]: a bill of material (CSV, XLSX), each line classified, the assembly judged by what it is (--description, --origin, --sheet)",
  flags: { out: "text", description: "text", origin: "text", sheet: "text" },
  async run(call) {
    const [path, ...more] = call.words;
    if (!path || more.length > 0) throw new BadUsage("bom takes one file: CSV or XLSX");
    const out = said(call, "out");
    if (out !== null && !/\.xlsx$/iu.test(out))
      throw new BadUsage(`--out takes a name that ends in .xlsx; it is "${out}"`);
    return evaluate(call, path);
  },
};
