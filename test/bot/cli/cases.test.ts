import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose } from "../../../bot/compose.ts";
import { readSettings } from "../../../bot/config/environment.ts";
import { openClient } from "../../flows/web-desk/real-desk.ts";
import { newHome, runDesk } from "./run-desk.ts";
import type { Line } from "./run-desk.ts";

const home = newHome();
const cli = (argv: readonly string[]) => runDesk(argv, { home, cwd: home });
/** The one case of this desk. */
const onlyCase = async (): Promise<Line> => (await cli(["case", "list", "--json"])).lines[0]!;
const NO_CASE = /^[0-9a-f-]{36}$/;

describe("desk: cases and evidence of a case asked in the web desk", () => {
  let stop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const desk = await compose(readSettings({ DESK_HOME: home, PORT: "0" }, home), { LOG_LEVEL: "fatal" });
    const server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 });
    await new Promise<void>((resolve) => server.once("listening", () => resolve()));
    const { port } = server.address() as AddressInfo;
    desk.listening(port);
    stop = async () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await desk.stop();
    };
    const client = await openClient(`http://127.0.0.1:${port}/`);
    await client.ask("Can I send a 14-bit 3 GSPS analog-to-digital converter chip to Acme Example GmbH in Germany?");
  }, 60_000);
  afterAll(() => stop());

  it("lists the case beside the running desk, by party and country too", async () => {
    const { lines } = await cli(["case", "list", "--json"]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      case: expect.stringMatching(/^ED-\d+$/),
      id: expect.stringMatching(NO_CASE),
      requester: "sales-engineer",
      decision: null,
    });
    expect((await cli(["case", "list", "--where", "no-such-word"])).out).toBe("no case\n");
  });
  it("shows the case by number and by id, and says when there is none", async () => {
    const row = await onlyCase();
    const shown = await cli(["case", "show", row.case]);
    expect(shown.out).toContain("14-bit 3 GSPS");
    expect(shown.out).toContain("case-opened");
    expect((await cli(["case", "show", String(row["id"]), "--json"])).lines[0]).toMatchObject({
      case: row.case,
      record: expect.arrayContaining([expect.objectContaining({ type: "case-opened" })]),
    });
    expect(await cli(["case", "show", "ED-999999"])).toMatchObject({
      exit: 1,
      err: "there is no case ED-999999 here\n",
    });
    expect((await cli(["case", "show"])).exit).toBe(2);
  });
  it("works the determination out again, byte for byte", async () => {
    const row = await onlyCase();
    const replayed = await cli(["case", "replay", row.case, "--json"]);
    expect(replayed).toMatchObject({ exit: 0, err: "" });
    expect(replayed.lines[0]).toMatchObject({ identical: true, differences: [] });
  });
  it("exports a package that is verified and recomputed from itself, and finds one flipped byte", async () => {
    const row = await onlyCase();
    const exported = await cli(["evidence", "export", row.case, "--json"]);
    const file = exported.lines[0]?.file ?? "";
    expect(file).toMatch(/^not-released-ED-\d+-evidence\.zip$/);
    expect(existsSync(join(home, file))).toBe(true);
    expect(await cli(["evidence", "verify", file])).toMatchObject({
      exit: 0,
      out: expect.stringContaining("origin: not checked"),
    });
    expect(await cli(["evidence", "replay", file])).toMatchObject({
      exit: 0,
      out: expect.stringContaining("identical"),
    });
    const bytes = readFileSync(join(home, file));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(home, "flipped.zip"), bytes);
    expect((await cli(["evidence", "verify", "flipped.zip"])).exit).toBe(1);
    expect(await cli(["evidence", "replay", "flipped.zip"])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("not intact"),
    });
  });
  it("writes the record of the case, and the facts for BIS, as paper or as data by the file's name", async () => {
    const row = await onlyCase();
    const paper = await cli(["case", "report", row.case, "--json"]);
    expect(paper.lines[0]?.file).toBe(`not-released-${row.case}-record.pdf`);
    expect(
      readFileSync(join(home, String(paper.lines[0]?.file)))
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    for (const [command, heading] of [
      ["report", "What it is under the control lists"],
      ["ccats", "Classification request to BIS"],
    ] as const) {
      expect((await cli(["case", command, row.case, "--out", `${command}.json`])).exit).toBe(0);
      const { sections } = JSON.parse(readFileSync(join(home, `${command}.json`), "utf8")) as {
        sections: readonly { readonly heading: string }[];
      };
      expect(sections.map((section) => section.heading)).toContain(heading);
    }
  });
  it("says what is no package", async () => {
    writeFileSync(join(home, "letter.txt"), "a letter");
    expect((await cli(["evidence", "verify", "letter.txt"])).exit).toBe(3);
    expect((await cli(["evidence", "verify", "none.zip"])).exit).toBe(3);
    expect((await cli(["evidence", "verify"])).exit).toBe(3);
  });
  it("tells the doctor's findings part by part", async () => {
    const { exit, lines } = await cli(["doctor", "--json"]);
    expect(exit).toBe(0);
    expect(lines.map((row) => `${String(row["check"])} ${String(row["state"])}`)).toEqual([
      "node ok",
      "environment ok",
      "database ok",
      "rulebook look",
      "dates look",
      "lists ok",
      "slack ok",
      "reader ok",
      "targets ok",
      "model ok",
    ]);
  });
});

describe("desk config check", () => {
  it("is in order without a file, and names each mistake of one with its line", async () => {
    expect(await runDesk(["config", "check"])).toMatchObject({ exit: 0, out: expect.stringContaining("in order") });
    const bad = newHome();
    writeFileSync(join(bad, "desk.config.yaml"), "tenants:\n  - id: Acme\n    people: []\n    places: {}\n");
    const ran = await runDesk(["config", "check"], { home: bad });
    expect(ran.exit).toBe(1);
    expect(ran.out).toMatch(/desk\.config\.yaml:2: tenants\.0\.id/);
    expect(ran.err).toMatch(/^\d mistakes? in the configuration\n$/);
  });
});
