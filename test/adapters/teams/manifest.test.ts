import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createTeamsManifest, createTeamsPackage, type TeamsApp } from "../../../adapters/teams/manifest.ts";
import { APP_ID } from "./fake-microsoft.ts";

const app: TeamsApp = {
  appId: APP_ID,
  version: "1.0.0",
  operator: {
    name: "Acme Example GmbH",
    website: "https://acme.example",
    privacy: "https://acme.example/privacy",
    terms: "https://acme.example/terms",
  },
};
const sizeOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);
/** Pixels of a PNG of one IDAT chunk, RGBA. */
const pixels = (png: Uint8Array): Buffer => {
  const length = new DataView(png.buffer, png.byteOffset).getUint32(33);
  return inflateSync(png.subarray(41, 41 + length));
};

describe("the Teams app package", () => {
  const files = createTeamsPackage(app);
  const file = (name: string): Uint8Array => files.find((one) => one.name === name)?.bytes ?? new Uint8Array();

  it("holds manifest and two icons of the sizes Teams asks for, sorted by name", () => {
    expect(files.map((one) => one.name)).toEqual(["color.png", "manifest.json", "outline.png"]);
    expect([sizeOf(file("color.png")), sizeOf(file("outline.png"))]).toEqual([192, 32]);
    expect([pixels(file("color.png")).length, pixels(file("outline.png")).length]).toEqual([192 * 769, 32 * 129]);
  });

  it("the outline is white on nothing and is not empty", () => {
    const raw = pixels(file("outline.png"));
    const alphas = new Set<number>();
    for (let y = 0; y < 32; y += 1)
      for (let x = 0; x < 32; x += 1) {
        const at = y * 129 + 1 + x * 4;
        expect([raw[at], raw[at + 1], raw[at + 2]]).toEqual([255, 255, 255]);
        alphas.add(raw[at + 3] ?? -1);
      }
    expect([...alphas].toSorted((a, b) => a - b)).toEqual([0, 255]);
  });

  it("is the same bytes every time, on every machine", () => {
    const hash = (one: Uint8Array) => createHash("sha256").update(one).digest("hex").slice(0, 16);
    expect(createTeamsPackage(app).map((one) => hash(one.bytes))).toEqual(files.map((one) => hash(one.bytes)));
  });

  it("the manifest keeps the limits of its schema and asks for no message it is not mentioned in", () => {
    const manifest = createTeamsManifest(app) as {
      name: { short: string; full: string };
      description: { short: string; full: string };
    };
    expect(manifest.name.short.length).toBeLessThanOrEqual(30);
    expect(manifest.name.full.length).toBeLessThanOrEqual(100);
    expect(manifest.description.short.length).toBeLessThanOrEqual(80);
    expect(manifest.description.full.length).toBeLessThanOrEqual(4000);
    expect(JSON.stringify(manifest)).not.toMatch(/ChannelMessage\.Read|supportedChannelTypes|authorization/);
  });

  it.each([
    [{ ...app, appId: "desk" }, "no GUID"],
    [{ ...app, operator: { ...app.operator, privacy: "http://acme.example" } }, "Not an https address"],
  ])("refuses what Teams would refuse later", (bad, words) => {
    expect(() => createTeamsManifest(bad)).toThrow(words);
  });
});
