import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newHome, runDesk } from "./run-desk.ts";

function fileOf(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "desk-cli-lists-")), name);
  writeFileSync(path, text);
  return path;
}
const own = (count: number): string =>
  `name,effect\n${Array.from({ length: count }, (_, i) => `Exampleton Number ${i},licence`).join("\n")}\n`;
const uvl = (date: string, count: number): string =>
  fileOf(
    `uvl_${date}.jsonl`,
    Array.from({ length: count }, (_, i) =>
      JSON.stringify({
        row: i,
        country: "GERMANY",
        listed_text: `Unverified Exampleton ${i} GmbH, Fiktive Str. ${i}, Hannover, Germany`,
        federal_register_citation: "89 FR 1",
      }),
    ).join("\n"),
  );

describe("desk lists", () => {
  it("imports a list, uses it at once, and screens with it afterwards", async () => {
    const home = newHome();
    const imported = await runDesk(["lists", "import", fileOf("own.csv", own(3)), "--json"], { home });
    expect(imported).toMatchObject({ exit: 0, err: "" });
    expect(imported.lines).toMatchObject([
      { list: "own", entries: 3, status: "whole", role: "active" },
      { list: "mieu" },
    ]);
    const screened = await runDesk(["screen", "--name", "Exampleton Number 1", "--json"], { home });
    expect(screened.lines[0]).toMatchObject({ disposition: "hold", hits: [{ list: "own", effect: "licence" }] });
    expect(screened.lines[0]?.["notChecked"]).toContainEqual({ what: "list/sdn", why: "missing" });
    expect(screened.lines[0]?.["lists"].map((row: { list: string }) => row.list).sort()).toEqual(["mieu", "own"]);
  });
  it("uses the newest by its own date in whatever order they come, and says which is not used and why", async () => {
    const home = newHome();
    await runDesk(["lists", "import", uvl("2026-11-20", 120)], { home });
    await runDesk(["lists", "import", uvl("2026-11-01", 150)], { home });
    const { lines } = await runDesk(["lists", "status", "--json"], { home });
    expect(lines.filter((row) => row["list"] === "uvl")).toMatchObject([
      { date: "2026-11-20", entries: 120, status: "whole", role: "active", ageDays: 3 },
      { date: "2026-11-01", entries: 150, status: "superseded", role: "superseded", why: "a newer edition is held" },
    ]);
    expect(lines.find((row) => row["list"] === "sdn")).toMatchObject({ status: "missing" });
  });
  it("marks a list that came short and keeps the last whole one in use", async () => {
    const home = newHome();
    await runDesk(["lists", "import", uvl("2026-11-01", 150)], { home });
    const { lines } = await runDesk(["lists", "import", uvl("2026-11-20", 101), "--json"], { home });
    expect(lines.find((row) => row["list"] === "uvl")).toMatchObject({ status: "short", role: "superseded" });
    const screened = await runDesk(["screen", "--name", "Unverified Exampleton 149 GmbH", "--json"], { home });
    expect(screened.lines[0]?.["hits"]).toMatchObject([{ list: "uvl", effect: "statement" }]);
  });
  it("keeps without using when told so", async () => {
    const home = newHome();
    await runDesk(["lists", "import", fileOf("own.csv", own(3)), "--no-activate"], { home });
    const screened = await runDesk(["screen", "--name", "Exampleton Number 1", "--json"], { home });
    expect(screened.lines[0]?.["hits"]).toEqual([]);
  });
  it.each([
    ["prose", "x.txt", "a letter", "is no list file"],
    ["an empty file", "x.csv", "", "is empty"],
    ["a cut file", "un.xml", "<CONSOLIDATED_LIST><INDIVIDUALS>", "was cut off"],
  ])("says of %s what is wrong, exit 1", async (_, name, text, says) => {
    const ran = await runDesk(["lists", "import", fileOf(name, text)]);
    expect(ran).toMatchObject({ exit: 1, out: "" });
    expect(ran.err).toContain(says);
  });
  it("wants one path", async () => {
    expect((await runDesk(["lists", "import"])).exit).toBe(2);
    expect((await runDesk(["lists", "status", "--tenant", "nobody"])).err).toContain('there is no tenant "nobody"');
  });
});
