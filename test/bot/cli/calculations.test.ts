import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { batch, newHome, runDesk } from "./run-desk.ts";
import { existsSync } from "node:fs";

const keysOf = (value: Record<string, unknown> | undefined): readonly string[] => Object.keys(value ?? {});
const CONVERTER = "14-bit analog-to-digital converter integrated circuit, 3 GSPS";

describe("desk: batches", () => {
  it("answers line by line in order and goes on after a bad one", async () => {
    const { exit, lines } = await batch("match", [
      { id: "a", query: "Jane Exampleton", candidate: "Exampleton, Jane", type: "person" },
      "nonsense",
      { id: 2, query: "Jane Exampleton" },
      { id: "c", query: "x", candidate: "y", colour: "red" },
      { query: "x", candidate: "y" },
      "[]",
      { id: "d", query: "x", candidate: "y", type: "ghost" },
      "",
      { id: "e", query: "Acme GmbH", candidate: "Example Ltd" },
    ]);
    expect(exit).toBe(0);
    expect(lines.map((line) => [line["id"], line["error"]?.code ?? line["match"]])).toEqual([
      ["a", true],
      [null, "bad-json"],
      [2, "missing-key"],
      ["c", "unknown-key"],
      [null, "missing-key"],
      [null, "bad-json"],
      ["d", "bad-value"],
      ["e", false],
    ]);
    expect(lines[3]?.["error"]?.message).toBe('unknown key "colour"');
  });
  it("answers a line of more than a megabyte with too-large and reads the next one", async () => {
    const long = new TextEncoder().encode(`{"id":1,"query":"${"x".repeat(1_100_000)}"}\n`);
    const next = new TextEncoder().encode('{"id":2,"query":"Example","candidate":"Example"}');
    const { lines } = await runDesk(["match", "--batch", "-"], {
      stdin: [long.subarray(0, 500_000), long.subarray(500_000), next],
    });
    expect(lines.map((line) => line["error"]?.code ?? line["score"])).toEqual(["too-large", 1]);
  });
  it("reads a line cut anywhere, in the middle of a letter too", async () => {
    const bytes = new TextEncoder().encode('{"id":"ä","query":"Müller","candidate":"Muller"}\n');
    const single = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    expect((await runDesk(["match", "--batch", "-"], { stdin: single })).lines).toMatchObject([
      { id: "ä", match: true },
    ]);
  });
  it("answers an empty batch with nothing", async () => {
    expect(await runDesk(["screen", "--batch", "-"])).toMatchObject({ exit: 0, out: "" });
  });
});

describe("desk screen", () => {
  it("writes the fields of the contract, and nothing into the home", async () => {
    const home = join(newHome(), "not-there");
    const { lines } = await batch(
      "screen",
      [
        { id: 1, name: "Beijing Example Institute", country: "China" },
        { id: 2, name: "Acme Example GmbH", owners: [{ name: "Jane Doe-Example", share: 100 }] },
      ],
      { home },
    );
    expect(keysOf(lines[0])).toEqual(["id", "hits", "ownership", "notChecked", "disposition", "lists"]);
    expect(keysOf(lines[0]?.["hits"][0])).toEqual(
      expect.arrayContaining([
        "list",
        "entryId",
        "name",
        "matched",
        "score",
        "effect",
        "requirement",
        "reviewPolicy",
        "footnotes",
        "inForce",
        "cite",
        "because",
      ]),
    );
    expect(lines[0]?.["hits"][0]).toMatchObject({
      list: "entity-list",
      effect: "licence",
      score: 1,
      inForce: { from: "2026-01-01", to: null },
    });
    expect(lines[0]?.["hits"][0]?.because[0]).toMatchObject({
      code: "name-matches",
      text: expect.stringContaining("Beijing Example Institute"),
    });
    expect(lines[0]?.["disposition"]).toBe("hold");
    expect(lines[1]).toMatchObject({
      hits: [],
      ownership: { status: "below" },
      notChecked: [],
      disposition: "auto-clear",
    });
    expect(existsSync(home)).toBe(false);
  });
  it("does not take the demonstration list for a list outside training", async () => {
    const { lines } = await runDesk(["screen", "--name", "Acme Example GmbH", "--json"], {
      env: { DESK_ENV: "production" },
    });
    expect(lines[0]?.["disposition"]).toBe("review");
    expect(lines[0]?.["notChecked"]).toContainEqual({ what: "list/sdn", why: "missing" });
  });
  it("takes each key as a flag and says the answer in words", async () => {
    const { exit, out } = await runDesk([
      "screen",
      "--name",
      "Example Denied Trading FZE",
      "--owners",
      '[{"name":"Jane Doe-Example","share":100}]',
    ]);
    expect(exit).toBe(0);
    expect(out).toContain("dealings are barred");
    expect(out).toContain("disposition: hold");
  });
});

