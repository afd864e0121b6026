import { createClient } from "@libsql/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHash } from "node:crypto";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { itemStream, toCopyId, toHash, toItemId, toPersonId, toPlaceId, toRoleId } from "../../core/ids.ts";
import { anItem, filingEntry } from "../fakes/items.ts";
import { openStores } from "../../db/stores/open.ts";
import { ACME, counted, entryOf, installationOf, newCase, noted, opened, openTestDesk } from "../fakes/open-desk.ts";
import type { TestDesk } from "../fakes/open-desk.ts";
import { createToyProjector } from "../fakes/toy-projector.ts";

/** Uses every store once, so that every statement of the product is seen. */
async function useEverything(desk: TestDesk): Promise<void> {
  const { stores, clock } = desk;
  const { ledger, cases, copies, blobs, evidence, editions, directory, buttons, digest, usage } = stores.for(ACME);
  await useItems(desk);
  const { id, stream } = newCase();
  const blob = await blobs.put(stream, new Uint8Array(1), "x/y");
  const copy = {
    id: toCopyId(desk.deps.ids.next()),
    caseId: id,
    card: "review",
    place: "p",
    settle: "blind",
    state: "intended",
    shownRevision: 0,
    deliveryKey: "k",
    remote: null,
    shown: null,
  } as const;
  const work = { kind: "card", lane: "l", priority: 3, dedup: "d", ref: { id } } as const;
  const event = entryOf("toy-noted", { word: "w" }, { blobs: [blob] });
  await ledger.commit([{ stream, expected: 0, events: [opened({ party: "p" }), event] }], [work], { copies: [copy] });
  await ledger.observe(stream, [entryOf("toy-seen")]);
  await ledger.read(stream);
  await cases.takeNumber();
  await Promise.all([cases.byId(id), cases.byNumber(1), cases.byRequestKey("r")]);
  await cases.list({});
  const filters = { state: "open", requester: "m", party: "p", country: "DE", ref: "1", words: "w", from: 1, to: 2 };
  await cases.list(filters);
  for (const [key, value] of Object.entries(filters)) await cases.list({ [key]: value });
  await copies.posted(copy.id, { ts: "1" }, 1, null);
  await copies.byRemote({ channel: "C", id: "1" });
  await Promise.all([copies.byId(copy.id), copies.ofCase(id), copies.state(copy.id, "gone")]);
  await blobs.get(blob.hash);
  await Promise.all([evidence.entries(stream), evidence.entry(0 as never), evidence.checkpoint()]);
  await Promise.all([evidence.leafHashes(2), evidence.logKey(), evidence.blob(blob.hash)]);
  const json = { parts: [] };
  await editions.activate(toHash(createHash("sha256").update(canonicalText(json)).digest("hex")), json);
  await Promise.all([editions.active(), editions.byHash(toHash("ab".repeat(32))), editions.activationsIn(0, 1)]);
  await Promise.all([digest.rows(null, 0, 1), digest.rows(["emea"], 0, 1), digest.counts(["emea"], 0, 1)]);
  await Promise.all([digest.byNumbers(["emea"], [1, 2]), usage.totals(0, 1), usage.storageByteDays(0, 1)]);
  await buttons.mac(new Uint8Array(1));
  await useAccess(desk);
  await Promise.all([directory.people(), directory.holders(toRoleId("legal"), clock.instant())]);
  await useWork(desk);
  const newer = openStores(desk.database, { ...desk.deps, projector: createToyProjector(2) });
  await newer.admin.refold(ACME);
  await stores.admin.rotateKey(ACME, "mac", { system: "sync" });
  await stores.admin.putEdition("list", toHash("ab".repeat(32)), new Uint8Array(1));
  await stores.admin.getEdition(toHash("ab".repeat(32)));
  await stores.tenants();
}

async function useItems({ stores, deps }: TestDesk): Promise<void> {
  const { items, ledger } = stores.for(ACME);
  const id = toItemId(deps.ids.next());
  await ledger.commit([{ stream: itemStream(id), expected: 0, events: [filingEntry(anItem("AD-7"))] }], []);
  const key = { maker: "m", part: "AD7", revision: "" };
  await Promise.all([
    items.byId(id),
    items.byKey(key),
    items.byParts([key.part]),
    items.near(key, 3),
    items.find(["ad", "7"], 3),
  ]);
  await Promise.all([items.due("2026-11-24", 3), items.page(null, 3), items.page(id, 3)]);
}

