import { createClock } from "../../adapters/system/clock.ts";
import { buildIndex } from "../../core/screening/build-index.ts";
import { listPoints } from "../../core/screening/list-state.ts";
import { restoreMark } from "../../db/backup/after-restore.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { createDocuments } from "../../adapters/files/documents.ts";
import { readSettings } from "../config/environment.ts";
import { modelOf } from "../greeting.ts";
import { toTongue } from "../editions/tongue.ts";
import { setDatesOn } from "../../core/rulebook/editions/set-dates.ts";
import { openRulebook } from "../../core/rulebook/rulebook.ts";
import { screeningPointWords } from "../words/screening.ts";
import { setStateLine } from "../rules/set-state-words.ts";
import { slackStanding } from "./slack-standing.ts";
import type { Io } from "./io.ts";
import type { Command } from "./command.ts";
import { FailedJob } from "./faults.ts";
import { openDesk } from "./open-desk.ts";
import { bundleOf, LAW_ZONE, listsOf } from "./tools.ts";
import { checkTargets } from "./check-targets.ts";

type Row = { readonly check: string; readonly state: "ok" | "look" | "fault"; readonly says: string };
type Check = {
  readonly check: string;
  readonly run: (io: Io, tenant: string | undefined, live: boolean) => Promise<Omit<Row, "check">>;
};

const ok = (says: string) => ({ state: "ok", says }) as const;

/** What must hold for the desk to work; `look` is a thing a person should know and nothing is broken by. */
const CHECKS: readonly Check[] = [
  { check: "node", run: async () => ok(`Node ${process.versions.node}`) },
  {
    check: "environment",
    async run(io) {
      const { environment, home, slack, teams, local } = readSettings(io.env, io.cwd);
      const connected = [slack ? "Slack" : "", teams ? "Teams" : "", local ? "web desk" : ""].filter(
        (one) => one !== "",
      );
      return ok(`${environment}, home ${home}, ${connected.join(" and ") || "nothing connected"}`);
    },
  },
  {
    check: "database",
    async run(io, tenant) {
      const desk = await openDesk(io, tenant);
      try {
        const mark = await restoreMark(desk.home.database);
        const opens = `opens, every guard in place; root key ${desk.home.keySays}`;
        if (!mark) return ok(opens);
        const says = `${opens}; restored ${mark.restoredAt} from a backup of ${mark.takenAt}: what came after it is missing, ${mark.setAside} pieces of work were set aside`;
        return { state: "look", says };
      } finally {
        await desk.close();
      }
    },
  },
  {
    check: "rulebook",
    async run(io, tenant) {
      const rulebook = openRulebook(await bundleOf(io, tenant));
      const summaries = rulebook.parts.filter(({ basis }) => basis === "summary").length;
      return {
        state: summaries > 0 ? "look" : "ok",
        says: `${rulebook.hash.slice(0, 12)}, ${rulebook.entries.size} entries with tests; ${summaries} of ${rulebook.parts.length} parts are summaries, not checked against the official text`,
      };
    },
  },
  {
    check: "dates",
    async run(io, tenant) {
      const dates = setDatesOn(openRulebook(await bundleOf(io, tenant)), createClock(io.now).lawDate(LAW_ZONE));
      const settled = dates.state === "one-date" ? "ok" : "look";
      return { state: dates.state === "mixed-open" ? "fault" : settled, says: setStateLine(dates) };
    },
  },
  {
    check: "lists",
    async run(io, tenant) {
      const rules = readListEffects();
      const editions = await listsOf(io, tenant);
      const index = buildIndex(editions, toTongue(), rules);
      const training = readSettings(io.env, io.cwd).environment === "training";
      const points = listPoints(index.editions, rules, createClock(io.now).lawDate(LAW_ZONE), { training });
      const [first] = points;
      if (!first)
        return ok(
          `${editions.length} editions, complete and fresh${training ? " (training: the demonstration list counts)" : ""}`,
        );
      const why = screeningPointWords(first.why ?? "");
      return {
        state: "look",
        says: `${points.length} lists cannot stand in a clear; the first: ${first.what}, ${why}${first.date ? ` (${first.date}, limit 7 days)` : ""}`,
      };
    },
  },
  {
    check: "slack",
    async run(io, tenant) {
      const { slack } = readSettings(io.env, io.cwd);
      if (!slack) return ok("not connected");
      const desk = await openDesk(io, tenant);
      try {
        const all = await desk.home.stores.installations.standings("slack");
        return slackStanding(
          slack,
          all.filter((one) => one.tenant === desk.tenant),
        );
      } finally {
        await desk.close();
      }
    },
  },
  {
    check: "reader",
    async run() {
      const read = await createDocuments().read("probe.txt", new TextEncoder().encode("14 bit, 3 GSPS"));
      return read.ok
        ? ok("files are read in a child process without network")
        : { state: "fault", says: `the reader child does not answer (${read.fault})` };
    },
  },
  {
    check: "targets",
    run: (io, tenant, live) => checkTargets(io, tenant, live),
  },
  {
    check: "model",
    run: async (io) => ok(modelOf(readSettings(io.env, io.cwd))),
  },
];

/** `doctor`: one line a part. Exit 1 when one is broken. */
export const doctor: Command = {
  name: "doctor",
  help: "whether every part works: database, keys, rulebook, lists, reader, targets (called with --live only)",
  flags: { live: "switch" },
  async run(call) {
    let broken = 0;
    for (const { check, run } of CHECKS) {
      const row: Row = await run(call.io, call.tenant, call.values["live"] === true).then(
        (result) => ({ check, ...result }),
        (error: unknown) => ({ check, state: "fault", says: error instanceof Error ? error.message : "unknown fault" }),
      );
      if (row.state === "fault") broken += 1;
      await call.io.out(call.json ? `${JSON.stringify(row)}\n` : `${row.state.padEnd(6)}${row.check}: ${row.says}\n`);
    }
    if (broken > 0) throw new FailedJob(`${broken} part${broken === 1 ? " does" : "s do"} not work`);
    return 0;
  },
};
