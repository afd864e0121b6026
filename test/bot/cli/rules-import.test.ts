import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDesk } from "../../../bot/cli/open-desk.ts";
import { encodePart } from "../../../bot/editions/rule-texts.ts";
import { readEditions } from "../../../bot/rules/read-editions.ts";
import { openBuiltInRulebook } from "../../../bot/rulebook-source.ts";
import { toPersonId } from "../../../core/ids.ts";
import { madeUpList, toListXml, withEntry } from "../../factories/control-list-xml.ts";
import { newHome, runDesk, type Ran } from "./run-desk.ts";

const PATIENCE = 120_000;
const list = madeUpList();
const folder = mkdtempSync(join(tmpdir(), "desk-rules-"));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const july = fileOf("made-up-2026-07-23.xml", toListXml(list));
const importOf = (home: string, path: string, ...more: string[]): Promise<Ran> =>
  runDesk(["rules", "import", path, ...more], { home });
const statusOf = async (home: string): Promise<Ran["lines"]> =>
  (await runDesk(["rules", "status", "--json"], { home })).lines;
const inUse = async (home: string): Promise<readonly unknown[]> =>
  (await statusOf(home)).filter((row) => row["imported"] === true && row["active"] === true).map((row) => row["date"]);
const licence = async (home: string, eccn: string, destination: string): Promise<Ran["lines"][number]> => {
  const { lines } = await runDesk(["licence", "--json", "--eccn", eccn, "--destination", destination], { home });
  return lines[0]!;
};

