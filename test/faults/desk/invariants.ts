import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { createDesk } from "../../../adapters/console/desk.ts";
import { createClock } from "../../../adapters/system/clock.ts";
import { createShelf } from "../../../bot/surfaces/shelf.ts";
import { foldCase } from "../../../core/cases/project.ts";
import { leafHashOf, parseLeaf } from "../../../core/evidence/leaf.ts";
import { createMerkleTree } from "../../../core/evidence/merkle-tree.ts";
import { workLeft, type OpenedHome, type ReadCase } from "./read-home.ts";
import type { Asked } from "./requests.ts";
import { channelOf, LOCAL, ROOT_KEY, type World } from "./world.ts";

/** What must hold after every kill, each under the name by which a run says that it does not. */
export type Broken = { readonly rule: Rule; readonly what: string };
export type Rule =
  | "one request, one case"
  | "at most one decision"
  | "all work done"
  | "readable once"
  | "keyed once"
  | "blind once per window"
  | "cards are current"
  | "shown once"
  | "evidence";

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const broken = (rule: Rule, what: string): Broken => ({ rule, what });
const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};
const unless = (counts: ReadonlyMap<string, number>, wanted: number, rule: Rule): readonly Broken[] =>
  [...counts].filter(([, count]) => count !== wanted).map(([key, count]) => broken(rule, `${key} ×${count}`));

/** By the evidence, not by the projection's unique index: a key opened twice would show here. */
export function requestsToCases(asked: readonly Asked[], cases: readonly ReadCase[]): readonly Broken[] {
  const opened = cases.flatMap(({ tenant, entries }) =>
    entries
      .filter((entry) => entry.type === "case-opened")
      .map((entry) => `${tenant} ${textOf(entry.payload?.["requestKey"])}`),
  );
  const counts = countBy(opened, (key) => key);
  const wanted = new Set(asked.map(({ tenant, requestKey }) => `${tenant} ${requestKey}`));
  return [
    ...[...wanted].filter((key) => !counts.has(key)).map((key) => broken("one request, one case", `${key} ×0`)),
    ...[...counts.keys()]
      .filter((key) => !wanted.has(key))
      .map((key) => broken("one request, one case", `${key} unasked`)),
    ...unless(counts, 1, "one request, one case"),
  ];
}

export const decisions = (cases: readonly ReadCase[]): readonly Broken[] =>
  cases.flatMap(({ id, entries }) => {
    const decided = entries.filter((entry) => entry.type === "decided").length;
    return decided > 1 ? [broken("at most one decision", `${id} ×${decided}`)] : [];
  });

export const undone = async (home: OpenedHome): Promise<readonly Broken[]> =>
  (await workLeft(home)).map(({ kind, state, code, n }) => broken("all work done", `${n} ${kind} ${state} ${code}`));

/** Each live copy shows the revision that its case has now, and stands somewhere. */
export const current = (cases: readonly ReadCase[]): readonly Broken[] =>
  cases.flatMap(({ id, row, copies }) =>
    copies
      .filter((copy) => copy.state !== "posted" || copy.shownRevision !== row.revision)
      .map((copy) =>
        broken("cards are current", `${id} ${copy.place} ${copy.state} ${copy.shownRevision} of ${row.revision}`),
      ),
  );

/** Cards and mentions in Slack: every delivery key once, whatever was killed, and every copy there. */
export function readable(world: World, cases: readonly ReadCase[]): readonly Broken[] {
  const counts = countBy(
    world.slack.posted.filter((one) => one.key !== null),
    (one) => one.key ?? "",
  );
  const copies = cases.flatMap(({ copies: all, tenant }) =>
    tenant === LOCAL.id ? [] : all.filter((copy) => tenant !== "acme-example" || copy.place === "origin"),
  );
  return [
    ...unless(counts, 1, "readable once"),
    ...copies.filter((copy) => !counts.has(copy.deliveryKey)).map((copy) => broken("readable once", `${copy.id} ×0`)),
  ];
}

/** Cards of the web desk: one message per copy, under the copy's own key. */
export async function keyed(world: World, cases: readonly ReadCase[]): Promise<readonly Broken[]> {
  const shelf = createShelf(join(world.spec.settings.home, "console"), new Uint8Array(ROOT_KEY));
  const cards = (await createDesk(shelf, createClock())).changedSince(0).filter((message) => message.card !== null);
  const local = cases.filter(({ tenant }) => tenant === LOCAL.id);
  const copies = local.flatMap((one) => one.copies);
  const counts = countBy(cards, (card) => `${card.caseNumber} ${card.pane}`);
  return [
    ...unless(counts, 1, "keyed once"),
    ...copies
      .filter((copy) => !cards.some((card) => card.id === copy.deliveryKey))
      .map((copy) => broken("keyed once", `${copy.id} ×0`)),
    ...(cards.length === copies.length
      ? []
      : [broken("keyed once", `${cards.length} cards for ${copies.length} copies`)]),
  ];
}

