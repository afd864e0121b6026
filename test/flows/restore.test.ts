import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unpackBackup } from "../../bot/backup/restore-backup.ts";
import { writeBackup } from "../../bot/backup/write-backup.ts";
import { compose } from "../../bot/compose.ts";
import { openHome } from "../../bot/setup/open-home.ts";
import { createLog } from "../../bot/log.ts";
import { toTenantId } from "../../core/ids.ts";
import { settleRestored } from "../../db/backup/after-restore.ts";
import {
  LEGAL_CHANNEL,
  mentionEvent,
  settled,
  slackRequest,
  startComposedDesk,
  teamsInstalled,
  TRADE_CHANNEL,
  type ComposedDesk,
} from "./composed-desk.ts";

const ACME = toTenantId("acme");
const TEXT =
  "Can I send samples of a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example Ltd. in Israel? The end use is civil test equipment.";

let flow: ComposedDesk;
const folder = mkdtempSync(join(tmpdir(), "desk-restore-"));
beforeAll(async () => {
  flow = await startComposedDesk();
  for (const channel of [LEGAL_CHANNEL, TRADE_CHANNEL]) await flow.desk.app.fetch(teamsInstalled(flow, channel));
  await settled(flow.desk);
});
afterAll(async () => {
  await flow?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** New messages, not renewals of those that stand. */
const posts = (): number =>
  flow.slack.calls.filter(({ method }) => method === "chat.postMessage").length +
  flow.microsoft.calls.filter(({ method, path }) => method === "POST" && path.includes("/activities")).length;

it("a desk restored from a backup taken in mid-flight sends nothing that the first one sent since", async () => {
  const ask = (n: number): Promise<Response> | Response => {
    const ts = `17955500${String(n).padStart(2, "0")}.000100`;
    const where = { team: flow.slack.team, channel: flow.slack.channel, user: flow.slack.userId("sales"), ts };
    return flow.desk.app.fetch(slackRequest("events", mentionEvent({ ...where, text: TEXT, id: `Ev-restore-${n}` })));
  };
  for (let n = 0; n < 4; n += 1) expect((await ask(n)).status).toBe(200);
  const file = join(folder, "desk.backup");
  const { home, databaseUrl } = flow.settings;
  const taken = await writeBackup(
    { home, databaseUrl, environment: "training", now: "2026-11-25T12:00:00.000Z" },
    file,
  );
  await settled(flow.desk);
  const sent = posts();
  expect(sent).toBeGreaterThan(4);
  const grown = (await flow.desk.home.stores.for(ACME).evidence.checkpoint()).size;
  await flow.desk.stop();

  const elsewhere = join(folder, "home");
  const { shredded } = await unpackBackup(file, elsewhere);
  const settings = { ...flow.settings, home: elsewhere, databaseUrl: `file:${join(elsewhere, "desk.db")}` };
  const restored = await openHome(settings, flow.env, createLog("fatal"));
  const held = taken.logs.find(({ tenant }) => tenant === "acme")?.size ?? 0;
  expect(held).toBeLessThan(grown);
  const { setAside } = await settleRestored(restored.database, {
    restoredAt: "2026-11-25T13:00:00.000Z",
    takenAt: taken.takenAt,
    shredded,
    now: 1,
  });
  await restored.database.close();
  expect(setAside).toBeGreaterThan(0);

  const again = await compose(settings, flow.env);
  try {
    for (let look = 0; look < 40; look += 1) {
      again.desk.kick();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(posts()).toBe(sent);
    const counts = await again.home.stores.work.counts();
    expect(counts.dead).toBe(setAside);
    expect((await again.home.stores.for(ACME).evidence.leafHashes(held)).length).toBe(held);
  } finally {
    await again.stop();
  }
});
