import type { Desk } from "../conversation/deps.ts";
import type { Digest } from "../../core/digest/digest.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { toHash, type Hash, type PersonId, type Stream, type TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { BlobRef, OpenedEntry } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

/** A person's own stream: what was sent to them, and what of it they opened. */
export const personStream = (person: PersonId): Stream => `person:${person}`;

/** One sending, as its entry says it. */
export type Sent = {
  readonly week: string;
  readonly key: string;
  readonly digest: Hash;
  readonly asked: boolean;
};

export type KeptDigest = { readonly ref: BlobRef; readonly digest: Digest };

/** Keeps a digest as it is about to be sent: what a figure opens later is what was counted now. */
export async function keepDigest(desk: Desk, tenant: TenantId, person: PersonId, digest: Digest): Promise<BlobRef> {
  const json: JsonObject = toJson(digest);
  return desk.stores.for(tenant).blobs.put(personStream(person), canonicalBytes(json), "application/json");
}
const toJson = (digest: Digest): JsonObject => JSON.parse(JSON.stringify(digest)) as JsonObject;

/** Throws Refusal("not-found") for a hash that is no blob of this tenant. */
export async function openDigest(desk: Desk, tenant: TenantId, hash: Hash): Promise<Digest> {
  const { bytes } = await desk.stores.for(tenant).blobs.get(hash);
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as Digest;
}

function parseSent({ type, payload }: OpenedEntry): Sent | null {
  if (type !== "digest-sent" || payload === null) return null;
  const { week, key, digest, asked } = payload;
  return typeof week === "string" && typeof key === "string" && typeof digest === "string"
    ? { week, key, digest: toHash(digest), asked: asked === true }
    : null;
}

/** What was sent to a person, oldest first. */
export async function sentTo(desk: Desk, tenant: TenantId, person: PersonId): Promise<readonly Sent[]> {
  const entries = await desk.stores.for(tenant).ledger.read(personStream(person));
  return entries.flatMap((entry) => parseSent(entry) ?? []);
}

/** The digest of a key, if it was sent to this person; anybody else's is not found. Throws Refusal("not-found"). */
export async function sentDigest(desk: Desk, tenant: TenantId, person: PersonId, key: string): Promise<Digest> {
  const sent = (await sentTo(desk, tenant, person)).findLast((one) => one.key === key);
  if (!sent) throw new Refusal("not-found", { what: "digest" });
  return openDigest(desk, tenant, sent.digest);
}
