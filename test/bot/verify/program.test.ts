import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { aSmallLog } from "../../fakes/evidence-source.ts";
import { exportOf, membersOf, withMembers } from "../../fakes/packages.ts";
import { loadVerifier, verifierPath } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();
const log = aSmallLog();
const file = await exportOf(log);
const key = log.key.fingerprint;
const folder = mkdtempSync(join(tmpdir(), "verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8", cwd: folder });
  return { status, first: stdout.split("\n")[0], second: stdout.split("\n")[1], stdout, stderr };
}
const verify = (...args: string[]) => run(verifierPath, ...args);
const whole = put("whole.zip", file);

describe("node verify.mjs", () => {
  it("ends with 0 for an intact package and says whether the origin was checked", () => {
    const checked = verify(whole, "--key", key);
    expect([checked.status, checked.first, checked.second]).toEqual([0, "origin: checked", "intact"]);
    expect(verify(`--key=${key.toUpperCase()}`, whole).first).toBe("origin: checked");
    const unchecked = verify(whole);
    expect(unchecked.status).toBe(0);
    expect(unchecked.first).toBe(`origin: not checked (key ${key}; compare it with https://keys.example)`);
  });

  it("ends with 1 for a changed package and names the first bad entry", () => {
    const leaf = membersOf(verifier, file).find(({ name }) => name === "entries/000000000004.leaf.json")?.data;
    const bent = Buffer.from(leaf?.toString().replace('"pos":1', '"pos":9') ?? "");
    const changed = put("changed.zip", withMembers(verifier, file, { "entries/000000000004.leaf.json": bent }));
    const result = verify(changed, "--key", key);
    expect(result.status).toBe(1);
    expect(result.second).toMatch(/^tampered: entry 4/);
  });

  it("ends with 1 for a package of another key, and without a key where one is required", async () => {
    const theirs = put("theirs.zip", await exportOf(aSmallLog("two")));
    expect(verify(theirs, "--key", key).status).toBe(1);
    expect(verify(theirs, "--key", key).first).toMatch(/^origin: another key/);
    const required = verify(whole, "--require-origin");
    expect([required.status, required.first?.startsWith("origin: not checked")]).toEqual([1, true]);
    expect(verify(whole, "--require-origin", "--key", key).status).toBe(0);
  });

  it("ends with 2 for a package that lacks a member or its end", () => {
    const holed = put("holed.zip", withMembers(verifier, file, { "entries/000000000004.leaf.json": null }));
    expect([verify(holed).status, verify(holed).second?.startsWith("incomplete: entry 4")]).toEqual([2, true]);
    expect(verify(put("cut.zip", file.subarray(0, file.length - 500))).status).toBe(2);
  });

  it("ends with 3 for what is no package and for bad usage, and says so on standard error", () => {
    const other = put("other.zip", "PK");
    const wrong = [[other], [], [join(folder, "absent.zip")], [whole, whole], [whole, "--bogus"], [folder]];
    const badKey = [
      [whole, "--key"],
      [whole, "--key", "abc"],
      [whole, "--checkpoint", other],
      [whole, "--checkpoint"],
    ];
    for (const args of [...wrong, ...badKey]) {
      const result = verify(...args);
      expect([result.status, result.stdout, result.stderr === ""], args.join(" ")).toEqual([3, "", false]);
    }
  });

  it("takes a checkpoint that was kept", () => {
    const kept = put("kept.txt", log.noteOf(7));
    expect(verify(whole, "--checkpoint", kept).stdout).toContain("your checkpoint: size 7, the log goes on from it");
  });

  it("writes one JSON object when asked", () => {
    const result = verify(whole, "--json", "--key", key);
    expect(JSON.parse(result.stdout)).toMatchObject({ exit: 0, verdict: "intact", origin: "checked", findings: [] });
  });

  it("runs the same from inside the package", () => {
    const copy = membersOf(verifier, file).find(({ name }) => name === "verify.mjs")?.data ?? "";
    expect(copy.toString()).toBe(readFileSync(verifierPath, "utf8"));
    expect(run(put("verify.mjs", copy), whole, "--key", key).first).toBe("origin: checked");
  });

  it("imports nothing but what Node brings, and passes the compiler", () => {
    const source = readFileSync(verifierPath, "utf8");
    const imported = [...source.matchAll(/from "([^"]+)"|import\("?([^")]+)/g)].map((match) => match[1] ?? match[2]);
    expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
    expect(imported.length).toBeGreaterThan(4);
    const project = join(verifierPath, "..", "tsconfig.json");
    const compiler = join(verifierPath, "../../../node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, ""]);
  });
});
