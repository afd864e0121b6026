import { createClient } from "@libsql/client";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { toCopyId } from "../../core/ids.ts";
import type { MessageCopy, NewWork } from "../../core/ports/ledger.ts";
import { ACME, counted, newCase, noted, opened, openTestDesk, OTHER } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";
import { createToyProjector } from "../fakes/toy-projector.ts";

const start = async (options: Parameters<typeof openTestDesk>[0] = {}): Promise<TestDesk> => {
  const desk = await openTestDesk(options);
  onTestFinished(() => desk.close());
  return desk;
};

const TABLES = [
  "tenant_log",
  "evidence_entry",
  "stream_head",
  "case_projection",
  "case_party",
  "case_ref",
  "case_search",
  "outbox",
  "message_copy",
  "data_key",
  "inbox",
];
const dump = async ({ database }: TestDesk): Promise<string> => {
  const tables = await Promise.all(TABLES.map((table) => database.read.all(sql.raw(`select * from ${table}`))));
  return JSON.stringify(tables);
};
const alter = async (desk: TestDesk, statement: string): Promise<void> => {
  const raw = createClient({ url: desk.url });
  await raw.execute(statement);
  raw.close();
};

/** One commit that touches everything a commit can touch. */
const commitAll = (desk: TestDesk) => {
  const { id, stream } = newCase();
  const work: NewWork = { kind: "card", lane: "l", priority: 3, dedup: `d-${id}`, ref: { case: id } };
  const copy: MessageCopy = {
    id: toCopyId(desk.deps.ids.next()),
    caseId: id,
    card: "request",
    place: "sales",
    settle: "readable",
    state: "intended",
    shownRevision: 1,
    deliveryKey: id,
    remote: null,
    shown: null,
  };
  const events = [opened({ party: "acme example gmbh" }), noted("converter")];
  return desk.stores.for(ACME).ledger.commit([{ stream, expected: 0, events }], [work], { copies: [copy] });
};

describe("fail closed", () => {
  it.each(["evidence_entry", "case_projection", "case_party", "case_ref", "outbox", "message_copy", "stream_head"])(
    "leaves nothing behind when the row of %s cannot be written",
    async (table) => {
      const desk = await start();
      const before = await dump(desk);
      await alter(
        desk,
        `create trigger full before insert on ${table} begin select raise(abort, 'database or disk is full'); end`,
      );
      await expect(commitAll(desk)).rejects.toThrow();
      expect(await dump(desk)).toBe(before);
      await alter(desk, "drop trigger full");
      await expect(commitAll(desk)).resolves.toMatchObject({ entries: [{ pos: 0 }, { pos: 1 }] });
    },
  );

  it("leaves nothing behind when the head of the log cannot move", async () => {
    const desk = await start();
    const before = await dump(desk);
    await alter(
      desk,
      "create trigger full before update of root on tenant_log begin select raise(abort, 'disk is full'); end",
    );
    await expect(commitAll(desk)).rejects.toThrow();
    expect(await dump(desk)).toBe(before);
  });

  it("leaves nothing behind when the projection cannot be folded", async () => {
    const toy = createToyProjector();
    const projector: typeof toy = {
      ...toy,
      project() {
        throw new Error("cannot fold");
      },
    };
    const desk = await start({ deps: { projector } });
    const before = await dump(desk);
    await expect(commitAll(desk)).rejects.toThrow("cannot fold");
    expect(await dump(desk)).toBe(before);
  });

  it("leaves nothing behind when the second of two parts is refused", async () => {
    const desk = await start();
    const { ledger } = desk.stores.for(OTHER);
    const [one, two] = [newCase(), newCase()];
    await ledger.commit([{ stream: two.stream, expected: 0, events: [opened()] }], []);
    const before = await dump(desk);
    const parts = [
      { stream: one.stream, expected: 0, events: [opened()] },
      { stream: two.stream, expected: 1, events: [counted(1), counted(Number.POSITIVE_INFINITY)] },
    ];
    await expect(ledger.commit(parts, [])).rejects.toMatchObject({ code: "invalid" });
    expect(await dump(desk)).toBe(before);
  });

  it("stores no delivery without its work item, and no policy row without its entry", async () => {
    const desk = await start();
    const before = await dump(desk);
    await alter(desk, "create trigger full before insert on outbox begin select raise(abort, 'disk is full'); end");
    const delivery = {
      platform: "slack",
      installation: `T-${ACME}`,
      tenant: ACME,
      deliveryKey: "Ev1",
      kind: "event",
      mode: "later",
      via: "http",
      raw: new Uint8Array(3),
      claims: null,
    } as const;
    await expect(desk.stores.inbox.insert(delivery, "l")).rejects.toThrow();
    expect(await dump(desk)).toBe(before);

    await alter(desk, "create trigger full2 before insert on evidence_entry begin select raise(abort, 'full'); end");
    const people = [{ id: "maria" as never, display: "Maria" }];
    const policy = { people, identities: [], grants: [], places: [] };
    await expect(desk.stores.admin.applyPolicy(ACME, policy, { system: "sync" })).rejects.toThrow();
    expect(await desk.stores.for(ACME).directory.people()).toEqual([]);
  });
});
