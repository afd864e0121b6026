import { describe, expect, it } from "vitest";
import { decodeEdition, encodeEdition } from "../../../adapters/lists/edition-bytes.ts";
import { editionText, parseEditionText } from "../../../core/screening/edition-text.ts";
import { fingerprint } from "../../../core/screening/fingerprint.ts";
import { militaryIntelligenceEdition, starterEdition } from "../../../rules/starter-lists/read-starter-list.ts";
import { anEdition, anEntry } from "./factories.ts";

const edition = anEdition([
  anEntry({ name: "Exampleton", aliases: [{ name: "EX", strength: "weak" }], to: "2030-01" }),
  anEntry({ name: "Other Example" }),
]);

describe("a list edition at rest", () => {
  it("comes back as it went, under the hash of its bytes", () => {
    const { bytes, hash } = encodeEdition(edition);
    expect(decodeEdition(bytes)).toEqual({ ...edition, hash });
    expect(encodeEdition(decodeEdition(bytes)).hash).toBe(hash);
  });
  it("refuses a text that lost a line, and one that holds something else", () => {
    const lines = editionText(edition).split("\n");
    expect(() => parseEditionText(lines.slice(0, 2).join("\n"))).toThrow("invalid");
    expect(() => parseEditionText([lines[0], lines[1], '{"id":1}'].join("\n"))).toThrow("invalid");
    expect(() => parseEditionText("")).toThrow("invalid");
  });
  it("stays a demonstration whatever its row says", () => {
    const { bytes } = encodeEdition({ ...edition, status: "demonstration" });
    expect(decodeEdition(bytes, "whole").status).toBe("demonstration");
    expect(decodeEdition(encodeEdition(edition).bytes, "superseded").status).toBe("superseded");
  });
  it("ships a demonstration without natural persons, its fictions marked", () => {
    const starter = starterEdition();
    expect(starter.status).toBe("demonstration");
    expect(starter.entries.filter((entry) => entry.type === "person")).toEqual([]);
    const fictional = starter.entries.filter((entry) => entry.programs.includes("FICTIONAL"));
    expect(fictional.map((entry) => entry.name)).toContain("Beijing Example Institute");
    expect(fictional.every((entry) => /Example/.test(entry.name))).toBe(true);
  });
  it("ships the thirteen bodies that 15 CFR 744.22(f)(2) names", () => {
    expect(militaryIntelligenceEdition().entries).toHaveLength(13);
  });
});

describe("the fingerprint of an entry", () => {
  const entry = anEntry({
    name: "Exampleton",
    aliases: [
      { name: "A", strength: "strong" },
      { name: "B", strength: "strong" },
    ],
  });
  it("stays when only the row number or the order of aliases changes", () => {
    expect(fingerprint({ ...entry, id: "other", aliases: [...entry.aliases].reverse() })).toBe(fingerprint(entry));
  });
  it.each([
    ["requirement", { requirement: "For all items" }],
    ["footnotes", { footnotes: ["4"] }],
    ["the end", { to: "2030-01-01" }],
    ["an address", { addresses: ["1 Example Road"] }],
    ["an alias", { aliases: [] }],
  ])("changes with %s", (_, over) => {
    expect(fingerprint({ ...entry, ...over })).not.toBe(fingerprint(entry));
  });
});
