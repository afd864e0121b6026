import { exportCase } from "../../bot/evidence/export.ts";
import type { ExportExtra } from "../../bot/evidence/export.ts";
import { manifestBytes } from "../../bot/evidence/manifest.ts";
import type { CaseId } from "../../core/ids.ts";
import { aCaseId, keyFromSeed } from "./evidence-source.ts";
import type { FakeEvidence } from "./evidence-source.ts";
import type { Verifier, VerifierMember } from "./verifier.ts";

export const anExtra: ExportExtra = {
  software: { version: "0.1.0", commit: null, engine: 1 },
  report: "One case, four steps.\n",
  rules: [{ name: "replay/determination.json", bytes: new Uint8Array(Buffer.from('{"outcome":"classified"}')) }],
  published: "https://keys.example",
};

export const exportOf = (log: FakeEvidence, extra: Partial<ExportExtra> = {}, caseId: CaseId = aCaseId) =>
  exportCase(log.source, caseId, { ...anExtra, ...extra });

/** Takes an intact package apart. */
export function membersOf(verifier: Verifier, bytes: Uint8Array): VerifierMember[] {
  const read = verifier.readContainer(Buffer.from(bytes));
  if (read === "not-a-package" || "fault" in read) throw new Error("the package does not open");
  return read.members.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
}

/** The package with some members changed: null takes one away. The container is whole again, the manifest is not. */
export function withMembers(verifier: Verifier, bytes: Uint8Array, changes: Record<string, Uint8Array | null>): Buffer {
  const kept = membersOf(verifier, bytes).filter(({ name }) => !(name in changes));
  const added = Object.entries(changes).flatMap(([name, data]) =>
    data === null ? [] : [{ name, data: Buffer.from(data) }],
  );
  return verifier.buildContainer([...kept, ...added]);
}

/**
 * What an insider does who may sign: after the change the manifest names the members as they are now and is signed
 * again, by the key of `seed`. Only the chain, the proofs and the commitments are left to find it.
 */
export function resigned(
  verifier: Verifier,
  bytes: Uint8Array,
  seed = "one",
  lie: (manifest: ManifestJson) => ManifestJson = (manifest) => manifest,
): Buffer {
  const members = membersOf(verifier, bytes).filter(({ name }) => !name.startsWith("manifest."));
  const manifest = membersOf(verifier, bytes).find(({ name }) => name === "manifest.json");
  const before = JSON.parse(manifest?.data.toString() ?? "null") as ManifestJson;
  const types = new Map(before.members.map((one) => [one.name, one.mediaType]));
  const key = keyFromSeed(seed);
  const parts = {
    ...before,
    caseId: before.case,
    key: { ...key, name: before.key.name },
    published: before.key.published,
    hidden: [...before.withheld, ...before.shredded],
  } as unknown as Parameters<typeof manifestBytes>[0];
  const typed = members.map(({ name, data }) => ({ name, bytes: data, mediaType: types.get(name) ?? "text/plain" }));
  const told = JSON.parse(Buffer.from(manifestBytes(parts, typed)).toString()) as ManifestJson;
  const data = Buffer.from(verifier.canonicalJson(lie(told)));
  const signature = Buffer.from(key.sign(data));
  return verifier.buildContainer([
    ...members,
    { name: "manifest.json", data },
    { name: "manifest.sig", data: signature },
  ]);
}

export type ManifestJson = {
  case: string;
  stream: string;
  entries: number;
  key: { name: string; published: string; fingerprint: string };
  withheld: unknown[];
  shredded: unknown[];
  members: { name: string; size: number; hash: string; mediaType: string }[];
};
