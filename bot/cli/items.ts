import { createClock } from "../../adapters/system/clock.ts";
import { itemStream, toItemId } from "../../core/ids.ts";
import type { ItemRow } from "../../core/ports/items.ts";
import { sourceOf, type Due } from "../../core/register/filed.ts";
import { keyOf, makerKey, nameOfItem, partKey, revisionKey } from "../../core/register/identity.ts";
import { searchWords, toItemState, type ItemState } from "../../core/register/item-state.ts";
import { dueOf } from "../../core/register/lookup.ts";
import { standingOf } from "../../core/register/precedence.ts";
import { Refusal } from "../../core/refusal.ts";
import { activeRulebook } from "../register/active-rulebook.ts";
import { dueWords, filedWords } from "../words/items.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { openDesk, type OpenDesk } from "./open-desk.ts";
import { LAW_ZONE } from "./tools.ts";

const MOST = 50;
type Opened = { readonly desk: OpenDesk; readonly dueOf: (state: ItemState) => Due | null };

async function withRegister(call: Call, work: (opened: Opened) => Promise<number>): Promise<number> {
  const desk = await openDesk(call.io, call.tenant);
  try {
    const { rulebook } = await activeRulebook(desk.home.stores, desk.tenant);
    const asOf = createClock(call.io.now).lawDate(LAW_ZONE);
    return await work({
      desk,
      dueOf: (state) => {
        const standing = standingOf(state.determinations);
        return standing ? dueOf(standing, { rulebook, asOf }) : null;
      },
    });
  } finally {
    await desk.close();
  }
}

const itemsOf = ({ desk }: Opened) => desk.home.stores.for(desk.tenant).items;

/** One item as a line of JSON; the same fields whatever is known. */
function jsonOf(state: ItemState, due: Due | null) {
  const standing = standingOf(state.determinations);
  const filed = standing?.code ?? standing?.jurisdiction?.from ?? null;
  return {
    item: state.id,
    ...state.identity,
    jurisdiction: standing?.jurisdiction?.is ?? null,
    eccn: standing?.code?.eccn ?? null,
    paragraph: standing?.code?.paragraph ?? null,
    kind: filed?.kind ?? null,
    date: filed?.date ?? null,
    source: filed ? sourceOf(filed) : null,
    due: due ? { ...due, text: dueWords(due) } : null,
  };
}
function lineOf(state: ItemState, due: Due | null): string {
  const standing = standingOf(state.determinations);
  const filed = standing?.code ?? standing?.jurisdiction?.from;
  return `${nameOfItem(state.identity)}  ${filed ? filedWords(filed) : "nothing on file"}${due ? `  · due: ${dueWords(due)}` : ""}`;
}
const list = async (call: Call, opened: Opened, rows: readonly ItemRow[]): Promise<void> => {
  for (const row of rows) {
    const state = toItemState(row.json);
    const due = opened.dueOf(state);
    await call.io.out(call.json ? `${JSON.stringify(jsonOf(state, due))}\n` : `${lineOf(state, due)}\n`);
  }
};

