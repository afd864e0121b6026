import { createHmac, timingSafeEqual } from "node:crypto";
import type { ButtonKeys } from "../../core/ports/button-keys.ts";
import type { Scope } from "./deps.ts";
import type { UsableKey } from "./keys.ts";

const hmac = (key: Uint8Array, bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac("sha256", key).update(bytes).digest());

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

export function createButtonKeys({ tenant, database, keys }: Scope): ButtonKeys {
  const lastTwo = async (): Promise<readonly UsableKey[]> => {
    const rows = await keys.ofTenant(database.read, tenant, "mac");
    return rows.slice(0, 2).flatMap(({ id, key }) => (key ? [{ id, key }] : []));
  };
  const current = async (): Promise<UsableKey> => {
    const [key] = await lastTwo();
    if (!key) throw new Error(`tenant ${tenant} has no key for buttons`);
    return key;
  };

  return {
    keyId: async () => (await current()).id,
    mac: async (bytes) => hmac((await current()).key, bytes),
    async verifyUnderLastTwo(bytes, mac) {
      const matches = (await lastTwo()).map(({ key }) => same(hmac(key, bytes), mac));
      return matches.includes(true);
    },
  };
}
