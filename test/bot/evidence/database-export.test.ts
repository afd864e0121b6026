import { describe, expect, it, onTestFinished } from "vitest";
import { exportCase } from "../../../bot/evidence/export.ts";
import { ACME, entryOf, newCase, noted, opened, openTestDesk, OTHER } from "../../fakes/open-desk.ts";
import { anExtra } from "../../fakes/packages.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const verifier = await loadVerifier();

async function aDesk() {
  const desk = await openTestDesk();
  onTestFinished(() => desk.close());
  const { id, stream } = newCase();
  const { ledger, blobs, evidence } = desk.stores.for(ACME);
  const sheet = await blobs.put(stream, new Uint8Array(Buffer.from("14-bit converter")), "text/plain");
  const other = newCase();
  await ledger.commit([{ stream: other.stream, expected: 0, events: [opened()] }], []);
  await ledger.commit([{ stream, expected: 0, events: [{ ...opened(), blobs: [sheet] }, noted("first")] }], []);
  await ledger.observe(stream, [entryOf("toy-seen")]);
  await desk.stores.for(OTHER).ledger.observe(stream, [entryOf("toy-seen")]);
  return { desk, id, stream, ledger, evidence };
}

describe("a package made from the database", () => {
  it("is intact under the tenant's key, and byte for byte the same when made twice", async () => {
    const { id, evidence } = await aDesk();
    const file = await exportCase(evidence, id, anExtra);
    const result = verifier.verifyPackage(file, { key: (await evidence.logKey()).fingerprint });
    expect(result.findings).toEqual([]);
    expect(result.lines.slice(0, 2)).toEqual(["origin: checked", "intact"]);
    expect(result.lines[3]).toMatch(/^entries: 3 of the case, 0 that it rests on, 1 blob$/);
    expect(Buffer.from(await exportCase(evidence, id, anExtra)).equals(file)).toBe(true);
  });

  it("keeps a privileged comment closed, and says so", async () => {
    const { id, stream, ledger, evidence } = await aDesk();
    await ledger.commit([{ stream, expected: 2, events: [{ ...noted("counsel"), purpose: "privileged" }] }], []);
    const result = verifier.verifyPackage(await exportCase(evidence, id, anExtra));
    expect([result.exit, result.lines.at(-1)]).toEqual([
      0,
      expect.stringMatching(/^withheld: entry \d+ \(privileged\)$/),
    ]);
    expect(Buffer.from(await exportCase(evidence, id, anExtra)).includes("counsel")).toBe(false);
  });

  it("goes on from a checkpoint that somebody kept before", async () => {
    const { id, stream, ledger, evidence } = await aDesk();
    const kept = await evidence.checkpoint();
    await ledger.commit([{ stream, expected: 2, events: [noted("later")] }], []);
    const file = await exportCase(evidence, id, { ...anExtra, anchors: [kept.size] });
    expect(verifier.verifyPackage(file, { checkpoint: Buffer.from(kept.note) }).exit).toBe(0);
  });
});