async function useAccess({ stores }: TestDesk): Promise<void> {
  const [person, role, place] = [toPersonId("maria"), toRoleId("legal"), toPlaceId("legal")];
  const { directory } = stores.for(ACME);
  const where = { platform: "slack", installation: installationOf(ACME) } as const;
  const ref = { ...where, channel: "C", thread: null, kind: "channel", boundary: "internal", reference: null } as const;
  const people = [{ id: person, display: "Maria" }];
  const policy = {
    people,
    identities: [{ person, ...where, user: "U" }],
    grants: [{ person, role }],
    places: [{ id: place, ref }],
  };
  await stores.admin.applyPolicy(ACME, policy, { system: "sync" });
  await Promise.all([directory.personOf("slack", where.installation, "U"), directory.person(person)]);
  await Promise.all([
    directory.grants(person),
    directory.userOf(person, "slack", where.installation),
    directory.accounts(person, "slack"),
  ]);
  await Promise.all([directory.place(place), directory.placesByChannel("slack", where.installation, "C")]);
  await directory.learn(place, ref);
  const nobody = { people: [], identities: [], grants: [], places: [] };
  await stores.admin.applyPolicy(ACME, nobody, { system: "sync" });
  await stores.admin.modeOf(ACME);
  await stores.tenantOf("slack", where.installation);
}

async function useWork({ stores, clock }: TestDesk): Promise<void> {
  const { work, inbox, admin } = stores;
  const platform = { platform: "slack", installation: installationOf(ACME), tenant: ACME, kind: "k" } as const;
  const delivery = {
    ...platform,
    deliveryKey: "1",
    mode: "now",
    via: "http",
    raw: new Uint8Array(1),
    claims: null,
  } as const;
  const { inboxId } = await inbox.insert(delivery, "lane");
  await inbox.insert(delivery, "lane");
  await inbox.open(inboxId);
  await inbox.keepAnswer(inboxId, "a");
  await inbox.erase(inboxId);
  await admin.eraseDeliveries(ACME, clock.now() + 1);
  const [item] = await work.claim(10, 1000);
  await Promise.all([work.intend(item!.lease), work.renew(item!.lease, 1000), work.nextDue(), work.counts()]);
  await work.retry(item!.lease, "x", clock.now());
  const again = await work.claimOne(item!.id, 1000);
  clock.move(10_000);
  await work.sweep();
  await work.dead(again!.lease, "x");
  const [third] = await work.claim(1, 1000);
  const { stream } = newCase();
  const events = [opened(), counted(1), noted("x")];
  const { ledger } = stores.for(ACME);
  await ledger.commit([{ stream, expected: 0, events }], [], { done: third!.lease });
  await work.done(third!.lease);
}

/**
 * Read whole on purpose: all tenants; the outbox by its partial indexes (what is ready or leased, and counts for
 * doctor), which hold the rows of all tenants because one dispatcher serves them all.
 */
const WHOLE =
  /^SCAN (tenant\b|\w+ USING (COVERING )?INDEX outbox_(claim|due|lease|done|dead)|CONSTANT ROW|\(?subquery)/i;
const BY_KEY = /VIRTUAL TABLE INDEX 0:[=M]/;
/** The members of one row's own JSON, not a table. */
const OWN_JSON = /^SCAN json_each /;
/** Not a tenant's: shared tables, and the outbox, whose rows say whose they are. */
const SHARED = /(from|update|into) "?(edition|edition_set|setting|tenant|outbox|installation)"?\b/;
/** Deliveries are found by our own random id: a work item names them so. */
const BY_OWN_ID = /from "inbox" where "inbox"."id" = \?$/;

describe("query plans", () => {
  it("serve every statement of the product by an index, the tenant in every one that reads a tenant's rows", async () => {
    const seen = new Set<string>();
    const desk = await openTestDesk({ onQuery: (sql) => seen.add(sql) });
    onTestFinished(() => desk.close());
    await useEverything(desk);

    const statements = [...seen].filter(
      (sql) => /^\s*(select|update|delete|insert)/i.test(sql) && !/__drizzle|sqlite_master/.test(sql),
    );
    expect(statements.length).toBeGreaterThan(60);
    // A connection of its own: explaining an UPDATE … RETURNING poisons the connection.
    const raw = createClient({ url: desk.url });
    onTestFinished(() => raw.close());
    const scans: string[] = [];
    for (const sql of statements) {
      const args = Array.from({ length: sql.split("?").length - 1 }, () => 0);
      const plan = await raw.execute({ sql: `explain query plan ${sql}`, args });
      for (const { detail } of plan.rows) {
        const step = JSON.stringify(detail).slice(1, -1);
        if (step.startsWith("SCAN") && !WHOLE.test(step) && !BY_KEY.test(step) && !OWN_JSON.test(step))
          scans.push(`${step} :: ${sql}`);
      }
    }
    expect(scans).toEqual([]);

    const isRead = (sql: string) => !/^\s*insert/i.test(sql);
    const lacking = statements.filter(
      (sql) => isRead(sql) && !/where[^]*tenant"? (=|in)/i.test(sql) && !SHARED.test(sql) && !BY_OWN_ID.test(sql),
    );
    expect(lacking).toEqual([]);
  });
});
