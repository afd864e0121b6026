import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { compose, type RunningDesk } from "../../bot/compose.ts";
import { HAS_REDIS, NEEDS_REDIS, startRedis } from "../fakes/redis-server.ts";
import type { Figure, Row } from "./figure.ts";

const PORT = 3978;
const CASES = 100;
const WITH_FILE = 12;
const MAX_WAIT_MS = 120_000;

/** The web desk composed in this process; its routes are called without a socket. */
async function openDesk(redisUrl: string | null) {
  const home = mkdtempSync(join(tmpdir(), "desk-bench-"));
  const settings = {
    host: "127.0.0.1",
    port: PORT,
    environment: "training" as const,
    home,
    databaseUrl: `file:${join(home, "desk.db")}`,
    configFile: null,
    slack: null,
    teams: null,
    local: true,
    ...(redisUrl === null ? {} : { redisUrl }),
  };
  const desk = await compose(settings, { LOG_LEVEL: "fatal" });
  desk.listening(PORT);
  const base = `http://127.0.0.1:${PORT}`;
  const host = `127.0.0.1:${PORT}`;
  const page = await (await desk.app.request(`${base}/`, { headers: { host } })).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(page)?.[1] ?? "";
  return {
    desk,
    async call(path: string, headers: Record<string, string>, body: string): Promise<Record<string, unknown>> {
      const all = { host, "x-desk-token": token, ...headers };
      const answer = await desk.app.request(`${base}/desk/${path}`, { method: "POST", headers: all, body });
      if (answer.status !== 200) throw new Error(`/desk/${path}: ${answer.status}`);
      return (await answer.json()) as Record<string, unknown>;
    },
    async stop() {
      await desk.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
type Opened = Awaited<ReturnType<typeof openDesk>>;

const JSON_TYPE = { "content-type": "application/json" };
const ask = (opened: Opened, text: string, files: readonly string[]) =>
  opened.call(
    "messages",
    JSON_TYPE,
    JSON.stringify({ id: randomUUID(), as: "sales-engineer", pane: "sales", text, files }),
  );

/** Cases whose determination is committed: they are no longer looked at. */
async function determined({ home }: RunningDesk): Promise<number> {
  const [row] = await home.database.read.all<{ n: number }>(
    sql`select count(*) as n from case_projection where state <> 'looking'`,
  );
  return row?.n ?? 0;
}

async function untilDetermined(desk: RunningDesk, count: number): Promise<void> {
  const end = performance.now() + MAX_WAIT_MS;
  while ((await determined(desk)) < count) {
    if (performance.now() > end) throw new Error(`only ${await determined(desk)} of ${count} cases were determined`);
    await sleep(10);
  }
}

const ITEMS = [
  "ten KS-3 kitchen scales to Acme Example No. # SARL in France",
  "a butterfly valve lined with fluoropolymer to Acme Example No. # GmbH in Germany",
  "an AD-7, a 14-bit 3 GSPS analog-to-digital converter chip, to Acme Example No. # Ltd. in Israel",
  "20 WR-6 Wi-Fi routers to Example Handel No. # AG in Switzerland",
];

/** Milliseconds from the first question to the last determination; `before`: cases that stand already. */
async function workOff(opened: Opened, count: number, before: number): Promise<number> {
  const begun = performance.now();
  for (let n = 0; n < count; n += 1) {
    const item = ITEMS[n % ITEMS.length]?.replace("#", String(before + n)) ?? "";
    await ask(opened, `Can I send ${item}? The end use is civil.`, []);
  }
  await untilDetermined(opened.desk, before + count);
  return performance.now() - begun;
}

/** The first sample with its data sheet, one at a time: what a person waits for. */
async function oneByOne(opened: Opened, before: number): Promise<readonly number[]> {
  const ms: number[] = [];
  for (let n = 0; n < WITH_FILE; n += 1) {
    const begun = performance.now();
    const headers = { "x-file-name": "ad-7-converter.pdf", "x-desk-sample": "converter-israel" };
    const { file } = (await opened.call("files", headers, "")) as { file: { id: string } };
    await ask(opened, `Can I send ${n + 1} samples of the AD-7 converter chip to Acme Example Ltd. in Israel?`, [
      file.id,
    ]);
    await untilDetermined(opened.desk, before + n + 1);
    ms.push(performance.now() - begun);
  }
  return ms;
}

async function measure(redisUrl: string | null) {
  const opened = await openDesk(redisUrl);
  try {
    await workOff(opened, ITEMS.length, 0);
    const ms = await workOff(opened, CASES, ITEMS.length);
    return { perSecond: CASES / (ms / 1000), withFile: await oneByOne(opened, ITEMS.length + CASES) };
  } finally {
    await opened.stop();
  }
}

export const cases: Figure = {
  name: "cases",
  what: `${CASES} cases asked at once in the web desk, until the determination of the last is committed; cards are rendered and kept meanwhile`,
  async run() {
    const inProcess = await measure(null);
    const rows: Row[] = [
      { what: "cases, work in process", rate: inProcess.perSecond },
      { what: "one case with a PDF, asked alone", ms: inProcess.withFile },
    ];
    if (!HAS_REDIS) return [...rows, { what: "cases, work through Redis", more: `not measured: ${NEEDS_REDIS}` }];
    const redis = await startRedis();
    try {
      const { perSecond } = await measure(redis.url);
      return [
        ...rows,
        { what: "cases, work through Redis", rate: perSecond },
        { what: "ratio of rates, Redis / in process", ratio: perSecond / inProcess.perSecond },
      ];
    } finally {
      await redis.stop();
    }
  },
};
