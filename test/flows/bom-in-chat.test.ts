import readSheets from "read-excel-file/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bomTable, toCsv } from "../factories/bom.ts";
import { LEGAL_CHANNEL, TRADE_CHANNEL } from "./composed-desk.ts";
import { startBadInputDesk, type BadInputDesk } from "./bad-input-desk.ts";

let desk: BadInputDesk;
beforeAll(async () => {
  desk = await startBadInputDesk();
});
afterAll(() => desk?.stop());
afterEach(() => desk.sound());

const LINES = 240;
const ASK =
  "Can I ship the AQ-9000 data acquisition unit, 16 channels, 12 bit, 1 MSPS, to Acme Example Ltd. in Germany? The bill of material is attached.";

describe("a bill of material dropped in a Slack channel", () => {
  it("is worked line by line with its progress on the card, judged as an assembly, and given back as a workbook", async () => {
    const bytes = new TextEncoder().encode(toCsv(bomTable(LINES)));
    const { ts, state } = await desk.ask(ASK, { files: [{ name: "aq-9000.csv", mimetype: "text/csv", bytes }] });
    expect(state.bom?.lines).toBeDefined();

    const shown = desk.slack.calls
      .filter(({ method }) => method === "chat.update" || method === "chat.postMessage")
      .map(({ args }) => `${args["text"] ?? ""} ${args["blocks"] ?? ""}`);
    const done = shown.flatMap((text) => /([\d,]+) of 240 lines of the bill of material/.exec(text)?.[1] ?? []);
    expect(new Set(done).size).toBeGreaterThan(0);
    const mark = desk.mark();
    const answer = await desk.press(ts, /^Lines \(XLSX\)$/);
    expect(answer.status).toBe(200);
    const given = desk.slack.calls.slice(mark).find(({ method }) => method === "files.completeUploadExternal");
    expect(given?.args["initial_comment"]).toMatch(/^The lines of ED-\d+: not released/);
    const [file] = [...desk.slack.given.values()].slice(-1);
    expect(file?.name).toMatch(/^not-released-ED-\d+-lines\.xlsx$/);
    const sheets = await readSheets(Buffer.from(file?.bytes ?? []));
    expect(sheets.find(({ sheet }) => sheet === "Lines")?.data).toHaveLength(LINES + 1);

    const answered = await desk.answerNo(ts);
    const review = [LEGAL_CHANNEL, TRADE_CHANNEL].map((channel) => desk.teamsCard(channel, answered.number).text);
    expect(review.join(" ")).toMatch(/bill of material/i);
  });
});
