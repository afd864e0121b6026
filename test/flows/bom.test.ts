import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, toTenantId } from "../../core/ids.ts";
import { runDesk } from "../bot/cli/run-desk.ts";
import { bomTable, toCsv } from "../factories/bom.ts";
import { makeZip, xlsxParts } from "../adapters/files/make-files.ts";
import { answersTo, elementsOf, startRealDesk, textOf } from "./web-desk/real-desk.ts";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";

const LOCAL = toTenantId("local");
const ASK = "Can I ship the AQ-9000 data acquisition unit to Acme Example Ltd. in Germany? Bill of material attached.";
type Card = DeskMessage & { readonly thread: string };

/** The page's routes without a page: drops a file, asks, and looks at the requester's card. */
async function openPage(url: string) {
  const html = await (await fetch(url)).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? "";
  // A connection kept over a long list's work is one the desk may have closed meanwhile.
  const headers = { "x-desk-token": token, connection: "close" };
  const post = (path: string, body: object) =>
    fetch(`${url}desk/${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const messages = async (): Promise<readonly Card[]> => {
    const state: unknown = await (await fetch(`${url}desk/state`, { headers })).json();
    return (state as { readonly messages: readonly Card[] }).messages;
  };
  const cardOf = async (root: string): Promise<Card | null> =>
    (await messages()).find(({ thread, card }) => thread === root && card !== null) ?? null;
  async function until(root: string, holds: (card: Card) => boolean): Promise<Card> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const card = await cardOf(root);
      if (card && holds(card)) return card;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`it never came to that: ${textOf((await cardOf(root))?.card)}`);
  }
  return {
    until,
    messages,
    get: (path: string) => fetch(`${url}desk/${path}`, { headers }),
    async ask(text: string, file: { readonly name: string; readonly bytes: string | Uint8Array }): Promise<string> {
      const sent = await fetch(`${url}desk/files`, {
        method: "POST",
        headers: {
          ...headers,
          "content-type": "application/octet-stream",
          "x-file-name": encodeURIComponent(file.name),
        },
        body: typeof file.bytes === "string" ? file.bytes : new Uint8Array(file.bytes),
      });
      const { file: kept } = (await sent.json()) as { readonly file: { readonly id: string } };
      const root = crypto.randomUUID();
      await post("messages", { id: root, as: "sales-engineer", pane: "sales", text, files: [kept.id] });
      return root;
    },
    /** Answers what is asked until nobody asks the requester any more. */
    async settle(root: string): Promise<Card> {
      let card = await until(root, ({ kind }) => kind !== "ack");
      for (let round = 0; round < 4 && card.kind === "question"; round += 1) {
        const elements = elementsOf(card.card);
        const data = elements.find((element) => element["verb"] === "answer")?.["data"] as { readonly token: string };
        const body = {
          id: crypto.randomUUID(),
          as: "sales-engineer",
          pane: "sales",
          message: card.id,
          token: data.token,
        };
        await post("actions", { ...body, inputs: answersTo(elements) });
        const { changed } = card;
        card = await until(root, (now) => now.kind !== "ack" && now.changed > changed);
      }
      return card;
    },
  };
}

const list = (...rows: readonly string[]): string =>
  [
    "Level,Part number,Description,Qty,MPN",
    '0,AQ-9000,"Data acquisition unit, 16 channels, 12 bit, 1 MSPS",1,',
    ...rows,
  ].join("\n");

describe("a bill of material dropped with a request", () => {
  let desk: Awaited<ReturnType<typeof startRealDesk>>;
  let page: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    desk = await startRealDesk();
    page = await openPage(desk.url);
  });
  afterAll(async () => {
    await desk.stop();
  });
  const stores = () => desk.desk.home.stores.for(LOCAL);
  const numberOf = (card: Card): string => /ED-\d+/.exec(textOf(card.card))?.[0] ?? "";
  async function stateOf(number: string) {
    const row = await stores().cases.byNumber(Number(number.slice(3)));
    if (!row) throw new Error(`no case ${number}`);
    return { state: toCaseState(row.json), entries: await stores().ledger.read(caseStream(row.caseId)) };
  }

  it("shows how far it is, comes to the assembly's own answer, and is one blob and one event", async () => {
    const root = await page.ask(ASK, { name: "aq-9000.csv", bytes: toCsv(bomTable(450)) });
    const seen = new Set<string>();
    await page.until(root, (card) => {
      const done = /([\d,]+) of 450 lines of the bill of material/.exec(textOf(card.card))?.[1];
      if (done !== undefined) seen.add(done);
      return card.kind !== "ack";
    });
    expect([...seen]).toContain("200");
    const card = await page.settle(root);
    const said = textOf(card.card);
    expect(said.trim()).toMatch(/^Not released/);
    expect(said).toContain("aq-9000.csv: 449 lines of parts");
    expect(said).toContain("What decides the assembly");
    expect(said).toMatch(/Lines that hold it first/);
    const number = numberOf(card);
    const { state, entries } = await stateOf(number);
    const rolled = entries.filter(({ type }) => type === "bom-rolled-up");
    expect(rolled).toHaveLength(1);
    expect(rolled[0]?.blobs).toHaveLength(1);
    expect(state.bom?.contents.counts.lines).toBe(449);
    // The assembly is what its own words say; no line of the list was read as the assembly.
    expect(state.determination?.summary.paragraph ?? "").not.toContain("3A001");
    expect(state.determination?.summary.ticks.map(({ code }) => code)).toContain("lines-not-known");
    // The reviewers see the same list above the points they tick.
    const review = (await page.messages()).find(
      ({ kind, card: shown }) => kind === "review" && textOf(shown).includes(number),
    );
    expect(textOf(review?.card)).toContain("Lines that hold it first");
    expect(JSON.stringify(review?.card)).toContain("of its lines have no classification");

    const workbook = await page.get(`list/${number}?as=sales-engineer`);
    expect(workbook.headers.get("content-disposition")).toContain(`not-released-${number}-lines.xlsx`);
    const sheets = await readSheets(Buffer.from(await workbook.arrayBuffer()));
    expect(sheets.map(({ sheet, data }) => [sheet, data.length > 5])).toEqual([
      ["Summary", true],
      ["Lines", true],
    ]);
    expect(sheets[1]?.data).toHaveLength(451);

    const packed = await page.get(`package/${number}?as=sales-engineer`);
    const path = join(desk.home, "case.zip");
    writeFileSync(path, Buffer.from(await packed.arrayBuffer()));
    expect(await runDesk(["evidence", "verify", path])).toMatchObject({ exit: 0 });
    const replayed = await runDesk(["evidence", "replay", path]);
    expect(replayed).toMatchObject({ exit: 0, err: "" });
    expect(replayed.out).toMatch(/identical|same/i);
  });

  it("stops at a part of the Munitions List, before the officer", async () => {
    const root = await page.ask(ASK, {
      name: "stop-bom.csv",
      bytes: list("1,P-1,Silencer,1,", "1,P-2,GNSS receiver module,1,"),
    });
    const card = await page.settle(root);
    const { state } = await stateOf(numberOf(card));
    expect(state.determination?.summary).toMatchObject({ outcome: "licence-required", disposition: "hold" });
    expect(state.determination?.summary.exceptions).toContain("itar");
    expect(state.review?.needs.map(({ role }) => role)).toContain("export-control-officer");
    expect(textOf(card.card)).not.toContain("Silencer");
  });

  it("its highest line does not make the assembly what it is", async () => {
    const root = await page.ask(ASK, {
      name: "high-bom.csv",
      bytes: list("1,P-1,Analog-to-digital converter 14 bit 3.0 GSPS,1,"),
    });
    const { state } = await stateOf(numberOf(await page.settle(root)));
    expect(state.bom?.contents.counts.byResult).toEqual([{ result: "3A001.a.5.a.4", lines: 1 }]);
    expect(state.determination?.summary.paragraph ?? "").not.toContain("3A001");
  });

  it.each([
    ["no-columns.csv", "bom-1.csv", "Name,Price\nx,1\n", "No row names the columns of a bill of material"],
    ["no lines", "bom-2.csv", "Part number,Qty\n", "and no line below them"],
    [
      "two lists",
      "bom-3.xlsx",
      makeZip(
        xlsxParts(
          ["A", "B"].map((name) => ({
            name,
            rows: [
              ["Part number", "Qty"],
              ["P", "1"],
            ],
          })),
        ),
      ),
      "Two sheets are bills of material",
    ],
  ])("%s: one sentence on the card, and a person sees the case", async (_name, name, bytes, says) => {
    const root = await page.ask("Can I ship the AQ-9 kitchen scale to Acme Example Ltd. in Germany?", { name, bytes });
    const card = await page.settle(root);
    expect(textOf(card.card)).toContain(says);
    const { state } = await stateOf(numberOf(card));
    expect(state.bom).toBeUndefined();
    expect(state.determination?.summary.exceptions).toContain("unreadable");
  });
});

describe("a desk that dies in the middle of a list", () => {
  const SERVER = fileURLToPath(new URL("../../bot/server.ts", import.meta.url));
  const started: ChildProcess[] = [];
  afterAll(() => {
    for (const child of started) child.kill("SIGKILL");
  });
  async function startServer(home: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
    const env = { PATH: process.env["PATH"] ?? "", DESK_HOME: home, DESK_CONFIG: "", PORT: "0", LOG_LEVEL: "fatal" };
    // Without the launcher in between: what is killed is the desk.
    const child = spawn(process.execPath, [SERVER], {
      cwd: home,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    started.push(child);
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return { child, url: `${url}/` };
    }
    throw new Error(`${SERVER} did not say where it listens`);
  }

  it("goes on with the lines it had in hand, and records the list once", async () => {
    const home = mkdtempSync(join(tmpdir(), "desk-bom-kill-"));
    try {
      const first = await startServer(home);
      const before = await openPage(first.url);
      const root = await before.ask(ASK, { name: "aq-9000.csv", bytes: toCsv(bomTable(1_000)) });
      await before.until(root, ({ card }) => textOf(card).includes("600 of 1,000 lines"));
      first.child.kill("SIGKILL");
      await once(first.child, "exit");

      const second = await startServer(home);
      const after = await openPage(second.url);
      const seen = new Set<number>();
      const card = await after.until(root, (now) => {
        const done = /([\d,]+) of 1,000 lines/.exec(textOf(now.card))?.[1];
        if (done !== undefined) seen.add(Number(done.replace(",", "")));
        return now.kind !== "ack";
      });
      // Never back at the start: what was done before the end stood in the row of what was next. The card may be one
      // showing behind, where the desk died between the two.
      expect(Math.min(...seen)).toBeGreaterThanOrEqual(400);
      const number = /ED-\d+/.exec(textOf(card.card))?.[0] ?? "";
      const timeline: unknown = await (await after.get(`cases/${number}?as=sales-engineer`)).json();
      const { lines } = timeline as { readonly lines: readonly { readonly type: string }[] };
      expect(lines.filter(({ type }) => type === "bom-rolled-up")).toHaveLength(1);
      second.child.kill("SIGTERM");
      await once(second.child, "exit");
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }, 240_000);
});
