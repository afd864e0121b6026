import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadRootKey } from "../../../adapters/system/root-key.ts";

const KEY = Buffer.alloc(32, 9);
const TEXT = KEY.toString("base64");
const home = async () => {
  const folder = await mkdtemp(join(tmpdir(), "desk-key-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

describe("the root key", () => {
  it("comes from DESK_KEY, also where a local one could be made", async () => {
    const folder = await home();
    for (const localOnly of [true, false])
      expect(await loadRootKey({ DESK_KEY: TEXT }, folder, { localOnly })).toEqual({
        key: new Uint8Array(KEY),
        from: "DESK_KEY",
        path: null,
      });
    await expect(stat(join(folder, "keys"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("comes from the file that DESK_KEY_FILE names, with or without a newline", async () => {
    const folder = await home();
    const path = join(folder, "secret");
    for (const text of [TEXT, `${TEXT}\n`]) {
      await writeFile(path, text);
      const loaded = await loadRootKey({ DESK_KEY_FILE: path }, folder, { localOnly: false });
      expect(loaded).toEqual({ key: new Uint8Array(KEY), from: "DESK_KEY_FILE", path });
    }
  });

  it("is made once for a local desk, readable by its owner alone, and found again", async () => {
    const folder = await home();
    const made = await loadRootKey({}, folder, { localOnly: true });
    const path = join(folder, "keys", "root");
    expect(made).toMatchObject({ from: "made", path });
    expect(made.key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await loadRootKey({}, folder, { localOnly: true })).toEqual({ ...made, from: "found" });
  });

  it("is one key when two start at once", async () => {
    const folder = await home();
    const all = await Promise.all([1, 2, 3].map(() => loadRootKey({}, folder, { localOnly: true }).catch(() => null)));
    const text = (await readFile(join(folder, "keys", "root"), "utf8")).trim();
    for (const one of all) if (one) expect(Buffer.from(one.key).toString("base64")).toBe(text);
    expect(all.some((one) => one?.from === "made")).toBe(true);
  });

  it("is never made when a chat platform is configured", async () => {
    const folder = await home();
    await expect(loadRootKey({}, folder, { localOnly: false })).rejects.toThrow("DESK_KEY is missing");
    await expect(loadRootKey({ DESK_KEY: "" }, folder, { localOnly: false })).rejects.toThrow("DESK_KEY is missing");
  });

  it.each([
    "short",
    TEXT.slice(0, -1),
    `${TEXT}AAAA`,
    TEXT.replace("=", "!"),
    KEY.toString("hex"),
    Buffer.alloc(31).toString("base64"),
    Buffer.alloc(33).toString("base64"),
  ])("refuses %j without repeating it", async (text) => {
    const loading = loadRootKey({ DESK_KEY: text }, await home(), { localOnly: true });
    await expect(loading).rejects.toThrow("32 bytes in base64");
    await expect(loading).rejects.not.toThrow(text);
  });

  it("refuses both variables at once, and a file that is not there", async () => {
    const folder = await home();
    const both = { DESK_KEY: TEXT, DESK_KEY_FILE: join(folder, "x") };
    await expect(loadRootKey(both, folder, { localOnly: true })).rejects.toThrow("not both");
    await expect(loadRootKey({ DESK_KEY_FILE: join(folder, "x") }, folder, { localOnly: true })).rejects.toThrow();
  });

  it("does not replace a damaged key file: that would lose every key it wraps", async () => {
    const folder = await home();
    const { path } = await loadRootKey({}, folder, { localOnly: true });
    await chmod(path!, 0o600);
    await writeFile(path!, "damaged");
    await expect(loadRootKey({}, folder, { localOnly: true })).rejects.toThrow("32 bytes");
    expect(await readFile(path!, "utf8")).toBe("damaged");
  });
});
