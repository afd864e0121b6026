import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newHome, runDesk } from "./run-desk.ts";

const APP = "00000000-0000-4000-8000-00000000a991";

describe("desk: what a platform's administrator uploads", () => {
  it("slack manifest prints JSON with the desk's three addresses", async () => {
    const { exit, out } = await runDesk(["slack", "manifest", "--url", "https://desk.example.com", "--json"]);
    expect(exit).toBe(0);
    const manifest = JSON.stringify(JSON.parse(out));
    for (const path of ["events", "commands", "actions"])
      expect(manifest).toContain(`https://desk.example.com/slack/${path}`);
  });

  it("teams package writes a zip with the manifest and two icons", async () => {
    const file = join(newHome(), "app.zip");
    const { exit } = await runDesk([
      "teams",
      "package",
      "--app-id",
      APP,
      "--url",
      "https://desk.example.com",
      "--out",
      file,
    ]);
    expect(exit).toBe(0);
    const zip = readFileSync(file).toString("latin1");
    for (const name of ["manifest.json", "color.png", "outline.png"]) expect(zip).toContain(name);
  });

  it.each([
    ["slack manifest over http", ["slack", "manifest", "--url", "http://desk.example.com"]],
    ["teams package without an app id", ["teams", "package", "--url", "https://desk.example.com"]],
    [
      "teams package with an app id that is none",
      ["teams", "package", "--app-id", "x", "--url", "https://desk.example.com"],
    ],
  ])("%s is bad usage", async (_, args) => {
    expect((await runDesk(args)).exit).toBe(2);
  });
});

describe("desk: the key that strangers compare with", () => {
  it("keys public says the same fingerprint each time, and nothing secret", async () => {
    const env = { DESK_HOME: newHome() };
    const first = await runDesk(["keys", "public", "--json"], { env });
    const again = await runDesk(["keys", "public", "--json"], { env });
    const key = JSON.parse(first.out) as Record<string, string>;
    expect(Object.keys(key)).toEqual(["name", "algorithm", "publicKey", "fingerprint"]);
    expect(key["fingerprint"]).toMatch(/^[0-9a-f]{64}$/);
    expect(again.out).toBe(first.out);
  });
});
