import { createCalendar } from "../../adapters/system/calendar.ts";
import { toLawDate } from "../../core/dates.ts";
import { addDays } from "../../core/licensing/law-days.ts";
import type { UsageTotal } from "../../core/ports/usage.ts";
import { costWords, number } from "../words/digest.ts";
import type { Command } from "./command.ts";
import { BadUsage } from "./faults.ts";
import { openDesk } from "./open-desk.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month asked for, in the tenant's zone; this one when none is. Throws BadUsage. */
function monthFor(asked: unknown, zone: string, nowMs: number) {
  const calendar = createCalendar(zone);
  const month = typeof asked === "string" ? asked : calendar.dayOf(nowMs).slice(0, 7);
  if (!MONTH.test(month)) throw new BadUsage(`--month takes a month such as 2026-11; it is "${month}"`);
  const first = toLawDate(`${month}-01`);
  // The first of the next month: 31 days later is always in it.
  const next = toLawDate(`${addDays(first, 31).slice(0, 7)}-01`);
  return { month, from: calendar.momentOf(first, 0), to: Math.min(calendar.momentOf(next, 0), nowMs + 1) };
}

const line = (total: UsageTotal): string => {
  const what = [total.kind, total.model, total.failed ? "failed calls" : null].filter((part) => part !== null);
  return `${what.join(" · ").padEnd(52)}${number(total.amount).padStart(14)}  in ${number(total.acts)} acts${costWords([total])}\n`;
};

/** `usage`: what a tenant used in a month, from the rows written with the acts themselves. */
export const usage: Command = {
  name: "usage",
  help: "[--month 2026-11]: cases closed, parties screened, tokens by model, writes and bytes stored, with their cost",
  flags: { month: "text" },
  async run({ io, values, json, tenant }) {
    const desk = await openDesk(io, tenant);
    try {
      const { month, from, to } = monthFor(values["month"], desk.policy.zone, io.now());
      const log = desk.home.stores.for(desk.tenant).usage;
      const totals = await log.totals(from, to);
      const storageByteDays = to > from ? await log.storageByteDays(from, to) : 0;
      if (json) {
        await io.out(`${JSON.stringify({ month, zone: desk.policy.zone, totals, storageByteDays })}\n`);
        return 0;
      }
      await io.out(`usage of ${desk.tenant} in ${month} (${desk.policy.zone})\n`);
      for (const total of totals) await io.out(line(total));
      await io.out(`${"storage, byte-days".padEnd(52)}${number(Math.round(storageByteDays)).padStart(14)}\n`);
      return 0;
    } finally {
      await desk.close();
    }
  },
};
