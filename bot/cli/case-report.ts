import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { renderPaper } from "../../adapters/pdf/render-paper.ts";
import type { Paper } from "../../core/ports/paper.ts";
import { paperOfCase } from "../evidence/package-case.ts";
import { requestPaper } from "../evidence/paper/request-to-bis.ts";
import type { Call, Command } from "./command.ts";
import { FailedJob } from "./faults.ts";
import { findCase } from "./find-case.ts";
import { openDesk } from "./open-desk.ts";
import { readingDesk } from "./reading-desk.ts";

/** `case report CASE`: the record of a case on paper, for a person. What proves it is the package. */
export const caseReport: Command = {
  name: "case report",
  help: "CASE [--out FILE.pdf|FILE.json]: the record of a case, to read and keep",
  flags: { out: "text" },
  run: (call) => writePaper(call, "record", ({ paper }) => paper),
};

/** `case ccats CASE`: the facts for a classification request to BIS, in the blocks of its form. */
export const caseCcats: Command = {
  name: "case ccats",
  help: "CASE [--out FILE.pdf|FILE.json]: the facts for a classification request to BIS (SNAP-R), block by block",
  flags: { out: "text" },
  run: (call) =>
    writePaper(call, "ccats", ({ paper, view, number }) => {
      const request = requestPaper(view, paper);
      if (request === null)
        throw new FailedJob(
          `ED-${number} holds nothing that BIS could classify: it has no classified line outside the Munitions List`,
        );
      return request;
    }),
};

type Held = Awaited<ReturnType<typeof paperOfCase>>;

/** Writes a paper of the case as its name ends: `.json` as data, else as PDF. */
async function writePaper(call: Call, what: string, toPaper: (held: Held) => Paper): Promise<number> {
  const desk = await openDesk(call.io, call.tenant);
  try {
    const row = await findCase(desk, call.words[0]);
    const held = await paperOfCase(readingDesk(desk), desk.tenant, row.caseId);
    const paper = toPaper(held);
    const { out } = call.values;
    const file = typeof out === "string" ? out : `${held.released ? "" : "not-released-"}ED-${held.number}-${what}.pdf`;
    const bytes = file.endsWith(".json")
      ? Buffer.from(`${JSON.stringify(paper, null, 2)}\n`, "utf8")
      : await renderPaper(paper);
    await writeFile(resolve(call.io.cwd, file), bytes);
    const said = { case: `ED-${row.number}`, file, bytes: bytes.length };
    await call.io.out(call.json ? `${JSON.stringify(said)}\n` : `${file} (${bytes.length} bytes)\n`);
    return 0;
  } finally {
    await desk.close();
  }
}
