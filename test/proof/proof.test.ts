import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLAIMS } from "./claims.ts";
import { renderProof } from "./render.ts";

const root = new URL("../../", import.meta.url);
const scripts = (JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { scripts: Record<string, string> })
  .scripts;
const shown = CLAIMS.flatMap(({ shown }) => (shown === null ? [] : [shown]));
/** The names after `--` of commands that begin so. */
const argumentsOf = (command: string): readonly string[] =>
  shown.filter((one) => one.startsWith(`${command} -- `)).flatMap((one) => (one.split(" -- ")[1] ?? "").split(" "));

describe("test/PROOF.md", () => {
  it("is what the table of claims makes: run node test/proof/write.ts", () => {
    expect(readFileSync(new URL("test/PROOF.md", root), "utf8")).toBe(renderProof(CLAIMS));
  });

  it("says each thing once, and at least forty things", () => {
    expect(new Set(CLAIMS.map(({ claim }) => claim)).size).toBe(CLAIMS.length);
    expect(CLAIMS.length).toBeGreaterThanOrEqual(40);
  });

  it("names a command for all that was driven, and none for what never was", () => {
    expect(CLAIMS.filter(({ kind, shown }) => (kind === "never") !== (shown === null))).toEqual([]);
    expect(CLAIMS.filter(({ against }) => against.trim() === "")).toEqual([]);
  });

  it("names commands that exist", () => {
    const unknown = shown.filter((command) => {
      const name = command.startsWith("npm test") ? "test" : /^npm run (\S+)/.exec(command)?.[1];
      return name === undefined || scripts[name] === undefined;
    });
    expect(unknown).toEqual([]);
  });

  it("names test files that exist, faults under their own command", () => {
    const [ordinary, faults] = [argumentsOf("npm test"), argumentsOf("npm run test:faults")];
    expect(ordinary.length).toBeGreaterThan(0);
    const wrong = [...ordinary, ...faults].filter(
      (path) => !path.endsWith(".test.ts") || !existsSync(new URL(path, root)),
    );
    expect(wrong).toEqual([]);
    expect(ordinary.filter((path) => path.startsWith("test/faults/"))).toEqual([]);
    expect(faults.filter((path) => !path.startsWith("test/faults/"))).toEqual([]);
  });

  it("names guards and figures that exist", () => {
    const patches = readdirSync(new URL("test/teeth/", root)).filter((file) => file.endsWith(".patch"));
    const guards = argumentsOf("npm run teeth");
    expect(guards.length).toBeGreaterThan(0);
    expect(guards.filter((name) => !patches.includes(`${name}.patch`))).toEqual([]);
    const figures = readdirSync(new URL("test/bench/", root)).map(
      (file) => /name: "([a-z]+)"/.exec(readFileSync(new URL(`test/bench/${file}`, root), "utf8"))?.[1],
    );
    expect(argumentsOf("npm run bench").filter((name) => !figures.includes(name))).toEqual([]);
  });
});
