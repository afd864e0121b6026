import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { decodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { Json } from "../../core/json.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { ListEdition, ListRules } from "../../core/screening/list-edition.ts";
import { toWorkedList } from "../bom/worked-list.ts";
import { parseEditionSet } from "../editions/edition-set.ts";
import { exportCasePackage } from "../evidence/package-case.ts";
import { verifyFile } from "../evidence/run-verifier.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { findCase } from "./find-case.ts";
import { openDesk } from "./open-desk.ts";
import { readContainer } from "./read-container.ts";
import { readingDesk } from "./reading-desk.ts";
import { recompute } from "./recompute.ts";
import { sayReplay } from "./replay-words.ts";

function fileOf(call: Call, command: string): string {
  const [file, ...more] = call.words;
  if (!file || more.length > 0) throw new BadUsage(`${command} takes one package file`);
  return resolve(call.io.cwd, file);
}

export const evidenceExport: Command = {
  name: "evidence export",
  help: "CASE [--out FILE]: one case as a package that a stranger can verify and recompute offline",
  flags: { out: "text" },
  async run(call) {
    const desk = await openDesk(call.io, call.tenant);
    try {
      const row = await findCase(desk, call.words[0]);
      const bytes = await exportCasePackage(readingDesk(desk), desk.tenant, row.caseId);
      const released = toCaseState(row.json).decided?.released === true;
      const { out } = call.values;
      const name = typeof out === "string" ? out : `${released ? "" : "not-released-"}ED-${row.number}-evidence.zip`;
      await writeFile(resolve(call.io.cwd, name), bytes);
      const said = { case: `ED-${row.number}`, file: name, bytes: bytes.length };
      await call.io.out(
        call.json
          ? `${JSON.stringify(said)}\n`
          : `${name} (${bytes.length} bytes); check it with: desk evidence verify ${name}\n`,
      );
      return 0;
    } finally {
      await desk.close();
    }
  },
};

/** Runs the standalone verifier, the same file that lies in every package; its exit code passes through. */
export const evidenceVerify: Command = {
  name: "evidence verify",
  help: "FILE: 0 intact, 1 tampered or another key, 2 incomplete, 3 not a package",
  flags: { key: "text", checkpoint: "text", requireOrigin: "switch" },
  async run(call) {
    if (call.words.length !== 1) throw new FailedJob("evidence verify takes one package file", 3);
    const { key, checkpoint, requireOrigin } = call.values;
    const args = [
      ...(typeof key === "string" ? ["--key", key] : []),
      ...(typeof checkpoint === "string" ? ["--checkpoint", resolve(call.io.cwd, checkpoint)] : []),
      ...(requireOrigin === true ? ["--require-origin"] : []),
    ];
    const { exit, lines } = await verifyFile(fileOf(call, "evidence verify"), args);
    if (call.json) await call.io.out(`${JSON.stringify({ exit, lines })}\n`);
    else for (const line of lines) await call.io.out(`${line}\n`);
    if (exit === 3 && lines.length === 0) throw new FailedJob(`${call.words[0]} is not a package, or is not there`, 3);
    return exit;
  },
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");
const toDetermination = (text: string): Determination => JSON.parse(text) as Determination;
const toRules = (text: string): ListRules => JSON.parse(text) as ListRules;
const toSet = (text: string): Json => JSON.parse(text) as Json;
const toStatus = (status: string): ListEdition["status"] => status as ListEdition["status"];

export const evidenceReplay: Command = {
  name: "evidence replay",
  help: "FILE: the determination in a package worked out again, from the package alone",
  flags: {},
  async run(call) {
    const file = fileOf(call, "evidence replay");
    const verified = await verifyFile(file, []);
    if (verified.exit === 1 || verified.exit === 3)
      throw new FailedJob(`${call.words[0]} is not intact: ${verified.lines.at(-1) ?? "not a package"}`);
    const members = readContainer(await readFile(file));
    const member = (name: string): string => {
      const bytes = members.get(name);
      if (!bytes) throw new FailedJob(`the package holds no ${name}: it cannot be recomputed`);
      return textOf(bytes);
    };
    const set = parseEditionSet(toSet(member("replay/set.json")));
    const list = members.get("replay/bom.json");
    const result = recompute(toDetermination(member("replay/determination.json")), set, {
      rulebook: member("replay/rulebook.json"),
      listRules: toRules(member("replay/list-rules.json")),
      lists: set.lists.map((list) =>
        decodeEdition(Buffer.from(member(`replay/list-${list.hash}.json`)), toStatus(list.status)),
      ),
      ...(list ? { worked: toWorkedList(textOf(list)) } : {}),
    });
    return sayReplay(call, result);
  },
};
