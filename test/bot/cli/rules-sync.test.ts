import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendText, startVersioner, TAG, type FakeVersioner } from "../../fakes/versioner.ts";
import { madeUpList, toListXml } from "../../factories/control-list-xml.ts";
import { newHome, runDesk, type Ran } from "./run-desk.ts";

const PATIENCE = 120_000;
const xml = toListXml(madeUpList());
let server: FakeVersioner;
let home: string;
beforeEach(async () => {
  server = await startVersioner(xml);
  home = newHome();
});
afterEach(() => server.stop());

const sync = (...more: readonly string[]): Promise<Ran> =>
  runDesk(["rules", "sync", "--part", "15/774", "--json", ...more], {
    home,
    env: { ECFR_BASE_URL: server.url, ECFR_TIMEOUT_S: "1" },
  });
const inUse = async (): Promise<readonly unknown[]> => {
  const { lines } = await runDesk(["rules", "status", "--json"], { home });
  return lines.filter((row) => row["imported"] === true && row["active"] === true).map((row) => row["date"]);
};
const held = (): readonly string[] => {
  const folder = join(home, "sync");
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
};

describe("rules sync", () => {
  it(
    "fetches by issue date with the appendix's own words, uses it, and asks for nothing again until the part changed",
    async () => {
      const first = await sync();
      expect(first).toMatchObject({ exit: 0, err: "" });
      expect(first.lines[0]).toEqual({ part: "us-ear/ccl-text", sync: "fresh", date: "2026-07-23" });
      expect(decodeURIComponent(server.asked[0]?.path.replaceAll("+", " ") ?? "")).toBe(
        "/api/versioner/v1/full/2026-07-23/title-15.xml?appendix=Supplement No. 1 to Part 774",
      );
      expect(await inUse()).toEqual(["2026-07-23"]);
      expect(held()).toEqual([]);
      server.issue = "2026-08-20";
      server.versions = [{ issue_date: "2026-08-10", identifier: "774.1" }];
      expect((await sync()).lines).toEqual([{ part: "us-ear/ccl-text", sync: "unchanged", date: "2026-07-23" }]);
      server.versions = [{ issue_date: "2026-08-12", identifier: "Supplement No. 1 to Part 774" }];
      expect((await sync()).lines[0]).toMatchObject({ sync: "fresh", date: "2026-08-12" });
      expect(await inUse()).toEqual(["2026-08-12"]);
      expect(server.asked).toHaveLength(2);
    },
    PATIENCE,
  );

  it(
    "goes on from what came when the connection ends in the middle",
    async () => {
      const half = Math.floor(Buffer.byteLength(xml) / 2);
      server.text = (_, response) => {
        response.writeHead(200, {
          "content-type": "application/xml",
          etag: TAG,
          "content-length": Buffer.byteLength(xml),
        });
        response.write(Buffer.from(xml).subarray(0, half), () => response.destroy());
      };
      const cut = await sync();
      expect(cut.exit).toBe(3);
      expect(cut.lines).toEqual([expect.objectContaining({ sync: "cut-off" })]);
      expect(cut.err).toContain("what is active stays");
      expect(held()).toEqual([expect.stringMatching(/\.xml\.part$/), expect.stringMatching(/\.xml\.part\.json$/)]);
      server.text = null;
      expect((await sync()).exit).toBe(0);
      expect(server.asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
      expect(await inUse()).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "starts over where the text is another by now, and does not join two halves",
    async () => {
      server.text = (_, response) => {
        response.writeHead(200, { "content-type": "application/xml", etag: '"old"', "content-length": 9_999_999 });
        response.write("<DIV9><P>An older text", () => response.destroy());
      };
      expect((await sync()).exit).toBe(3);
      // The tag is another one: the server answers with the whole text.
      server.text = (_, response) => sendText(response, xml, { range: undefined, tag: undefined });
      expect((await sync()).exit).toBe(0);
      expect(await inUse()).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "keeps what is whole when another part fails, and is told that it is what it was (304)",
    async () => {
      server.text = (request, response) =>
        request.url?.includes("title-22")
          ? void response.writeHead(404).end()
          : sendText(response, xml, { range: request.headers.range, tag: request.headers["if-none-match"] });
      const both = await sync("--part", "22/121");
      expect(both.exit).toBe(1);
      expect(both.lines.at(-1)).toMatchObject({ part: "us-itar/part-121", sync: "not-found" });
      expect(await inUse()).toEqual([]);
      expect((await sync()).exit).toBe(0);
      expect(server.asked.at(-1)?.tag).toBe(TAG);
      expect(await inUse()).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "waits as long as the server asks where that is not long, and says when where it is",
    async () => {
      let told = 0;
      server.text = (_, response) => {
        told += 1;
        if (told === 1) return void response.writeHead(429, { "retry-after": "1" }).end();
        sendText(response, xml, { range: undefined, tag: undefined });
      };
      expect((await sync("--no-activate")).exit).toBe(0);
      expect(told).toBe(2);
      home = newHome();
      server.text = (_, response) => void response.writeHead(429, { "retry-after": "3600" }).end();
      const busy = await sync();
      expect(busy.exit).toBe(3);
      expect(busy.lines).toEqual([expect.objectContaining({ sync: "busy", about: expect.stringContaining("3600 s") })]);
    },
    PATIENCE,
  );

  it.each([
    [
      "a page instead of the text",
      "not-xml",
      1,
      (response: Response_) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
    ],
    [
      "another host",
      "redirected-elsewhere",
      1,
      (response: Response_) => response.writeHead(302, { location: "https://unblock.example.com/x" }).end(),
    ],
    [
      "another port of this host",
      "redirected-elsewhere",
      1,
      (response: Response_) => response.writeHead(301, { location: "http://127.0.0.1:1/x" }).end(),
    ],
    ["a fault of the server", "refused", 1, (response: Response_) => response.writeHead(500).end()],
    ["nothing for too long", "too-slow", 3, () => undefined],
    [
      "a text that stops coming",
      "too-slow",
      3,
      (response: Response_) => {
        response.writeHead(200, { "content-type": "application/xml" });
        response.write("<DIV9>");
      },
    ],
  ])(
    "refuses or gives up, named, and nothing changes: %s",
    async (_, code, exit, answer) => {
      server.text = (_request, response) => {
        answer(response);
      };
      const ran = await sync();
      expect(ran.exit).toBe(exit);
      expect(ran.lines).toEqual([expect.objectContaining({ part: "us-ear/ccl-text", sync: code })]);
      expect(ran.err).toContain("nothing was imported, and what is active stays");
      expect(await inUse()).toEqual([]);
    },
    PATIENCE,
  );

  it(
    "imports nothing of a text that is whole on the wire and damaged in itself, and asks for it anew",
    async () => {
      server.text = (_, response) => sendText(response, xml.slice(0, 5000), { range: undefined, tag: undefined });
      const bad = await sync();
      expect(bad.exit).toBe(1);
      expect(bad.err).toMatch(/title-15-part-774-2026-07-23\.xml:\d+: the XML is cut or damaged/);
      expect(held()).toEqual([]);
      server.text = null;
      expect((await sync()).exit).toBe(0);
    },
    PATIENCE,
  );

  it(
    "without a network is offline: exit 3, and what is in use stays in use",
    async () => {
      await sync();
      await server.stop();
      const off = await sync();
      expect(off.exit).toBe(3);
      expect(off.lines).toEqual([expect.objectContaining({ part: "titles", sync: "offline" })]);
      expect(await inUse()).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "takes no address but https, and no part it cannot read",
    async () => {
      const plain = await runDesk(["rules", "sync"], { home, env: { ECFR_BASE_URL: "http://ecfr.example.com" } });
      expect(plain).toMatchObject({ exit: 2 });
      expect(plain.err).toMatch(/ECFR_BASE_URL is an https address/);
      expect((await sync("--part", "9/1")).exit).toBe(2);
    },
    PATIENCE,
  );
});

type Response_ = Parameters<NonNullable<FakeVersioner["text"]>>[1];
