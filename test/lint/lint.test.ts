import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const bad = join(root, "test/lint/bad");

/** Every bad file names the rule it breaks: `<rule>[-what].ts`, or `badName_<rule>.ts`. */
const files = readdirSync(bad, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const RULES = [
  "import-direction",
  "pure-core",
  "no-cast",
  "no-bare-transaction",
  "no-barrel",
  "no-explicit-any",
  "no-non-null-assertion",
  "no-default-export",
  "switch-exhaustiveness-check",
  "no-floating-promises",
  "max-lines",
  "filename-case",
];
const ruleOf = (file: string) => RULES.find((rule) => basename(file, ".ts").replace("badName_", "").startsWith(rule));

// The project's own settings without its ignores and exemptions, so that the bad files are judged as product code.
const settings = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8"));
const strict = join(mkdtempSync(join(tmpdir(), "desk-lint-")), "oxlintrc.json");
writeFileSync(
  strict,
  JSON.stringify({
    ...settings,
    jsPlugins: [join(root, "test/lint/house-plugin.mjs")],
    ignorePatterns: [],
    overrides: [],
  }),
);

const report = spawnSync(
  join(root, "node_modules/.bin/oxlint"),
  ["--type-aware", "--no-ignore", "-c", strict, "--format=json", bad],
  {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(process.execPath, "..")}:${process.env["PATH"]}` },
  },
);
const found: { filename: string; code: string }[] = JSON.parse(report.stdout).diagnostics;

describe("one bad file per lint rule is reported", () => {
  it.each(files)("%s", (file) => {
    const rule = ruleOf(file);
    const codes = found
      .filter((diagnostic) => diagnostic.filename.endsWith(`test/lint/bad/${file}`))
      .map((diagnostic) => diagnostic.code);
    expect(rule).toBeDefined();
    expect(codes.join(" ")).toContain(rule);
  });

  it("every rule has its bad file", () => {
    expect(RULES.filter((rule) => !files.some((file) => ruleOf(file) === rule))).toEqual([]);
  });
});
