import { readBom } from "../../core/bom/read-bom.ts";
import { contentsOf } from "../../core/bom/contents.ts";
import { judgeLines, type Judged } from "../../core/bom/judge-lines.ts";
import { rollUp } from "../../core/bom/roll-up.ts";
import { bomWorkbook } from "../../bot/bom/workbook.ts";
import { toLawDate } from "../../core/dates.ts";
import { bomTable } from "../factories/bom.ts";
import { rulebook } from "../rulebook.ts";
import type { Figure, Row } from "./figure.ts";

const LINES = 2_000;
const CHUNK = 200;
const ROUNDS = 3;
const context = { rulebook, asOf: toLawDate("2026-11-24") };
const ASSEMBLY = { is: ["electronic-assembly"], open: [], result: null, origin: null };

/** A list from its text to its workbook, a new one each time; nothing of an earlier list is kept. */
async function once(seed: number): Promise<{ readonly ms: number; readonly judging: number; readonly facts: number }> {
  const { header, rows } = bomTable(LINES, seed);
  const text = [header, ...rows].map((row) => row.join("\t")).join("\n");
  const begun = performance.now();
  const read = readBom({ name: "list.csv", kind: "csv", pages: [{ page: 1, text }] });
  if (!read.ok) throw new Error(read.fault.code);
  const judged: Judged = new Map();
  const before = performance.now();
  const verdicts = [];
  for (let from = 0; from < read.bom.lines.length; from += CHUNK)
    verdicts.push(...judgeLines({ lines: read.bom.lines.slice(from, from + CHUNK), register: [] }, context, judged));
  const judging = performance.now() - before;
  const rolled = rollUp(contentsOf(read.bom, verdicts, context), ASSEMBLY, context);
  await bomWorkbook({ bom: read.bom, verdicts, rollUp: rolled }, []);
  return { ms: performance.now() - begun, judging, facts: judged.size };
}

export const bom: Figure = {
  name: "bom",
  what: `a made-up bill of material of ${LINES} lines by rules, from its text to the workbook; no register, no file reading`,
  async run() {
    await once(1);
    const runs = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await once(round + 2));
    const median = runs.toSorted((a, b) => a.judging - b.judging)[Math.floor(ROUNDS / 2)];
    const rows: readonly Row[] = [
      { what: "from text to workbook", ms: runs.map(({ ms }) => ms) },
      {
        what: "lines classified",
        rate: LINES / ((median?.judging ?? 1) / 1000),
        more: `${median?.facts ?? 0} different sets of facts among them`,
      },
    ];
    return rows;
  },
};
