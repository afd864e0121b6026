import { describe, expect, it } from "vitest";
import type { Leaf } from "../../../core/evidence/leaf.ts";
import { caseStream, toSeq } from "../../../core/ids.ts";
import { aCaseId, aSmallLog, createFakeEvidence } from "../../fakes/evidence-source.ts";
import type { ManifestJson } from "../../fakes/packages.ts";
import { exportOf, membersOf, resigned, withMembers } from "../../fakes/packages.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();
const log = aSmallLog();
const file = await exportOf(log);
const key = log.key.fingerprint;
const own = caseStream(aCaseId);

const at = (seq: number, part: string): string => `entries/${String(seq).padStart(12, "0")}.${part}`;
const dataOf = (name: string, bytes: Uint8Array = file): Buffer => {
  const member = membersOf(verifier, bytes).find((one) => one.name === name);
  if (!member) throw new Error(`no ${name}`);
  return member.data;
};
const allOf = (seq: number): Record<string, null> =>
  Object.fromEntries(["leaf.json", "proof.txt", "cipher", "salt", "body.json"].map((part) => [at(seq, part), null]));
const blobStem = membersOf(verifier, file)
  .find(({ name }) => name.startsWith("blobs/"))
  ?.name.split(".")[0];

/** The verdict on the package after the change, signed again by the same key: only the chain can tell. */
function insider(changes: Record<string, Uint8Array | null>) {
  const result = verifier.verifyPackage(resigned(verifier, withMembers(verifier, file, changes)), { key });
  return { exit: result.exit, where: result.findings[0]?.where, what: result.findings[0]?.what };
}

