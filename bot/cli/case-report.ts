import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { recordOf } from "../evidence/package-case.ts";
import type { Command } from "./command.ts";
import { findCase } from "./find-case.ts";
import { openDesk } from "./open-desk.ts";
import { readingDesk } from "./reading-desk.ts";

/** `case report CASE`: the record of a case on paper, for a person. What proves it is the package. */
export const caseReport: Command = {
  name: "case report",
  help: "CASE [--out FILE.pdf]: the record of a case as a PDF to read and keep",
  flags: { out: "text" },
  async run(call) {
    const desk = await openDesk(call.io, call.tenant);
    try {
      const row = await findCase(desk, call.words[0]);
      const { bytes, name } = await recordOf(readingDesk(desk), desk.tenant, row.caseId);
      const { out } = call.values;
      const file = typeof out === "string" ? out : name;
      await writeFile(resolve(call.io.cwd, file), bytes);
      const said = { case: `ED-${row.number}`, file, bytes: bytes.length };
      await call.io.out(call.json ? `${JSON.stringify(said)}\n` : `${file} (${bytes.length} bytes)\n`);
      return 0;
    } finally {
      await desk.close();
    }
  },
};