describe("desk classify", () => {
  it("writes the fields of the contract", async () => {
    const { lines } = await batch("classify", [{ id: 1, description: CONVERTER }]);
    expect(keysOf(lines[0])).toEqual(
      expect.arrayContaining([
        "id",
        "outcome",
        "jurisdiction",
        "eccn",
        "paragraph",
        "candidates",
        "also",
        "missing",
        "advise",
        "reasonsForControl",
        "significantMilitaryEquipment",
        "basis",
        "disposition",
        "editions",
      ]),
    );
    expect(lines[0]).toMatchObject({
      outcome: "classified",
      jurisdiction: "EAR",
      eccn: "3A001",
      paragraph: "3A001.a.5.a.4",
    });
    expect(lines[0]?.["candidates"][0]?.because[0]).toMatchObject({
      code: expect.any(String),
      text: expect.any(String),
    });
  });
  it("reads stated facts: numbers, words, with a unit, and 'not known'", async () => {
    const facts = {
      is: "adc",
      resolution: 14,
      "sample-rate": { value: 3, unit: "GSPS" },
      "military-design": false,
      "hermetically-sealed": null,
    };
    const { lines } = await batch("classify", [
      { id: 1, facts },
      { id: 2, facts: { ...facts, "no-such-fact": 1 } },
    ]);
    expect(lines[0]).toMatchObject({ eccn: "3A001", paragraph: "3A001.a.5.a.4", dropped: [] });
    expect(lines[1]?.["dropped"]).toMatchObject([{ fact: "no-such-fact", because: [{ code: "fact-not-known-here" }] }]);
  });
  it("reads files beside the batch and names each one it cannot read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "desk-cli-files-"));
    writeFileSync(join(folder, "sheet.txt"), CONVERTER);
    writeFileSync(join(folder, "empty.txt"), "");
    writeFileSync(join(folder, "lie.pdf"), "not a PDF at all");
    writeFileSync(join(folder, "program.exe"), Buffer.from([0x4d, 0x5a, 0, 1, 2, 3]));
    const lines = ["sheet.txt", "empty.txt", "none.txt", "lie.pdf", "program.exe"].map((file, i) =>
      JSON.stringify({ id: i, files: [file] }),
    );
    writeFileSync(join(folder, "batch.jsonl"), lines.join("\n"));
    const ran = await runDesk(["classify", "--batch", join(folder, "batch.jsonl")]);
    expect(ran.lines.map((line) => line["error"]?.code ?? line["eccn"])).toEqual([
      "3A001",
      "empty-file",
      "missing-file",
      expect.stringMatching(/^(lying-file-type|unsupported-file|unreadable-file)$/),
      "unsupported-file",
    ]);
  });
});

describe("desk licence", () => {
  it("writes the fields of the contract under both spellings", async () => {
    const { lines } = await batch("license", [
      { id: 1, eccn: "3A001", paragraph: "3A001.a.5.a.4", destination: "Israel", facts: { "military-design": false } },
    ]);
    expect(keysOf(lines[0])).toEqual(
      expect.arrayContaining([
        "id",
        "outcome",
        "agency",
        "reviewPolicy",
        "reasons",
        "exceptions",
        "authorisation",
        "checked",
        "notChecked",
        "missing",
        "obligations",
        "shipping",
        "flags",
        "disposition",
        "talk",
        "show",
        "ship",
        "validUntil",
        "editions",
      ]),
    );
    expect(lines[0]?.["outcome"]).toBe("exception-available");
    expect(lines[0]?.["reasons"][0]).toMatchObject({
      reason: "NS",
      column: expect.any(String),
      scope: expect.any(String),
      cite: expect.any(String),
      status: expect.any(String),
    });
  });
  it("asks for the paragraph when it decides", async () => {
    const { lines } = await batch("licence", [{ id: 1, eccn: "3A001", destination: "Israel" }]);
    expect(lines[0]).toMatchObject({ outcome: "needs-facts", missing: expect.arrayContaining(["paragraph"]) });
  });
  it("bars Iran and never guesses a place or a code", async () => {
    const { lines } = await batch("licence", [
      { id: 1, eccn: "EAR99", destination: "Iran" },
      { id: 2, eccn: "EAR99", destination: "Atlantis" },
      { id: 3, eccn: "EAR99", destination: "Korea" },
      { id: 4, eccn: "9Z999", destination: "Germany" },
      { id: 5, eccn: "1A998", destination: "Germany" },
      { id: 6, eccn: "EAR99", destination: "Germany", value: 100 },
      { id: 7, eccn: "EAR99", destination: "Germany", asOf: "2026-02-30" },
    ]);
    expect(lines.map((line) => line["error"]?.code ?? line["outcome"])).toEqual([
      "prohibited",
      "unknown-country",
      "ambiguous-country",
      "unknown-eccn",
      "unknown-eccn",
      "missing-key",
      "bad-value",
    ]);
    expect(lines[2]?.["error"]?.message).toContain("South Korea");
  });
});