const numberIn = (activity: unknown): string => /ED-(\d+)/.exec(JSON.stringify(activity))?.[1] ?? "?";

/** Posts in Teams: at least one each, and one more only for each life that ended between its send and its store. */
export function blind(
  world: World,
  cases: readonly ReadCase[],
  windows: ReadonlyMap<string, number>,
): readonly Broken[] {
  const { posted } = world.teams;
  const cards = countBy(
    posted.filter((one) => one.activity["attachments"] !== undefined),
    (one) => `${one.channel} ${numberIn(one.activity)}`,
  );
  const mentions = countBy(
    posted.filter((one) => one.activity["attachments"] === undefined),
    (one) => `${one.channel} ${numberIn(one.activity)}`,
  );
  return cases
    .filter(({ tenant }) => tenant === "acme-example")
    .flatMap(({ row, copies }) =>
      copies
        .filter((copy) => copy.place !== "origin")
        .map((copy) => ({ copy, at: `${channelOf(copy.place)} ${row.number}` })),
    )
    .flatMap(({ copy, at }) => {
      const sent = cards.get(at) ?? 0;
      const most = 1 + (windows.get(copy.deliveryKey) ?? 0);
      const named = [...windows].filter(([key]) => key.startsWith(`${copy.deliveryKey}:`));
      const mostNamed = named.reduce((sum, [, times]) => sum + 1 + times, 0);
      const said = mentions.get(at) ?? 0;
      return [
        ...(sent >= 1 && sent <= most ? [] : [broken("blind once per window", `card ${at} ×${sent}, at most ${most}`)]),
        ...(said <= mostNamed ? [] : [broken("blind once per window", `mention ${at} ×${said}, at most ${mostNamed}`)]),
      ];
    });
}

/** A showing is one observation per place, revision and level of detail; every card that stands is on record. */
export const shown = (cases: readonly ReadCase[]): readonly Broken[] =>
  cases.flatMap(({ id, entries, copies }) => {
    const counts = countBy(
      entries.filter((entry) => entry.type === "shown").map((entry) => entry.payload ?? {}),
      (payload) => `${id} ${textOf(payload["place"])} rev ${textOf(payload["revision"])}`,
    );
    const standing = copies
      .filter((copy) => copy.state === "posted")
      .map((copy) => `${id} ${copy.place} rev ${copy.shownRevision}`);
    return [
      ...unless(counts, 1, "shown once"),
      ...standing.filter((key) => !counts.has(key)).map((key) => broken("shown once", `${key} ×0`)),
    ];
  });

type LeafRow = { seq: number; stream: string; pos: number; leaf: string };

/** The whole log of every tenant: dense, chained, under its root; and every projection the fold of its entries. */
export async function evidence(
  { database, stores }: OpenedHome,
  cases: readonly ReadCase[],
): Promise<readonly Broken[]> {
  const faults: Broken[] = [];
  for (const tenant of await stores.tenants()) {
    const { read } = database;
    const rows = await read.all<LeafRow>(
      sql`select seq, stream, pos, leaf from evidence_entry where tenant = ${tenant} order by seq`,
    );
    const heads = new Map<string, { pos: number; hash: string }>();
    for (const [at, row] of rows.entries()) {
      const leaf = parseLeaf(row.leaf);
      const head = heads.get(row.stream);
      const linked = leaf.seq === at && leaf.pos === (head ? head.pos + 1 : 0) && leaf.prev === (head?.hash ?? null);
      if (!linked) faults.push(broken("evidence", `${tenant} entry ${at} does not follow`));
      heads.set(row.stream, { pos: leaf.pos, hash: leafHashOf(row.leaf) });
    }
    const [log] = await read.all<{ size: number; root: string }>(
      sql`select size, hex(root) as root from tenant_log where tenant = ${tenant}`,
    );
    const hashes = rows.map((row) => new Uint8Array(Buffer.from(leafHashOf(row.leaf), "hex")));
    const root = Buffer.from(createMerkleTree(hashes).root(rows.length)).toString("hex");
    if (log?.size !== rows.length || log.root.toLowerCase() !== root) faults.push(broken("evidence", `${tenant} root`));
  }
  const unfolded = cases.filter(
    ({ row, entries }) => !isDeepStrictEqual(toPlain(foldCase(null, entries)), toPlain(row.json)),
  );
  return [...faults, ...unfolded.map(({ id }) => broken("evidence", `${id} is not the fold of its entries`))];
}
const toPlain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
