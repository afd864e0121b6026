import { describe, expect, it } from "vitest";
import { signCheckpoint } from "../../../core/evidence/checkpoint.ts";
import { createMerkleTree } from "../../../core/evidence/merkle-tree.ts";
import { caseStream, toCaseId } from "../../../core/ids.ts";
import { aCaseId, aSmallLog, createFakeEvidence, keyFromSeed } from "../../fakes/evidence-source.ts";
import type { ManifestJson } from "../../fakes/packages.ts";
import { exportOf, membersOf, withMembers } from "../../fakes/packages.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();
const log = aSmallLog();
const file = await exportOf(log);
const key = log.key.fingerprint;

describe("an exported package", () => {
  it("is intact, and its origin is checked when the reader brings the key", () => {
    const result = verifier.verifyPackage(file, { key });
    expect(result.findings).toEqual([]);
    expect(result.exit).toBe(0);
    expect(result.lines.slice(0, 4)).toEqual([
      "origin: checked",
      "intact",
      `case: ${aCaseId} of tenant local`,
      "entries: 4 of the case, 2 that it rests on, 1 blob",
    ]);
  });

  it("is intact without a key too, but its origin is not checked: the key is named and where to compare it", () => {
    const result = verifier.verifyPackage(file);
    expect(result.exit).toBe(0);
    expect(result.lines[0]).toBe(`origin: not checked (key ${key}; compare it with https://keys.example)`);
  });

  it("does not pass without a key when the origin is required", () => {
    const result = verifier.verifyPackage(file, { requireOrigin: true });
    expect(result.exit).toBe(1);
    expect(result.lines[1]).not.toBe("intact");
    expect(verifier.verifyPackage(file, { requireOrigin: true, key }).exit).toBe(0);
  });

  it("is the same to the byte when made again from the same log", async () => {
    expect(Buffer.from(await exportOf(log)).equals(file)).toBe(true);
    expect(Buffer.from(await exportOf(aSmallLog())).equals(file)).toBe(true);
  });

  it("holds the case, what it rests on, however far, and nothing of other cases", () => {
    const leaves = membersOf(verifier, file).filter(({ name }) => name.endsWith(".leaf.json"));
    expect(leaves.map(({ name }) => Number(name.slice(8, 20)))).toEqual([0, 1, 2, 4, 5, 6]);
  });

  it("names every other member in the manifest, by size, hash and media type", () => {
    const members = membersOf(verifier, file);
    const manifest = JSON.parse(
      members.find(({ name }) => name === "manifest.json")?.data.toString() ?? "null",
    ) as ManifestJson;
    expect(manifest.members.map(({ name }) => name)).toEqual(
      members.map(({ name }) => name).filter((name) => !name.startsWith("manifest.")),
    );
    expect(manifest.entries).toBe(4);
    expect(manifest.members.find(({ name }) => name.includes("content"))?.mediaType).toBe("text/plain");
  });

  it("carries the text and the files in plain, for a reader without any program", () => {
    const text = (part: string): string | undefined =>
      membersOf(verifier, file)
        .find(({ name }) => name.includes(part))
        ?.data.toString();
    expect(text("content.txt")).toBe("14-bit converter, 3 GSPS");
    expect(text("000000000002.body.json")).toBe('{"text":"May we ship it?","type":"case-opened","v":1}');
    expect(text("README.txt")).toContain(key);
    expect(text("report.txt")).toBe("One case, four steps.\n");
  });

  it("is refused for a case without entries", async () => {
    const unknown = toCaseId("01890a5d-ac96-774b-bcce-b302099a8059");
    await expect(exportOf(log, {}, unknown)).rejects.toThrow("not-found");
  });
});

describe("what a package may keep closed", () => {
  const caseOfOwn = caseStream(aCaseId);

  it("lists a withheld body and its blobs, and is intact with them closed", async () => {
    const privileged = createFakeEvidence();
    privileged.append(caseOfOwn, { type: "case-opened", weight: "revises" });
    const memo = privileged.putBlob(Buffer.from("counsel's memo"), "text/plain", false);
    privileged.append(caseOfOwn, { type: "commented", withheld: "privileged", blobs: [memo] });
    const result = verifier.verifyPackage(await exportOf(privileged), { key: privileged.key.fingerprint });
    expect(result.exit).toBe(0);
    expect(result.lines.at(-1)).toBe(
      `withheld: entry 1 (privileged), entry 1 blob ${memo.cipher.slice(0, 12)} (privileged)`,
    );
  });

  it("lists shredded bodies and blobs that are gone, once an entry says that they were shredded", async () => {
    const shredded = createFakeEvidence();
    const sheet = shredded.putBlob(Buffer.from("datasheet"), "application/pdf");
    shredded.append(caseOfOwn, { type: "case-opened", weight: "revises", withheld: "shredded", blobs: [sheet] });
    shredded.loseBlob(sheet.cipher);
    const early = verifier.verifyPackage(await exportOf(shredded));
    expect([early.exit, early.findings[0]?.what]).toEqual([2, "bodies are listed as shredded, and no entry says so"]);
    shredded.append(caseOfOwn, { type: "shredded" });
    const result = verifier.verifyPackage(await exportOf(shredded));
    expect(result.findings).toEqual([]);
    expect(result.lines.at(-1)).toContain("shredded: entry 0 (shredded)");
  });

  it("is incomplete when a body is closed for no reason", async () => {
    const odd = aSmallLog();
    const entries = await odd.source.entries(caseOfOwn);
    const closed = { ...odd.source, entries: async () => entries.map((one) => ({ ...one, opened: null })) };
    const result = verifier.verifyPackage(await exportOf({ ...odd, source: closed }));
    expect([result.exit, result.findings[0]?.where]).toEqual([2, "entry 2"]);
  });

  it("is still made when a blob is lost, and says itself that it is incomplete", async () => {
    const poor = createFakeEvidence();
    const sheet = poor.putBlob(Buffer.from("datasheet"), "text/plain");
    poor.append(caseOfOwn, { type: "case-opened", weight: "revises", blobs: [sheet] });
    poor.loseBlob(sheet.cipher);
    const result = verifier.verifyPackage(await exportOf(poor));
    expect(result.exit).toBe(2);
    expect(result.findings.map(({ what }) => what)).toContain("was already lost when the package was made");
  });
});

