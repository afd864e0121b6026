import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { firstSampleCard } from "./worked-example.ts";

const file = new URL("../../README.md", import.meta.url);
const BLOCK = /(<!-- the desk's own output: first sample -->\n```text\n)([\s\S]*?)(\n```)/;

describe("worked examples in the README", () => {
  it("are the desk's own output", async () => {
    const readme = readFileSync(file, "utf8");
    const now = await firstSampleCard();
    // DESK_RECORD=1 writes what the desk says now; the diff is then read by a person before it is committed.
    if (process.env["DESK_RECORD"] === "1")
      writeFileSync(
        file,
        readme.replace(BLOCK, (_, before: string, _old, after: string) => `${before}${now}${after}`),
      );
    expect(BLOCK.exec(readFileSync(file, "utf8"))?.[2]).toBe(now);
  });
});