/** An item by id, or by part number with `--maker` and `--revision` where several have it. */
async function findItem(call: Call, opened: Opened): Promise<ItemRow> {
  const [named = "", ...more] = call.words;
  if (named === "" || more.length > 0) throw new BadUsage("which item? Give its part number, for example AD-7");
  const items = itemsOf(opened);
  try {
    const row = await items.byId(toItemId(named));
    if (row) return row;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const { maker, revision } = call.values;
  const fits = (row: ItemRow): boolean => {
    const { identity, aliases } = toItemState(row.json);
    return [identity, ...aliases]
      .map(keyOf)
      .some(
        (key) =>
          key.part === partKey(named) &&
          (typeof maker !== "string" || key.maker === makerKey(maker)) &&
          (typeof revision !== "string" || key.revision === revisionKey(revision)),
      );
  };
  const near = await items.near({ maker: "", part: partKey(named), revision: "" }, MOST);
  const found = near.filter(fits);
  const rows = found.length > 0 ? found : (await items.find(searchWords(named), MOST)).filter(fits);
  const [only, ...others] = rows;
  if (!only) throw new FailedJob(`no item ${named} is in the register`);
  if (others.length > 0)
    throw new BadUsage(
      `several items have this part number: ${rows.map((row) => nameOfItem(toItemState(row.json).identity)).join(", ")}; say --maker and --revision`,
    );
  return only;
}

export const itemsFind: Command = {
  name: "items find",
  help: "WORDS: items of the register by part number, maker, ECCN, reference or notes",
  flags: { limit: "number" },
  run: (call) =>
    withRegister(call, async (opened) => {
      const words = searchWords(call.words.join(" "));
      if (words.length === 0) throw new BadUsage("items find takes words: a part number, a maker, an ECCN");
      const { limit } = call.values;
      const rows = await itemsOf(opened).find(words, typeof limit === "number" ? limit : MOST);
      await list(call, opened, rows);
      if (rows.length === 0 && !call.json) await call.io.out("no item\n");
      return 0;
    }),
};

export const itemsShow: Command = {
  name: "items show",
  help: "ITEM: what is on file for an item, what of it counts, and what it rests on (--maker, --revision)",
  flags: { maker: "text", revision: "text" },
  run: (call) =>
    withRegister(call, async (opened) => {
      const state = toItemState((await findItem(call, opened)).json);
      const due = opened.dueOf(state);
      const standing = standingOf(state.determinations);
      if (call.json) {
        const { aliases, determinations } = state;
        await call.io.out(`${JSON.stringify({ ...jsonOf(state, due), aliases, determinations })}\n`);
        return 0;
      }
      await call.io.out(`${lineOf(state, due)}\n`);
      if (standing?.jurisdiction)
        await call.io.out(`  jurisdiction ${standing.jurisdiction.is}: ${filedWords(standing.jurisdiction.from)}\n`);
      else await call.io.out("  jurisdiction: nothing on file speaks of it\n");
      for (const alias of state.aliases) await call.io.out(`  also called ${nameOfItem(alias)}\n`);
      for (const filed of state.determinations) {
        const counts = filed === standing?.code || filed === standing?.jurisdiction?.from;
        await call.io.out(
          `  ${counts ? "counts" : "behind"}  ${filedWords(filed)}${filed.approver ? `, ${filed.approver}` : ""}${filed.notes ? ` · ${filed.notes}` : ""}\n`,
        );
        for (const { provision, hash } of filed.cites)
          await call.io.out(
            `          rests on ${provision}${hash ? ` (as of ${hash.slice(0, 12)})` : " (not in the rulebook then)"}\n`,
          );
      }
      return 0;
    }),
};

export const itemsHistory: Command = {
  name: "items history",
  help: "ITEM: every entry of the item's record, oldest first (--maker, --revision)",
  flags: { maker: "text", revision: "text" },
  run: (call) =>
    withRegister(call, async (opened) => {
      const row = await findItem(call, opened);
      const { desk } = opened;
      const entries = await desk.home.stores.for(desk.tenant).ledger.read(itemStream(row.id));
      const { determinations } = toItemState(row.json);
      for (const { seq, pos, at, type, actor, payload } of entries) {
        const filed = determinations.find((one) => one.seq === seq);
        const who = "person" in actor ? `${actor.person} via ${actor.via}` : actor.system;
        await call.io.out(
          call.json
            ? `${JSON.stringify({ seq, pos, at, type, actor, payload })}\n`
            : `${String(pos).padStart(3)}  ${at}  ${type}  ${who}${filed ? `  ${filedWords(filed)}` : ""}\n`,
        );
      }
      return 0;
    }),
};

const PAGE = 200;

export const itemsDue: Command = {
  name: "items due",
  help: "items whose determination has to be looked at again: a cited provision changed, its day has come, its case was reopened",
  flags: {},
  run: (call) =>
    withRegister(call, async (opened) => {
      const items = itemsOf(opened);
      let found = 0;
      for (
        let page = await items.page(null, PAGE);
        page.length > 0;
        page = await items.page(page.at(-1)?.id ?? null, PAGE)
      ) {
        const due = page.filter((row) => opened.dueOf(toItemState(row.json)) !== null);
        found += due.length;
        await list(call, opened, due);
      }
      if (found === 0 && !call.json) await call.io.out("no item is due\n");
      return 0;
    }),
};