describe("desk transaction", () => {
  it("joins classification, screening and license, and shows the hit of a party", async () => {
    const { lines } = await batch("transaction", [
      {
        id: "t",
        destination: "Germany",
        stage: "quote",
        lines: [
          {
            id: 1,
            item: { description: CONVERTER, facts: { "military-design": false } },
            quantity: "40 pcs",
            unitValue: 250,
          },
          { id: 2, item: { eccn: "EAR99" } },
        ],
        currency: "USD",
        parties: [{ role: "end-user", name: "Beijing Example Institute", country: "China" }],
        endUse: { statement: "test equipment" },
      },
    ]);
    expect(keysOf(lines[0])).toEqual(
      expect.arrayContaining([
        "id",
        "lines",
        "screening",
        "outcome",
        "talk",
        "show",
        "ship",
        "disposition",
        "route",
        "shipping",
        "obligations",
        "validUntil",
        "editions",
      ]),
    );
    expect(
      lines[0]?.["lines"].map((line) => [line["id"], line["classification"]?.eccn ?? null, line["licence"] !== null]),
    ).toEqual([
      ["1", "3A001", true],
      ["2", null, true],
    ]);
    expect(lines[0]?.["screening"]).toMatchObject([
      { role: "end-user", name: "Beijing Example Institute", hits: [{ list: "entity-list" }], disposition: "hold" },
    ]);
    expect(lines[0]?.["disposition"]).toBe("hold");
  });
  it("takes one item instead of lines, and one of the two only", async () => {
    const deal = { destination: "Germany", parties: [] };
    const { lines } = await batch("transaction", [
      { id: 1, ...deal, item: CONVERTER },
      { id: 2, ...deal },
      { id: 3, ...deal, item: CONVERTER, lines: [{ id: 1, item: "x" }] },
      { id: 4, ...deal, item: { eccn: "EAR99", colour: "red" } },
      { id: 5, ...deal, item: CONVERTER, parties: [{ role: "king", name: "x" }] },
    ]);
    expect(lines.map((line) => line["error"]?.code ?? line["lines"][0]?.classification?.paragraph)).toEqual([
      "3A001.a.5.a.4",
      "missing-key",
      "bad-value",
      "unknown-key",
      "bad-value",
    ]);
  });
});

describe("desk: usage", () => {
  it.each([
    ["an unknown command", ["frobnicate"], 'there is no command "frobnicate"'],
    ["half a command", ["lists"], "lists import, lists status"],
    ["an unknown flag", ["screen", "--nam", "x"], "there is no --nam"],
    ["a flag without its value", ["screen", "--name"], "--name needs a value"],
    ["a flag twice", ["screen", "--name", "a", "--name", "b"], "given twice"],
    ["words instead of flags", ["screen", "Acme"], '--name "Acme"'],
    ["nothing to do", ["screen"], "--batch FILE.jsonl"],
    ["a batch that is not there", ["screen", "--batch", "/no/such/file"], "there is no file"],
    ["a batch and a flag", ["screen", "--batch", "-", "--name", "x"], "with --batch"],
    ["a bad value", ["screen", "--name", "x", "--birth-date", "soon"], "a date is"],
    ["half of JSON", ["screen", "--name", "x", "--owners", "[1,"], "cannot be read"],
    ["an unknown environment", ["screen", "--name", "x"], "DESK_ENV must be"],
  ])("says of %s what is wrong, in one line, exit 2", async (what, argv, says) => {
    const ran = await runDesk(argv, what === "an unknown environment" ? { env: { DESK_ENV: "moon" } } : {});
    expect(ran).toMatchObject({ exit: 2, out: "" });
    expect(ran.err).toContain(says);
    expect(ran.err.trim().split("\n")).toHaveLength(1);
  });
  it("lists every command, and what one takes", async () => {
    expect((await runDesk(["help"])).out).toMatch(
      /classify[^]*licence[^]*screen[^]*match[^]*transaction[^]*lists import[^]*evidence verify[^]*doctor/,
    );
    expect((await runDesk(["help", "license"])).out).toContain("--destination");
    expect(await runDesk([])).toMatchObject({ exit: 0, out: expect.stringContaining("desk <command>") });
  });
  it("shows the rulebook's parts with date and basis, and what is not modelled", async () => {
    const { exit, lines } = await runDesk(["rules", "status", "--json"]);
    expect(exit).toBe(0);
    expect(lines.find((line) => line["part"] === "us-ear/ccl")).toMatchObject({ date: "2026-06-22", basis: "summary" });
    expect(lines.some((line) => "notModelled" in line)).toBe(true);
    expect((await runDesk(["rules", "status"])).out).toContain("not checked against the text");
  });
});
