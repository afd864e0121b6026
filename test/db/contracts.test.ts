import { createIds } from "../../adapters/system/ids.ts";
import { insertWork } from "../../db/stores/work-rows.ts";
import { inboxContract } from "../contracts/inbox.ts";
import { itemsContract } from "../contracts/items.ts";
import { ledgerContract } from "../contracts/ledger.ts";
import { workRowsContract } from "../contracts/work-rows.ts";
import { openTestDesk } from "../fakes/open-desk.ts";

const ids = createIds();

ledgerContract("database", async () => {
  const { stores, close } = await openTestDesk();
  return {
    ledger: (tenant) => stores.for(tenant).ledger,
    cases: (tenant) => stores.for(tenant).cases,
    copies: (tenant) => stores.for(tenant).copies,
    work: stores.work,
    newId: () => ids.next(),
    close,
  };
});

itemsContract("database", async () => {
  const { stores, close } = await openTestDesk();
  return {
    ledger: (tenant) => stores.for(tenant).ledger,
    items: (tenant) => stores.for(tenant).items,
    newId: () => ids.next(),
    close,
  };
});

inboxContract("database", async () => {
  const { stores, close } = await openTestDesk();
  return { inbox: stores.inbox, work: stores.work, close };
});

workRowsContract("database", async () => {
  const { stores, database, deps, clock, close } = await openTestDesk();
  return {
    work: stores.work,
    clock,
    close,
    insert: (tenant, rows) =>
      database.write(async (tx) => {
        for (const work of rows) await insertWork(tx, deps, { tenant, work });
      }),
  };
});