describe("an insider who may sign changes a package", () => {
  it("and it stays intact when nothing was changed: the test's own forger works", () => {
    expect(insider({})).toEqual({ exit: 0, where: undefined, what: undefined });
    expect(resigned(verifier, file).equals(file)).toBe(true);
  });

  it("rewrites a leaf", () => {
    const bent = Buffer.from(dataOf(at(5, "leaf.json")).toString().replace("sales-1", "sales-2"));
    expect(insider({ [at(5, "leaf.json")]: bent })).toMatchObject({ exit: 1, where: "entry 5" });
  });

  it("writes a leaf in another spelling, or what is no leaf", () => {
    const spaced = Buffer.from(`${dataOf(at(5, "leaf.json")).toString()}\n`);
    expect(insider({ [at(5, "leaf.json")]: spaced })).toMatchObject({ exit: 1, where: "entry 5" });
    expect(insider({ [at(5, "leaf.json")]: Buffer.from("{}") })).toMatchObject({ exit: 1, where: "entry 5" });
  });

  it("swaps two entries", () => {
    const parts = ["leaf.json", "proof.txt", "cipher", "salt", "body.json"];
    const swapped = parts.flatMap((part) => [
      [at(4, part), dataOf(at(5, part))],
      [at(5, part), dataOf(at(4, part))],
    ]);
    expect(insider(Object.fromEntries(swapped))).toMatchObject({ exit: 1, where: "entry 4" });
  });

  it("takes an entry out of the middle, from the end, or its leaf alone: a hole", () => {
    expect(insider(allOf(4))).toMatchObject({
      exit: 2,
      where: "entry 5",
      what: "the stream has a hole before it: positions 1 to 1",
    });
    expect(insider({ ...allOf(6), ...allOf(0), ...allOf(1) })).toEqual({
      exit: 2,
      where: own,
      what: "3 of 4 entries are here",
    });
    expect(insider({ [at(4, "leaf.json")]: null })).toMatchObject({
      exit: 2,
      where: expect.stringContaining("entry 4"),
    });
  });

  it("takes away what an entry rests on, near and far", () => {
    expect(insider(allOf(0))).toMatchObject({
      exit: 2,
      where: "entry 1",
      what: "it rests on entry 0, which is missing",
    });
    expect(insider(allOf(1)).exit).not.toBe(0);
  });

  it("takes away a cipher, a plaintext, a proof or a blob", () => {
    for (const name of [at(4, "cipher"), at(4, "salt"), at(4, "body.json"), at(4, "proof.txt")])
      expect(insider({ [name]: null }), name).toMatchObject({ exit: 2, where: "entry 4" });
    for (const part of ["cipher", "salt", "content.txt"])
      expect(insider({ [`${blobStem}.${part}`]: null }), part).toMatchObject({ exit: 2, where: "entry 2" });
  });

  it("puts other words into a body or a blob", () => {
    const body = Buffer.from('{"decision":"rejected","type":"decided","v":1}');
    expect(insider({ [at(6, "body.json")]: body })).toMatchObject({ exit: 1, where: "entry 6" });
    expect(insider({ [`${blobStem}.content.txt`]: Buffer.from("8-bit") })).toMatchObject({ exit: 1, where: "entry 2" });
    expect(insider({ [`${blobStem}.cipher`]: Buffer.from("8-bit") })).toMatchObject({ exit: 1, where: "entry 2" });
    expect(insider({ [`${blobStem}.content.pdf`]: Buffer.from("second content") }).exit).toBe(1);
  });

  it("adds an entry, a blob or a stray file where entries stand", () => {
    const other = membersOf(verifier, file).find(({ name }) => name === at(4, "leaf.json"))?.data ?? Buffer.alloc(0);
    expect(insider({ [at(3, "leaf.json")]: other }).exit).toBe(1);
    expect(insider({ [`blobs/${"0".repeat(64)}.cipher`]: Buffer.from("x") }).exit).toBe(1);
    expect(insider({ "entries/note.txt": Buffer.from("x") }).exit).toBe(1);
    expect(insider({ [at(3, "cipher")]: Buffer.from("x") }).exit).toBe(2);
  });

  it("puts in an entry of another case that is really in the log", async () => {
    const all = await log.source.entry(toSeq(3));
    const proof = dataOf(at(4, "proof.txt"));
    const stray = { [at(3, "leaf.json")]: Buffer.from(all.leaf), [at(3, "proof.txt")]: proof };
    expect(insider({ ...stray, [at(3, "cipher")]: all.cipher })).toMatchObject({ exit: 1, where: "entry 3" });
  });

  it("renames an entry", () => {
    const renamed = { ...allOf(4), [at(3, "leaf.json")]: dataOf(at(4, "leaf.json")) };
    const { findings } = verifier.verifyPackage(resigned(verifier, withMembers(verifier, file, renamed)));
    expect(findings).toContainEqual({
      kind: "tampered",
      seq: 3,
      where: "entry 3",
      what: "its leaf says that it is entry 4",
    });
  });

  it("lies in the manifest about key, case, number of entries or what is hidden", () => {
    const lies: ((manifest: ManifestJson) => ManifestJson)[] = [
      (manifest) => ({ ...manifest, key: { ...manifest.key, fingerprint: "0".repeat(64) } }),
      (manifest) => ({ ...manifest, case: manifest.case.replace("8057", "8058") }),
      (manifest) => ({ ...manifest, stream: manifest.stream.replace("8057", "8058") }),
      (manifest) => ({ ...manifest, entries: 3 }),
      (manifest) => ({ ...manifest, shredded: [{ seq: 4, blob: null, because: "shredded" }] }),
      (manifest) => ({ ...manifest, withheld: [{ seq: 2, blob: "0".repeat(64), because: "sealed" }] }),
      (manifest) => ({ ...manifest, members: [...manifest.members, ...manifest.members.slice(0, 1)] }),
      (manifest) => ({ ...manifest, more: 1 }),
    ];
    const exits = lies.map((lie) => verifier.verifyPackage(resigned(verifier, file, "one", lie)).exit);
    expect(exits).toEqual(lies.map(() => 1));
    const more = (manifest: ManifestJson): ManifestJson => ({ ...manifest, entries: 5 });
    expect(verifier.verifyPackage(resigned(verifier, file, "one", more)).exit).toBe(2);
  });

  it("puts in a checkpoint of an earlier size, of another tenant or of another key", () => {
    const checkpoint = (note: string) => insider({ "checkpoint.txt": Buffer.from(note) });
    expect(checkpoint(log.noteOf(6))).toMatchObject({ exit: 1 });
    expect(checkpoint(aSmallLog("two").noteOf(7))).toMatchObject({ exit: 1, where: "checkpoint.txt" });
    const elsewhere = createFakeEvidence("one", "elsewhere");
    for (let count = 0; count < 7; count++) elsewhere.append("policy");
    expect(checkpoint(elsewhere.noteOf(7))).toMatchObject({ exit: 1, where: "checkpoint.txt" });
    expect(checkpoint(log.noteOf(7).replace("export-desk/local\n7", "export-desk/local\n8"))).toMatchObject({
      exit: 1,
    });
    expect(checkpoint("hello\n")).toMatchObject({ exit: 1, where: "checkpoint.txt" });
    expect(insider({ "checkpoint.txt": null })).toMatchObject({ exit: 2, where: "checkpoint.txt" });
  });
});

