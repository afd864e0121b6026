import type { Command } from "./command.ts";
import { BadUsage } from "./faults.ts";
import { openDesk, requirePerson } from "./open-desk.ts";
import { deadWork, replayWork } from "../../db/stores/dead-work.ts";

/** `work list`: what was given up or set aside, with why. */
export const workList: Command = {
  name: "work list",
  help: "work that was given up, or set aside by a restore: kind, code, tries",
  flags: {},
  async run({ io, json, tenant }) {
    const desk = await openDesk(io, tenant);
    try {
      const rows = await deadWork(desk.home.database, desk.tenant);
      for (const row of rows)
        await io.out(
          json
            ? `${JSON.stringify(row)}\n`
            : `${row.id}  ${row.kind.padEnd(10)} ${row.code ?? "-"}  ${row.attempts} tries  ${row.ref}\n`,
        );
      if (rows.length === 0 && !json) await io.out("nothing was given up\n");
      return 0;
    } finally {
      await desk.close();
    }
  },
};

/** `work replay ID…|--all`: back in line, each piece once. */
export const workReplay: Command = {
  name: "work replay",
  help: "ID… or --all: given-up work goes back in line, each piece once",
  flags: { all: "switch" },
  async run({ io, json, tenant, words, values }) {
    const all = values["all"] === true;
    if (all === words.length > 0) throw new BadUsage("work replay takes ids from work list, or --all");
    const desk = await openDesk(io, tenant);
    try {
      requirePerson(desk);
      const { database, clock } = desk.home;
      const ids = all ? (await deadWork(database, desk.tenant)).map(({ id }) => id) : words;
      const back = await replayWork(database, desk.tenant, { ids, now: clock.now() });
      await io.out(json ? `${JSON.stringify({ replayed: back })}\n` : `${back} of ${ids.length} went back in line\n`);
      return 0;
    } finally {
      await desk.close();
    }
  },
};
