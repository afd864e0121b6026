import { resolve } from "node:path";
import { encodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { importLists } from "../../adapters/lists/import-lists.ts";
import { createClock } from "../../adapters/system/clock.ts";
import { toHash } from "../../core/ids.ts";
import { chooseEditions } from "../../core/screening/choose-editions.ts";
import type { EditionStanding } from "../../core/screening/choose-editions.ts";
import { guardCounts } from "../../core/screening/guard-counts.ts";
import { daysBetween } from "../../core/screening/days.ts";
import type { ListEdition } from "../../core/screening/list-edition.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { militaryIntelligenceEdition } from "../../rules/starter-lists/read-starter-list.ts";
import { setHash, toSetJson } from "../editions/edition-set.ts";
import type { EditionSet } from "../editions/edition-set.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage } from "./faults.ts";
import { activeSet, heldLists, openDesk, requirePerson } from "./open-desk.ts";
import type { OpenDesk } from "./open-desk.ts";
import { listFaultLine } from "./list-fault-line.ts";
import { LAW_ZONE } from "./tools.ts";

const WHY: Readonly<Record<EditionStanding["why"], string>> = {
  newest: "newest held",
  "other-form": "another form of the same list, searched beside it",
  "newer-held": "a newer edition is held",
  closed: "its publisher has closed the list",
  "too-old": "over 365 days old",
  short: "fewer entries than the list has",
  demonstration: "ships with the desk, for trying it out",
};

type Row = Readonly<Record<string, string | number | null>>;
const rowOf = ({ edition, role, why }: EditionStanding, today: string): Row => ({
  list: edition.list,
  date: edition.date,
  entries: edition.entries.length,
  status: edition.status,
  role,
  why: WHY[why],
  ageDays: edition.date ? daysBetween(edition.date, today) : null,
  form: edition.format,
  hash: edition.hash.slice(0, 12),
});

function lineOf(row: Row): string {
  const age = row["ageDays"] === null ? "" : ` · ${row["ageDays"]} days old (limit 7)`;
  return `${row["list"]}  ${row["date"] ?? "undated"}  ${row["entries"]} entries  ${row["status"]} · ${row["role"]}: ${row["why"]}${age}`;
}

async function write(call: Call, rows: readonly Row[], lines: readonly string[]): Promise<void> {
  if (call.json) for (const row of rows) await call.io.out(`${JSON.stringify(row)}\n`);
  else for (const line of lines) await call.io.out(`${line}\n`);
}

/** The set with the lists that are used now; list editions that pass their guard need no second person. */
async function activate(desk: OpenDesk, standings: readonly EditionStanding[]): Promise<void> {
  const before = await activeSet(desk);
  const lists = standings
    .filter(({ role }) => role !== "superseded")
    .map(({ edition }) => ({
      list: edition.list,
      hash: toHash(edition.hash),
      date: edition.date,
      entries: edition.entries.length,
      status: edition.status,
    }))
    .toSorted((a, b) => a.list.localeCompare(b.list) || a.hash.localeCompare(b.hash));
  const set: EditionSet = { ...before, lists };
  await desk.home.stores.for(desk.tenant).editions.activate(setHash(set), toSetJson(set), desk.actor);
}

async function importInto(call: Call, desk: OpenDesk, path: string): Promise<number> {
  const rules = readListEffects();
  const { date } = call.values;
  const read = await importLists(resolve(call.io.cwd, path), { rules, ...(typeof date === "string" ? { date } : {}) });
  for (const fault of read.skipped) call.io.err(`left out: ${listFaultLine(fault)}\n`);
  const fresh: readonly ListEdition[] = [...read.editions, militaryIntelligenceEdition()];
  for (const edition of fresh) {
    const { bytes, hash } = encodeEdition(edition);
    await desk.home.stores.admin.putEdition("list", toHash(hash), bytes);
  }
  const today = createClock(call.io.now).lawDate(LAW_ZONE);
  const held = (await heldLists(desk)).filter((edition) => edition.status !== "demonstration");
  const standings = chooseEditions(guardCounts(held, rules), rules, today);
  if (call.values["noActivate"] !== true) await activate(desk, standings);
  const imported = new Set(fresh.map((edition) => edition.hash));
  const rows = standings.filter(({ edition }) => imported.has(edition.hash)).map((one) => rowOf(one, today));
  await write(call, rows, rows.map(lineOf));
  return 0;
}

/** `lists import PATH`: a file or a folder, recognised by content; the newest of each list is used at once. */
export const listsImport: Command = {
  name: "lists import",
  help: "PATH: list files of any known form, or a folder of them; used at once (--no-activate: only kept; --date: where no file says its date)",
  flags: { date: "text", noActivate: "switch" },
  async run(call) {
    const [path, ...more] = call.words;
    if (!path || more.length > 0) throw new BadUsage("lists import takes one path: a file or a folder");
    const desk = await openDesk(call.io, call.tenant);
    try {
      requirePerson(desk);
      return await importInto(call, desk, path);
    } finally {
      await desk.close();
    }
  },
};

/** `lists status`: every edition held, which is used and why; and each list that is needed and not held. */
export const listsStatus: Command = {
  name: "lists status",
  help: "the lists held: date, entries, which is used and why, and what is missing",
  flags: {},
  async run(call) {
    const desk = await openDesk(call.io, call.tenant);
    try {
      const rules = readListEffects();
      const today = createClock(call.io.now).lawDate(LAW_ZONE);
      const used = new Set((await activeSet(desk)).lists.map((row) => row.hash.toString()));
      const held = (await heldLists(desk)).filter(
        (edition) => edition.status !== "demonstration" || used.has(edition.hash),
      );
      const standings = chooseEditions(guardCounts(held, rules), rules, today);
      const rows = standings.map((one) => rowOf(one, today));
      const missing = rules.lists.filter(
        (rule) => rule.required && !held.some((edition) => edition.list === rule.list),
      );
      const gaps = missing.map((rule): Row => ({
        list: rule.list,
        date: null,
        entries: 0,
        status: "missing",
        role: null,
        why: `${rule.title} is not held: no party can be clear`,
        ageDays: null,
        form: null,
        hash: null,
      }));
      await write(
        call,
        [...rows, ...gaps],
        [...rows.map(lineOf), ...gaps.map((row) => `${row["list"]}  missing: ${row["why"]}`)],
      );
      return 0;
    } finally {
      await desk.close();
    }
  },
};
