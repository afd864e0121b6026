import { createClock } from "../../adapters/system/clock.ts";
import { chooseTexts } from "../../core/rulebook/editions/choose-texts.ts";
import { openRulebook } from "../../core/rulebook/rulebook.ts";
import { bundleWith } from "../editions/rule-texts.ts";
import { activateTexts } from "../rules/activate-texts.ts";
import { importedParts, type ImportedPart } from "../rules/imported-parts.ts";
import { rulesDates } from "../rules/rules-dates.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { activeSet, requirePerson, withDesk, type OpenDesk } from "./open-desk.ts";
import { refuseSet, sayChanges } from "./rules-import.ts";
import { LAW_ZONE } from "./tools.ts";

/** Whose approval a rulebook takes beside the person's who imported it. */
const APPROVERS: readonly string[] = ["legal", "trade-compliance", "export-control-officer"];

/** Throws FailedJob naming what is missing: outside tenant `local` a rulebook takes two people (LAW §7 in spirit). */
function requireSecond(desk: OpenDesk, fresh: readonly ImportedPart[]): void {
  if (desk.policy.id === "local" || !("person" in desk.actor)) return;
  const { person } = desk.actor;
  const own = fresh.find(({ by }) => "person" in by && by.person === person);
  if (own)
    throw new FailedJob(
      `${own.part} of ${own.date} was imported by ${person}: in tenant ${desk.policy.id} a rulebook takes two people, so another person activates it`,
    );
  const roles = desk.policy.people.find(({ id }) => id === person)?.roles ?? [];
  if (!roles.some((role) => APPROVERS.includes(role)))
    throw new FailedJob(`${person} has none of the roles that approve a rulebook: ${APPROVERS.join(", ")}`);
}

/** The newest of each part, or those named by the beginning of their hash. */
function pick(call: Call, held: readonly ImportedPart[], newest: readonly ImportedPart[]): readonly ImportedPart[] {
  if (call.words.length === 0) return newest;
  return call.words.map((word) => {
    const found = held.filter(({ hash }) => word.length >= 6 && hash.startsWith(word.toLowerCase()));
    const [one, ...more] = found;
    if (!one || more.length > 0)
      throw new BadUsage(
        `${found.length === 0 ? "no" : "more than one"} imported edition begins with ${word}; see: desk rules status`,
      );
    return one;
  });
}

async function activate(call: Call, desk: OpenDesk): Promise<number> {
  requirePerson(desk);
  const before = await activeSet(desk);
  const rulebook = openRulebook(await bundleWith(desk.home.stores, before.texts ?? []));
  const held = await importedParts(desk.home.stores.for(desk.tenant));
  const chosen = chooseTexts(held, rulesDates(rulebook));
  const newest = chosen.flatMap(({ edition, use }) => (use === "used" ? [edition] : []));
  const wanted = call.values["builtIn"] === true ? [] : pick(call, held, newest);
  if (wanted.length === 0 && call.values["builtIn"] !== true)
    throw new FailedJob("no imported edition can be activated; first: desk rules import PATH");
  const old = chosen.find(({ edition, why }) => why === "older-than-rules" && wanted.includes(edition));
  if (old)
    throw new FailedJob(
      `${old.edition.part} of ${old.edition.date} is older than the text the rules that ship were written from`,
    );
  const kept =
    call.words.length === 0 ? [] : (before.texts ?? []).filter(({ part }) => !wanted.some((one) => one.part === part));
  const active = new Set((before.texts ?? []).map(({ hash }) => hash));
  requireSecond(
    desk,
    wanted.filter(({ hash }) => !active.has(hash)),
  );
  const texts = [...kept, ...wanted.map(({ part, date, hash }) => ({ part, date, hash }))];
  const asOf = createClock(call.io.now).lawDate(LAW_ZONE);
  const done = await activateTexts(desk.home.stores, desk.tenant, { before, texts, actor: desk.actor, asOf }).catch(
    refuseSet,
  );
  const rows = (done.set.texts ?? []).map((row) => ({ ...row, active: true }));
  if (call.json) for (const row of rows) await call.io.out(`${JSON.stringify(row)}\n`);
  else if (rows.length === 0) await call.io.out("the rules that ship are in use alone\n");
  else for (const row of rows) await call.io.out(`${row.part}  ${row.date}  ${row.hash.slice(0, 12)}  in use\n`);
  await sayChanges(call, done.rulebook, done.due);
  return 0;
}

/** `rules activate`: uses what was imported; outside tenant `local` by another person than the one who imported it. */
export const rulesActivate: Command = {
  name: "rules activate",
  help: "[HASH …]: the newest of each imported part, or the editions named (--built-in: the rules that ship alone)",
  flags: { builtIn: "switch" },
  run: (call) => withDesk(call, (desk) => activate(call, desk)),
};