describe("a desk that wrote a false log and signed it", () => {
  const bends: [string, (leaf: Leaf) => Leaf][] = [
    ["skips a position", (leaf) => ({ ...leaf, pos: leaf.pos + 1 })],
    ["takes a position twice", (leaf) => ({ ...leaf, pos: leaf.pos - 1 })],
    ["forgets the entry before", (leaf) => ({ ...leaf, prev: null })],
    ["follows another entry", (leaf) => ({ ...leaf, prev: leaf.body.cipher })],
    ["jumps in version", (leaf) => ({ ...leaf, version: leaf.version + 1 })],
    ["goes back in version", (leaf) => ({ ...leaf, version: 0 })],
    ["revises without an event", (leaf) => ({ ...leaf, version: leaf.version - 1 })],
    ["rests on itself", (leaf) => ({ ...leaf, refs: [leaf.seq] })],
    ["has another type than its body", (leaf) => ({ ...leaf, type: "decided" })],
    ["has another body version", (leaf) => ({ ...leaf, typeV: 2 })],
    ["commits to another body", (leaf) => ({ ...leaf, body: { ...leaf.body, commitment: leaf.body.cipher } })],
    ["names another cipher", (leaf) => ({ ...leaf, body: { ...leaf.body, cipher: leaf.body.commitment } })],
  ];

  it.each(bends)("%s", async (_, bend) => {
    const false_ = createFakeEvidence();
    false_.append(own, { type: "case-opened", weight: "revises" });
    const seq = false_.append(own, { type: "commented", weight: "revises", bend });
    const result = verifier.verifyPackage(await exportOf(false_));
    expect(result.exit).toBe(result.findings[0]?.kind === "incomplete" ? 2 : 1);
    expect(result.findings[0]).toMatchObject({ seq });
  });
});

describe("changes without the key, with the container made whole again", () => {
  const names = membersOf(verifier, file).map(({ name }) => name);

  it("every member taken away is found", () => {
    for (const name of names)
      expect(verifier.verifyPackage(withMembers(verifier, file, { [name]: null })).exit, name).toBe(2);
  });

  it("every two members with swapped contents are found", () => {
    let swaps = 0;
    for (const one of names) {
      for (const other of names) {
        const [first, second] = [dataOf(one), dataOf(other)];
        if (one >= other || first.equals(second)) continue;
        const swapped = withMembers(verifier, file, { [one]: second, [other]: first });
        expect(verifier.verifyPackage(swapped).exit, `${one} ${other}`).toBe(1);
        swaps++;
      }
    }
    expect(swaps).toBeGreaterThan(200);
  });

  it("a member put in under any name is found", () => {
    for (const name of [
      "0",
      "extra.txt",
      "zzz",
      "blobs/x",
      "replay/more.json",
      at(9, "leaf.json"),
      "manifest.json.bak",
    ])
      expect(verifier.verifyPackage(withMembers(verifier, file, { [name]: Buffer.from("x") })).exit, name).toBe(1);
  });

  it("the whole signed again by another key is not ours", () => {
    const theirs = resigned(verifier, withMembers(verifier, file, { "report.txt": Buffer.from("all clear") }), "two");
    expect(verifier.verifyPackage(theirs, { key })).toMatchObject({ exit: 1, origin: "another-key" });
    expect(verifier.verifyPackage(theirs).exit).toBe(1);
  });
});
