import { createClient } from "@libsql/client";
import type { Client, InStatement } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACME, newCase, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";

// A plain connection: the guards must hold against code that is not ours.
let desk: TestDesk;
let raw: Client;
let before: string;

const dump = async (): Promise<string> => {
  const tables = ["tenant_log", "evidence_entry", "checkpoint"];
  const rows = await Promise.all(tables.map((table) => raw.execute(`select * from ${table} order by 1, 2`)));
  return JSON.stringify(rows.map((one) => one.rows.map((row) => Object.values(row).map(String))));
};

beforeAll(async () => {
  desk = await openTestDesk();
  for (const tenant of [ACME, OTHER]) {
    const { ledger, evidence } = desk.stores.for(tenant);
    const { stream } = newCase();
    await ledger.commit([{ stream, expected: 0, events: [opened()] }], []);
    await evidence.checkpoint();
  }
  raw = createClient({ url: desk.url });
  before = await dump();
});
afterAll(async () => {
  raw.close();
  await desk.close();
});

/** By a trigger: not by luck of a NOT NULL or of a unique index. */
const REFUSED = { extendedCode: "SQLITE_CONSTRAINT_TRIGGER" };

const VERBS = ["insert", "insert or replace", "replace", "insert or ignore", "insert or fail", "insert or rollback"];

/** A row like an existing one, with some columns other: so that it meets exactly the unique keys left as they are. */
const copyOf = (table: string, columns: string, changed: Readonly<Record<string, string>>): string =>
  `(${columns}) select ${columns
    .split(", ")
    .map((column) => changed[column] ?? column)
    .join(", ")} from ${table} where tenant = '${ACME}' limit 1`;

const ENTRY = "tenant, seq, id, stream, pos, version, revision, type, type_v, at, leaf, leaf_hash, key_id, body";
const NEXT = `(select size from tenant_log where tenant = '${ACME}')`;
const ENTRY_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "(tenant, seq)": { id: "'fresh'", stream: "'case:fresh'", body: "x'00'" },
  "(tenant, id)": { seq: NEXT, stream: "'case:fresh'", body: "x'00'" },
  "(tenant, stream, pos)": { seq: NEXT, id: "'fresh'", body: "x'00'" },
  rowid: { rowid: "rowid", seq: NEXT, id: "'fresh'", stream: "'case:fresh'", body: "x'00'" },
  "a gap behind the end": { seq: `${NEXT} + 1`, id: "'fresh'", stream: "'case:fresh'" },
  "a place before the beginning": { seq: "-1", id: "'fresh'", stream: "'case:fresh'" },
  "a tenant without a log": { tenant: "'nobody'", seq: "0", id: "'fresh'" },
};
const CHECKPOINT = "tenant, size, root, note, at";
const LOG = "tenant, size, root, frontier";

const inserts: readonly (readonly [string, string])[] = [
  ...Object.entries(ENTRY_KEYS).map(([key, changed]): [string, string] => [
    `evidence_entry through ${key}`,
    `into evidence_entry ${copyOf("evidence_entry", key === "rowid" ? `rowid, ${ENTRY}` : ENTRY, changed)}`,
  ]),
  ["checkpoint through (tenant, size)", `into checkpoint ${copyOf("checkpoint", CHECKPOINT, { note: "'forged'" })}`],
  [
    "checkpoint through rowid",
    `into checkpoint ${copyOf("checkpoint", `rowid, ${CHECKPOINT}`, { size: "size + 9", note: "'forged'" })}`,
  ],
  ["tenant_log through tenant", `into tenant_log ${copyOf("tenant_log", LOG, { size: "0" })}`],
  [
    "tenant_log through rowid",
    `into tenant_log ${copyOf("tenant_log", `rowid, ${LOG}`, { tenant: "'x'", size: "0" })}`,
  ],
  ["tenant_log with a size of its own", `into tenant_log ${copyOf("tenant_log", LOG, { tenant: "'x'", size: "5" })}`],
];

describe("guards of the append-only tables", () => {
  for (const [what, rest] of inserts)
    for (const verb of VERBS)
      it(`refuse ${verb} into ${what}`, async () => {
        await expect(raw.execute(`${verb} ${rest}`)).rejects.toMatchObject(REFUSED);
        expect(await dump()).toBe(before);
      });

  for (const target of ["(tenant, seq)", "(tenant, id)", "(tenant, stream, pos)"])
    it(`refuse an upsert of evidence through ${target}`, async () => {
      const rest = copyOf("evidence_entry", ENTRY, ENTRY_KEYS[target] ?? {});
      for (const then of ["nothing", "update set body = x'00'"]) {
        const upsert = `insert into evidence_entry ${rest.replace(" limit 1", "")} and 1 on conflict ${target} do ${then}`;
        await expect(raw.execute(upsert)).rejects.toMatchObject(REFUSED);
      }
      expect(await dump()).toBe(before);
    });

  const changes: readonly InStatement[] = [
    "update evidence_entry set body = x'00'",
    "update or replace evidence_entry set seq = 0 where seq = 1",
    "update or ignore evidence_entry set type = 'other'",
    "update evidence_entry set rowid = rowid + 100",
    "delete from evidence_entry",
    `delete from evidence_entry where tenant = '${ACME}' and seq = (select max(seq) from evidence_entry where tenant = '${ACME}')`,
    "update checkpoint set note = 'forged'",
    "update or replace checkpoint set size = 1",
    "delete from checkpoint",
    "delete from tenant_log",
    "update tenant_log set size = size - 1",
    "update tenant_log set size = size + 1",
    "update tenant_log set size = 0",
    `update or replace tenant_log set tenant = '${OTHER}' where tenant = '${ACME}'`,
    "update or replace tenant_log set rowid = 2 where rowid = 1",
  ];
  for (const statement of changes)
    it(`refuse: ${JSON.stringify(statement)}`, async () => {
      await expect(raw.execute(statement)).rejects.toMatchObject(REFUSED);
      expect(await dump()).toBe(before);
    });

  it("let the desk go on after all that", async () => {
    const { stream } = newCase();
    const { entries } = await desk.stores.for(ACME).ledger.commit([{ stream, expected: 0, events: [opened()] }], []);
    expect(entries).toHaveLength(1);
    await expect(desk.stores.for(ACME).evidence.leafHashes(entries[0]!.seq + 1)).resolves.toHaveLength(
      entries[0]!.seq + 1,
    );
  });
});
