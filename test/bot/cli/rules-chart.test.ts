import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartOf, groupsOf, toChartXml, toGroupsXml } from "../../factories/country-xml.ts";
import { rulebook } from "../../rulebook.ts";
import { newHome, runDesk, type Ran } from "./run-desk.ts";

const PATIENCE = 240_000;
const folder = mkdtempSync(join(tmpdir(), "desk-chart-"));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const chart = chartOf(rulebook);
const groups = groupsOf(rulebook);
const importOf = (home: string, path: string): Promise<Ran> => runDesk(["rules", "import", path, "--json"], { home });
const licence = async (home: string, eccn: string, destination: string): Promise<Ran["lines"][number]> => {
  const { lines } = await runDesk(["licence", "--json", "--eccn", eccn, "--destination", destination], { home });
  return lines[0]!;
};
const marked = (name: string, mark: string) => ({
  ...chart,
  rows: chart.rows.map((row) => (row.name === name ? { ...row, marks: [...row.marks, mark] } : row)),
});

describe("the Country Chart and the Country Groups, imported", () => {
  it(
    "stand in the place of our summary, say so on answers, and are diffed place by place",
    async () => {
      const home = newHome();
      expect((await licence(home, "3A225", "Argentina"))["outcome"]).toBe("no-chart-requirement");
      const whole = mkdtempSync(join(tmpdir(), "desk-both-"));
      writeFileSync(join(whole, "chart-2026-09-01.xml"), toChartXml(marked("Argentina", "NP1")));
      writeFileSync(
        join(whole, "groups-2026-09-01.xml"),
        toGroupsXml({ ...groups, "D:2": [...(groups["D:2"] ?? []), "Georgia (country)"] }),
      );
      const done = await importOf(home, whole);
      expect(done).toMatchObject({ exit: 0, err: "" });
      expect(done.lines).toContainEqual(
        expect.objectContaining({
          part: "us-ear/country-chart-text",
          active: true,
          counts: expect.objectContaining({ places: 200 }),
        }),
      );
      expect(done.lines).toContainEqual(
        expect.objectContaining({
          part: "us-ear/country-groups-text",
          counts: expect.objectContaining({ groups: 14 }),
        }),
      );
      const after = await licence(home, "3A225", "Argentina");
      expect(after.reasons[0]).toMatchObject({ reason: "NP", status: "required" });
      expect(after["outcome"]).not.toBe("no-chart-requirement");
      expect(after["checked"]).toContainEqual({ what: "chart", date: "2026-09-01" });
      expect(after["editions"]).toContainEqual(
        expect.objectContaining({ part: "us-ear/country-chart", date: "2026-09-01", basis: "text" }),
      );
      const before = fileOf("before-2026-07-23.xml", toChartXml(chart));
      const diff = await runDesk(["rules", "diff", before, join(whole, "chart-2026-09-01.xml"), "--json"], { home });
      expect(diff.lines[0]).toMatchObject({
        key: "Argentina",
        what: "changed",
        parts: [{ part: "marks", come: ["NP1"] }],
      });
      expect(diff.lines.at(-1)).toMatchObject({ changed: 1 });
      // Its footnotes are other words than those our readings were written from: a person reads where one stands.
      expect(await licence(home, "3A991", "Albania")).toMatchObject({ outcome: "review" });
    },
    PATIENCE,
  );

  it(
    "a damaged chart is refused with file, line and reason, and what is active stays",
    async () => {
      const home = newHome();
      const bad = fileOf(
        "bad-2026-09-01.xml",
        toChartXml(marked("Argentina", "NP1")).replace(/(Argentina.*\n.*>)X(<)/, "$1?$2"),
      );
      const refused = await importOf(home, bad);
      expect(refused.exit).toBe(1);
      expect(refused.err).toMatch(
        /bad-2026-09-01\.xml:\d+: .*unread mark is never an empty one.*place Argentina.*mark \?/,
      );
      expect(refused.err).toContain("what is active stays");
      expect((await licence(home, "3A225", "Argentina"))["outcome"]).toBe("no-chart-requirement");
      // One that is older than what the rules were written from is kept and not used.
      const old = await importOf(home, fileOf("old-2026-01-02.xml", toChartXml(marked("Argentina", "NP1"))));
      expect(old.lines[0]).toMatchObject({ use: "superseded", active: false });
    },
    PATIENCE,
  );
});