describe("a checkpoint that the reader kept", () => {
  const note = (size: number): Uint8Array => Buffer.from(log.noteOf(size));

  it("of an earlier size is gone on from, when the package was made for it", async () => {
    const anchored = await exportOf(log, { anchors: [3, 5, 99] });
    expect(verifier.verifyPackage(anchored, { checkpoint: note(3) }).lines).toContain(
      "your checkpoint: size 3, the log goes on from it",
    );
    expect(verifier.verifyPackage(anchored, { checkpoint: note(5) }).exit).toBe(0);
    expect(verifier.verifyPackage(anchored, { checkpoint: note(4) }).exit).toBe(2);
  });

  it("of the same size needs no proof", () => {
    expect(verifier.verifyPackage(file, { checkpoint: note(7) }).exit).toBe(0);
  });

  it("of a greater size shows that the package is older or the log was rolled back", () => {
    const later = aSmallLog();
    later.append("policy");
    const result = verifier.verifyPackage(file, { checkpoint: Buffer.from(later.noteOf(8)) });
    expect([result.exit, result.findings[0]?.where]).toEqual([2, "your checkpoint"]);
  });

  it("of another history under the same key shows the fork, at the same and at an earlier size", async () => {
    const other = createFakeEvidence();
    for (let count = 0; count < 7; count++) other.append("policy", { payload: { count } });
    const anchored = await exportOf(log, { anchors: [3] });
    for (const size of [3, 7]) {
      const result = verifier.verifyPackage(anchored, { checkpoint: Buffer.from(other.noteOf(size)) });
      expect([result.exit, result.findings[0]?.what]).toEqual([
        1,
        "the package's log does not go on from it: two histories",
      ]);
    }
  });

  it("may bear the signature of the key before beside that of the key now", async () => {
    const root = createMerkleTree(await log.source.leafHashes(7)).root(7);
    const signers = ["before", "one"].map((seed) => ({ ...keyFromSeed(seed), name: "export-desk/local" }));
    const both = signCheckpoint({ tenant: log.source.tenant, size: 7, root }, signers);
    const source = { ...log.source, checkpoint: async () => ({ size: 7, note: both }) };
    expect(verifier.verifyPackage(await exportOf({ ...log, source }), { key }).exit).toBe(0);
    expect(verifier.verifyPackage(file, { checkpoint: Buffer.from(both), key }).exit).toBe(0);
  });

  it("signed by another key is refused, and a file that is none is bad usage", async () => {
    const root = createMerkleTree(await log.source.leafHashes(7)).root(7);
    const stranger = { ...keyFromSeed("two"), name: "export-desk/local" };
    const theirs = signCheckpoint({ tenant: log.source.tenant, size: 7, root }, [stranger]);
    expect(verifier.verifyPackage(file, { checkpoint: Buffer.from(theirs) }).exit).toBe(1);
    expect(verifier.verifyPackage(file, { checkpoint: Buffer.from("hello") }).exit).toBe(3);
  });
});

describe("a package of another maker", () => {
  it("that is whole in itself is never reported as ours", async () => {
    const theirs = await exportOf(aSmallLog("two"));
    const result = verifier.verifyPackage(theirs, { key });
    expect(result.exit).toBe(1);
    expect(result.origin).toBe("another-key");
    expect(result.lines[0]).not.toContain("origin: checked");
    const unasked = verifier.verifyPackage(theirs);
    expect([unasked.exit, unasked.lines[0]?.startsWith("origin: not checked")]).toEqual([0, true]);
  });

  it("writes no control characters to the reader's terminal", async () => {
    const result = verifier.verifyPackage(await exportOf(log, { published: "\u001b[2Jorigin: checked\n" }));
    expect(result.lines.join("")).not.toMatch(/\p{Cc}/u);
    expect(result.lines[0]).toMatch(/^origin: not checked/);
  });

  it("that is no package at all is called so", () => {
    for (const bytes of ["", "PK", "PK\u0003\u0004 and so on", "x".repeat(5000)])
      expect(verifier.verifyPackage(Buffer.from(bytes)).exit).toBe(3);
    const zip = verifier.buildContainer([{ name: "manifest.json", data: Buffer.from("{}") }]);
    expect(verifier.verifyPackage(zip).exit).toBe(3);
  });

  it("lacks its manifest: incomplete; lacks its signature: incomplete", () => {
    expect(verifier.verifyPackage(withMembers(verifier, file, { "manifest.json": null })).exit).toBe(2);
    expect(verifier.verifyPackage(withMembers(verifier, file, { "manifest.sig": null })).exit).toBe(2);
  });
});
