import { resolve } from "node:path";
import { createClock } from "../../adapters/system/clock.ts";
import { toLawDate } from "../../core/dates.ts";
import { chooseTexts } from "../../core/rulebook/editions/choose-texts.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { RulebookFault } from "../../core/rulebook/sections.ts";
import { Refusal } from "../../core/refusal.ts";
import { bundleWith, encodePart } from "../editions/rule-texts.ts";
import { activateTexts, MixedDates } from "../rules/activate-texts.ts";
import { assertNotShrunk } from "../rules/assert-not-shrunk.ts";
import { countPart } from "../rules/count-part.ts";
import { importedParts, type ImportedPart } from "../rules/imported-parts.ts";
import { BadRuleFile, readEditions, type ReadEdition } from "../rules/read-editions.ts";
import { differenceLine } from "../rules/set-state-words.ts";
import { ruleFaultLine } from "../rules/rule-fault-line.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { activeSet, requirePerson, withDesk, type OpenDesk } from "./open-desk.ts";
import { importRow, importLine, changeLine, changeRows, changesIn } from "./rules-words.ts";
import { LAW_ZONE } from "./tools.ts";
import { rulesDates } from "../rules/rules-dates.ts";

/** Why a set is not put in use; what is active stays. Throws anything else as it is. */
export function refuseSet(error: unknown): never {
  if (error instanceof RulebookFault)
    throw new FailedJob(`the rules cannot be read with this text (${error.message}); what is active stays`);
  if (error instanceof MixedDates)
    throw new FailedJob(
      `a set of mixed dates runs only with an overlay for each known difference: ${error.open.map(differenceLine).join("; ")}; what is active stays`,
    );
  throw error;
}

/** What the importer's faults are said as; nothing was taken and what is active stays. */
function refuse(error: unknown): never {
  if (!(error instanceof BadRuleFile)) throw error;
  if (error.fault === "unreadable") throw new FailedJob(`${error.file} cannot be read`);
  const says =
    error.fault === "no-date"
      ? `${error.file}: neither the file nor its name says the issue date of this text; say --date YYYY-MM-DD`
      : ruleFaultLine(error.file, error.fault);
  throw new FailedJob(`${says}; nothing was imported, and what is active stays`);
}

function dateOf(call: Call): string | undefined {
  const { date } = call.values;
  if (typeof date !== "string") return undefined;
  try {
    return toLawDate(date);
  } catch (error) {
    if (error instanceof Refusal) throw new BadUsage(`--date takes a day as YYYY-MM-DD; it is "${date}"`);
    throw error;
  }
}

/** Keeps each part once, and puts on record who imported it. Returns every part of the tenant. */
async function keep(desk: OpenDesk, editions: readonly ReadEdition[]): Promise<readonly ImportedPart[]> {
  const stores = desk.home.stores.for(desk.tenant);
  const known = new Set((await importedParts(stores)).map(({ hash }) => hash));
  for (const { data, file, source, dated } of editions) {
    const { hash, bytes } = encodePart(data);
    await desk.home.stores.admin.putEdition("rule-part", hash, bytes);
    if (known.has(hash)) continue;
    known.add(hash);
    const { part, title, date } = data;
    const note = { part, title, date, hash, file, source, dated, counts: countPart(data) };
    await stores.editions.noteImport(note, desk.actor);
  }
  return importedParts(stores);
}

/** Imports a path, or files that were fetched: all of it or nothing. Throws FailedJob. */
export async function importInto(call: Call, desk: OpenDesk, path: string | readonly string[]): Promise<number> {
  const before = await activeSet(desk);
  const rulebook = openRulebook(await bundleWith(desk.home.stores, before.texts ?? []));
  const date = dateOf(call);
  const { editions, leftOut } = await readEditions(typeof path === "string" ? resolve(call.io.cwd, path) : path, {
    date,
    rulebook,
  }).catch(refuse);
  for (const { file, fault } of leftOut) call.io.err(`left out: ${ruleFaultLine(file, fault)}\n`);
  if (editions.length === 0)
    throw new FailedJob(
      `${String(path)}: no part of the Code is among the files; nothing was imported, and what is active stays`,
    );
  await assertNotShrunk(desk, editions).catch(refuse);
  const held = await keep(desk, editions);
  const chosen = chooseTexts(held, rulesDates(rulebook));
  const alone = desk.policy.id === "local";
  const activate = alone && call.values["noActivate"] !== true;
  const asOf = createClock(call.io.now).lawDate(LAW_ZONE);
  const texts = chosen.flatMap(({ edition: { part, date: of, hash }, use }) =>
    use === "used" ? [{ part, date: of, hash }] : [],
  );
  const done = activate
    ? await activateTexts(desk.home.stores, desk.tenant, { before, texts, actor: desk.actor, asOf }).catch(refuseSet)
    : null;
  const hashes = new Set(editions.map(({ data }) => encodePart(data).hash));
  const mine = chosen.filter(({ edition }) => hashes.has(edition.hash));
  if (call.json)
    for (const one of mine)
      await call.io.out(`${JSON.stringify({ ...importRow(one), active: activate && one.use === "used" })}\n`);
  else for (const one of mine) await call.io.out(`${importLine(one)}\n`);
  if (done) await sayChanges(call, done.rulebook, done.due);
  if (!activate && !alone)
    call.io.err(
      `kept and not in use: in tenant ${desk.policy.id} a rulebook takes two people; another person than the one who imported says: desk rules activate --tenant ${desk.policy.id}\n`,
    );
  return 0;
}

/** What the text in use says differently from the rules that ship, and how many items have to be looked at again. */
export async function sayChanges(call: Call, rulebook: Rulebook, due: number): Promise<void> {
  const changes = changesIn(rulebook);
  if (call.json) {
    for (const row of changeRows(changes)) await call.io.out(`${JSON.stringify(row)}\n`);
    if (due > 0) await call.io.out(`${JSON.stringify({ itemsDue: due })}\n`);
    return;
  }
  for (const line of changeLine(changes)) await call.io.out(`${line}\n`);
  if (due > 0)
    await call.io.out(
      `${due} item${due === 1 ? "" : "s"} of the register ${due === 1 ? "is" : "are"} due for another look: desk items due\n`,
    );
}

/** `rules import PATH`: official text, a file or a folder, recognised by content; the newest of each part is used. */
export const rulesImport: Command = {
  name: "rules import",
  help: "PATH: official eCFR XML, a file or a folder; used at once in tenant local (--no-activate: only kept; --date: where no file says its date)",
  flags: { date: "text", noActivate: "switch" },
  async run(call) {
    const [path, ...more] = call.words;
    if (!path || more.length > 0) throw new BadUsage("rules import takes one path: a file or a folder");
    return withDesk(call, async (desk) => {
      requirePerson(desk);
      return importInto(call, desk, path);
    });
  },
};