describe("rules import", () => {
  it(
    "puts the text's rows and headings in use, says so on answers, and leaves the rest as it was",
    async () => {
      const home = newHome();
      const before = await licence(home, "2B350", "Germany");
      expect(before.reasons.map((row) => row["basis"])).not.toContain("text");
      const done = await importOf(home, july, "--json");
      expect(done).toMatchObject({ exit: 0, err: "" });
      expect(done.lines[0]).toMatchObject({
        part: "us-ear/ccl-text",
        date: "2026-07-23",
        active: true,
        counts: { headings: 638, needsReview: 0 },
      });
      // An entry without tests of ours: all its rows are the text's.
      const after = await licence(home, "9B604", "Germany");
      expect(after.reasons).toMatchObject([{ reason: "AT", column: "AT Column 1", basis: "text" }]);
      expect(after["editions"]).toContainEqual(
        expect.objectContaining({ part: "us-ear/licence-tables", date: "2026-07-23", basis: "text" }),
      );
      const said = await statusOf(home);
      expect(said).toContainEqual(expect.objectContaining({ part: "us-ear/ccl-text", basis: "text", ageDays: 123 }));
      expect(said).toContainEqual(expect.objectContaining({ imported: true, active: true, by: "administrator" }));
    },
    PATIENCE,
  );

  it(
    "reads an entry whose text is another than its tests were written from as open: never free, never closed",
    async () => {
      const home = newHome();
      await importOf(home, july);
      // Every word of the made-up list is another, so nothing of 3A001 decides alone.
      const answer = await licence(home, "3A001", "Germany");
      expect(answer["outcome"]).toBe("review");
      const { lines } = await runDesk(["classify", "--json", "--description", "A plain steel bracket."], { home });
      expect(lines[0]?.["outcome"]).not.toBe("classified");
    },
    PATIENCE,
  );

  it(
    "names headings that came and went, and a person decides on what is no longer there",
    async () => {
      const home = newHome();
      const changed = [
        ...list.filter(({ eccn }) => eccn !== "9B604"),
        {
          eccn: "3A905",
          heading: "A new made-up heading",
          rows: [["AT applies to entire entry", "AT Column 1."]] as const,
          items: ["a. One."],
        },
      ];
      const done = await importOf(home, fileOf("made-up-2026-08-01.xml", toListXml(changed)), "--json");
      expect(done.lines).toContainEqual({ changed: "removed", since: "2026-08-01", entries: ["9B604"] });
      expect(done.lines).toContainEqual({ changed: "added", since: "2026-08-01", entries: ["3A905"] });
      expect((await licence(home, "9B604", "Germany"))["outcome"]).toBe("review");
      expect((await licence(home, "3A905", "Germany"))["outcome"]).toBe("no-chart-requirement");
      const untested = (await statusOf(home)).find((row) => Array.isArray(row["headingsWithoutTests"]));
      expect(untested?.["headingsWithoutTests"]).toContain("3A905");
      expect(untested?.["headingsWithoutTests"]).not.toContain("9B604");
    },
    PATIENCE,
  );

  it(
    "a row that no grammar reads goes to a person wherever its entry is asked about",
    async () => {
      const home = newHome();
      const odd = withEntry(list, "9B604", (entry) => ({
        ...entry,
        rows: [...entry.rows, ["Something nobody foresaw applies to it", "Somewhere."]],
      }));
      await importOf(home, fileOf("odd-2026-07-23.xml", toListXml(odd)));
      expect((await licence(home, "9B604", "Germany"))["outcome"]).toBe("review");
      expect(await statusOf(home)).toContainEqual({
        needsReview: "9B604",
        says: "Something nobody foresaw applies to it | Somewhere.",
      });
    },
    PATIENCE,
  );

  it(
    "makes due what is on file for a paragraph whose rows the text changed, and nothing else",
    async () => {
      const home = newHome();
      await importOf(home, july);
      const matrix = fileOf(
        "matrix.csv",
        "maker,part number,revision,eccn,paragraph,kind,date,approver,reference\nAcme Example GmbH,TB-1,A,9B604,9B604.a,own,2026-09-01,legal,M-1\nAcme Example GmbH,TB-2,A,9B604,9B604.b,own,2026-09-01,legal,M-2\n",
      );
      expect((await runDesk(["items", "import", matrix], { home })).exit).toBe(0);
      const changed = withEntry(list, "9B604", (entry) => ({
        ...entry,
        rows: [...entry.rows, ["NS applies to 9B604.b", "NS Column 1."]],
      }));
      const done = await importOf(home, fileOf("rows-2026-08-04.xml", toListXml(changed)), "--json");
      expect(done.lines).toContainEqual({ itemsDue: 1 });
      const due = await runDesk(["items", "due", "--json"], { home });
      expect(due.lines.map((row) => row["paragraph"])).toEqual(["9B604.b"]);
      const diff = await runDesk(["rules", "diff", july, join(folder, "rows-2026-08-04.xml"), "--json"], { home });
      expect(diff.lines.at(-1)).toMatchObject({ changed: 1, items: 1, cases: 0 });
      expect(diff.lines).toContainEqual(
        expect.objectContaining({ touches: "item", paragraph: "9B604.b", controlled: false, facts: [] }),
      );
    },
    PATIENCE,
  );

  const ODD = ["A thing nobody foresaw applies", "Somewhere."] as const;
  it.each([
    ["cut in the middle", (xml: string) => xml.slice(0, xml.length / 2), /:\d+: the XML is cut or damaged/],
    ["a web page", () => "<!DOCTYPE html><html><body>Request Access</body></html>", /web page, not the official XML/],
    ["empty", () => "", /the file is empty/],
    [
      "entries lost",
      (xml: string) => xml.replaceAll("<B>6", "<B>Old 6"),
      /entries of the control list are missing.*expected 638/,
    ],
    [
      "a known row gone",
      (xml: string) => xml.replace("CW applies to 1C350.b and .c.", "Nothing."),
      /every edition has.*1C350/,
    ],
    [
      "32 rows that nobody reads",
      () => toListXml(list.map((entry, at) => (at % 20 === 0 ? { ...entry, rows: [...entry.rows, ODD] } : entry))),
      /too many rows cannot be read \(is 32, most 30\)/,
    ],
  ])(
    "refuses what is damaged with file and reason, and what is active stays: %s",
    async (name, damage, says) => {
      const home = newHome();
      await importOf(home, july);
      const bad = fileOf(`bad-${name.replaceAll(" ", "-")}-2026-08-02.xml`, damage(toListXml(list)));
      const refused = await importOf(home, bad);
      expect(refused.exit).toBe(1);
      expect(refused.err).toMatch(says);
      expect(refused.err).toContain("bad-");
      expect(refused.err).toContain("what is active stays");
      expect(await inUse(home)).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "takes a folder whole or not at all, and leaves out what is no part of the Code by name",
    async () => {
      const home = newHome();
      const [good, mixed] = [mkdtempSync(join(tmpdir(), "desk-good-")), mkdtempSync(join(tmpdir(), "desk-bad-"))];
      writeFileSync(join(good, "list-2026-07-23.xml"), toListXml(list));
      writeFileSync(join(good, "README.md"), "# about");
      writeFileSync(join(mixed, "list-2026-08-03.xml"), toListXml(list));
      writeFileSync(join(mixed, "half-2026-08-03.xml"), toListXml(list).slice(0, 4000));
      const taken = await importOf(home, good);
      expect(taken.err).toBe(
        "left out: README.md: this is no part of the Code that I read (wanted official eCFR XML)\n",
      );
      expect((await importOf(home, mixed)).exit).toBe(1);
      expect(await inUse(home)).toEqual(["2026-07-23"]);
    },
    PATIENCE,
  );

  it(
    "asks for the date that neither file nor name says, and never uses a text older than the rules or than one held",
    async () => {
      const home = newHome();
      const undated = fileOf("undated.xml", toListXml(list));
      expect((await importOf(home, undated)).err).toMatch(/say --date YYYY-MM-DD/);
      expect((await importOf(home, undated, "--date", "soon")).exit).toBe(2);
      const old = await importOf(home, undated, "--date", "2025-01-01", "--json");
      expect(old.lines[0]).toMatchObject({ date: "2025-01-01", use: "superseded", active: false });
      await importOf(home, fileOf("new-2026-09-01.xml", toListXml(list)));
      await importOf(home, july);
      expect(await inUse(home)).toEqual(["2026-09-01"]);
    },
    PATIENCE,
  );

  it(
    "keeps without using with --no-activate; rules activate uses it, or goes back to the rules that ship",
    async () => {
      const home = newHome();
      await importOf(home, july, "--no-activate");
      expect(await inUse(home)).toEqual([]);
      expect((await runDesk(["rules", "activate"], { home })).out).toContain("in use");
      expect(await inUse(home)).toEqual(["2026-07-23"]);
      expect((await runDesk(["rules", "activate", "--built-in"], { home })).exit).toBe(0);
      expect(await inUse(home)).toEqual([]);
      expect((await runDesk(["rules", "activate", "ffffff"], { home })).exit).toBe(2);
    },
    PATIENCE,
  );

  it(
    "takes two people outside tenant local: who imported does not activate, another with a role for it does",
    async () => {
      const me = userInfo().username.toLowerCase();
      const config = (roles: string): string =>
        fileOf(
          `config-${roles}.yaml`,
          `tenants:
  - id: acme
    people:
      - { id: ${me}, name: first, roles: [${roles}] }
      - { id: second, name: second, roles: [legal, trade-compliance, engineering, security] }
      - { id: third, name: third, roles: [trade-compliance, export-control-officer] }
    places:
${["legal", "officer", "trade-compliance", "engineering", "security"].map((name) => `      reviewers-${name}: { platform: console, channel: ${name} }`).join("\n")}
`,
        );
      const [home, env] = [newHome(), { DESK_CONFIG: config("legal") }];
      const imported = await runDesk(["rules", "import", july], { home, env });
      expect(imported.err).toMatch(/in tenant acme a rulebook takes two people/);
      expect(imported.exit).toBe(0);
      const own = await runDesk(["rules", "activate"], { home, env });
      expect(own.exit).toBe(1);
      expect(own.err).toMatch(/another person activates it/);

      const other = newHome();
      await importByAnother(other, env);
      const noRole = await runDesk(["rules", "activate"], { home: other, env: { DESK_CONFIG: config("engineering") } });
      expect(noRole).toMatchObject({ exit: 1 });
      expect(noRole.err).toMatch(/none of the roles that approve a rulebook/);
      expect(await runDesk(["rules", "activate"], { home: other, env })).toMatchObject({ exit: 0, err: "" });
    },
    PATIENCE,
  );
});

/** The same import, on record as another person's: one operating system's user is one person. */
async function importByAnother(home: string, env: Readonly<Record<string, string>>): Promise<void> {
  const io = {
    out: async () => undefined,
    err: () => undefined,
    stdin: (async function* () {})(),
    env: { DESK_HOME: home, LOG_LEVEL: "fatal", ...env },
    cwd: folder,
    now: () => Date.UTC(2026, 10, 23, 15),
  };
  const desk = await openDesk(io, undefined);
  const rulebook = openBuiltInRulebook();
  const { editions } = await readEditions(july, { date: undefined, rulebook });
  for (const { data, file, source, dated } of editions) {
    const { hash, bytes } = encodePart(data);
    await desk.home.stores.admin.putEdition("rule-part", hash, bytes);
    const { part, title, date } = data;
    const note = { part, title, date, hash, file, source, dated, counts: {} };
    await desk.home.stores.for(desk.tenant).editions.noteImport(note, { person: toPersonId("second"), via: "cli" });
  }
  await desk.close();
}
