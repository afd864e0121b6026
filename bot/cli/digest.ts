import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createCalendar } from "../../adapters/system/calendar.ts";
import { parseWeek, weekBefore, weekOf, type Week } from "../../core/digest/week.ts";
import type { Digest } from "../../core/digest/digest.ts";
import type { DigestScope } from "../../core/ports/digest.ts";
import { digestText } from "../digest/text.ts";
import { digestWorkbook } from "../digest/workbook.ts";
import { workOutDigest } from "../digest/work-out.ts";
import { caseLine } from "../words/digest-list.ts";
import { figureTitle } from "../words/digest.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage } from "./faults.ts";
import { openDesk, type OpenDesk } from "./open-desk.ts";

/** The week asked for; the last whole one when none is. Throws BadUsage. */
function weekFor(asked: unknown, zone: string, nowMs: number): Week {
  const calendar = createCalendar(zone);
  const present = weekOf(calendar.dayOf(nowMs), calendar);
  if (typeof asked !== "string") return weekBefore(present, calendar);
  const week = parseWeek(asked, calendar);
  if (!week) throw new BadUsage(`--week takes an ISO week such as ${present.id}; it is "${asked}"`);
  if (week.from > nowMs) throw new BadUsage(`week ${asked} has not begun`);
  return week;
}

/** Divisions by comma; all of the tenant when none is named. Throws BadUsage for one that nobody has. */
function scopeFor(asked: unknown, desk: OpenDesk): DigestScope {
  if (typeof asked !== "string") return null;
  const known = new Set(desk.policy.people.flatMap(({ division }) => division ?? []));
  const named = asked.split(",").map((part) => part.trim());
  const unknown = named.find((division) => !known.has(division));
  if (unknown !== undefined)
    throw new BadUsage(
      `no person has the division "${unknown}"${known.size > 0 ? `; there are: ${[...known].join(", ")}` : ""}`,
    );
  return named;
}

async function answer(call: Call, desk: OpenDesk, digest: Digest): Promise<void> {
  const { list, out } = call.values;
  const stores = desk.home.stores.for(desk.tenant);
  if (typeof out === "string") {
    const numbers = [...new Set(digest.figures.flatMap((figure) => figure.cases))];
    const rows = await stores.digest.byNumbers(digest.scope, numbers);
    await writeFile(resolve(call.io.cwd, out), await digestWorkbook(digest, rows));
    await call.io.out(call.json ? `${JSON.stringify({ out })}\n` : `wrote ${out}\n`);
    return;
  }
  if (typeof list === "string") {
    const figure = digest.figures.find(({ id }) => id === list);
    if (!figure)
      throw new BadUsage(`there is no figure "${list}"; there are: ${digest.figures.map(({ id }) => id).join(", ")}`);
    const rows = await stores.digest.byNumbers(digest.scope, figure.cases);
    if (call.json)
      for (const row of rows) await call.io.out(`${JSON.stringify({ case: `ED-${row.number}`, ...row })}\n`);
    else
      await call.io.out(
        [`${rows.length} ${figureTitle(figure)}`, ...rows.map((row) => caseLine(row, digest.zone)), ""].join("\n"),
      );
    return;
  }
  await call.io.out(call.json ? `${JSON.stringify(digest)}\n` : digestText(digest));
}

/** `digest`: the managers' figures of a week, on the command line. Writes nothing but a checkpoint of the log. */
export const digest: Command = {
  name: "digest",
  help: "[--week 2026-W47] [--scope DIVISION,…] [--list FIGURE] [--out FILE.xlsx]: the week's figures and the cases behind them",
  flags: { week: "text", scope: "text", list: "text", out: "text" },
  async run(call) {
    const desk = await openDesk(call.io, call.tenant);
    try {
      const { zone } = desk.policy;
      const nowMs = call.io.now();
      const week = weekFor(call.values["week"], zone, nowMs);
      const scope = scopeFor(call.values["scope"], desk);
      const made = await workOutDigest(desk.home.stores.for(desk.tenant), { scope, week, zone, nowMs });
      await answer(call, desk, made);
      return 0;
    } finally {
      await desk.close();
    }
  },
};
