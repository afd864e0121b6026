import { caseStream, toHash } from "../../core/ids.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { decodeEdition } from "../../adapters/lists/edition-bytes.ts";
import type { ListEdition, ListRules } from "../../core/screening/list-edition.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { viewOf } from "../cards/render-copy.ts";
import { openDetermination } from "../conversation/determination.ts";
import { parseEditionSet } from "../editions/edition-set.ts";
import { caseReport } from "../evidence/report.ts";
import type { Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { findCase } from "./find-case.ts";
import { withDesk } from "./open-desk.ts";
import { readingDesk } from "./reading-desk.ts";
import { recompute } from "./recompute.ts";
import { sayReplay } from "./replay-words.ts";

const dayStart = (text: unknown, key: string): number | undefined => {
  if (typeof text !== "string") return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new BadUsage(`--${key} takes a date: YYYY-MM-DD`);
  return at;
};
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const rowOf = (row: CaseRow) => ({
  case: `ED-${row.number}`,
  id: row.caseId,
  state: row.state,
  ball: row.ball,
  requester: row.requester,
  disposition: row.disposition,
  decision: row.decision,
  revision: row.revision,
  openedAt: new Date(row.openedAt).toISOString(),
  decidedAt: row.decidedAt === null ? null : new Date(row.decidedAt).toISOString(),
});

export const caseList: Command = {
  name: "case list",
  help: "cases, newest first: by party, country, document number, words or dates",
  flags: {
    state: "text",
    party: "text",
    country: "text",
    ref: "text",
    where: "text",
    from: "text",
    to: "text",
    limit: "number",
  },
  run: (call) =>
    withDesk(call, async (desk) => {
      const { state, party, country, ref, where, limit } = call.values;
      const [from, to] = [dayStart(call.values["from"], "from"), dayStart(call.values["to"], "to")];
      const filter = {
        state: textOf(state),
        party: textOf(party),
        country: textOf(country),
        ref: textOf(ref),
        words: textOf(where),
      };
      const rows = await desk.home.stores.for(desk.tenant).cases.list({
        ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to: to + 86_399_999 }),
        ...(typeof limit === "number" ? { limit } : {}),
      });
      for (const row of rows.map(rowOf))
        await call.io.out(
          call.json
            ? `${JSON.stringify(row)}\n`
            : `${row.case}  ${row.openedAt.slice(0, 16)}Z  ${row.state}  ${row.decision ?? row.disposition ?? "open"}  asked by ${row.requester}, next: ${row.ball}\n`,
        );
      if (rows.length === 0 && !call.json) await call.io.out("no case\n");
      return 0;
    }),
};

export const caseShow: Command = {
  name: "case show",
  help: "CASE: the case as it stands and its record",
  flags: {},
  run: (call) =>
    withDesk(call, async (desk) => {
      const row = await findCase(desk, call.words[0]);
      const stores = desk.home.stores.for(desk.tenant);
      const entries = await stores.ledger.read(caseStream(row.caseId));
      if (call.json) {
        const record = entries.map(({ seq, pos, at, type, actor }) => ({ seq, pos, at, type, actor }));
        await call.io.out(`${JSON.stringify({ ...rowOf(row), case_state: row.json, record })}\n`);
        return 0;
      }
      const view = await viewOf(readingDesk(desk), desk.tenant, toCaseState(row.json));
      await call.io.out(caseReport(view, entries));
      return 0;
    }),
};

const toRules = (bytes: Uint8Array): ListRules => JSON.parse(Buffer.from(bytes).toString("utf8")) as ListRules;
const toStatus = (status: string): ListEdition["status"] => status as ListEdition["status"];

export const caseReplay: Command = {
  name: "case replay",
  help: "CASE: its determination worked out again from the editions it was made on",
  flags: {},
  run: (call) =>
    withDesk(call, async (desk) => {
      const row = await findCase(desk, call.words[0]);
      const stores = desk.home.stores.for(desk.tenant);
      const determination = await openDetermination(stores, toCaseState(row.json));
      if (!determination) throw new FailedJob(`case ED-${row.number} has no determination yet`);
      const json = await stores.editions.byHash(determination.pins.editions);
      if (!json) throw new FailedJob(`the editions of case ED-${row.number} are not held here`);
      const set = parseEditionSet(json);
      const bytes = async (hash: string): Promise<Uint8Array> =>
        (await desk.home.stores.admin.getEdition(toHash(hash))).bytes;
      const result = recompute(determination, set, {
        rulebook: Buffer.from(await bytes(set.rulebook)).toString("utf8"),
        listRules: toRules(await bytes(set.listRules)),
        lists: await Promise.all(
          set.lists.map(async (list) => decodeEdition(await bytes(list.hash), toStatus(list.status))),
        ),
      });
      return sayReplay(call, result);
    }),
};
