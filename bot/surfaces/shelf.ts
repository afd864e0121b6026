import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Shelf } from "../../adapters/console/desk-model.ts";

const NONCE = 12;
const TAG = 16;

/** The web desk's furniture as files of DESK_HOME, sealed under a key derived from the root key: cards quote customers. */
export function createShelf(folder: string, rootKey: Uint8Array): Shelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = Buffer.from(hkdfSync("sha256", rootKey, "", "export-desk/console-shelf", 32));
  const fileOf = (name: string): string => join(folder, name.replaceAll(/[^a-zA-Z0-9.-]/g, "_"));
  return {
    async read(name) {
      const sealed = await readFile(fileOf(name)).catch(() => null);
      return sealed && open(key, sealed);
    },
    async write(name, bytes) {
      const half = `${fileOf(name)}.${randomBytes(6).toString("hex")}`;
      await writeFile(half, seal(key, bytes), { mode: 0o600 });
      await rename(half, fileOf(name));
    },
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}

function seal(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Null for a file that another key sealed: furniture can be lost, the desk starts empty. */
function open(key: Uint8Array, sealed: Buffer): Uint8Array | null {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}
