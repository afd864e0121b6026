import { createPrivateKey, sign } from "node:crypto";
import { sha256 } from "@noble/hashes/sha2.js";
import { originOf } from "../../core/evidence/checkpoint.ts";
import type { NoteSigner } from "../../core/evidence/note.ts";
import { toHash } from "../../core/ids.ts";
import type { LogKey } from "../../core/ports/evidence-source.ts";
import type { Queries } from "../connect.ts";
import type { Scope } from "./deps.ts";
import type { OpenedKey } from "./keys.ts";

// After a rotation checkpoints carry both signatures for this long, so that a verifier of the old key can follow.
const BOTH_MS = 90 * 86_400_000;

type SigningKey = LogKey & NoteSigner;

function openSigningKey(scope: Scope, row: OpenedKey): SigningKey {
  const { key, publicKey } = row;
  if (!key || !publicKey) throw new Error("a signing key was destroyed");
  const privateKey = createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  return {
    name: originOf(scope.tenant),
    publicKey,
    fingerprint: toHash(Buffer.from(sha256(publicKey)).toString("hex")),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

/** The log's signing keys, newest first: one, or two for 90 days after a rotation. Throws when the tenant has none. */
export async function signingKeys(
  queries: Queries,
  scope: Scope,
): Promise<{ readonly current: SigningKey; readonly all: readonly SigningKey[] }> {
  const since = scope.deps.clock.now() - BOTH_MS;
  const rows = await scope.keys.ofTenant(queries, scope.tenant, "sign");
  const all = rows
    .filter((row) => row.retiredAt === null || row.retiredAt > since)
    .map((row) => openSigningKey(scope, row));
  const [current] = all;
  if (!current) throw new Error(`tenant ${scope.tenant} has no signing key`);
  return { current, all };
}
