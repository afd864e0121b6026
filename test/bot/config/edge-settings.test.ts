import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BadSettings, readSettings } from "../../../bot/config/environment.ts";

const home = mkdtempSync(join(tmpdir(), "desk-settings-"));
const read = (env: Record<string, string>) => readSettings(env, home);
const FIT = "not-a-real-edge-secret-012345678";

describe("DESK_EDGE_SECRET", () => {
  it("unset or empty: there is no edge", () => {
    for (const env of [{}, { DESK_EDGE_SECRET: "" }]) expect("edgeSecret" in read(env)).toBe(false);
  });

  it("of 32 characters is taken, from the variable or from a file of its own", () => {
    expect(read({ DESK_EDGE_SECRET: FIT }).edgeSecret).toBe(FIT);
    const file = join(home, "edge-secret");
    writeFileSync(file, `${FIT}\n`);
    expect(read({ DESK_EDGE_SECRET_FILE: file }).edgeSecret).toBe(FIT);
  });

  it("that could be guessed stops the start and is not repeated; an empty file is no missing setting", () => {
    const start = () => read({ DESK_EDGE_SECRET: FIT.slice(1) });
    expect(start).toThrow(BadSettings);
    expect(start).toThrow(/^DESK_EDGE_SECRET must have at least 32 characters; it has 31\./);
    expect(start).not.toThrow(/not-a-real/);
    const file = join(home, "empty");
    writeFileSync(file, "\n");
    expect(() => read({ DESK_EDGE_SECRET_FILE: file })).toThrow(/it has 0/);
  });
});
