import { createCipheriv, createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { originOf, signCheckpoint } from "../../core/evidence/checkpoint.ts";
import { commit, envelopeOf, sealedHash } from "../../core/evidence/envelope.ts";
import type { Leaf, Sealed } from "../../core/evidence/leaf.ts";
import { leafBytesHash, leafHashOf, leafText } from "../../core/evidence/leaf.ts";
import { createMerkleTree } from "../../core/evidence/merkle-tree.ts";
import { toInstant } from "../../core/dates.ts";
import type { CaseId, Hash, Seq, Stream } from "../../core/ids.ts";
import { caseStream, toCaseId, toHash, toPersonId, toSeq, toTenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { EvidenceSource, SealedBlob, SealedEntry } from "../../core/ports/evidence-source.ts";
import { Refusal } from "../../core/refusal.ts";

const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

/** An Ed25519 key pair that a seed decides. */
export function keyFromSeed(seed: string) {
  const raw = createHash("sha256").update(`key ${seed}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, raw]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = new Uint8Array(spki.subarray(-32));
  const fingerprint = toHash(createHash("sha256").update(publicKey).digest("hex"));
  return { publicKey, fingerprint, sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)) };
}

export type Appended = {
  readonly type?: string;
  readonly payload?: JsonObject;
  readonly refs?: readonly Seq[];
  readonly blobs?: readonly Sealed[];
  /** Observations leave version and revision alone; an event moves version, one that revises both. */
  readonly weight?: "observation" | "event" | "revises";
  readonly withheld?: SealedEntry["withheld"];
  /** Changes a leaf before it is hashed: a desk that writes a false log. */
  readonly bend?: (leaf: Leaf) => Leaf;
};

/** A log in memory that follows the port, with real leaves, AES-256-GCM and Ed25519. Salts and nonces come from the seed. */
export function createFakeEvidence(seed = "one", tenantName = "local") {
  const tenant = toTenantId(tenantName);
  const key = keyFromSeed(seed);
  const name = originOf(tenant);
  const entries: SealedEntry[] = [];
  const blobs = new Map<Hash, SealedBlob>();
  const heads = new Map<Stream, { pos: number; version: number; revision: number; hash: Hash }>();
  let drawn = 0;
  const draw = (length: number): Buffer =>
    createHash("shake256", { outputLength: length }).update(`${seed} ${drawn++}`).digest();

  function seal(plaintext: Uint8Array) {
    const [salt, nonce, dataKey] = [new Uint8Array(draw(32)), draw(12), createHash("sha256").update(seed).digest()];
    const cipher = createCipheriv("aes-256-gcm", dataKey, nonce);
    const inner = Buffer.concat([cipher.update(envelopeOf(salt, plaintext)), cipher.final()]);
    const bytes = new Uint8Array(Buffer.concat([nonce, inner, cipher.getAuthTag()]));
    const sealed: Sealed = { key: "k-1", cipher: sealedHash(bytes), commitment: commit(salt, plaintext) };
    return { bytes, sealed, opened: { salt, plaintext } };
  }

  function putBlob(bytes: Uint8Array, mediaType: string, open = true): Sealed {
    const { bytes: cipher, sealed, opened } = seal(bytes);
    blobs.set(sealed.cipher, { hash: sealed.cipher, cipher, mediaType, opened: open ? opened : null });
    return sealed;
  }

  function append(stream: Stream, what: Appended = {}): Seq {
    const { type = "commented", payload = {}, weight = "event", withheld = null } = what;
    const head = heads.get(stream);
    const body = seal(canonicalBytes({ ...payload, type, v: 1 }));
    const seq = toSeq(entries.length);
    const honest: Leaf = {
      v: 1,
      tenant,
      seq,
      id: `01890a5d-ac96-774b-bcce-${String(seq).padStart(12, "0")}`,
      at: toInstant(`2026-11-23T02:15:00.${String(seq % 1000).padStart(3, "0")}Z`),
      stream,
      pos: head ? head.pos + 1 : 0,
      version: (head?.version ?? 0) + (weight === "observation" ? 0 : 1),
      revision: (head?.revision ?? 0) + (weight === "revises" ? 1 : 0),
      prev: head?.hash ?? null,
      type,
      typeV: 1,
      actor: { person: toPersonId("sales-1"), via: "console" },
      cause: null,
      pins: null,
      body: body.sealed,
      blobs: what.blobs ?? [],
      refs: what.refs ?? [],
    };
    const leaf = what.bend ? what.bend(honest) : honest;
    const text = leafText(leaf);
    heads.set(stream, { pos: leaf.pos, version: leaf.version, revision: leaf.revision, hash: leafHashOf(text) });
    entries.push({ seq, leaf: text, cipher: body.bytes, opened: withheld === null ? body.opened : null, withheld });
    return seq;
  }

  const leafHashes = (size: number): Uint8Array[] => entries.slice(0, size).map((entry) => leafBytesHash(entry.leaf));
  const noteOf = (size: number): string =>
    signCheckpoint({ tenant, size, root: createMerkleTree(leafHashes(size)).root(size) }, [{ ...key, name }]);

  const source: EvidenceSource = {
    tenant,
    async entries(stream) {
      return entries.filter((entry) => (JSON.parse(entry.leaf) as Leaf).stream === stream);
    },
    async entry(seq) {
      const entry = entries[seq];
      if (!entry) throw new Refusal("not-found");
      return entry;
    },
    leafHashes: async (size) => leafHashes(size),
    checkpoint: async () => ({ size: entries.length, note: noteOf(entries.length) }),
    sign: async (bytes) => key.sign(bytes),
    logKey: async () => ({ name, publicKey: key.publicKey, fingerprint: key.fingerprint }),
    async blob(hash) {
      const blob = blobs.get(hash);
      if (!blob) throw new Refusal("not-found");
      return blob;
    },
  };
  return { source, append, putBlob, noteOf, key, loseBlob: (hash: Hash) => blobs.delete(hash) };
}

export type FakeEvidence = ReturnType<typeof createFakeEvidence>;

export const aCaseId: CaseId = toCaseId("01890a5d-ac96-774b-bcce-b302099a8057");

/** A log with a policy, another case, and the case `aCaseId` of four entries that rests on the policy. */
export function aSmallLog(seed = "one"): FakeEvidence {
  const log = createFakeEvidence(seed);
  const stream = caseStream(aCaseId);
  const policy = log.append("policy", { type: "policy-applied", payload: { edition: "2026-11" } });
  const grant = log.append("access", { type: "role-granted", refs: [policy], payload: { role: "legal" } });
  const sheet = log.putBlob(Buffer.from("14-bit converter, 3 GSPS"), "text/plain");
  log.append(stream, { type: "case-opened", weight: "revises", blobs: [sheet], payload: { text: "May we ship it?" } });
  log.append("case:01890a5d-ac96-774b-bcce-b302099a8058", { type: "case-opened", weight: "revises" });
  log.append(stream, { type: "facts-found", weight: "revises", payload: { facts: ["resolution 14 bit"] } });
  log.append(stream, { type: "shown", weight: "observation", payload: { to: "requester" } });
  log.append(stream, { type: "decided", refs: [grant], payload: { decision: "approved" } });
  return log;
}
