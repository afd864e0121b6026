import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const SKIP = new Set(["node_modules", ".git", ".desk"]);
const documents = walk(root).filter((file) => file.endsWith(".md"));

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIP.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Things in backquotes or links that look like a path of this repository. */
const PATH = /`((?:bot|core|adapters|db|rules|test|\.ci)\/[\w./-]+)`|\]\(((?!https?:)[\w./-]+)\)/g;

describe("paths named in the documents exist", () => {
  it.each(documents.map((file) => [file.slice(root.length), file]))("%s", (_, file) => {
    const text = readFileSync(file, "utf8");
    const named = [...text.matchAll(PATH)].map((match) => match[1] ?? match[2] ?? "");
    const missing = named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(dirname(file), path)));
    expect(missing).toEqual([]);
  });
});
